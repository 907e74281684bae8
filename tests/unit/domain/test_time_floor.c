/* When certificates are checked: the clock where it can be right, else the floor. */
#include "domain/time_floor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define DAY_MS (INT64_C(24) * 3600 * 1000)
#define BUILT INT64_C(1795305600000) /* 2026-11-22 */

static void floor_is_the_later_of_build_and_office(void **state)
{
    (void)state;
    assert_int_equal(time_floor(BUILT, 0), BUILT);
    assert_int_equal(time_floor(BUILT, BUILT - 1), BUILT);
    assert_int_equal(time_floor(BUILT, BUILT + 1), BUILT + 1);
}

static void sane_clock_is_believed(void **state)
{
    (void)state;
    assert_int_equal(time_floor_verify(BUILT, BUILT), BUILT);
    assert_int_equal(time_floor_verify(BUILT, BUILT + 1), BUILT + 1);
    assert_int_equal(time_floor_verify(BUILT, BUILT + 3 * 365 * DAY_MS), BUILT + 3 * 365 * DAY_MS);
}

static void clock_of_1986_is_not_believed(void **state)
{
    (void)state;
    assert_int_equal(time_floor_verify(BUILT, INT64_C(504921600000)), BUILT);
    assert_int_equal(time_floor_verify(BUILT, BUILT - 1), BUILT);
    assert_int_equal(time_floor_verify(BUILT, 0), BUILT);
    assert_int_equal(time_floor_verify(BUILT, INT64_MIN + 1), BUILT);
}

static void clock_of_twenty_years_ahead_is_not_believed(void **state)
{
    (void)state;
    assert_int_equal(time_floor_verify(BUILT, BUILT + 20 * 365 * DAY_MS), BUILT);
    assert_int_equal(time_floor_verify(BUILT, BUILT + 3 * 365 * DAY_MS + 1), BUILT);
    assert_int_equal(time_floor_verify(BUILT, INT64_MAX), BUILT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(floor_is_the_later_of_build_and_office),
        cmocka_unit_test(sane_clock_is_believed),
        cmocka_unit_test(clock_of_1986_is_not_believed),
        cmocka_unit_test(clock_of_twenty_years_ahead_is_not_believed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
