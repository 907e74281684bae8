/* Periods: where they begin and end, which comes before, and how they are written. */
#include "domain/period.h"
#include "domain/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static int64_t day_of(const char *text)
{
    int64_t day = 0;

    assert_true(calendar_parse_day(text, &day));
    return day;
}

static void assert_period(const struct period *period, enum period_kind kind, const char *from,
                          const char *until)
{
    char first[16], last[16];

    calendar_format_day(period->from_day, first);
    calendar_format_day(period->until_day, last);
    assert_string_equal(first, from);
    assert_string_equal(last, until);
    assert_int_equal(period->kind, kind);
}

static void a_day_lies_in_one_period_of_each_kind(void **state)
{
    static const struct {
        enum period_kind kind;
        const char *from, *until, *before_from, *before_until;
    } cases[] = {
        {PERIOD_DAY, "2026-11-22", "2026-11-22", "2026-11-21", "2026-11-21"},
        {PERIOD_WEEK, "2026-11-16", "2026-11-22", "2026-11-09", "2026-11-15"}, /* a Sunday */
        {PERIOD_MONTH, "2026-11-01", "2026-11-30", "2026-10-01", "2026-10-31"},
        {PERIOD_TRIWULAN, "2026-10-01", "2026-12-31", "2026-07-01", "2026-09-30"},
        {PERIOD_SEMESTER, "2026-07-01", "2026-12-31", "2026-01-01", "2026-06-30"},
        {PERIOD_YEAR, "2026-01-01", "2026-12-31", "2025-01-01", "2025-12-31"},
        {PERIOD_RANGE, "2026-11-22", "2026-11-22", "2026-11-21", "2026-11-21"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct period period = period_of(cases[i].kind, day_of("2026-11-22"));
        assert_period(&period, cases[i].kind, cases[i].from, cases[i].until);
        period = period_before(&period);
        assert_period(&period, cases[i].kind, cases[i].before_from, cases[i].before_until);
    }
}

static void the_period_before_the_first_of_a_year_is_last_years(void **state)
{
    struct period triwulan = period_of(PERIOD_TRIWULAN, day_of("2024-02-29"));

    (void)state;
    assert_period(&triwulan, PERIOD_TRIWULAN, "2024-01-01", "2024-03-31");
    triwulan = period_before(&triwulan);
    assert_period(&triwulan, PERIOD_TRIWULAN, "2023-10-01", "2023-12-31");
}

static void a_range_goes_back_by_its_own_length(void **state)
{
    struct period range = period_of_days(day_of("2026-03-10"), day_of("2026-03-19"));
    struct period before = period_before(&range);

    (void)state;
    assert_period(&range, PERIOD_RANGE, "2026-03-10", "2026-03-19");
    assert_period(&before, PERIOD_RANGE, "2026-02-28", "2026-03-09");
}

static void days_are_the_smallest_period_they_fill(void **state)
{
    static const struct {
        const char *from, *until;
        enum period_kind kind;
    } cases[] = {
        {"2026-07-01", "2026-07-01", PERIOD_DAY},
        {"2026-11-16", "2026-11-22", PERIOD_WEEK},
        {"2026-02-01", "2026-02-28", PERIOD_MONTH},
        {"2024-02-01", "2024-02-28", PERIOD_RANGE},
        {"2026-07-01", "2026-09-30", PERIOD_TRIWULAN},
        {"2026-01-01", "2026-06-30", PERIOD_SEMESTER},
        {"2026-01-01", "2026-12-31", PERIOD_YEAR},
        {"2026-02-01", "2026-04-30", PERIOD_RANGE},
        {"2026-11-17", "2026-11-23", PERIOD_RANGE},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct period period = period_of_days(day_of(cases[i].from), day_of(cases[i].until));
        assert_int_equal(period.kind, cases[i].kind);
    }
}

static void what_is_written_is_read_again(void **state)
{
    static const struct {
        const char *text;
        enum period_kind kind;
        const char *from, *until;
    } cases[] = {
        {"2026-11-23", PERIOD_DAY, "2026-11-23", "2026-11-23"},
        {"2026-W47", PERIOD_WEEK, "2026-11-16", "2026-11-22"},
        {"2026-W01", PERIOD_WEEK, "2025-12-29", "2026-01-04"},
        {"2026-W53", PERIOD_WEEK, "2026-12-28", "2027-01-03"},
        {"2027-W01", PERIOD_WEEK, "2027-01-04", "2027-01-10"},
        {"2026-11", PERIOD_MONTH, "2026-11-01", "2026-11-30"},
        {"2026-T4", PERIOD_TRIWULAN, "2026-10-01", "2026-12-31"},
        {"2026-S2", PERIOD_SEMESTER, "2026-07-01", "2026-12-31"},
        {"2026", PERIOD_YEAR, "2026-01-01", "2026-12-31"},
        {"2026-11-01..2026-11-15", PERIOD_RANGE, "2026-11-01", "2026-11-15"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct period period;
        char text[32];

        assert_true(period_parse(cases[i].text, &period));
        assert_period(&period, cases[i].kind, cases[i].from, cases[i].until);
        period_format(&period, text, sizeof text);
        assert_string_equal(text, cases[i].text);
    }
}

static void nonsense_is_no_period(void **state)
{
    static const char *const wrong[] = {
        "",
        "2",
        "202",
        "2026-",
        "2026-1",
        "2026-13",
        "2026-00",
        "2026-T0",
        "2026-T5",
        "2026-S3",
        "2026-Tx",
        "2026-W0",
        "2026-W00",
        "2026-W54",
        "2025-W53",
        "2026-11-31",
        "2026/11",
        "20260",
        "2026-11-2",
        "x026",
        "2026-11-23x",
        "2026-11-15..2026-11-01",
        "2026-11-01..2026-11-",
        "2026-t4",
        "2026-11-01...2026-11-1",
    };
    struct period period;

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        assert_false(period_parse(wrong[i], &period));
}

static void every_week_of_a_century_is_named_once(void **state)
{
    int64_t day = day_of("1999-12-27");

    (void)state;
    for (int i = 0; i < 5300; i++, day += 7) {
        struct period week = period_of(PERIOD_WEEK, day), again;
        char text[32];

        assert_int_equal(week.from_day, day);
        period_format(&week, text, sizeof text);
        assert_true(period_parse(text, &again));
        assert_int_equal(again.from_day, day);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_lies_in_one_period_of_each_kind),
        cmocka_unit_test(the_period_before_the_first_of_a_year_is_last_years),
        cmocka_unit_test(a_range_goes_back_by_its_own_length),
        cmocka_unit_test(days_are_the_smallest_period_they_fill),
        cmocka_unit_test(what_is_written_is_read_again),
        cmocka_unit_test(nonsense_is_no_period),
        cmocka_unit_test(every_week_of_a_century_is_named_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
