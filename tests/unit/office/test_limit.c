/* What wrong passwords cost. */
#include "base/clock.h"
#include "office/web/limit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const int64_t MINUTE = 60 * 1000;

struct door {
    struct clock *clock;
    struct limit limit;
};

static int open_door(void **state)
{
    static struct door door;

    door = (struct door){.clock = clock_fake_new(1795000000000)};
    *state = &door;
    return 0;
}

static int close_door(void **state)
{
    struct door *door = *state;

    clock_free(door->clock);
    return 0;
}

static void fail_times(struct door *door, int times)
{
    for (int i = 0; i < times; i++)
        limit_fail(&door->limit, LIMIT_ACCOUNT_TRIES, clock_now_ms(door->clock));
}

static bool is_closed(const struct door *door)
{
    return limit_is_closed(&door->limit, clock_now_ms(door->clock));
}

static void four_wrong_ones_cost_nothing(void **state)
{
    struct door *door = *state;

    fail_times(door, 4);
    assert_false(is_closed(door));
}

static void fifth_closes_for_five_minutes(void **state)
{
    struct door *door = *state;

    fail_times(door, 5);
    assert_true(is_closed(door));
    clock_fake_advance(door->clock, 5 * MINUTE - 1);
    assert_true(is_closed(door));
    clock_fake_advance(door->clock, 1);
    assert_false(is_closed(door));
}

static void pauses_double_up_to_an_hour(void **state)
{
    static const int minutes[] = {5, 10, 20, 40, 60, 60};
    struct door *door = *state;

    fail_times(door, 4);
    for (size_t i = 0; i < ARRAY_LEN(minutes); i++) {
        fail_times(door, 1);
        clock_fake_advance(door->clock, minutes[i] * MINUTE - 1);
        assert_true(is_closed(door));
        clock_fake_advance(door->clock, 1);
        assert_false(is_closed(door));
    }
}

static void long_silence_forgets(void **state)
{
    struct door *door = *state;

    fail_times(door, 8);
    clock_fake_advance(door->clock, LIMIT_FORGET_MS);
    fail_times(door, 4);
    assert_false(is_closed(door));
    fail_times(door, 1);
    assert_true(is_closed(door));
    clock_fake_advance(door->clock, 5 * MINUTE);
    assert_false(is_closed(door));
}

static void name_is_not_kept_as_it_was_typed(void **state)
{
    char a[LIMIT_SUBJECT_TEXT], b[LIMIT_SUBJECT_TEXT], address[LIMIT_SUBJECT_TEXT];

    (void)state;
    limit_of_account("pasar-terapung-7", a);
    limit_of_account("sri.wahyuni", b);
    limit_of_address("10.1.2.3", address);
    assert_null(strstr(a, "pasar"));
    assert_int_equal(strlen(a), strlen("account:") + 64);
    assert_string_not_equal(a, b);
    assert_string_equal(address, "address:10.1.2.3");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(four_wrong_ones_cost_nothing, open_door, close_door),
        cmocka_unit_test_setup_teardown(fifth_closes_for_five_minutes, open_door, close_door),
        cmocka_unit_test_setup_teardown(pauses_double_up_to_an_hour, open_door, close_door),
        cmocka_unit_test_setup_teardown(long_silence_forgets, open_door, close_door),
        cmocka_unit_test(name_is_not_kept_as_it_was_typed),
    };

    return cmocka_run_group_tests_name("limit", tests, NULL, NULL);
}
