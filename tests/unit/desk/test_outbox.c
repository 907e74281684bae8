/* The outbox against an office in memory: acks, losses, conflicts, new streams, what is set aside and
 * what is deleted. */
#include "base/mem.h"
#include "desk/office.h"
#include "desk/outbox.h"
#include "desk/staff.h"
#include "support/outbox_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define DAY_MS (24 * HALL_HOUR_MS)

static int open_world(void **state)
{
    struct world *world = calloc(1, sizeof *world);

    world_open(world);
    *state = world;
    return 0;
}

static int close_world(void **state)
{
    world_close(*state);
    free(*state);
    return 0;
}

static void records_leave_as_they_were_committed_and_once(void **state)
{
    struct world *world = *state;

    hall_issue(&world->hall, "izin-a", false);
    assert_true(world_waiting(world) > 2);
    assert_true(world_next(world, PUSH_LINES) > 0);
    assert_string_equal(world->batch.name, "main");
    world_drain(world);
    assert_int_equal(world_waiting(world), 0);
    world_check(world);
    assert_int_equal(fake_office_total(world->office),
                     hall_number(&world->hall, "SELECT count(*) FROM outbox"));
}

static void streams_take_turns(void **state)
{
    struct world *world = *state;
    char first[33];

    hall_issue(&world->hall, "izin-a", false);
    assert_int_equal(world_next(world, 1), 1);
    text_copy(first, sizeof first, world->batch.name);
    assert_int_equal(world_next(world, 1), 1);
    assert_string_not_equal(world->batch.name, first);
    assert_int_equal(world_next(world, 1), 1);
    assert_string_equal(world->batch.name, first);
}

static void a_record_without_an_ack_waits_on(void **state)
{
    struct world *world = *state;
    struct push_reply reply = {.ack_count = 0};
    int64_t before = 0;

    hall_issue(&world->hall, "izin-a", false);
    before = world_waiting(world);
    assert_true(world_next(world, PUSH_LINES) > 0);
    assert_int_equal(world_settle(world, &reply), OUTBOX_FINE);
    assert_int_equal(world_waiting(world), before);
    /* Acks of numbers that were not sent, and of a name that nobody knows, say nothing. */
    reply.acks[0].seq = 99;
    reply.acks[0].ack = PUSH_STORED;
    reply.acks[1].seq = world->batch.seqs[0];
    reply.acks[1].ack = PUSH_UNKNOWN;
    reply.ack_count = 2;
    assert_int_equal(world_settle(world, &reply), OUTBOX_FINE);
    assert_int_equal(world_waiting(world), before);
}

static void an_answer_that_is_lost_makes_no_double(void **state)
{
    struct world *world = *state;
    struct push_reply reply;

    hall_issue(&world->hall, "izin-a", false);
    for (int i = 0; i < 6; i++) {
        assert_true(world_next(world, 2) > 0);
        fake_office_post(world->office, &world->batch, &reply); /* and never comes back */
    }
    world_heal(world);
    world_check(world);
}

static void an_idle_kiosk_writes_nothing(void **state)
{
    struct world *world = *state;

    hall_issue(&world->hall, "izin-a", false);
    world_drain(world);
    assert_true(desk_note_contact(world->hall.desk, OFFICE_REACHED, NULL));
    int64_t mono_ms = clock_mono_ms(world->hall.clock);
    assert_true(
        desk_note_office_time(world->hall.desk, HALL_NOW_MS + 300, mono_ms - 40, mono_ms, NULL));
    int64_t wal = desk_wal_bytes(world->hall.desk);
    for (int minute = 1; minute < 9; minute++) {
        clock_fake_advance(world->hall.clock, 60000);
        mono_ms += 60000;
        assert_int_equal(world_ask(world), OUTBOX_FINE);
        assert_int_equal(world_next(world, PUSH_LINES), 0);
        assert_true(desk_note_contact(world->hall.desk, OFFICE_REACHED, NULL));
        assert_true(desk_note_office_time(world->hall.desk,
                                          HALL_NOW_MS + 300 + minute * 60000 + minute % 3,
                                          mono_ms - 40, mono_ms, NULL));
    }
    assert_int_equal(desk_wal_bytes(world->hall.desk), wal);
}

