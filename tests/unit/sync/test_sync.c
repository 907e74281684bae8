/* The loop to the office, one fault at a time. */
#include "desk/office.h"
#include "support/sync_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { MINUTE_MS = 60 * 1000, HOUR_MS = 60 * MINUTE_MS };

static void issue(struct sync_rig *rig, int count)
{
    for (int i = 0; i < count; i++)
        (void)hall_issue(&rig->hall, i % 2 ? "izin-a" : "izin-b", false);
}

static struct office_view view(struct sync_rig *rig)
{
    struct office_view out;
    struct err err = {0};

    if (!desk_view_office(rig->hall.desk, &out, &err))
        fail_msg("%s", err.text);
    return out;
}

static const struct line_request *last_events(const struct sync_rig *rig)
{
    const struct line_request *found = NULL;

    for (size_t i = 0; i < rig->line.log_count; i++) {
        if (rig->line.log[i].lines > 0)
            found = &rig->line.log[i];
    }
    assert_non_null(found);
    return found;
}

static void what_happens_in_the_hall_arrives_at_once(void **state)
{
    struct sync_rig rig;

    (void)state;
    sync_rig_open(&rig, 1);
    issue(&rig, 5);
    assert_true(sync_rig_unsent(&rig) > 5);
    assert_int_equal(sync_rig_drain(&rig, MINUTE_MS), 0);
    sync_rig_check(&rig);
    issue(&rig, 1);
    assert_int_equal(sync_rig_drain(&rig, MINUTE_MS), 0);
    sync_rig_check(&rig);
    assert_int_equal(view(&rig).contact, OFFICE_REACHED);
    sync_rig_close(&rig);
}

static void a_step_sends_one_request_at_most(void **state)
{
    struct sync_rig rig;

    (void)state;
    sync_rig_open(&rig, 1);
    issue(&rig, 150);
    for (int i = 0; i < 40; i++) {
        size_t before = rig.line.log_count;

        (void)sync_step(rig.sync);
        assert_true(rig.line.log_count - before <= 1);
    }
    sync_rig_check(&rig);
    sync_rig_close(&rig);
}

static void at_start_the_office_is_asked_what_it_has(void **state)
{
    struct sync_rig rig;

    (void)state;
    sync_rig_open(&rig, 1);
    (void)sync_step(rig.sync);
    assert_string_equal(rig.line.log[0].method, "GET");
    assert_int_equal(strncmp(rig.line.log[0].path, "/v1/streams/", 12), 0);
    sync_rig_close(&rig);
}

static void an_idle_kiosk_asks_for_little(void **state)
{
    struct sync_rig rig;

    (void)state;
    sync_rig_open(&rig, 1);
    (void)sync_rig_drain(&rig, MINUTE_MS);
    size_t before = rig.line.log_count;
    sync_rig_run(&rig, HOUR_MS);
    /* 60 heartbeats and 12 catalogues, each interval varied by a fifth at most. */
    assert_in_range(rig.line.log_count - before, 60, 92);
    assert_in_range(rig.line.heartbeats, 50, 76);
    sync_rig_close(&rig);
}

/* Whatever is lost on the way, the same records go again, and are there once. */
static void assert_survives(struct sync_rig *rig, enum line_fault fault, int status)
{
    issue(rig, 5);
    rig->line.order_count = rig->line.order_at = 0;
    for (int i = 0; i < 3; i++)
        office_line_order(&rig->line, fault, status, 0);
    int64_t took_ms = sync_rig_drain(rig, HOUR_MS);
    assert_in_range(took_ms, 0, MINUTE_MS);
    sync_rig_check(rig);
}

static void whatever_the_line_does_all_arrives_once(void **state)
{
    struct sync_rig rig;

    (void)state;
    sync_rig_open(&rig, 7);
    for (int fault = LINE_FINE; fault < LINE_FAULTS; fault++)
        assert_survives(&rig, (enum line_fault)fault, 503);
    sync_rig_close(&rig);
}

