/* Civil dates in fixed zones. */
#include "domain/calendar.h"
#include "base/attr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static void civil_dates_are_read_off(void **state)
{
    static const struct {
        int64_t ms;
        int offset_min;
        struct civil civil;
    } cases[] = {
        {0, 0, {1970, 1, 1, 0, 0, 0, 4}},
        {-1, 0, {1969, 12, 31, 23, 59, 59, 3}},
        {INT64_C(1795401660000), 420, {2026, 11, 23, 9, 41, 0, 1}},
        {INT64_C(1795401660000), 480, {2026, 11, 23, 10, 41, 0, 1}},
        {INT64_C(1798736400000), 420, {2027, 1, 1, 0, 0, 0, 5}},
        {INT64_C(1798736399999), 420, {2026, 12, 31, 23, 59, 59, 4}},
        {INT64_C(1709164800000), 0, {2024, 2, 29, 0, 0, 0, 4}},
        {INT64_C(951782400000), 0, {2000, 2, 29, 0, 0, 0, 2}},
        {INT64_C(4107542400000), 0, {2100, 3, 1, 0, 0, 0, 1}}, /* 2100 has no leap day */
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const struct civil *want = &cases[i].civil;
        struct civil got = calendar_civil(cases[i].ms, cases[i].offset_min);

        assert_int_equal(got.year, want->year);
        assert_int_equal(got.month, want->month);
        assert_int_equal(got.day, want->day);
        assert_int_equal(got.hour, want->hour);
        assert_int_equal(got.minute, want->minute);
        assert_int_equal(got.second, want->second);
        assert_int_equal(got.weekday, want->weekday);
    }
}

static void every_day_of_three_centuries_comes_back(void **state)
{
    int weekday = calendar_civil(-INT64_C(70) * 366 * 86400000, 420).weekday;

    (void)state;
    for (int64_t day = -70 * 366; day < 230 * 366; day++) {
        int64_t ms = day * 86400000 + 3723000;
        struct civil civil = calendar_civil(ms, 420);

        assert_true(calendar_ms(&civil, 420) == ms);
        assert_int_equal(civil.weekday, weekday);
        weekday = (weekday + 1) % 7;
    }
}

static void a_day_begins_at_local_midnight(void **state)
{
    (void)state;
    assert_int_equal(calendar_day(0, 0), 0);
    assert_int_equal(calendar_day(-1, 0), -1);
    assert_int_equal(calendar_day(INT64_C(17) * 3600000 - 1, 420), 0);
    assert_int_equal(calendar_day(INT64_C(17) * 3600000, 420), 1);
    assert_int_equal(calendar_day(INT64_C(15) * 3600000, 540), 1);
}

static void a_written_date_is_a_day(void **state)
{
    static const char *const wrong[] = {"",           "2026-1-01",  "2026-13-01", "2026-00-10",
                                        "2026-02-29", "2026-04-31", "2026-06-00", "2026/06/01",
                                        "2026-06-1x", "2026-06-011"};
    int64_t day = 0;

    (void)state;
    assert_true(calendar_parse_day("1970-01-01", &day) && day == 0);
    assert_true(calendar_parse_day("2028-02-29", &day));
    assert_int_equal(calendar_weekday(day), 2);
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        assert_false(calendar_parse_day(wrong[i], &day));
}

static void a_day_is_written_as_it_is_read(void **state)
{
    static const char *const days[] = {"1970-01-01", "2028-02-29", "2026-11-23", "9999-12-31"};
    char text[16];
    int64_t day = 0;

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(days); i++) {
        assert_true(calendar_parse_day(days[i], &day));
        calendar_format_day(day, text);
        assert_string_equal(text, days[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_written_date_is_a_day),
        cmocka_unit_test(a_day_is_written_as_it_is_read),
        cmocka_unit_test(civil_dates_are_read_off),
        cmocka_unit_test(every_day_of_three_centuries_comes_back),
        cmocka_unit_test(a_day_begins_at_local_midnight),
    };

    return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
