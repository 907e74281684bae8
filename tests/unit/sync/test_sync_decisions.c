/* The office's decisions on their way: asked for when there are any, taken once whatever the line does. */
#include "base/mem.h"
#include "base/text.h"
#include "support/complaint_hall.h"
#include "support/sync_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MINUTE_MS = 60 * 1000, HOUR_MS = 60 * MINUTE_MS, COMPLAINTS = 4, DECISIONS = 12 };

struct world {
    struct sync_rig rig;
    struct decisions decisions; /* the office's own */
};

static int open_world(void **state)
{
    struct world *world = mem_zalloc(1, sizeof *world);

    sync_rig_open(&world->rig, 11);
    complaint_staff(&world->rig.hall);
    for (int i = 0; i < COMPLAINTS; i++)
        complaint_filed(&world->rig.hall);
    world->rig.line.decisions = &world->decisions;
    (void)sync_rig_drain(&world->rig, MINUTE_MS);
    *state = world;
    return 0;
}

static int close_world(void **state)
{
    struct world *world = *state;

    hall_check(&world->rig.hall);
    sync_rig_close(&world->rig);
    free(world);
    return 0;
}

/* Each complaint weighed, then each answered, then each closed. */
static void decide(struct world *world, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t at = world->decisions.count++;
        struct decision *decision = &world->decisions.items[at];

        *decision = (struct decision){.seq = (int64_t)at + 1,
                                      .is_known = true,
                                      .what = {.act = (enum complaint_act)(at / COMPLAINTS),
                                               .at_ms = world->rig.office->now_ms}};
        if (decision->what.act == COMPLAINT_WEIGH)
            decision->what.weight = WEIGHT_SEDANG;
        text_format(decision->what.number, sizeof decision->what.number, "PD-100%zu",
                    at % COMPLAINTS + 1);
    }
}

static int asked(const struct world *world)
{
    int count = 0;

    for (size_t i = 0; i < world->rig.line.log_count; i++)
        count += strncmp(world->rig.line.log[i].path, "/v1/decisions/", 14) == 0;
    return count;
}

static int64_t closed(const struct world *world)
{
    return hall_number(&world->rig.hall, "SELECT count(*) FROM complaint WHERE state = 'closed'");
}

static int64_t noted(const struct world *world)
{
    return hall_number(&world->rig.hall,
                       "SELECT count(*) FROM journal WHERE kind = 'complaint.office'");
}

static void nothing_is_asked_where_nothing_was_decided(void **state)
{
    struct world *world = *state;

    sync_rig_run(&world->rig, HOUR_MS);
    assert_int_equal(asked(world), 0);
    decide(world, 1);
    sync_rig_run(&world->rig, 2 * MINUTE_MS);
    assert_int_equal(asked(world), 1);
    sync_rig_run(&world->rig, HOUR_MS);
    assert_int_equal(asked(world), 1);
}

static void pages_follow_one_another_without_waiting(void **state)
{
    struct world *world = *state;

    world->rig.line.decisions_page = 5;
    decide(world, DECISIONS);
    sync_rig_run(&world->rig, 2 * MINUTE_MS);
    assert_int_equal(closed(world), COMPLAINTS);
    assert_int_equal(asked(world), 3);
    assert_int_equal(noted(world), DECISIONS);
}

static void whatever_the_line_does_each_is_taken_once(void **state)
{
    struct world *world = *state;

    world->rig.line.decisions_page = 1;
    for (int fault = LINE_FINE; fault < LINE_FAULTS; fault++) {
        if (world->decisions.count < DECISIONS)
            decide(world, 1);
        for (int i = 0; i < 3; i++) {
            office_line_order(&world->rig.line, LINE_FINE, 0, 0); /* a heartbeat, or another */
            office_line_order(&world->rig.line, (enum line_fault)fault, 503, 0);
        }
        sync_rig_run(&world->rig, HOUR_MS);
        world->rig.line.order_count = world->rig.line.order_at = 0;
        assert_int_equal(hall_number(&world->rig.hall, "SELECT decisions_seq FROM office"),
                         world->decisions.count);
    }
    decide(world, DECISIONS - world->decisions.count);
    sync_rig_run(&world->rig, HOUR_MS);
    assert_int_equal(closed(world), COMPLAINTS);
    assert_int_equal(noted(world), DECISIONS);
    sync_rig_check(&world->rig);
}

static void a_restored_office_is_heard_from_the_start(void **state)
{
    struct world *world = *state;

    decide(world, DECISIONS);
    sync_rig_run(&world->rig, 2 * MINUTE_MS);
    world->rig.office->incarnation = uuid_v4();
    world->decisions.count = 3; /* an old backup: the cursor is ahead of it */
    sync_rig_run(&world->rig, 3 * MINUTE_MS);
    assert_int_equal(hall_number(&world->rig.hall, "SELECT decisions_seq FROM office"), 3);
    assert_int_equal(closed(world), COMPLAINTS); /* nothing goes back */
    decide(world, 1);
    sync_rig_run(&world->rig, 2 * MINUTE_MS);
    assert_int_equal(hall_number(&world->rig.hall, "SELECT decisions_seq FROM office"), 4);
}