static void what_the_office_lost_is_sent_again(void **state)
{
    struct world *world = *state;

    for (int i = 0; i < 5; i++)
        hall_issue(&world->hall, "izin-a", false);
    world_drain(world);
    struct fake_office *backup = fake_office_copy(world->office);
    for (int i = 0; i < 5; i++)
        hall_issue(&world->hall, "izin-b", false);
    world_drain(world);
    fake_office_free(world->office); /* restored from an old backup */
    world->office = backup;
    assert_int_equal(world_waiting(world), 0);
    assert_int_equal(world_ask(world), OUTBOX_BEHIND);
    assert_true(world_waiting(world) > 0);
    world_heal(world);
    world_check(world);
    assert_int_equal(hall_number(&world->hall, "SELECT count(*) FROM stream"), 2);
    /* The same from nothing at all, noticed by the answer to the next push. */
    fake_office_free(world->office);
    world->office = fake_office_new(HALL_NOW_MS);
    hall_issue(&world->hall, "izin-a", false);
    world_heal(world);
    world_check(world);
    assert_true(
        hall_number(&world->hall, "SELECT count(*) FROM journal WHERE kind = 'office.restored'")
        > 0);
}

static void a_conflict_begins_a_stream_that_names_the_old_one(void **state)
{
    struct world *world = *state;
    struct push_reply reply;

    hall_issue(&world->hall, "izin-a", false);
    hall_issue(&world->hall, "izin-a", false);
    while (world_next(world, 2) == 0 || strcmp(world->batch.name, "main") != 0) {
    }
    struct uuid old = world->batch.stream;
    fake_office_plant(world->office, &old, 2, "{\"kind\":\"strange\"}");
    fake_office_post(world->office, &world->batch, &reply);
    assert_int_equal(reply.acks[1].ack, PUSH_CONFLICT);
    assert_int_equal(world_settle(world, &reply), OUTBOX_RENEWED);
    assert_int_equal(hall_number(&world->hall, "SELECT count(*) FROM stream WHERE name = 'main'"),
                     2);
    assert_int_equal(
        hall_number(&world->hall,
                    "SELECT count(*) FROM stream n JOIN stream o ON n.previous = o.id WHERE "
                    "n.closed_at = 0 AND o.closed_at > 0 AND n.previous_seq = o.head_seq AND "
                    "o.waiting = 0 AND o.is_leaving = 0"),
        1);
    /* All that is kept moves, delivered or not, and keeps its bytes and ids. */
    assert_int_equal(
        hall_number(&world->hall,
                    "SELECT count(*) FROM outbox a JOIN outbox b ON a.id = b.id AND a.rec = b.rec "
                    "AND a.stream <> b.stream"),
        2
            * hall_number(&world->hall,
                          "SELECT head_seq FROM stream WHERE name = 'main' AND closed_at > 0"));
    assert_int_equal(
        hall_number(
            &world->hall,
            "SELECT count(*) FROM outbox o JOIN stream s ON s.id = o.stream WHERE o.seq = 1 "
            "AND s.closed_at = 0 AND o.kind = 'stream.opened' AND s.previous IS NOT NULL"),
        1);
    world_heal(world);
    world_check(world);
}

static void a_strange_chain_begins_a_new_stream(void **state)
{
    struct world *world = *state;
    struct push_reply reply;
    enum outbox_finding finding;

    hall_issue(&world->hall, "izin-a", false);
    world_drain(world);
    fake_office_get(world->office, &world->batch.stream, &reply);
    reply.chain[7] ^= 1;
    assert_true(reply.has_chain);
    assert_true(
        desk_outbox_settle(world->hall.desk, &world->batch.stream, NULL, &reply, &finding, NULL));
    assert_int_equal(finding, OUTBOX_RENEWED);
    assert_int_equal(
        hall_number(&world->hall, "SELECT count(*) FROM journal WHERE kind = 'stream.renewed'"), 1);
    world_heal(world);
    world_check(world);
}

/* The machine's disk goes back to where it was while the office has more. */
static void a_disk_that_went_back_begins_a_new_stream(void **state)
{
    struct world *world = *state;
    struct hall *hall = &world->hall;
    AUTO_FREE char *save = mem_format("VACUUM INTO '%s/kept.db'", hall->directory);
    AUTO_FREE char *kept = mem_format("%s/kept.db", hall->directory);
    AUTO_FREE char *path = mem_format("%s/anjungan.db", hall->directory);

    hall_issue(hall, "izin-a", false);
    world_drain(world);
    hall_sql(hall, save);
    hall_issue(hall, "izin-a", false);
    world_drain(world);
    hall_leave(hall);
    assert_int_equal(rename(kept, path), 0);
    hall_enter(hall);
    hall_issue(hall, "izin-b", false);
    assert_int_equal(world_ask(world), OUTBOX_RENEWED);
    world_heal(world);
    world_check(world);
    assert_int_equal(world_ask(world), OUTBOX_FINE);
}

