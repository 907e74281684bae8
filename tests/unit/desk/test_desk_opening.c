/* Hours, pauses, and days that staff open and close, over clocks that jump. */
#include "base/file.h"
#include "base/text.h"
#include "desk/opening.h"
#include "desk/ticket.h"
#include "support/hall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Monday to Friday, 08:00 to 12:00 and 13:00 to 16:00. The hall's clock stands on Monday, 09:41. */
static const char hours[] = "\"hours\":["
                            "{\"day\":\"mon\",\"from\":\"08:00\",\"to\":\"12:00\"},"
                            "{\"day\":\"mon\",\"from\":\"13:00\",\"to\":\"16:00\"},"
                            "{\"day\":\"tue\",\"from\":\"08:00\",\"to\":\"12:00\"},"
                            "{\"day\":\"tue\",\"from\":\"13:00\",\"to\":\"16:00\"},"
                            "{\"day\":\"wed\",\"from\":\"08:00\",\"to\":\"12:00\"}],";
static const char holidays[] =
    "{\"format\":\"anjungan-holidays-1\",\"version\":\"SKB\",\"from\":\"2026-01-01\","
    "\"until\":\"2026-12-31\",\"days\":[{\"date\":\"2026-11-24\",\"kind\":\"local\","
    "\"name\":{\"id\":\"Hari jadi\",\"en\":\"Founding day\"}}]}";

static void write_office(struct hall *hall)
{
    AUTO_TEXT struct text office;

    text_init(&office, 64 * 1024);
    text_add(&office, "{\"format\":\"anjungan-catalog-1\",\"version\":1,\"office\":{\"id\":"
                      "\"pekanbaru\",\"name\":\"DPMPTSP\",\"zone\":\"WIB\",");
    text_add(&office, hours);
    text_add(&office,
             "\"groups\":[{\"letter\":\"A\",\"id\":\"intake\",\"name\":\"Berkas\",\"counters\":["
             "\"Loket 1\"],\"quota\":3},"
             "{\"letter\":\"B\",\"id\":\"information\",\"name\":\"Informasi\",\"last_ticket\":"
             "\"15:00\"}]},\"services\":[{\"id\":\"izin-a\",\"name\":\"Izin A\",\"group\":"
             "\"intake\",\"requirements\":[\"KTP\"]}]}");
    assert_true(file_replace(hall->catalog, office.data, office.len, false, NULL));
}

static int open_hall(void **state)
{
    struct hall *hall = calloc(1, sizeof *hall);

    hall_prepare(hall);
    write_office(hall);
    text_format(hall->holidays, sizeof hall->holidays, "%s/holidays.json", hall->directory);
    assert_true(file_replace(hall->holidays, holidays, sizeof holidays - 1, false, NULL));
    hall_enter(hall);
    *state = hall;
    return 0;
}

static int close_hall(void **state)
{
    hall_check(*state);
    hall_close(*state);
    free(*state);
    return 0;
}

/* To this time of the hall's first day, by waiting for it. */
static void wait_until(struct hall *hall, int day, int hour, int minute)
{
    int64_t then_ms = HALL_NOW_MS - 9 * HALL_HOUR_MS - 41 * INT64_C(60000)
                      + (day * 24 + hour) * HALL_HOUR_MS + minute * INT64_C(60000);

    clock_fake_advance(hall->clock, then_ms - clock_now_ms(hall->clock));
}

static enum err_code try_group(struct hall *hall, const char *group, const char *officer,
                               const char *reason, struct ticket *out)
{
    const struct ticket_request request = {.request = uuid_v4(),
                                           .service = group,
                                           .lang = "id",
                                           .officer = officer,
                                           .override_reason = reason};
    struct ticket ticket;
    struct err err = {0};

    return desk_issue_ticket(hall->desk, &request, out ? out : &ticket, &err) ? ERR_NONE : err.code;
}

static struct opening view(struct hall *hall, const char *group)
{
    struct opening opening = {0};
    struct err err = {0};

    if (!desk_view_opening(hall->desk, group, &opening, &err))
        fail_msg("%s", err.text);
    return opening;
}

