/* What an office lost goes to it again: in short pieces, and all of it. */
#include "desk/office.h"
#include "desk/outbox.h"
#include "support/outbox_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
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

/* What is sent again after an accident is as much as seven days hold: nobody in the hall waits for all of it. */
static void a_stream_begun_anew_goes_again_in_short_pieces(void **state)
{
    enum { TICKETS = 700, PIECE = 500 };
    struct world *world = *state;
    struct push_reply reply;
    enum outbox_finding finding;

    for (int i = 0; i < TICKETS; i++)
        hall_issue(&world->hall, "izin-a", false);
    world_drain(world);
    int64_t kept = hall_number(&world->hall, "SELECT head_seq FROM stream WHERE name = 'main'");
    while (strcmp(world->batch.name, "main") != 0) {
        hall_issue(&world->hall, "izin-a", false);
        assert_true(world_next(world, 1) > 0);
    }
    world_drain(world);
    fake_office_get(world->office, &world->batch.stream, &reply);
    reply.chain[7] ^= 1;
    assert_true(
        desk_outbox_settle(world->hall.desk, &world->batch.stream, NULL, &reply, &finding, NULL));
    assert_int_equal(finding, OUTBOX_RENEWED);
    for (int64_t before = 0;;) {
        int64_t there = hall_number(&world->hall, "SELECT head_seq FROM stream WHERE name = 'main'"
                                                  " AND closed_at = 0");
        assert_in_range(there - before, 0, PIECE + 1); /* and its own opening */
        if (there == before)
            break;
        before = there;
        hall_leave(&world->hall); /* the process ends between any two */
        hall_enter(&world->hall);
        assert_true(world_next(world, 1) > 0);
    }
    assert_true(hall_number(&world->hall, "SELECT head_seq FROM stream WHERE name = 'main' AND "
                                          "closed_at = 0")
                > kept);
    assert_int_equal(hall_number(&world->hall,
                                 "SELECT count(*) FROM (SELECT o.seq AS old, lag(o.seq) OVER (ORDER"
                                 " BY n.seq) AS before FROM outbox n JOIN stream s ON s.id = "
                                 "n.stream AND s.closed_at = 0 JOIN outbox o ON o.id = n.id AND "
                                 "o.stream <> n.stream WHERE s.name = 'main') WHERE old <= before"),
                     0); /* in their order */
    world_heal(world);
    world_check(world);
}

static void a_loss_behind_deleted_records_is_sent_again(void **state)
{
    enum { TICKETS = 700 };
    struct world *world = *state;
    int64_t count = 0;

    for (int i = 0; i < TICKETS; i++)
        hall_issue(&world->hall, "izin-a", false);
    world_drain(world);
    int64_t mono_ms = clock_mono_ms(world->hall.clock);
    assert_true(
        desk_note_office_time(world->hall.desk, HALL_NOW_MS + 8 * DAY_MS, mono_ms, mono_ms, NULL));
    world->has_pruned = true;
    do {
        assert_true(desk_outbox_prune(world->hall.desk, &count, NULL));
    } while (count > 0);
    assert_int_equal(hall_number(&world->hall, "SELECT count(*) FROM outbox"), 0);
    hall_issue(&world->hall, "izin-a", false);
    world_drain(world);
    struct uuid incarnation = world->office->incarnation;
    fake_office_free(world->office);
    world->office = fake_office_new(HALL_NOW_MS);
    world->office->incarnation = incarnation; /* it does not know itself what it lost */
    assert_int_equal(world_ask(world), OUTBOX_BEHIND);
    world_heal(world);
    world_check(world);
}

/* The gap that it leaves hides where the office ends, but that the office says so. It does not know itself that
 * it was set back: its incarnation is the same. */
static void a_loss_behind_a_gap_is_sent_again(void **state)
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
    assert_int_equal(world_ask(world), OUTBOX_BEHIND);
    world_heal(world);
    world_check(world);
    assert_int_equal(world_ask(world), OUTBOX_FINE); /* what is set aside is not missed again */
}

static int64_t lie_aside(const struct world *world)
{
    struct office_view view;

    assert_true(desk_view_office(world->hall.desk, &view, NULL));
    return view.set_aside;
}

static void set_second_aside(struct world *world)
{
    while (world_next(world, 2) == 0 || strcmp(world->batch.name, "main") != 0) {
    }
    assert_true(desk_outbox_set_aside(world->hall.desk, &world->batch.stream, world->batch.seqs[1],
                                      "HTTP 422", "1.0 a", NULL));
    assert_int_equal(lie_aside(world), 1);
}

static void what_lies_aside_goes_again_for_another_office(void **state)
{
    struct world *world = *state;
    size_t count = 9;

    hall_issue(&world->hall, "izin-a", false);
    set_second_aside(world);
    world_drain(world);
    assert_true(
        desk_outbox_again(world->hall.desk, "1.0 a", &count, NULL)); /* it did not take it */
    assert_int_equal(count, 0);
    assert_true(desk_outbox_again(world->hall.desk, "1.1 a", &count, NULL));
    assert_int_equal(count, 1);
    assert_int_equal(lie_aside(world), 0);
    assert_int_equal(world_waiting(world), 1);
    assert_int_equal(world_next(world, 2), 1);
    /* Not taken either: it lies aside again, with the first word of why. */
    assert_true(desk_outbox_set_aside(world->hall.desk, &world->batch.stream, world->batch.seqs[0],
                                      "HTTP 500", "1.1 a", NULL));
    assert_int_equal(lie_aside(world), 1);
    assert_true(desk_outbox_again(world->hall.desk, "1.1 a", &count, NULL));
    assert_int_equal(count, 0);
    assert_int_equal(hall_number(&world->hall, "SELECT count(*) FROM set_aside WHERE why = 'HTTP "
                                               "422'"),
                     1);
    assert_true(desk_outbox_again(world->hall.desk, NULL, &count, NULL)); /* a person says so */
    assert_int_equal(count, 1);
    world_heal(world);
    assert_int_equal(fake_office_total(world->office),
                     hall_number(&world->hall, "SELECT count(*) FROM outbox"));
}

static void what_lies_aside_goes_again_after_its_row_is_deleted(void **state)
{
    struct world *world = *state;
    size_t count = 0;
    int64_t deleted = 0;

    hall_issue(&world->hall, "izin-a", false);
    set_second_aside(world);
    world_drain(world);
    size_t before = fake_office_total(world->office);
    int64_t mono_ms = clock_mono_ms(world->hall.clock);
    assert_true(
        desk_note_office_time(world->hall.desk, HALL_NOW_MS + 8 * DAY_MS, mono_ms, mono_ms, NULL));
    world->has_pruned = true;
    do {
        assert_true(desk_outbox_prune(world->hall.desk, &deleted, NULL));
    } while (deleted > 0);
    assert_int_equal(hall_number(&world->hall, "SELECT count(*) FROM outbox"), 0);
    assert_true(desk_outbox_again(world->hall.desk, NULL, &count, NULL));
    assert_int_equal(count, 1);
    world_drain(world);
    assert_int_equal(fake_office_total(world->office), before + 1);
    assert_int_equal(lie_aside(world), 0);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, open_world, close_world)
    const struct CMUnitTest tests[] = {
        CASE(a_stream_begun_anew_goes_again_in_short_pieces),
        CASE(a_loss_behind_deleted_records_is_sent_again),
        CASE(a_loss_behind_a_gap_is_sent_again),
        CASE(what_lies_aside_goes_again_for_another_office),
        CASE(what_lies_aside_goes_again_after_its_row_is_deleted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