/* What is still to be written down when a batch leaves. */
struct lookout {
    struct sync_rig *rig;
    int64_t unsent[16];
    size_t count;
};

static struct line_order look(void *context)
{
    struct lookout *lookout = context;

    assert_true(lookout->count < ARRAY_LEN(lookout->unsent));
    lookout->unsent[lookout->count++] = sync_rig_unsent(lookout->rig);
    return (struct line_order){LINE_FINE, 0, 0};
}

/* Records of four batches, after everything else is said and the office is known. */
static void pile_up(struct sync_rig *rig)
{
    issue(rig, 1);
    (void)sync_rig_drain(rig, MINUTE_MS);
    sync_rig_run(rig, 1000);
    while (sync_rig_unsent(rig) < 4 * PUSH_LINES - 20)
        issue(rig, 1);
}

static void an_answer_is_written_down_while_the_next_batch_is_on_its_way(void **state)
{
    struct sync_rig rig;
    struct lookout lookout = {.rig = &rig};

    (void)state;
    sync_rig_open(&rig, 3);
    pile_up(&rig);
    int64_t all = sync_rig_unsent(&rig);
    rig.line.plan = look;
    rig.line.plan_context = &lookout;
    for (int i = 0; i < 4; i++)
        (void)sync_step(rig.sync);
    rig.line.plan = NULL;
    assert_int_equal(lookout.unsent[0], all);
    assert_int_equal(lookout.unsent[1], all);
    assert_int_equal(lookout.unsent[2], all - PUSH_LINES);
    assert_int_equal(lookout.unsent[3], all - 2 * PUSH_LINES);
    assert_int_equal(sync_rig_drain(&rig, MINUTE_MS), 0);
    sync_rig_check(&rig);
    sync_rig_close(&rig);
}

static void what_was_not_written_down_is_asked_for_again(void **state)
{
    struct sync_rig rig;

    (void)state;
    sync_rig_open(&rig, 3);
    pile_up(&rig);
    int64_t all = sync_rig_unsent(&rig);
    for (int i = 0; i < 3; i++)
        (void)sync_step(rig.sync);
    sync_rig_restart(&rig);
    assert_int_equal(sync_rig_unsent(&rig), all - 2 * PUSH_LINES); /* three were answered */
    (void)sync_rig_drain(&rig, MINUTE_MS);
    sync_rig_check(&rig);
    sync_rig_close(&rig);
}

/* In the midst of many batches, at any of them. */
static void whatever_happens_between_batches_all_arrives_once(void **state)
{
    struct sync_rig rig;

    (void)state;
    for (int fault = LINE_FINE; fault < LINE_FAULTS; fault++) {
        sync_rig_open(&rig, 5);
        rig.line.answers_at_once = fault % 2 == 0;
        pile_up(&rig);
        rig.line.order_count = rig.line.order_at = 0;
        for (int i = 0; i < 8; i++)
            office_line_order(&rig.line, i % 2 == 0 ? LINE_FINE : (enum line_fault)fault, 503, 0);
        (void)sync_rig_drain(&rig, HOUR_MS);
        sync_rig_check(&rig);
        sync_rig_close(&rig);
    }
}

static void whatever_the_office_says_all_arrives_once(void **state)
{
    static const int statuses[] = {401, 403, 404, 408, 413, 422, 425, 429, 500, 502, 503, 504};
    struct sync_rig rig;

    (void)state;
    sync_rig_open(&rig, 7);
    for (size_t i = 0; i < ARRAY_LEN(statuses); i++)
        assert_survives(&rig, LINE_STATUS, statuses[i]);
    sync_rig_close(&rig);
}

