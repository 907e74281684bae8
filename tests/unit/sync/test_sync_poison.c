/* A record that the office refuses for good steps out of the way of the others. */
#include "desk/office.h"
#include "support/sync_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { MINUTE_MS = 60 * 1000, HOUR_MS = 60 * MINUTE_MS };

/* Ten tickets, a poisoned one, ten more. */
static void open_with_poison(struct sync_rig *rig, char request[UUID_TEXT])
{
    struct ticket ticket;

    sync_rig_open(rig, 11);
    for (int i = 0; i < 10; i++)
        (void)hall_issue(&rig->hall, "izin-a", false);
    ticket = hall_issue(&rig->hall, "izin-b", false);
    for (int i = 0; i < 10; i++)
        (void)hall_issue(&rig->hall, "izin-a", false);
    uuid_format(&ticket.request, request);
}

static int64_t set_aside(struct sync_rig *rig)
{
    struct office_view view;
    struct err err = {0};

    if (!desk_view_office(rig->hall.desk, &view, &err))
        fail_msg("%s", err.text);
    return view.set_aside;
}

static size_t tries_alone(const struct sync_rig *rig)
{
    size_t count = 0;

    for (size_t i = 0; i < rig->line.log_count; i++)
        count += rig->line.log[i].lines == 1;
    return count;
}

static void a_poison_record_blocks_nobody(void **state)
{
    char request[UUID_TEXT];
    struct sync_rig rig;

    (void)state;
    open_with_poison(&rig, request);
    rig.line.poison = request;
    int64_t records = hall_number(&rig.hall, "SELECT count(*) FROM outbox");
    int64_t took_ms = sync_rig_drain(&rig, HOUR_MS);
    assert_in_range(took_ms, 0, 31 * 1000);
    assert_int_equal(sync_rig_unsent(&rig), 0);
    assert_int_equal(set_aside(&rig), 1);
    assert_int_equal(fake_office_total(rig.office), records - 1);
    assert_true(tries_alone(&rig) >= 6); /* five, and one to be sure */
    sync_rig_close(&rig);
}

static void a_record_that_was_set_aside_is_kept(void **state)
{
    char request[UUID_TEXT];
    struct sync_rig rig;

    (void)state;
    open_with_poison(&rig, request);
    rig.line.poison = request;
    (void)sync_rig_drain(&rig, HOUR_MS);
    size_t before = tries_alone(&rig);
    sync_rig_restart(&rig);
    sync_rig_run(&rig, HOUR_MS);
    assert_int_equal(tries_alone(&rig), before); /* the office's gap does not call it back */
    assert_int_equal(set_aside(&rig), 1);
    (void)hall_issue(&rig.hall, "izin-a", false);
    assert_int_equal(sync_rig_drain(&rig, MINUTE_MS), 0);
    sync_rig_close(&rig);
}

static void an_office_that_refuses_everything_sends_nothing_aside(void **state)
{
    static const int statuses[] = {400, 404, 405, 413, 415, 422};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(statuses); i++) {
        struct sync_rig rig;

        sync_rig_open(&rig, 11);
        (void)hall_issue(&rig.hall, "izin-a", false);
        rig.line.refuses_all = statuses[i];
        sync_rig_run(&rig, 6 * HOUR_MS);
        assert_int_equal(set_aside(&rig), 0);
        assert_true(rig.line.log_count < 1500);
        rig.line.refuses_all = 0;
        assert_true(sync_rig_drain(&rig, HOUR_MS) <= 300 * 1000);
        sync_rig_check(&rig);
        sync_rig_close(&rig);
    }
}

static void a_record_is_not_set_aside_before_its_fifth_refusal(void **state)
{
    struct sync_rig rig;

    (void)state;
    sync_rig_open(&rig, 11);
    (void)sync_rig_drain(&rig, MINUTE_MS);
    sync_rig_run(&rig, MINUTE_MS);
    (void)hall_issue(&rig.hall, "izin-a", false);
    hall_sql(&rig.hall, "UPDATE outbox SET acked_at = 1 WHERE acked_at = 0 AND seq <"
                        " (SELECT max(seq) FROM outbox)");
    rig.line.lines_most = 0;
    rig.line.poison = "\"kind\"";
    for (int refusals = 0; refusals < 5;) {
        size_t before = tries_alone(&rig);

        assert_int_equal(set_aside(&rig), 0);
        sync_rig_run(&rig, 1);
        refusals += (int)(tries_alone(&rig) - before);
    }
    rig.line.poison = NULL;
    (void)sync_rig_drain(&rig, HOUR_MS);
    sync_rig_close(&rig);
}

