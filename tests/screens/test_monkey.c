/* A monkey at the lobby's kiosk and at the exit's: nothing breaks, everything leads home, nobody meets what
 * another one left.
 *   test_screens_monkey [--touches N] [--seed S] [--role lobby|exit] */
#include "base/attr.h"
#include "screens/monkey.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Then the office would close. */
enum { MORNING = 1000 };

struct wish {
    int touches;
    uint32_t seed;
    const char *role; /* NULL: both */
};

static void walk(const struct wish *wish, const char *role, int touches)
{
    struct monkey monkey = {0};
    uint32_t seed = wish->seed;

    if (wish->role && strcmp(wish->role, role) != 0)
        return;
    for (int left = touches; left > 0; left -= MORNING, seed++) {
        printf("%s: seed %u\n", role, seed); /* the last one is the one that failed */
        fflush(stdout);
        monkey_morning(&monkey, role, seed, left < MORNING ? left : MORNING);
    }
    printf("%s: %d touches, %d ways home, %d visits ended, %zu screens:", role, monkey.touches,
           monkey.homecomings, monkey.wipes, monkey.screen_count);
    for (size_t i = 0; i < monkey.screen_count; i++)
        printf(" %s", monkey.screens[i]);
    printf("\n");
    assert_true(monkey.homecomings > 0);
    assert_true(monkey.wipes > 0);
}

static void a_monkey_in_the_lobby_breaks_nothing_and_leaves_nothing(void **state)
{
    const struct wish *wish = *state;

    walk(wish, "lobby", wish->role ? wish->touches : wish->touches * 7 / 10);
}

static void a_monkey_at_the_exit_breaks_nothing_and_leaves_nothing(void **state)
{
    const struct wish *wish = *state;

    walk(wish, "exit", wish->role ? wish->touches : wish->touches * 3 / 10);
}

int main(int argc, char **argv)
{
    struct wish wish = {.touches = 1500, .seed = 1};
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(a_monkey_in_the_lobby_breaks_nothing_and_leaves_nothing, &wish),
        cmocka_unit_test_prestate(a_monkey_at_the_exit_breaks_nothing_and_leaves_nothing, &wish),
    };

    for (int i = 1; i + 1 < argc; i += 2) {
        if (strcmp(argv[i], "--touches") == 0)
            wish.touches = (int)strtol(argv[i + 1], NULL, 10);
        else if (strcmp(argv[i], "--seed") == 0)
            wish.seed = (uint32_t)strtoul(argv[i + 1], NULL, 10);
        else if (strcmp(argv[i], "--role") == 0)
            wish.role = argv[i + 1];
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
