/* Hours, breaks, holidays and what staff decide, over all the edges of a calendar. */
#include "domain/opening.h"
#include "base/attr.h"
#include "domain/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* Monday to Thursday 08:00 to 16:00 with a break at noon, Friday with a longer one for prayers. */
static const struct open_span week[] = {
    {1, 480, 720}, {1, 780, 960}, {2, 480, 720}, {2, 780, 960}, {3, 480, 720},
    {3, 780, 960}, {4, 480, 720}, {4, 780, 960}, {5, 480, 690}, {5, 810, 990},
};
/* Around the clock but for Sunday: spans that meet at midnight. */
static const struct open_span long_days[] = {
    {1, 0, 1440}, {2, 0, 1440}, {3, 0, 1440}, {4, 0, 1440}, {5, 0, 1440}, {6, 0, 1440},
};
static const struct open_span always[] = {
    {0, 0, 1440}, {1, 0, 1440}, {2, 0, 1440}, {3, 0, 1440},
    {4, 0, 1440}, {5, 0, 1440}, {6, 0, 720},  {6, 720, 1440},
};

static struct office office_of(enum zone zone)
{
    return (struct office){.zone = zone, .hours = week, .hours_count = ARRAY_LEN(week)};
}

static int64_t day_of(const char *text)
{
    int64_t day = 0;

    assert_true(calendar_parse_day(text, &day));
    return day;
}

/* "2026-12-24 09:00" as that zone's clocks show it. */
static int64_t at(enum zone zone, const char *text)
{
    char day[11];

    memcpy(day, text, 10);
    day[10] = '\0';
    return (day_of(day) * 1440 + strtol(text + 11, NULL, 10) * 60 + strtol(text + 14, NULL, 10)
            - zone_offset_min(zone))
           * 60000;
}

static struct holiday christmas[4];
static struct holidays table_of_christmas(void)
{
    static const char *const dates[] = {"2026-12-24", "2026-12-25", "2027-01-01", "2027-01-04"};

    for (size_t i = 0; i < ARRAY_LEN(dates); i++)
        christmas[i] =
            (struct holiday){.day = day_of(dates[i]),
                             .kind = i == 0 ? HOLIDAY_COLLECTIVE_LEAVE : HOLIDAY_NATIONAL,
                             .name = {.id = dates[i]}};
    return (struct holidays){.days = christmas,
                             .count = ARRAY_LEN(christmas),
                             .from_day = day_of("2026-01-01"),
                             .until_day = day_of("2027-12-31")};
}