static void a_record_that_is_set_aside_blocks_nobody_and_stays(void **state)
{
    struct world *world = *state;
    int64_t all = 0;
    int64_t count = 0;

    hall_issue(&world->hall, "izin-a", false);
    while (world_next(world, 2) == 0 || strcmp(world->batch.name, "main") != 0) {
    }
    all = world_waiting(world);
    assert_true(desk_outbox_set_aside(world->hall.desk, &world->batch.stream, world->batch.seqs[1],
                                      "400 five times", "office", NULL));
    assert_false(desk_outbox_set_aside(world->hall.desk, &world->batch.stream, world->batch.seqs[1],
                                       "again", "office", NULL));
    assert_int_equal(world_waiting(world), all - 1);
    world_heal(world); /* the office misses it for ever, and it does not come back */
    world_check(world);
    struct office_view view;
    assert_true(desk_view_office(world->hall.desk, &view, NULL));
    assert_int_equal(view.set_aside, 1);
    world->has_pruned = true;
    int64_t mono_ms = clock_mono_ms(world->hall.clock);
    assert_true(
        desk_note_office_time(world->hall.desk, HALL_NOW_MS + 30 * DAY_MS, mono_ms, mono_ms, NULL));
    assert_true(desk_outbox_prune(world->hall.desk, &count, NULL));
    assert_true(count > 0);
    assert_int_equal(hall_number(&world->hall, "SELECT count(*) FROM set_aside WHERE why = '400 "
                                               "five times' AND length(rec) > 40"),
                     1);
    assert_true(hall_sql_refused(&world->hall, "DELETE FROM set_aside"));
    assert_true(hall_sql_refused(&world->hall, "UPDATE set_aside SET why = ''"));
}

/* The gap that it leaves hides where the office ends. */
static void a_loss_behind_a_record_that_was_set_aside_is_noticed(void **state)
{
    struct world *world = *state;

    hall_issue(&world->hall, "izin-a", false);
    while (world_next(world, 2) == 0 || strcmp(world->batch.name, "main") != 0) {
    }
    assert_true(desk_outbox_set_aside(world->hall.desk, &world->batch.stream, world->batch.seqs[1],
                                      "400", "office", NULL));
    world_drain(world);
    struct fake_office *backup = fake_office_copy(world->office);
    hall_issue(&world->hall, "izin-a", false);
    world_drain(world);
    fake_office_free(world->office);
    world->office = backup;
    world->office->incarnation = uuid_v4();
    assert_int_equal(world_ask(world), OUTBOX_BEHIND);
    world_heal(world);
    world_check(world);
    assert_int_equal(hall_number(&world->hall, "SELECT count(*) FROM stream WHERE recheck_seq > 0"),
                     0);
}

static void delivered_records_stay_seven_days_of_the_offices_time(void **state)
{
    struct world *world = *state;
    struct desk *desk = world->hall.desk;
    int64_t count = 0;

    hall_issue(&world->hall, "izin-a", false);
    int64_t mono_ms = clock_mono_ms(world->hall.clock);
    assert_true(desk_note_office_time(desk, HALL_NOW_MS, mono_ms, mono_ms, NULL));
    world_drain(world);
    int64_t all = hall_number(&world->hall, "SELECT count(*) FROM outbox");
    /* The machine's own clock does not decide. */
    clock_fake_set_wall(world->hall.clock, HALL_NOW_MS + 900 * DAY_MS);
    assert_true(desk_outbox_prune(desk, &count, NULL));
    assert_int_equal(count, 0);
    clock_fake_set_wall(world->hall.clock, HALL_NOW_MS);
    clock_fake_advance(world->hall.clock, 7 * DAY_MS - 1000);
    assert_true(desk_outbox_prune(desk, &count, NULL));
    assert_int_equal(count, 0);
    hall_issue(&world->hall, "izin-a", false); /* waits */
    int64_t unsent = world_waiting(world);
    clock_fake_advance(world->hall.clock, 2000);
    world->has_pruned = true;
    assert_true(desk_outbox_prune(desk, &count, NULL));
    assert_int_equal(count, all);
    assert_int_equal(world_waiting(world), unsent);
    hall_leave(&world->hall);
    hall_enter(&world->hall); /* the chain of what is left is sound */
    assert_false(desk_was_quarantined(world->hall.desk));
    world_drain(world);
    assert_int_equal(world_ask(world), OUTBOX_FINE);
}