static void retry_after_is_obeyed(void **state)
{
    static const int statuses[] = {429, 503};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(statuses); i++) {
        struct sync_rig rig;

        sync_rig_open(&rig, 3);
        (void)sync_rig_drain(&rig, MINUTE_MS);
        issue(&rig, 1);
        size_t before = rig.line.log_count;
        office_line_order(&rig.line, LINE_STATUS, statuses[i], 120);
        int64_t took_ms = sync_rig_drain(&rig, HOUR_MS);
        assert_in_range(took_ms, 120 * 1000, 121 * 1000);
        assert_in_range(rig.line.log[before + 1].mono_ms - rig.line.log[before].mono_ms, 120 * 1000,
                        121 * 1000);
        sync_rig_close(&rig);
    }
}

static void waits_grow_and_end_with_success(void **state)
{
    struct sync_rig rig;

    (void)state;
    sync_rig_open(&rig, 5);
    (void)sync_rig_drain(&rig, MINUTE_MS);
    issue(&rig, 1);
    size_t before = rig.line.log_count;
    for (int i = 0; i < 40; i++)
        office_line_order(&rig.line, LINE_LOSE_REQUEST, 0, 0);
    sync_rig_run(&rig, HOUR_MS);
    /* 1 + 2 + … + 256 s are nine tries, on average in half that time; then one in 150 s. */
    assert_in_range(rig.line.log_count - before, 15, 60);
    for (size_t i = before + 1; i < rig.line.log_count; i++)
        assert_true(rig.line.log[i].mono_ms - rig.line.log[i - 1].mono_ms <= 300 * 1000);
    rig.line.order_at = rig.line.order_count; /* healed */
    assert_true(sync_rig_drain(&rig, HOUR_MS) <= 300 * 1000);
    office_line_order(&rig.line, LINE_LOSE_REQUEST, 0, 0);
    issue(&rig, 1);
    assert_true(sync_rig_drain(&rig, HOUR_MS) <= 1000);
    sync_rig_close(&rig);
}

static void a_time_out_halves_the_batch_and_it_grows_back(void **state)
{
    static const size_t lines[] = {200, 100, 50, 25, 50, 100, 200};
    struct sync_rig rig;
    size_t at = 0;

    (void)state;
    sync_rig_open(&rig, 5);
    (void)sync_rig_drain(&rig, MINUTE_MS); /* the survey's stream has no more */
    issue(&rig, 400);
    size_t before = rig.line.log_count;
    for (int i = 0; i < 3; i++) {
        office_line_order(&rig.line, LINE_SLOW_REQUEST, 0, 0);
        for (int j = 0; j < 3;
             j++) /* a heartbeat finds that it is back, and both streams are asked for */
            office_line_order(&rig.line, LINE_FINE, 0, 0);
    }
    (void)sync_rig_drain(&rig, HOUR_MS);
    for (size_t i = before; i < rig.line.log_count && at < ARRAY_LEN(lines); i++) {
        if (rig.line.log[i].lines > 0)
            assert_int_equal(rig.line.log[i].lines, lines[at++]);
    }
    assert_int_equal(at, ARRAY_LEN(lines));
    sync_rig_check(&rig);
    sync_rig_close(&rig);
}

static void too_large_a_batch_is_halved_at_once(void **state)
{
    struct sync_rig rig;

    (void)state;
    sync_rig_open(&rig, 5);
    rig.line.lines_most = 10;
    issue(&rig, 40);
    assert_int_equal(sync_rig_drain(&rig, HOUR_MS), 0);
    sync_rig_check(&rig);
    sync_rig_close(&rig);
}

static void a_kiosk_that_is_not_wanted_says_so(void **state)
{
    static const int statuses[] = {401, 403};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(statuses); i++) {
        struct sync_rig rig;

        sync_rig_open(&rig, 5);
        (void)sync_rig_drain(&rig, MINUTE_MS);
        rig.line.refuses_all = statuses[i];
        issue(&rig, 1);
        (void)sync_step(rig.sync);
        assert_int_equal(view(&rig).contact, OFFICE_REFUSED);
        sync_rig_run(&rig, HOUR_MS);
        assert_int_equal(view(&rig).contact, OFFICE_REFUSED);
        assert_int_equal(view(&rig).set_aside, 0);
        rig.line.refuses_all = 0;
        (void)sync_rig_drain(&rig, HOUR_MS);
        assert_int_equal(view(&rig).contact, OFFICE_REACHED);
        sync_rig_check(&rig);
        sync_rig_close(&rig);
    }
}