static int64_t journal(const struct hall *hall, const char *kind)
{
    char sql[128];

    text_format(sql, sizeof sql, "SELECT count(*) FROM journal WHERE kind = '%s'", kind);
    return hall_number(hall, sql);
}

static int64_t events(const struct hall *hall, const char *kind)
{
    char sql[128];

    text_format(sql, sizeof sql, "SELECT count(*) FROM outbox WHERE kind = '%s'", kind);
    return hall_number(hall, sql);
}

static void numbers_are_given_within_the_hours_only(void **state)
{
    static const struct {
        int day, hour, minute;
        enum closed_reason reason;
    } cases[] = {
        {0, 11, 59, OPEN},         {0, 12, 0, CLOSED_BREAK},
        {0, 13, 0, OPEN},          {0, 15, 0, CLOSED_LAST_TICKET},
        {0, 16, 0, CLOSED_AFTER},  {1, 9, 0, CLOSED_HOLIDAY},
        {2, 7, 59, CLOSED_BEFORE}, {2, 8, 0, OPEN},
        {3, 9, 0, CLOSED_WEEKDAY},
    };
    struct hall *hall = *state;

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        wait_until(hall, cases[i].day, cases[i].hour, cases[i].minute);
        struct opening opening = view(hall, "information");
        assert_int_equal(opening.reason, cases[i].reason);
        assert_int_equal(try_group(hall, "information", NULL, NULL, NULL),
                         cases[i].reason == OPEN ? ERR_NONE : ERR_CLOSED);
    }
    assert_int_equal(view(hall, NULL).reason, CLOSED_WEEKDAY);
    /* what was refused left nothing behind */
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM ticket"), 3);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM session"), 2);
}

static void a_refused_first_number_opens_no_session(void **state)
{
    struct hall *hall = *state;

    wait_until(hall, 0, 12, 30);
    assert_int_equal(try_group(hall, "information", NULL, NULL, NULL), ERR_CLOSED);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM session"), 0);
}

static void a_repeated_request_is_answered_after_closing(void **state)
{
    struct hall *hall = *state;
    struct uuid request = uuid_v4();
    struct ticket first;
    struct ticket again;
    struct err err = {0};

    assert_true(hall_try(hall, &request, &first, &err));
    wait_until(hall, 0, 12, 30);
    assert_true(hall_try(hall, &request, &again, &err));
    assert_string_equal(again.number, first.number);
}

static void staff_override_with_a_reason_that_is_noted(void **state)
{
    struct hall *hall = *state;
    struct ticket ticket;

    wait_until(hall, 0, 12, 30);
    assert_int_equal(try_group(hall, "information", "SR", NULL, NULL), ERR_CLOSED);
    assert_int_equal(try_group(hall, "information", "SR", "", NULL), ERR_CLOSED);
    assert_int_equal(try_group(hall, "information", NULL, "datang dari jauh", NULL), ERR_CLOSED);
    assert_int_equal(try_group(hall, "information", "SR", "datang dari jauh", &ticket), ERR_NONE);
    assert_string_equal(ticket.number, "B-001");
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM journal WHERE kind = "
                                       "'ticket.issued_closed' AND who = 'SR' AND subject = "
                                       "'B-001' AND detail = 'break: datang dari jauh'"),
                     1);
    wait_until(hall, 0, 13, 0); /* while open a reason given is none needed */
    assert_int_equal(try_group(hall, "information", "SR", "datang dari jauh", NULL), ERR_NONE);
    assert_int_equal(journal(hall, "ticket.issued_closed"), 1);
}

static void a_quota_counts_every_number_of_the_group(void **state)
{
    struct hall *hall = *state;
    const struct ticket_request priority = {
        .request = uuid_v4(), .service = "intake", .is_priority = true, .lang = "id"};
    struct ticket ticket;

    assert_true(desk_issue_ticket(hall->desk, &priority, &ticket, NULL));
    assert_int_equal(try_group(hall, "intake", NULL, NULL, NULL), ERR_NONE);
    assert_int_equal(try_group(hall, "intake", NULL, NULL, NULL), ERR_NONE);
    assert_int_equal(try_group(hall, "intake", NULL, NULL, NULL), ERR_CLOSED);
    assert_int_equal(view(hall, "intake").reason, CLOSED_QUOTA);
    assert_true(view(hall, "information").is_open);
    assert_true(view(hall, NULL).is_open);
    assert_int_equal(try_group(hall, "intake", "SR", "satu lagi", NULL), ERR_NONE);
    wait_until(hall, 2, 9, 0); /* another day, another quota */
    assert_true(view(hall, "intake").is_open);
    assert_int_equal(try_group(hall, "intake", NULL, NULL, NULL), ERR_NONE);
}