/* Each renewal leaves a closed one behind. */
static void after_many_renewals_the_oldest_stream_is_deleted_too(void **state)
{
    struct world *world = *state;
    struct desk *desk = world->hall.desk;
    struct uuid streams[OUTBOX_STREAMS];
    size_t found = 0;
    int64_t count = 0;
    int64_t mono_ms = clock_mono_ms(world->hall.clock);

    world_drain(world);
    hall_sql(&world->hall,
             "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40) "
             "INSERT INTO stream (id, name, previous_seq, opened_at, closed_at, head_seq, "
             "head_chain) SELECT randomblob(16), 'old' || i, 0, i, 0, 0, zeroblob(32) FROM n;"
             "INSERT INTO outbox (stream, seq, id, kind, rec, sha, chain, acked_at) SELECT id, 1, "
             "randomblob(16), 'k', x'7b7d', zeroblob(32), zeroblob(32), 0 FROM stream "
             "WHERE name LIKE 'old%';"
             "UPDATE outbox SET acked_at = 1 WHERE kind = 'k'; UPDATE stream SET head_seq = 1, "
             "closed_at = 2, waiting = 0, done_seq = 1 WHERE name LIKE 'old%'");
    assert_true(desk_outbox_streams(desk, 2 * (size_t)OUTBOX_STREAMS, streams, &found, NULL));
    assert_true(found > 40 - 2 * OUTBOX_STREAMS);
    assert_true(desk_note_office_time(desk, HALL_NOW_MS, mono_ms, mono_ms, NULL));
    world->has_pruned = true;
    do {
        assert_true(desk_outbox_prune(desk, &count, NULL));
    } while (count > 0);
    assert_int_equal(hall_number(&world->hall, "SELECT count(*) FROM outbox WHERE kind = 'k'"), 0);
}

static void a_long_backlog_moves_in_short_steps(void **state)
{
    enum { TICKETS = 600 };
    struct world *world = *state;
    struct push_reply reply;

    for (int i = 0; i < TICKETS; i++)
        hall_issue(&world->hall, "izin-a", false);
    while (world_next(world, 2) == 0 || strcmp(world->batch.name, "main") != 0) {
    }
    fake_office_plant(world->office, &world->batch.stream, 1, "{}");
    fake_office_post(world->office, &world->batch, &reply);
    assert_int_equal(world_settle(world, &reply), OUTBOX_RENEWED);
    assert_true(hall_number(&world->hall, "SELECT waiting FROM stream WHERE is_leaving = 1") > 0);
    hall_leave(&world->hall); /* and the process ends in between */
    hall_enter(&world->hall);
    world_heal(world);
    world_check(world);
    assert_int_equal(hall_number(&world->hall, "SELECT count(*) FROM stream WHERE is_leaving"), 0);
}

static void the_offices_time_marks_events_and_moves_no_session(void **state)
{
    struct world *world = *state;
    struct hall *hall = &world->hall;
    char head[200];

    hall_issue(hall, "izin-a", false);
    assert_int_equal(hall_number(hall, "SELECT max(json_extract(CAST(rec AS TEXT), "
                                       "'$.clock.quality')) FROM outbox"),
                     1);
    /* The office is two days ahead of this machine. */
    int64_t mono_ms = clock_mono_ms(hall->clock);
    assert_true(
        desk_note_office_time(hall->desk, HALL_NOW_MS + 2 * DAY_MS, mono_ms - 20, mono_ms, NULL));
    clock_fake_advance(hall->clock, 1010);
    struct ticket ticket = hall_issue(hall, "izin-a", false);
    assert_string_equal(ticket.number, "A-002");
    assert_int_equal(ticket.issued_at_ms, HALL_NOW_MS + 1010);
    hall_text(hall,
              "SELECT json_extract(CAST(rec AS TEXT), '$.at') || ' ' || json_extract(CAST(rec AS "
              "TEXT), '$.clock.offset_ms') || ' ' || json_extract(CAST(rec AS TEXT), "
              "'$.clock.quality') FROM outbox WHERE kind = 'ticket.issued' ORDER BY seq DESC LIMIT "
              "1",
              head, sizeof head);
    AUTO_FREE char *expected = mem_format(
        "%lld %lld 2", (long long)(HALL_NOW_MS + 2 * DAY_MS + 1020), (long long)(2 * DAY_MS + 10));
    assert_string_equal(head, expected);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM session"), 1);
    /* Another process of this boot knows it, one of the next boot does not. */
    hall_leave(hall);
    hall_enter(hall);
    hall_issue(hall, "izin-a", false);
    assert_int_equal(hall_number(hall, "SELECT json_extract(CAST(rec AS TEXT), "
                                       "'$.clock.quality') FROM outbox WHERE kind = "
                                       "'ticket.issued' ORDER BY seq DESC LIMIT 1"),
                     2);
    hall_leave(hall);
    clock_fake_reboot(hall->clock);
    hall_enter(hall);
    hall_issue(hall, "izin-a", false);
    assert_true(hall_number(hall, "SELECT json_extract(CAST(rec AS TEXT), '$.clock.quality') FROM "
                                  "outbox WHERE kind = 'ticket.issued' ORDER BY seq DESC LIMIT 1")
                < 2);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM session"), 1);
}

