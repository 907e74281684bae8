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
                                      "400", NULL));
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

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, open_world, close_world)
    const struct CMUnitTest tests[] = {
        CASE(a_stream_begun_anew_goes_again_in_short_pieces),
        CASE(a_loss_behind_deleted_records_is_sent_again),
        CASE(a_loss_behind_a_gap_is_sent_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