static void hours_breaks_and_holidays_decide(void **state)
{
    static const struct {
        const char *now;
        enum closed_reason reason;
        const char *then; /* closes, or opens again */
    } cases[] = {
        {"2026-11-23 00:00", CLOSED_BEFORE, "2026-11-23 08:00"},
        {"2026-11-23 07:59", CLOSED_BEFORE, "2026-11-23 08:00"},
        {"2026-11-23 08:00", OPEN, "2026-11-23 12:00"},
        {"2026-11-23 11:59", OPEN, "2026-11-23 12:00"},
        {"2026-11-23 12:00", CLOSED_BREAK, "2026-11-23 13:00"},
        {"2026-11-23 13:00", OPEN, "2026-11-23 16:00"},
        {"2026-11-23 16:00", CLOSED_AFTER, "2026-11-24 08:00"},
        {"2026-11-23 23:59", CLOSED_AFTER, "2026-11-24 08:00"},
        {"2026-11-27 11:29", OPEN, "2026-11-27 11:30"}, /* Friday */
        {"2026-11-27 11:30", CLOSED_BREAK, "2026-11-27 13:30"},
        {"2026-11-27 16:30", CLOSED_AFTER, "2026-11-30 08:00"},
        {"2026-11-28 10:00", CLOSED_WEEKDAY, "2026-11-30 08:00"},
        {"2026-11-29 23:59", CLOSED_WEEKDAY, "2026-11-30 08:00"},
        {"2026-11-30 16:00", CLOSED_AFTER, "2026-12-01 08:00"}, /* the month ends */
        {"2026-12-23 16:00", CLOSED_AFTER, "2026-12-28 08:00"}, /* leave, holiday, weekend */
        {"2026-12-24 09:00", CLOSED_HOLIDAY, "2026-12-28 08:00"},
        {"2026-12-25 23:59", CLOSED_HOLIDAY, "2026-12-28 08:00"},
        {"2026-12-26 00:00", CLOSED_WEEKDAY, "2026-12-28 08:00"},
        {"2026-12-31 16:00", CLOSED_AFTER, "2027-01-05 08:00"}, /* the year ends in a long run */
        {"2027-01-01 00:00", CLOSED_HOLIDAY, "2027-01-05 08:00"},
        {"2027-01-04 12:30", CLOSED_HOLIDAY, "2027-01-05 08:00"},
        {"2028-02-28 16:00", CLOSED_AFTER, "2028-02-29 08:00"}, /* a Tuesday */
        {"2028-02-29 15:59", OPEN, "2028-02-29 16:00"},
        {"2028-02-29 16:00", CLOSED_AFTER, "2028-03-01 08:00"},
    };
    static const enum zone zones[] = {ZONE_WIB, ZONE_WITA, ZONE_WIT};
    struct holidays holidays = table_of_christmas();
    struct opening_day day = {0};

    (void)state;
    for (size_t z = 0; z < ARRAY_LEN(zones); z++) {
        struct office office = office_of(zones[z]);

        for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
            int64_t now_ms = at(zones[z], cases[i].now);
            int64_t then_ms = at(zones[z], cases[i].then);
            struct opening got = opening_at(&office, NULL, &holidays, &day, now_ms, true);

            if (got.reason != cases[i].reason
                || (got.is_open ? got.closes_ms : got.opens_ms) != then_ms)
                fail_msg("%s %s: %s", zone_name(zones[z]), cases[i].now,
                         closed_reason_name(got.reason));
            assert_int_equal(got.is_open, cases[i].reason == OPEN);
            assert_int_equal(got.holiday != NULL, got.reason == CLOSED_HOLIDAY);
            /* the last millisecond of a minute belongs to it */
            got = opening_at(&office, NULL, &holidays, &day, now_ms + 59999, true);
            assert_int_equal(got.reason, cases[i].reason);
        }
    }
}

static void the_same_moment_is_another_hour_in_each_zone(void **state)
{
    int64_t now_ms = at(ZONE_WIB, "2026-11-23 06:30");
    struct opening_day day = {0};
    struct office wib = office_of(ZONE_WIB);
    struct office wita = office_of(ZONE_WITA);
    struct office wit = office_of(ZONE_WIT);

    (void)state;
    assert_int_equal(opening_at(&wib, NULL, NULL, &day, now_ms, true).reason, CLOSED_BEFORE);
    assert_int_equal(opening_at(&wita, NULL, NULL, &day, now_ms, true).reason, CLOSED_BEFORE);
    assert_int_equal(opening_at(&wit, NULL, NULL, &day, now_ms, true).reason, OPEN);
    now_ms = at(ZONE_WIT, "2026-11-28 00:30"); /* Friday 22:30 in WIB */
    assert_int_equal(opening_at(&wit, NULL, NULL, &day, now_ms, true).reason, CLOSED_WEEKDAY);
    assert_int_equal(opening_at(&wib, NULL, NULL, &day, now_ms, true).reason, CLOSED_AFTER);
}

