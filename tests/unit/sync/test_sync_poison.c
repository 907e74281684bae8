/* A record that the office refuses for good steps out of the way of the others. */
#include "desk/office.h"
#include "support/sync_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { MINUTE_MS = 60 * 1000, HOUR_MS = 60 * MINUTE_MS };

/* Ten tickets, one of them refused, ten more. */
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
    rig->line.poison = request;
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_poison_record_blocks_nobody),
        cmocka_unit_test(a_record_that_was_set_aside_is_kept),
        cmocka_unit_test(an_office_that_refuses_everything_sends_nothing_aside),
        cmocka_unit_test(a_record_is_not_set_aside_before_its_fifth_refusal),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
