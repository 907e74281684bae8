/* The slip of thanks on its way to paper: like any other there, and gone afterwards. */
#include "desk/thanks.h"
#include "paper/slip.h"
#include "printing/drain.h"
#include "support/desk_fixture.h"
#include "support/script_printer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
/* cmocka wants setjmp, stdarg and stddef before it */
#include <cmocka.h>

struct world {
    struct desk_fixture desk;
    struct script script;
    struct printer printer;
    struct drain *drain;
};

static int open_world(void **state)
{
    struct world *world = calloc(1, sizeof *world);

    assert_non_null(world);
    desk_fixture_open(&world->desk);
    script_printer(&world->printer, &world->script, "script");
    world->drain = drain_new(world->desk.desk, &world->printer);
    *state = world;
    return 0;
}

static int close_world(void **state)
{
    struct world *world = *state;

    drain_free(world->drain);
    desk_fixture_close(&world->desk);
    free(world);
    return 0;
}

static void run_for(struct world *world, int64_t ms)
{
    const struct clock *clock = world->desk.clock;
    const int64_t end = clock_mono_ms(clock) + ms;

    while (clock_mono_ms(clock) < end) {
        int64_t next = drain_step(world->drain);
        int64_t now = clock_mono_ms(clock);

        next = next < end ? next : end;
        if (next > now)
            clock_fake_advance(world->desk.clock, next - now);
    }
}

static void wish(struct world *world)
{
    struct print_job job;

    assert_true(desk_print_thanks(world->desk.desk, "id", &job, NULL));
    assert_int_equal(job.state, PRINT_QUEUED);
}

static void assert_told_once(struct world *world, enum print_state how)
{
    struct print_job job;
    struct err err = {0};

    assert_true(desk_thanks_job(world->desk.desk, &job, NULL));
    assert_int_equal(job.state, how);
    assert_int_equal(job.cups_job, 0);
    assert_false(desk_thanks_job(world->desk.desk, &job, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void thanks_are_printed_once_told_once_and_gone(void **state)
{
    struct world *world = *state;

    wish(world);
    wish(world); /* a second wish has the answer of the first */
    run_for(world, 2000);
    assert_int_equal(world->script.creates, 1);
    assert_int_equal(world->script.sends, 1);
    assert_told_once(world, PRINT_PRINTED);
    run_for(world, 60000);
    assert_int_equal(world->script.sends, 1);
}

static void thanks_that_meet_a_fault_stay_off_the_paper(void **state)
{
    struct world *world = *state;

    world->script.trouble = TROUBLE_PAPER_OUT;
    wish(world);
    run_for(world, 2000);
    world->script.trouble = TROUBLE_NONE;
    run_for(world, 60000);
    assert_int_equal(world->script.creates, 0);
    assert_told_once(world, PRINT_CANCELLED);
}

static void thanks_of_a_program_that_died_come_out_once(void **state)
{
    struct world *world = *state;

    world->script.answer = ANSWER_WAITING;
    wish(world);
    run_for(world, 500);
    assert_int_equal(world->script.sends, 1);
    drain_free(world->drain);
    desk_fixture_reopen(&world->desk);
    world->drain = drain_new(world->desk.desk, &world->printer);
    world->script.answer = ANSWER_PRINTED;
    run_for(world, 2000);
    assert_int_equal(world->script.sends, 1);
    assert_told_once(world, PRINT_PRINTED);
}

static void a_number_comes_out_after_the_thanks(void **state)
{
    struct world *world = *state;
    struct ticket ticket;
    struct print_job job;

    wish(world);
    desk_fixture_issue(&world->desk, &ticket, &job);
    run_for(world, 5000);
    desk_fixture_job(&world->desk, &job);
    assert_int_equal(job.state, PRINT_PRINTED);
    assert_int_equal(world->script.sends, 2);
    assert_told_once(world, PRINT_PRINTED);
}

#define WORLD_TEST(test) cmocka_unit_test_setup_teardown(test, open_world, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(thanks_are_printed_once_told_once_and_gone),
        WORLD_TEST(thanks_that_meet_a_fault_stay_off_the_paper),
        WORLD_TEST(thanks_of_a_program_that_died_come_out_once),
        WORLD_TEST(a_number_comes_out_after_the_thanks),
    };
    struct err err = {0};

    if (!paper_open(SOURCE_DIR "/assets/fonts", &err))
        fail_msg("%s", err.text);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    paper_close();
    return failed;
}