static void a_paused_group_takes_no_numbers_until_resumed(void **state)
{
    struct hall *hall = *state;
    struct err err = {0};

    assert_true(desk_pause_group(hall->desk, "intake", "SR", "Jaringan", &err));
    assert_true(desk_pause_group(hall->desk, "intake", "SR", "Jaringan terputus", &err));
    assert_int_equal(view(hall, "intake").reason, CLOSED_PAUSED);
    assert_string_equal(view(hall, "intake").note, "Jaringan terputus");
    assert_int_equal(try_group(hall, "intake", NULL, NULL, NULL), ERR_CLOSED);
    assert_int_equal(try_group(hall, "information", NULL, NULL, NULL), ERR_NONE);
    assert_true(desk_resume_group(hall->desk, "intake", "SR", &err));
    assert_true(desk_resume_group(hall->desk, "intake", "SR", &err));
    assert_int_equal(try_group(hall, "intake", NULL, NULL, NULL), ERR_NONE);
    assert_int_equal(journal(hall, "group.paused"), 2);
    assert_int_equal(journal(hall, "group.resumed"), 1);
    assert_int_equal(events(hall, "group.paused"), 2);
    assert_int_equal(events(hall, "group.resumed"), 1);
    assert_true(desk_pause_group(hall->desk, "intake", "SR", NULL, &err));
    wait_until(hall, 2, 9, 0); /* a pause ends with its day */
    assert_true(view(hall, "intake").is_open);
    assert_true(desk_resume_group(hall->desk, "intake", "SR", &err));
    assert_int_equal(journal(hall, "group.resumed"), 1);
}