/* What opens_ms names is open, and nothing before it is: minute by minute over seven weeks. */
static void the_next_opening_named_is_the_real_one(void **state)
{
    struct office office = office_of(ZONE_WITA);
    struct holidays holidays = table_of_christmas();
    struct group group = {.letter = 'A', .last_ticket_min = 870};
    struct opening_day day = {0};
    int64_t promised_ms = 0;

    (void)state;
    for (int64_t now_ms = at(ZONE_WITA, "2026-11-30 00:00");
         now_ms < at(ZONE_WITA, "2027-01-18 00:00"); now_ms += 60000) {
        struct opening got = opening_at(&office, &group, &holidays, &day, now_ms, true);

        if (promised_ms != 0 && (got.is_open != (now_ms >= promised_ms)))
            fail_msg("promised %lld, at %lld", (long long)promised_ms, (long long)now_ms);
        if (!got.is_open) {
            assert_true(got.opens_ms > now_ms);
            assert_true(promised_ms == 0 || got.opens_ms == promised_ms);
        }
        promised_ms = got.is_open ? 0 : got.opens_ms;
    }
}

static void a_long_run_of_holidays_is_looked_through(void **state)
{
    struct holiday days[300];
    struct holidays holidays = {.days = days, .count = ARRAY_LEN(days)};
    struct office office = office_of(ZONE_WIB);
    struct opening_day day = {0};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(days); i++)
        days[i] = (struct holiday){.day = day_of("2026-11-24") + (int64_t)i, .name = {.id = "x"}};
    struct opening got =
        opening_at(&office, NULL, &holidays, &day, at(ZONE_WIB, "2026-11-24 09:00"), true);
    assert_int_equal(got.reason, CLOSED_HOLIDAY);
    assert_true(got.opens_ms == at(ZONE_WIB, "2027-09-20 08:00"));
    assert_int_equal(calendar_day(got.opens_ms, 420), day_of("2026-11-24") + 300);
}

static void spans_that_meet_are_one_stretch(void **state)
{
    struct office office = {
        .zone = ZONE_WIB, .hours = long_days, .hours_count = ARRAY_LEN(long_days)};
    struct opening_day day = {0};
    struct opening got =
        opening_at(&office, NULL, NULL, &day, at(ZONE_WIB, "2026-11-23 09:00"), true);

    (void)state;
    assert_true(got.is_open && got.closes_ms == at(ZONE_WIB, "2026-11-29 00:00"));
    got = opening_at(&office, NULL, NULL, &day, at(ZONE_WIB, "2026-11-29 00:00"), true);
    assert_true(!got.is_open && got.opens_ms == at(ZONE_WIB, "2026-11-30 00:00"));
    office.hours = always;
    office.hours_count = ARRAY_LEN(always);
    got = opening_at(&office, NULL, NULL, &day, at(ZONE_WIB, "2026-11-28 11:00"), true);
    assert_true(got.is_open && got.closes_ms == 0);
}

static void an_office_without_hours_is_always_open(void **state)
{
    struct office office = {.zone = ZONE_WIT};
    struct holidays holidays = table_of_christmas();
    struct opening_day day = {0};
    struct opening got =
        opening_at(&office, NULL, &holidays, &day, at(ZONE_WIT, "2026-12-25 03:00"), true);

    (void)state;
    assert_true(got.is_open && got.closes_ms == 0);
    day.is_ended_by_staff = true;
    got = opening_at(&office, NULL, &holidays, &day, at(ZONE_WIT, "2026-12-25 03:00"), true);
    assert_int_equal(got.reason, CLOSED_DAY_ENDED);
    assert_true(got.opens_ms == 0); /* nobody stated when */
}