static void silence_is_told_after_a_minute_and_a_half(void **state)
{
    struct sync_rig rig;

    (void)state;
    sync_rig_open(&rig, 5);
    (void)sync_rig_drain(&rig, MINUTE_MS);
    for (int i = 0; i < LINE_ORDERS; i++)
        office_line_order(&rig.line, LINE_LOSE_REQUEST, 0, 0);
    issue(&rig, 1);
    sync_rig_run(&rig, OFFICE_AWAY_MS - 1);
    assert_int_equal(view(&rig).contact, OFFICE_REACHED);
    sync_rig_run(&rig, 2);
    assert_int_equal(view(&rig).contact, OFFICE_AWAY);
    rig.line.order_at = rig.line.order_count;
    sync_rig_run(&rig, 300 * 1000);
    assert_int_equal(view(&rig).contact, OFFICE_REACHED);
    sync_rig_close(&rig);
}

static void a_lost_heartbeat_is_noticed_and_made_up_for(void **state)
{
    struct sync_rig rig;

    (void)state;
    sync_rig_open(&rig, 5);
    (void)sync_rig_drain(&rig, MINUTE_MS);
    int before = rig.line.heartbeats;
    office_line_order(&rig.line, LINE_LOSE_REQUEST, 0, 0);
    sync_rig_run(&rig, 74 * 1000);
    assert_true(rig.line.heartbeats > before);
    sync_rig_close(&rig);
}

static void the_office_sets_the_interval_of_heartbeats(void **state)
{
    struct sync_rig rig;

    (void)state;
    sync_rig_open(&rig, 5);
    rig.line.every_s = 600;
    (void)sync_rig_drain(&rig, MINUTE_MS);
    sync_rig_run(&rig, HOUR_MS);
    assert_in_range(rig.line.heartbeats, 5, 9);
    sync_rig_close(&rig);
}

static void the_offices_time_is_kept(void **state)
{
    struct sync_rig rig;
    struct err err = {0};
    int64_t floor_ms = 0;

    (void)state;
    sync_rig_open(&rig, 5);
    rig.office->now_ms += 90 * 1000;
    (void)sync_step(rig.sync);
    assert_true(desk_time_floor(rig.hall.desk, &floor_ms, &err));
    assert_int_equal(floor_ms, rig.office->now_ms);
    sync_rig_close(&rig);
}

static void certificates_are_checked_at_a_time_that_can_be(void **state)
{
    struct sync_rig rig;

    (void)state;
    sync_rig_open(&rig, 5);
    clock_fake_set_wall(rig.hall.clock, 500000000000); /* 1985 */
    (void)sync_step(rig.sync);
    assert_int_equal(rig.line.verify_ms, HALL_FLOOR_MS);
    sync_rig_close(&rig);
}

static void a_restored_office_gets_again_what_it_lost(void **state)
{
    struct sync_rig rig;

    (void)state;
    sync_rig_open(&rig, 5);
    issue(&rig, 5);
    (void)sync_rig_drain(&rig, MINUTE_MS);
    struct fake_office *backup = fake_office_copy(rig.office);
    issue(&rig, 20);
    (void)sync_rig_drain(&rig, MINUTE_MS);
    fake_office_free(rig.office);
    rig.office = rig.line.office = backup;
    issue(&rig, 1);
    (void)sync_rig_drain(&rig, MINUTE_MS);
    sync_rig_run(&rig, MINUTE_MS);
    sync_rig_check(&rig);
    sync_rig_close(&rig);
}