static void what_staff_may_not_decide_is_refused(void **state)
{
    struct hall *hall = *state;
    int64_t now_ms = clock_now_ms(hall->clock);
    struct err err = {0};
    char long_reason[200];

    memset(long_reason, 'x', sizeof long_reason - 1);
    long_reason[sizeof long_reason - 1] = '\0';
    assert_false(desk_pause_group(hall->desk, "nobody", "SR", "", &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_false(desk_pause_group(hall->desk, "intake", "", "", &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_false(desk_pause_group(hall->desk, "intake", "SR", long_reason, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_false(desk_pause_group(hall->desk, NULL, "SR", "", &err));
    assert_false(desk_open_day(hall->desk, NULL, &err));
    assert_false(desk_close_day(hall->desk, "", &err));
    assert_false(desk_extend_hours(hall->desk, now_ms, "SR", "x", &err));
    assert_false(desk_extend_hours(hall->desk, now_ms + 25 * HALL_HOUR_MS, "SR", "x", &err));
    assert_false(desk_extend_hours(hall->desk, now_ms + HALL_HOUR_MS, "SR", "", &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM journal WHERE who <> ''"), 0);
}

static void added_hours_let_numbers_be_given(void **state)
{
    struct hall *hall = *state;
    struct err err = {0};

    wait_until(hall, 0, 16, 10);
    assert_int_equal(try_group(hall, "information", NULL, NULL, NULL), ERR_CLOSED);
    assert_true(desk_extend_hours(hall->desk, clock_now_ms(hall->clock) + HALL_HOUR_MS, "SR",
                                  "masih ramai", &err));
    assert_true(view(hall, "information").is_open);
    assert_int_equal(try_group(hall, "information", NULL, NULL, NULL), ERR_NONE);
    wait_until(hall, 0, 17, 10);
    assert_int_equal(try_group(hall, "information", NULL, NULL, NULL), ERR_CLOSED);
    assert_int_equal(journal(hall, "hours.extended"), 1);
    assert_int_equal(events(hall, "hours.extended"), 1);
}

static void opening_the_day_begins_numbers_at_one(void **state)
{
    struct hall *hall = *state;
    struct ticket ticket;
    struct err err = {0};

    assert_true(desk_open_day(hall->desk, "SR", &err));
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM session"), 1);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM outbox WHERE kind = 'session.opened' "
                                       "AND json_extract(rec, '$.data.by') = 'staff'"),
                     1);
    assert_int_equal(events(hall, "day.opened"), 1);
    assert_true(desk_open_day(hall->desk, "SR", &err)); /* already */
    assert_int_equal(events(hall, "day.opened"), 1);
    assert_int_equal(journal(hall, "day.opened"), 1);
    assert_int_equal(try_group(hall, "information", NULL, NULL, NULL), ERR_NONE);
    wait_until(hall, 2, 8, 30);
    assert_true(desk_open_day(hall->desk, "SR", &err)); /* closes Monday's */
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM session WHERE closed_at = 0"), 1);
    assert_int_equal(try_group(hall, "information", NULL, NULL, &ticket), ERR_NONE);
    assert_string_equal(ticket.number, "B-001");
}

static void a_closed_day_stays_closed_until_the_next(void **state)
{
    struct hall *hall = *state;
    struct ticket ticket;
    struct err err = {0};

    assert_int_equal(try_group(hall, "information", NULL, NULL, NULL), ERR_NONE);
    assert_true(desk_close_day(hall->desk, "SR", &err));
    assert_true(desk_close_day(hall->desk, "SR", &err)); /* once is enough */
    assert_int_equal(events(hall, "day.closed"), 1);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM session WHERE closed_by = 'staff'"),
                     1);
    struct opening opening = view(hall, "information");
    assert_int_equal(opening.reason, CLOSED_DAY_ENDED);
    assert_true(opening.opens_ms
                == HALL_NOW_MS + 46 * HALL_HOUR_MS + 19 * INT64_C(60000)); /* Wednesday, 08:00 */
    assert_int_equal(try_group(hall, "information", NULL, NULL, NULL), ERR_CLOSED);
    assert_int_equal(try_group(hall, "information", "SR", "satu lagi", NULL), ERR_CLOSED);
    assert_false(desk_pause_group(hall->desk, "intake", "SR", "", &err));
    assert_int_equal(err.code, ERR_CLOSED);
    hall_leave(hall); /* another process knows it too */
    hall_enter(hall);
    wait_until(hall, 0, 15, 0);
    assert_int_equal(try_group(hall, "intake", NULL, NULL, NULL), ERR_CLOSED);
    wait_until(hall, 2, 8, 0);
    assert_true(view(hall, "information").is_open);
    assert_int_equal(try_group(hall, "information", NULL, NULL, &ticket), ERR_NONE);
    assert_string_equal(ticket.number, "B-001");
}

static void a_day_closed_by_mistake_goes_on_where_it_stood(void **state)
{
    struct hall *hall = *state;
    struct ticket first;
    struct ticket second;
    struct queue_view queue;
    struct err err = {0};

    assert_int_equal(try_group(hall, "information", NULL, NULL, &first), ERR_NONE);
    assert_true(desk_close_day(hall->desk, "SR", &err));
    assert_true(desk_open_day(hall->desk, "SR", &err));
    assert_int_equal(try_group(hall, "information", NULL, NULL, &second), ERR_NONE);
    assert_string_equal(second.number, "B-002");
    assert_true(uuid_equal(&first.session, &second.session));
    assert_true(desk_view_queue(hall->desk, "information", &queue, &err));
    assert_int_equal(queue.waiting, 2);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM outbox WHERE kind = 'day.opened' AND "
                                       "json_extract(rec, '$.data.again')"),
                     1);
}

static void a_day_without_a_number_can_be_closed(void **state)
{
    struct hall *hall = *state;
    struct err err = {0};

    assert_true(desk_close_day(hall->desk, "SR", &err));
    assert_int_equal(try_group(hall, "information", NULL, NULL, NULL), ERR_CLOSED);
    assert_int_equal(view(hall, NULL).reason, CLOSED_DAY_ENDED);
}

static void no_jump_of_the_clock_opens_a_closed_day(void **state)
{
    static const int64_t jumps_h[] = {46, -46, 24 * 7, -24 * 7, 2, -2};
    struct hall *hall = *state;
    struct err err = {0};

    assert_int_equal(try_group(hall, "information", NULL, NULL, NULL), ERR_NONE);
    assert_true(desk_close_day(hall->desk, "SR", &err));
    for (size_t i = 0; i < ARRAY_LEN(jumps_h); i++) {
        clock_fake_set_wall(hall->clock, clock_now_ms(hall->clock) + jumps_h[i] * HALL_HOUR_MS);
        clock_fake_advance(hall->clock, 60000);
        assert_int_equal(try_group(hall, "information", NULL, NULL, NULL), ERR_CLOSED);
        assert_int_equal(view(hall, "information").reason, CLOSED_DAY_ENDED);
    }
    clock_fake_set_wall(hall->clock, 1000); /* nor one that is wrong */
    assert_int_equal(try_group(hall, "information", NULL, NULL, NULL), ERR_CLOSED);
    assert_int_equal(view(hall, "information").reason, CLOSED_DAY_ENDED);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM session"), 1);
}

static void a_wrong_clock_does_not_close_the_office(void **state)
{
    struct hall *hall = *state;

    wait_until(hall, 0, 12, 30);
    clock_fake_set_wall(hall->clock, 1000);
    assert_true(view(hall, "information").is_open);
    assert_int_equal(try_group(hall, "information", NULL, NULL, NULL), ERR_NONE);
    clock_fake_set_wall(hall->clock, HALL_NOW_MS + 3 * HALL_HOUR_MS);
    assert_int_equal(try_group(hall, "information", NULL, NULL, NULL), ERR_CLOSED); /* 12:41 */
}

static void a_day_closed_under_a_clock_far_ahead_is_not_closed_for_years(void **state)
{
    struct hall *hall = *state;
    struct err err = {0};

    clock_fake_set_wall(hall->clock, HALL_NOW_MS + 24 * 365 * HALL_HOUR_MS);
    assert_true(desk_close_day(hall->desk, "SR", &err));
    hall_leave(hall);
    hall_sql(hall, "UPDATE meta SET value = 'another' WHERE key = 'clock_boot'");
    clock_fake_set_wall(hall->clock, HALL_NOW_MS);
    hall_enter(hall);
    assert_true(view(hall, "information").is_open);
    assert_int_equal(try_group(hall, "information", NULL, NULL, NULL), ERR_NONE);
}

static void a_broken_table_of_holidays_stops_nothing(void **state)
{
    struct hall *hall = *state;

    assert_string_equal(desk_holidays_trouble(hall->desk), "");
    assert_int_equal(desk_holidays(hall->desk)->count, 1);
    hall_leave(hall);
    assert_true(file_replace(hall->holidays, "{\n", 2, false, NULL));
    hall_enter(hall);
    assert_non_null(strstr(desk_holidays_trouble(hall->desk), "holidays.json:2:1: "));
    assert_null(desk_holidays(hall->desk));
    wait_until(hall, 1, 9, 0);
    assert_int_equal(try_group(hall, "information", NULL, NULL, NULL), ERR_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define IN_HALL(test) cmocka_unit_test_setup_teardown(test, open_hall, close_hall)
        IN_HALL(numbers_are_given_within_the_hours_only),
        IN_HALL(a_refused_first_number_opens_no_session),
        IN_HALL(a_repeated_request_is_answered_after_closing),
        IN_HALL(staff_override_with_a_reason_that_is_noted),
        IN_HALL(a_quota_counts_every_number_of_the_group),
        IN_HALL(a_paused_group_takes_no_numbers_until_resumed),
        IN_HALL(what_staff_may_not_decide_is_refused),
        IN_HALL(added_hours_let_numbers_be_given),
        IN_HALL(opening_the_day_begins_numbers_at_one),
        IN_HALL(a_closed_day_stays_closed_until_the_next),
        IN_HALL(a_day_closed_by_mistake_goes_on_where_it_stood),
        IN_HALL(a_day_without_a_number_can_be_closed),
        IN_HALL(no_jump_of_the_clock_opens_a_closed_day),
        IN_HALL(a_wrong_clock_does_not_close_the_office),
        IN_HALL(a_day_closed_under_a_clock_far_ahead_is_not_closed_for_years),
        IN_HALL(a_broken_table_of_holidays_stops_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