static void a_group_stops_at_its_last_ticket_time(void **state)
{
    struct office office = office_of(ZONE_WIB);
    struct group early = {.letter = 'A', .last_ticket_min = 690}; /* 11:30 */
    struct group late = {.letter = 'B', .last_ticket_min = 870};  /* 14:30 */
    struct opening_day day = {0};
    static const struct {
        bool is_early;
        const char *now;
        enum closed_reason reason;
        const char *then;
    } cases[] = {
        {true, "2026-11-23 11:29", OPEN, "2026-11-23 11:30"},
        {true, "2026-11-23 11:30", CLOSED_LAST_TICKET, "2026-11-24 08:00"},
        {true, "2026-11-23 12:30", CLOSED_LAST_TICKET, "2026-11-24 08:00"}, /* not "until 13:00" */
        {true, "2026-11-23 15:00", CLOSED_LAST_TICKET, "2026-11-24 08:00"},
        {true, "2026-11-23 16:00", CLOSED_AFTER, "2026-11-24 08:00"},
        {false, "2026-11-23 12:30", CLOSED_BREAK, "2026-11-23 13:00"},
        {false, "2026-11-23 13:30", OPEN, "2026-11-23 14:30"},
        {false, "2026-11-27 14:30", CLOSED_LAST_TICKET, "2026-11-30 08:00"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct opening got = opening_at(&office, cases[i].is_early ? &early : &late, NULL, &day,
                                        at(ZONE_WIB, cases[i].now), true);

        if (got.reason != cases[i].reason
            || (got.is_open ? got.closes_ms : got.opens_ms) != at(ZONE_WIB, cases[i].then))
            fail_msg("%s: %s", cases[i].now, closed_reason_name(got.reason));
    }
    struct office without = {.zone = ZONE_WIB};
    assert_true(
        opening_at(&without, &late, NULL, &day, at(ZONE_WIB, "2026-11-23 14:29"), true).closes_ms
        == at(ZONE_WIB, "2026-11-23 14:30"));
    assert_int_equal(
        opening_at(&without, &late, NULL, &day, at(ZONE_WIB, "2026-11-23 14:30"), true).reason,
        CLOSED_LAST_TICKET);
}

static void a_quota_ends_the_day_of_its_group(void **state)
{
    struct office office = office_of(ZONE_WIB);
    struct group group = {.letter = 'A', .quota = 40};
    struct opening_day day = {.issued_in_group = 39};
    int64_t now_ms = at(ZONE_WIB, "2026-11-27 09:00");

    (void)state;
    assert_true(opening_at(&office, &group, NULL, &day, now_ms, true).is_open);
    day.issued_in_group = 40;
    struct opening got = opening_at(&office, &group, NULL, &day, now_ms, true);
    assert_int_equal(got.reason, CLOSED_QUOTA);
    assert_true(got.opens_ms == at(ZONE_WIB, "2026-11-30 08:00"));
    /* the break ends, but no number follows it */
    got = opening_at(&office, &group, NULL, &day, at(ZONE_WIB, "2026-11-27 12:00"), true);
    assert_int_equal(got.reason, CLOSED_QUOTA);
    assert_true(got.opens_ms == at(ZONE_WIB, "2026-11-30 08:00"));
    got = opening_at(&office, &group, NULL, &day, at(ZONE_WIB, "2026-11-27 17:00"), true);
    assert_int_equal(got.reason, CLOSED_AFTER);
    /* added hours add no numbers; the office itself stays open */
    day.extra_until_ms = at(ZONE_WIB, "2026-11-27 20:00");
    got = opening_at(&office, &group, NULL, &day, at(ZONE_WIB, "2026-11-27 17:00"), true);
    assert_int_equal(got.reason, CLOSED_QUOTA);
    assert_true(opening_at(&office, NULL, NULL, &day, now_ms, true).is_open);
    /* without a clock nobody knows whose day it is */
    assert_true(opening_at(&office, &group, NULL, &day, now_ms, false).is_open);
}

static void a_pause_says_why_and_comes_first(void **state)
{
    struct office office = office_of(ZONE_WIB);
    struct group group = {.letter = 'A'};
    struct opening_day day = {.is_paused = true, .pause_reason = "Jaringan terputus"};
    struct opening got =
        opening_at(&office, &group, NULL, &day, at(ZONE_WIB, "2026-11-23 09:00"), true);

    (void)state;
    assert_int_equal(got.reason, CLOSED_PAUSED);
    assert_string_equal(got.note, "Jaringan terputus");
    assert_true(got.opens_ms == 0);
    day.extra_until_ms = at(ZONE_WIB, "2026-11-23 20:00");
    day.pause_reason = NULL;
    got = opening_at(&office, &group, NULL, &day, at(ZONE_WIB, "2026-11-23 09:00"), false);
    assert_int_equal(got.reason, CLOSED_PAUSED);
    assert_string_equal(got.note, "");
}

static void a_day_that_staff_ended_stays_ended(void **state)
{
    struct office office = office_of(ZONE_WIB);
    struct holidays holidays = table_of_christmas();
    struct opening_day day = {.is_ended_by_staff = true,
                              .extra_until_ms = at(ZONE_WIB, "2026-12-23 20:00")};
    struct opening got =
        opening_at(&office, NULL, &holidays, &day, at(ZONE_WIB, "2026-12-23 09:00"), true);

    (void)state;
    assert_int_equal(got.reason, CLOSED_DAY_ENDED);
    assert_true(got.opens_ms == at(ZONE_WIB, "2026-12-28 08:00"));
    got = opening_at(&office, NULL, &holidays, &day, 0, false);
    assert_int_equal(got.reason, CLOSED_DAY_ENDED);
    assert_true(got.opens_ms == 0);
}

static void added_hours_hold_where_the_calendar_says_no(void **state)
{
    static const struct {
        const char *now, *until, *closes;
    } cases[] = {
        {"2026-12-25 09:00", "2026-12-25 11:00", "2026-12-25 11:00"}, /* holiday */
        {"2026-11-29 09:00", "2026-11-29 11:00", "2026-11-29 11:00"}, /* Sunday */
        {"2026-11-23 16:30", "2026-11-23 18:00", "2026-11-23 18:00"}, /* after */
        {"2026-11-23 15:00", "2026-11-23 18:00", "2026-11-23 18:00"}, /* while open */
        {"2026-11-23 15:00", "2026-11-23 15:30", "2026-11-23 16:00"}, /* it shortens nothing */
        {"2026-11-23 12:10", "2026-11-23 13:30", "2026-11-23 16:00"}, /* over the break */
        {"2026-11-23 23:30", "2026-11-24 00:30", "2026-11-24 00:30"}, /* over midnight */
    };
    struct office office = office_of(ZONE_WIB);
    struct holidays holidays = table_of_christmas();

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct opening_day day = {.extra_until_ms = at(ZONE_WIB, cases[i].until)};
        struct opening got =
            opening_at(&office, NULL, &holidays, &day, at(ZONE_WIB, cases[i].now), true);

        if (!got.is_open || got.closes_ms != at(ZONE_WIB, cases[i].closes))
            fail_msg("%s", cases[i].now);
    }
    struct opening_day over = {.extra_until_ms = at(ZONE_WIB, "2026-11-23 18:00")};
    assert_int_equal(
        opening_at(&office, NULL, NULL, &over, at(ZONE_WIB, "2026-11-23 18:00"), true).reason,
        CLOSED_AFTER);
}