static void a_new_version_of_the_office_gets_what_lay_aside(void **state)
{
    char request[UUID_TEXT];
    struct sync_rig rig;

    (void)state;
    open_with_poison(&rig, request);
    rig.line.version = "1.0";
    rig.line.poison = request;
    (void)sync_rig_drain(&rig, HOUR_MS);
    assert_int_equal(set_aside(&rig), 1);
    rig.line.version = "1.1"; /* which is no better */
    sync_rig_run(&rig, 2 * HOUR_MS);
    assert_int_equal(set_aside(&rig), 0); /* alone it keeps nobody waiting */
    (void)hall_issue(&rig.hall, "izin-a", false);
    sync_rig_run(&rig, HOUR_MS);
    assert_int_equal(set_aside(&rig), 1);
    rig.line.poison = NULL;
    rig.line.version = "1.2";
    sync_rig_run(&rig, HOUR_MS);
    assert_int_equal(set_aside(&rig), 0);
    sync_rig_check(&rig);
    sync_rig_close(&rig);
}

static void a_record_that_breaks_the_office_lets_the_others_pass(void **state)
{
    char request[UUID_TEXT];
    struct sync_rig rig;

    (void)state;
    open_with_poison(&rig, request);
    rig.line.breaks = request;
    int64_t records = hall_number(&rig.hall, "SELECT count(*) FROM outbox");
    sync_rig_run(&rig, HOUR_MS);
    assert_int_equal(sync_rig_unsent(&rig), 1);
    assert_int_equal(fake_office_total(rig.office), records - 1);
    for (int hour = 1; hour < 4; hour++) {
        assert_int_equal(set_aside(&rig), 0);
        (void)hall_issue(&rig.hall, "izin-a", false);
        sync_rig_run(&rig, HOUR_MS - MINUTE_MS);
        assert_int_equal(sync_rig_unsent(&rig), 1); /* those behind it do not wait */
    }
    assert_int_equal(set_aside(&rig), 0);
    sync_rig_run(&rig, HOUR_MS);
    assert_int_equal(set_aside(&rig), 1);
    assert_int_equal(sync_rig_unsent(&rig), 0);
    assert_true(rig.line.log_count < 900);
    sync_rig_close(&rig);
}

static void a_record_that_breaks_the_office_for_a_while_arrives(void **state)
{
    char request[UUID_TEXT];
    struct sync_rig rig;

    (void)state;
    open_with_poison(&rig, request);
    rig.line.breaks = request;
    sync_rig_run(&rig, 3 * HOUR_MS);
    rig.line.breaks = NULL; /* it was mended */
    assert_true(sync_rig_drain(&rig, HOUR_MS) <= 300 * 1000);
    assert_int_equal(set_aside(&rig), 0);
    sync_rig_check(&rig);
    sync_rig_close(&rig);
}

static void an_office_that_breaks_over_everything_sends_nothing_aside(void **state)
{
    struct sync_rig rig;

    (void)state;
    sync_rig_open(&rig, 11);
    for (int i = 0; i < 30; i++)
        (void)hall_issue(&rig.hall, "izin-a", false);
    rig.line.breaks_all = true;
    sync_rig_run(&rig, 12 * HOUR_MS);
    assert_int_equal(set_aside(&rig), 0);
    assert_true(office_line_count(&rig.line, "/events") < 12 * 60);
    rig.line.breaks_all = false;
    assert_true(sync_rig_drain(&rig, HOUR_MS) <= 300 * 1000);
    assert_int_equal(set_aside(&rig), 0);
    sync_rig_check(&rig);
    sync_rig_close(&rig);
}