static void certificates_are_checked_at_a_time_that_can_be(void **state)
{
    struct world *world = *state;
    struct hall *hall = &world->hall;
    int64_t at_ms = 0;
    int64_t floor_ms = 0;

    assert_true(desk_verify_time(hall->desk, &at_ms, NULL));
    assert_int_equal(at_ms, HALL_NOW_MS);
    clock_fake_set_wall(hall->clock, INT64_C(504921600000)); /* 1986 */
    assert_true(desk_verify_time(hall->desk, &at_ms, NULL));
    assert_int_equal(at_ms, HALL_FLOOR_MS);
    assert_true(desk_note_office_time(hall->desk, HALL_NOW_MS, 0, 0, NULL));
    assert_true(desk_verify_time(hall->desk, &at_ms, NULL));
    assert_int_equal(at_ms, HALL_NOW_MS);
    clock_fake_set_wall(hall->clock, HALL_NOW_MS + 20 * 365 * DAY_MS);
    hall_leave(hall);
    clock_fake_reboot(hall->clock);
    hall_enter(hall); /* the floor outlives the boot */
    assert_true(desk_time_floor(hall->desk, &floor_ms, NULL));
    assert_int_equal(floor_ms, HALL_NOW_MS);
    assert_true(desk_verify_time(hall->desk, &at_ms, NULL));
    assert_int_equal(at_ms, HALL_NOW_MS);
    /* An office whose own clock cannot be right is not believed. */
    assert_false(desk_note_office_time(hall->desk, 1000, 0, 0, NULL));
    assert_false(desk_note_office_time(hall->desk, HALL_NOW_MS + 60 * 365 * DAY_MS, 0, 0, NULL));
}

static void contact_is_told_by_who_looks_after_it(void **state)
{
    struct world *world = *state;
    struct hall *hall = &world->hall;
    struct office_view view;

    assert_true(desk_view_office(hall->desk, &view, NULL));
    assert_int_equal(view.contact, OFFICE_NONE);
    assert_int_equal(view.last_ms, 0);
    assert_true(view.oldest_unsent_ms >= 0);
    assert_true(desk_note_contact(hall->desk, OFFICE_REACHED, NULL));
    assert_true(desk_note_office_time(hall->desk, HALL_NOW_MS, 0, 0, NULL));
    assert_true(desk_view_office(hall->desk, &view, NULL));
    assert_int_equal(view.contact, OFFICE_REACHED);
    assert_int_equal(view.last_ms, HALL_NOW_MS);
    clock_fake_advance(hall->clock, 5 * 60000);
    assert_true(desk_note_contact(hall->desk, OFFICE_AWAY, NULL));
    assert_true(desk_view_office(hall->desk, &view, NULL));
    assert_int_equal(view.contact, OFFICE_AWAY);
    assert_true(desk_note_contact(hall->desk, OFFICE_REACHED, NULL));
    clock_fake_advance(hall->clock, 60 * 60000); /* and then nobody says anything more */
    assert_true(desk_view_office(hall->desk, &view, NULL));
    assert_int_equal(view.contact, OFFICE_AWAY);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, open_world, close_world)
    const struct CMUnitTest tests[] = {
        CASE(records_leave_as_they_were_committed_and_once),
        CASE(streams_take_turns),
        CASE(a_record_without_an_ack_waits_on),
        CASE(an_answer_that_is_lost_makes_no_double),
        CASE(an_idle_kiosk_writes_nothing),
        CASE(what_the_office_lost_is_sent_again),
        CASE(a_conflict_begins_a_stream_that_names_the_old_one),
        CASE(a_strange_chain_begins_a_new_stream),
        CASE(a_disk_that_went_back_begins_a_new_stream),
        CASE(a_record_that_is_set_aside_blocks_nobody_and_stays),
        CASE(a_loss_behind_a_record_that_was_set_aside_is_noticed),
        CASE(delivered_records_stay_seven_days_of_the_offices_time),
        CASE(after_many_renewals_the_oldest_stream_is_deleted_too),
        CASE(a_long_backlog_moves_in_short_steps),
        CASE(the_offices_time_marks_events_and_moves_no_session),
        CASE(certificates_are_checked_at_a_time_that_can_be),
        CASE(contact_is_told_by_who_looks_after_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