static void a_clock_that_is_not_trusted_closes_nothing(void **state)
{
    struct office office = office_of(ZONE_WIB);
    struct opening_day day = {0};
    static const int64_t clocks[] = {0, -86400000, INT64_C(946684800000), INT64_C(32503680000000)};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(clocks); i++)
        assert_true(opening_at(&office, NULL, NULL, &day, clocks[i], false).is_open);
}

/* The rule has no memory: wherever the clock jumps, the answer is that of the new time. */
static void a_jump_of_the_clock_leaves_no_trace(void **state)
{
    struct office office = office_of(ZONE_WIB);
    struct opening_day day = {0};
    int64_t noon = at(ZONE_WIB, "2026-11-23 12:30");
    int64_t open = at(ZONE_WIB, "2026-11-23 14:00");

    (void)state;
    assert_int_equal(opening_at(&office, NULL, NULL, &day, noon, true).reason, CLOSED_BREAK);
    assert_int_equal(opening_at(&office, NULL, NULL, &day, open, true).reason, OPEN);
    assert_int_equal(opening_at(&office, NULL, NULL, &day, noon, true).reason, CLOSED_BREAK);
}

static void working_days_leave_out_weekends_and_holidays(void **state)
{
    struct holidays holidays = table_of_christmas();
    struct office office = office_of(ZONE_WIB);
    struct office without = {.zone = ZONE_WIB};
    static const struct {
        const char *from;
        int days;
        const char *to;
        bool is_sure;
    } cases[] = {
        {"2026-11-23", 0, "2026-11-23", true},  {"2026-11-23", 1, "2026-11-24", true},
        {"2026-11-27", 1, "2026-11-30", true},  {"2026-11-28", 1, "2026-11-30", true},
        {"2026-12-23", 1, "2026-12-28", true},  {"2026-12-23", 5, "2027-01-05", true},
        {"2026-11-23", 14, "2026-12-11", true}, {"2027-12-30", 1, "2027-12-31", true},
        {"2027-12-31", 1, "2028-01-03", false}, {"2028-02-25", 2, "2028-02-29", false},
    };
    bool is_sure;

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        int64_t day = opening_add_workdays(&office, &holidays, day_of(cases[i].from), cases[i].days,
                                           &is_sure);

        if (day != day_of(cases[i].to) || is_sure != cases[i].is_sure)
            fail_msg("%s and %d", cases[i].from, cases[i].days);
        assert_true(opening_add_workdays(&without, &holidays, day_of(cases[i].from), cases[i].days,
                                         &is_sure)
                    == day);
    }
    (void)opening_add_workdays(&office, NULL, day_of("2026-11-23"), 1, &is_sure);
    assert_false(is_sure);
}