static void a_kiosk_at_rest_notices_that_the_office_was_restored(void **state)
{
    struct sync_rig rig;

    (void)state;
    sync_rig_open(&rig, 5);
    issue(&rig, 5);
    (void)sync_rig_drain(&rig, MINUTE_MS);
    struct fake_office *backup = fake_office_copy(rig.office);
    backup->incarnation = uuid_v4();
    issue(&rig, 20);
    (void)sync_rig_drain(&rig, MINUTE_MS);
    sync_rig_run(&rig, 2 * MINUTE_MS); /* a heartbeat at least */
    fake_office_free(rig.office);
    rig.office = rig.line.office = backup;
    sync_rig_run(&rig, 2 * MINUTE_MS);
    sync_rig_check(&rig);
    sync_rig_close(&rig);
}

/* A disk of the office's that went back says nothing by itself. */
static void a_kiosk_at_rest_notices_that_the_office_went_back(void **state)
{
    struct sync_rig rig;

    (void)state;
    sync_rig_open(&rig, 5);
    issue(&rig, 5);
    (void)sync_rig_drain(&rig, MINUTE_MS);
    struct fake_office *backup = fake_office_copy(rig.office);
    issue(&rig, 20);
    (void)sync_rig_drain(&rig, MINUTE_MS);
    fake_office_free(rig.office);
    rig.office = rig.line.office = backup;
    sync_rig_run(&rig, 75 * MINUTE_MS);
    sync_rig_check(&rig);
    sync_rig_close(&rig);
}

static void a_foreign_record_in_our_place_begins_a_new_stream(void **state)
{
    struct sync_rig rig;
    char hex[40];
    struct uuid stream;

    (void)state;
    sync_rig_open(&rig, 5);
    issue(&rig, 5);
    hall_text(&rig.hall, "SELECT hex(id) FROM stream WHERE name = 'main'", hex, sizeof hex);
    assert_true(id_parse_hex(stream.bytes, sizeof stream.bytes, hex));
    fake_office_plant(rig.office, &stream, 3, "{\"kind\":\"foreign\"}");
    (void)sync_rig_drain(&rig, HOUR_MS);
    assert_int_equal(sync_rig_unsent(&rig), 0);
    assert_int_equal(hall_number(&rig.hall, "SELECT count(*) FROM stream WHERE name = 'main'"), 2);
    sync_rig_close(&rig);
}

static void a_new_process_goes_on_where_the_old_one_ended(void **state)
{
    struct sync_rig rig;

    (void)state;
    sync_rig_open(&rig, 5);
    issue(&rig, 10);
    (void)sync_rig_drain(&rig, MINUTE_MS);
    issue(&rig, 10);
    office_line_order(&rig.line, LINE_LOSE_REPLY, 0, 0);
    (void)sync_step(rig.sync);
    sync_rig_restart(&rig);
    (void)sync_rig_drain(&rig, MINUTE_MS);
    sync_rig_check(&rig);
    assert_true(last_events(&rig)->lines > 0);
    sync_rig_close(&rig);
}

static void a_catalogue_is_asked_for_by_its_tag(void **state)
{
    struct sync_rig rig;

    (void)state;
    sync_rig_open(&rig, 5);
    rig.line.catalog = "not a catalogue";
    rig.line.tag = "\"7\"";
    sync_rig_run(&rig, HOUR_MS);
    /* Refused once, not fetched again. */
    assert_int_equal(rig.line.catalogs_sent, 1);
    assert_in_range(office_line_count(&rig.line, "/v1/catalogue/pekanbaru"), 10, 16);
    rig.line.tag = "\"8\"";
    sync_rig_run(&rig, 10 * MINUTE_MS);
    assert_int_equal(rig.line.catalogs_sent, 2);
    sync_rig_close(&rig);
}

static void a_catalogue_is_asked_for_when_the_office_is_back(void **state)
{
    struct sync_rig rig;

    (void)state;
    sync_rig_open(&rig, 5);
    sync_rig_run(&rig, 2 * MINUTE_MS);
    int before = office_line_count(&rig.line, "/v1/catalogue/pekanbaru");
    office_line_order(&rig.line, LINE_LOSE_REQUEST, 0, 0);
    sync_rig_run(&rig, 75 * 1000);
    assert_int_equal(office_line_count(&rig.line, "/v1/catalogue/pekanbaru"), before + 1);
    sync_rig_close(&rig);
}