/* Its numbers say nothing: they may mean other decisions than those that were taken. */
static void a_restored_office_that_has_more_is_heard_from_the_start(void **state)
{
    struct world *world = *state;

    decide(world, 6);
    sync_rig_run(&world->rig, 2 * MINUTE_MS);
    world->rig.office->incarnation = uuid_v4();
    decide(world, DECISIONS - 6);
    sync_rig_run(&world->rig, 3 * MINUTE_MS);
    assert_int_equal(closed(world), COMPLAINTS);
    assert_int_equal(noted(world), 6 + DECISIONS);
}

/* A copy that took over under the same name, without the last of them. */
static void an_office_that_has_fewer_is_heard_from_the_start(void **state)
{
    struct world *world = *state;

    decide(world, 6);
    sync_rig_run(&world->rig, 2 * MINUTE_MS);
    world->decisions.count = 3;
    sync_rig_run(&world->rig, 2 * MINUTE_MS);
    assert_int_equal(hall_number(&world->rig.hall, "SELECT decisions_seq FROM office"), 3);
}

static void a_kiosk_whose_disk_was_restored_hears_them_again(void **state)
{
    struct world *world = *state;

    decide(world, DECISIONS);
    sync_rig_run(&world->rig, 2 * MINUTE_MS);
    /* As its backup was: before any of it. */
    hall_sql(&world->rig.hall,
             "UPDATE complaint SET state = 'received', office_state = 'received', weight = '', "
             "weighed_at = 0, answered_at = 0, closed_at = 0;"
             "UPDATE office SET decisions_seq = 0, decisions_incarnation = NULL");
    sync_rig_restart(&world->rig);
    sync_rig_run(&world->rig, 2 * MINUTE_MS);
    assert_int_equal(closed(world), COMPLAINTS);
}

static void the_key_goes_along_with_the_heartbeat(void **state)
{
    struct world *world = *state;

    sync_rig_run(&world->rig, 2 * MINUTE_MS);
    assert_true(world->rig.line.heartbeat.has_letter_key);
}

/* A table that is locked or damaged: the pause that it asks for is everybody's. */
static void an_office_too_busy_for_decisions_gets_the_events(void **state)
{
    struct world *world = *state;

    for (int after_s = 5; after_s <= 300; after_s += 295) {
        world->rig.line.busy_at = "/v1/decisions/";
        world->rig.line.busy = (struct line_order){LINE_STATUS, 503, after_s};
        decide(world, 1);
        for (int i = 0; i < COMPLAINTS; i++)
            complaint_filed(&world->rig.hall);
        assert_true(sync_rig_unsent(&world->rig) > 0);
        (void)sync_rig_drain(&world->rig, HOUR_MS);
        assert_int_equal(sync_rig_unsent(&world->rig), 0);
        sync_rig_run(&world->rig, HOUR_MS); /* it is asked again now and then … */
        assert_true(asked(world) > 5);
        world->rig.line.busy_at = NULL;
        sync_rig_run(&world->rig, 10 * MINUTE_MS); /* … and heard once it can */
        assert_int_equal(hall_number(&world->rig.hall, "SELECT decisions_seq FROM office"),
                         world->decisions.count);
    }
}

static void only_the_numbers_of_this_office_are_told(void **state)
{
    struct world *world = *state;

    decide(world, 6);
    sync_rig_run(&world->rig, 3 * MINUTE_MS);
    assert_int_equal(world->rig.line.heartbeat.decisions, 6);
    sync_rig_restart(&world->rig);
    sync_rig_run(&world->rig, 3 * MINUTE_MS);
    assert_int_equal(world->rig.line.heartbeat.decisions, 6);

    world->rig.office->incarnation = uuid_v4();
    world->decisions.count = 0; /* a backup from before all of them */
    sync_rig_run(&world->rig, 3 * MINUTE_MS);
    assert_int_equal(world->rig.line.heartbeat.decisions, 0);
    sync_rig_restart(&world->rig);
    world->rig.line.heartbeat.decisions = -1;
    sync_rig_run(&world->rig, HOUR_MS / 120); /* nor with the first one after a start */
    assert_int_equal(world->rig.line.heartbeat.decisions, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_world, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nothing_is_asked_where_nothing_was_decided),
        TEST(pages_follow_one_another_without_waiting),
        TEST(whatever_the_line_does_each_is_taken_once),
        TEST(a_restored_office_is_heard_from_the_start),
        TEST(a_restored_office_that_has_more_is_heard_from_the_start),
        TEST(an_office_that_has_fewer_is_heard_from_the_start),
        TEST(a_kiosk_whose_disk_was_restored_hears_them_again),
        TEST(an_office_too_busy_for_decisions_gets_the_events),
        TEST(only_the_numbers_of_this_office_are_told),
        TEST(the_key_goes_along_with_the_heartbeat),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