static void holidays_are_found_by_their_day(void **state)
{
    struct holidays holidays = table_of_christmas();
    struct holidays none = {0};

    (void)state;
    assert_string_equal(holidays_find(&holidays, day_of("2026-12-25"))->name.id, "2026-12-25");
    assert_int_equal(holidays_find(&holidays, day_of("2026-12-24"))->kind,
                     HOLIDAY_COLLECTIVE_LEAVE);
    assert_null(holidays_find(&holidays, day_of("2026-12-26")));
    assert_null(holidays_find(&none, 0));
    assert_null(holidays_find(NULL, 0));
    holidays_free(NULL);
}

static void every_reason_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (int i = 0; i < CLOSED_REASON_COUNT; i++) {
        for (int j = 0; j < i; j++)
            assert_string_not_equal(closed_reason_name((enum closed_reason)i),
                                    closed_reason_name((enum closed_reason)j));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hours_breaks_and_holidays_decide),
        cmocka_unit_test(the_same_moment_is_another_hour_in_each_zone),
        cmocka_unit_test(the_next_opening_named_is_the_real_one),
        cmocka_unit_test(a_long_run_of_holidays_is_looked_through),
        cmocka_unit_test(spans_that_meet_are_one_stretch),
        cmocka_unit_test(an_office_without_hours_is_always_open),
        cmocka_unit_test(a_group_stops_at_its_last_ticket_time),
        cmocka_unit_test(a_quota_ends_the_day_of_its_group),
        cmocka_unit_test(a_pause_says_why_and_comes_first),
        cmocka_unit_test(a_day_that_staff_ended_stays_ended),
        cmocka_unit_test(added_hours_hold_where_the_calendar_says_no),
        cmocka_unit_test(a_clock_that_is_not_trusted_closes_nothing),
        cmocka_unit_test(a_jump_of_the_clock_leaves_no_trace),
        cmocka_unit_test(working_days_leave_out_weekends_and_holidays),
        cmocka_unit_test(holidays_are_found_by_their_day),
        cmocka_unit_test(every_reason_has_a_name_of_its_own),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