static void poison_beside_poison_blocks_nobody(void **state)
{
    struct sync_rig rig;

    (void)state;
    for (int breaks = 0; breaks < 2; breaks++) {
        sync_rig_open(&rig, 12);
        for (int i = 0; i < 3; i++)
            (void)hall_issue(&rig.hall, "izin-a", false);
        for (int i = 0; i < 3; i++)
            (void)hall_issue(&rig.hall, "izin-b", false);
        for (int i = 0; i < 3; i++)
            (void)hall_issue(&rig.hall, "izin-a", false);
        int64_t records = hall_number(&rig.hall, "SELECT count(*) FROM outbox");
        if (breaks)
            rig.line.breaks = "\"group\":\"information\"";
        else
            rig.line.poison = "\"group\":\"information\"";
        sync_rig_run(&rig, breaks ? 6 * HOUR_MS : HOUR_MS);
        assert_true(set_aside(&rig) >= 3);
        assert_int_equal(sync_rig_unsent(&rig), 0);
        assert_int_equal(fake_office_total(rig.office), records - set_aside(&rig));
        sync_rig_close(&rig);
    }
}

/* A stream's records are judged by others of that stream: the office may not want the stream. */
static void a_stream_that_is_refused_sends_nothing_aside(void **state)
{
    struct sync_rig rig;

    (void)state;
    sync_rig_open(&rig, 11);
    rig.line.poison = "\"survey\""; /* its opening names it */
    for (int i = 0; i < 5; i++)
        (void)hall_issue(&rig.hall, "izin-a", false);
    sync_rig_run(&rig, 6 * HOUR_MS);
    assert_int_equal(set_aside(&rig), 0);
    assert_true(sync_rig_unsent(&rig) > 0);
    rig.line.poison = NULL;
    assert_true(sync_rig_drain(&rig, HOUR_MS) <= 300 * 1000);
    sync_rig_check(&rig);
    sync_rig_close(&rig);
}

/* A proxy that was set up wrongly, a portal that wants a password: none of them knows our records. */
static void what_is_not_the_office_judges_no_record(void **state)
{
    static const int statuses[] = {200, 302, 400, 401, 403, 404, 405, 413, 415, 422, 500, 511};
    static const char *const paths[] = {NULL, "/events"};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(statuses) * ARRAY_LEN(paths); i++) {
        struct office_view view;
        struct sync_rig rig;

        sync_rig_open(&rig, 11);
        for (int j = 0; j < 10; j++)
            (void)hall_issue(&rig.hall, "izin-a", false);
        rig.line.stranger = statuses[i / ARRAY_LEN(paths)];
        rig.line.stranger_at = paths[i % ARRAY_LEN(paths)];
        sync_rig_run(&rig, 4 * HOUR_MS);
        assert_true(desk_view_office(rig.hall.desk, &view, NULL));
        assert_int_equal(view.set_aside, 0);
        if (!rig.line.stranger_at)
            assert_int_equal(view.contact, OFFICE_AWAY);
        assert_in_range(office_line_count(&rig.line, "/events"), rig.line.stranger_at ? 20 : 0,
                        4 * 60);
        assert_true(rig.line.log_count < 1200);
        rig.line.stranger = 0;
        assert_true(sync_rig_drain(&rig, HOUR_MS) <= 2 * 300 * 1000);
        sync_rig_check(&rig);
        sync_rig_close(&rig);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_poison_record_blocks_nobody),
        cmocka_unit_test(a_record_that_was_set_aside_is_kept),
        cmocka_unit_test(an_office_that_refuses_everything_sends_nothing_aside),
        cmocka_unit_test(a_record_is_not_set_aside_before_its_fifth_refusal),
        cmocka_unit_test(a_new_version_of_the_office_gets_what_lay_aside),
        cmocka_unit_test(a_record_that_breaks_the_office_lets_the_others_pass),
        cmocka_unit_test(a_record_that_breaks_the_office_for_a_while_arrives),
        cmocka_unit_test(an_office_that_breaks_over_everything_sends_nothing_aside),
        cmocka_unit_test(poison_beside_poison_blocks_nobody),
        cmocka_unit_test(a_stream_that_is_refused_sends_nothing_aside),
        cmocka_unit_test(what_is_not_the_office_judges_no_record),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