static void a_certificate_is_renewed_when_it_is_due(void **state)
{
    struct sync_rig rig;

    (void)state;
    sync_rig_open(&rig, 5);
    sync_rig_run(&rig, 2 * HOUR_MS);
    assert_int_equal(rig.identity.renewals, 0);
    rig.identity.is_due = rig.identity.fails = true;
    sync_rig_run(&rig, 10 * HOUR_MS);
    assert_in_range(rig.identity.renewals, 7, 14); /* hourly until it succeeds */
    rig.identity.fails = false;
    rig.identity.renewals = 0;
    sync_rig_run(&rig, 10 * HOUR_MS);
    assert_int_equal(rig.identity.renewals, 1);
    sync_rig_close(&rig);
}

/* A clock that is ahead would have it renewed again and again: none that it gets is new enough. */
static void a_certificate_is_due_by_the_offices_time(void **state)
{
    const int64_t day_ms = 24 * (int64_t)HOUR_MS;
    struct sync_rig rig;

    (void)state;
    sync_rig_open(&rig, 5);
    rig.identity.is_due = true;
    rig.identity.due_ms = rig.office->now_ms + 300 * day_ms;
    clock_fake_set_wall(rig.hall.clock, rig.office->now_ms + 500 * day_ms);
    sync_rig_run(&rig, 3 * HOUR_MS);
    assert_int_equal(rig.identity.renewals, 0);
    rig.identity.due_ms = rig.office->now_ms + HOUR_MS;
    sync_rig_run(&rig, 4 * HOUR_MS);
    assert_int_equal(rig.identity.renewals, 1);
    sync_rig_close(&rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_happens_in_the_hall_arrives_at_once),
        cmocka_unit_test(a_step_sends_one_request_at_most),
        cmocka_unit_test(at_start_the_office_is_asked_what_it_has),
        cmocka_unit_test(an_idle_kiosk_asks_for_little),
        cmocka_unit_test(whatever_the_line_does_all_arrives_once),
        cmocka_unit_test(an_answer_is_written_down_while_the_next_batch_is_on_its_way),
        cmocka_unit_test(what_was_not_written_down_is_asked_for_again),
        cmocka_unit_test(whatever_happens_between_batches_all_arrives_once),
        cmocka_unit_test(whatever_the_office_says_all_arrives_once),
        cmocka_unit_test(retry_after_is_obeyed),
        cmocka_unit_test(waits_grow_and_end_with_success),
        cmocka_unit_test(a_time_out_halves_the_batch_and_it_grows_back),
        cmocka_unit_test(too_large_a_batch_is_halved_at_once),
        cmocka_unit_test(a_kiosk_that_is_not_wanted_says_so),
        cmocka_unit_test(silence_is_told_after_a_minute_and_a_half),
        cmocka_unit_test(a_lost_heartbeat_is_noticed_and_made_up_for),
        cmocka_unit_test(the_office_sets_the_interval_of_heartbeats),
        cmocka_unit_test(the_offices_time_is_kept),
        cmocka_unit_test(certificates_are_checked_at_a_time_that_can_be),
        cmocka_unit_test(a_restored_office_gets_again_what_it_lost),
        cmocka_unit_test(a_kiosk_at_rest_notices_that_the_office_was_restored),
        cmocka_unit_test(a_kiosk_at_rest_notices_that_the_office_went_back),
        cmocka_unit_test(a_foreign_record_in_our_place_begins_a_new_stream),
        cmocka_unit_test(a_new_process_goes_on_where_the_old_one_ended),
        cmocka_unit_test(a_catalogue_is_asked_for_by_its_tag),
        cmocka_unit_test(a_certificate_is_renewed_when_it_is_due),
        cmocka_unit_test(a_certificate_is_due_by_the_offices_time),
        cmocka_unit_test(a_catalogue_is_asked_for_when_the_office_is_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
