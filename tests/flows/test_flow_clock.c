/* The clock of the machine is wrong, or is set while visitors stand there: the real screen goes on, no number comes
 * twice, and nothing of the wrong time is believed. */
#include "base/file.h"
#include "base/text.h"
#include "support/lobby.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { WIDTH = 540, HEIGHT = 960, PATIENCE = 60 * 1000, SOON = 3 * 1000 * 1000 };

#define FAKETIME "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"

static char moved[LOBBY_PATH]; /* by how much, for libfaketime */

static void move_clock(const char *by)
{
    assert_true(file_replace(moved, by, strlen(by), false, NULL));
}

static int open_lobby(void **state)
{
    struct lobby *lobby = calloc(1, sizeof *lobby);

    assert_non_null(lobby);
    lobby_open(lobby, WIDTH, HEIGHT);
    assert_true(text_format(moved, sizeof moved, "%s/moved", lobby->directory));
    move_clock("+0");
    *state = lobby;
    return setenv("FAKETIME_TIMESTAMP_FILE", moved, 1) | setenv("FAKETIME_NO_CACHE", "1", 1)
           | setenv("DONT_FAKE_MONOTONIC", "1", 1) | setenv("LD_PRELOAD", FAKETIME, 1);
}

static int close_lobby(void **state)
{
    (void)unsetenv("LD_PRELOAD");
    lobby_close(*state);
    free(*state);
    return 0;
}

static void take(struct lobby *lobby, const char *expected)
{
    char number[16];

    lobby_take_number(lobby, "ticket", number);
    assert_string_equal(number, expected);
    lobby_finish(lobby);
}

static void a_clock_that_is_set_under_visitors_gives_no_number_twice(void **state)
{
    static const struct {
        const char *by, *next;
    } jumps[] = {
        {"-15y", "A-002"}, {"+30y", "A-003"}, {"+1d", "A-004"}, {"-1d", "A-005"}, {"+0", "A-006"}};
    struct lobby *lobby = *state;
    AUTO_TEXT struct text numbers;

    lobby_start(lobby, NULL);
    lobby_start_print(lobby);
    take(lobby, "A-001");
    for (size_t i = 0; i < ARRAY_LEN(jumps); i++) {
        move_clock(jumps[i].by);
        (void)usleep(SOON);
        lobby_assert_running(lobby, jumps[i].by);
        take(lobby, jumps[i].next);
        print_message("  %s: %s\n", jumps[i].by, jumps[i].next);
    }
    assert_int_equal(lobby_numbers(lobby, &numbers), 6);
    lobby_stop_print(lobby);
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
}

/* As after a flat battery; the network tells the time later. */
static void a_machine_of_another_century_serves_and_says_no_time(void **state)
{
    struct lobby *lobby = *state;
    char shown[64];

    lobby_start(lobby, NULL);
    lobby_start_print(lobby);
    lobby_expect(lobby, "attract", PATIENCE);
    move_clock("-40y");
    (void)usleep(SOON);
    take(lobby, "A-001");
    if (lobby_has(lobby, "clock")) {
        lobby_label(lobby, "clock", shown, sizeof shown);
        if (strpbrk(shown, "0123456789"))
            fail_msg("a time is shown: %s", shown);
    }
    move_clock("+0");
    (void)usleep(SOON);
    take(lobby, "A-002");
    lobby_stop_print(lobby);
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
}

int main(void)
{
#define LOBBY(test) cmocka_unit_test_setup_teardown(test, open_lobby, close_lobby)
    const struct CMUnitTest tests[] = {
        LOBBY(a_clock_that_is_set_under_visitors_gives_no_number_twice),
        LOBBY(a_machine_of_another_century_serves_and_says_no_time),
    };

    if (access(FAKETIME, R_OK) != 0) {
        puts("SKIP: libfaketime is missing");
        return 77;
    }
    if (!lobby_is_possible())
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
