/* The drain with two printers in order, which do as their scripts say. */
#include "base/i18n.h"
#include "base/text.h"
#include "desk/slips.h"
#include "paper/slip.h"
#include "printing/drain.h"
#include "support/desk_fixture.h"
#include "support/script_printer.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { FIRST, SECOND };

struct world {
    struct desk_fixture desk;
    struct script scripts[2];
    struct printer printers[2];
    struct drain *drain;
    struct ticket ticket;
    struct print_job job;
};

static void start(struct world *world)
{
    world->drain = drain_new(world->desk.desk, &world->printers[FIRST]);
    drain_add_printer(world->drain, &world->printers[SECOND]);
}

static int open_world(void **state)
{
    struct world *world = calloc(1, sizeof *world);

    assert_non_null(world);
    desk_fixture_open(&world->desk);
    script_printer(&world->printers[FIRST], &world->scripts[FIRST], "first");
    script_printer(&world->printers[SECOND], &world->scripts[SECOND], "second");
    world->printers[SECOND].place = PLACE_OFFICER;
    start(world);
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
    int64_t end = clock_mono_ms(clock) + ms;
    int steps = 0;

    for (; steps < 10000; steps++) {
        int64_t next = drain_step(world->drain);
        int64_t now = clock_mono_ms(clock);
        if (now >= end)
            break;
        if (next > end)
            next = end;
        if (next > now)
            clock_fake_advance(world->desk.clock, next - now);
    }
    assert_true(steps < 10000);
    if (world->job.id)
        desk_fixture_job(&world->desk, &world->job);
}

static void issue(struct world *world)
{
    desk_fixture_issue(&world->desk, &world->ticket, &world->job);
}

static void crash(struct world *world)
{
    drain_free(world->drain);
    desk_fixture_reopen(&world->desk);
    start(world);
}

static void assert_printed_at(const struct world *world, int printer)
{
    assert_int_equal(world->job.state, PRINT_PRINTED);
    assert_string_equal(world->job.printer, world->scripts[printer].queue);
}

static void while_the_first_is_ready_the_second_gets_nothing(void **state)
{
    struct world *world = *state;

    for (int i = 0; i < 5; i++) {
        issue(world);
        run_for(world, 1000);
        assert_printed_at(world, FIRST);
    }
    assert_int_equal(world->scripts[SECOND].creates, 0);
}

static void the_second_takes_over_at_once(void **state)
{
    struct world *world = *state;

    world->scripts[FIRST].trouble = TROUBLE_PAPER_OUT;
    issue(world);
    run_for(world, 500);
    assert_printed_at(world, SECOND);
    assert_int_equal(world->scripts[FIRST].creates, 0);
}

/* It waits for its own without holding anybody up, and nobody takes it over. */
static void a_test_page_of_the_second_comes_out_there_alone(void **state)
{
    struct world *world = *state;
    struct uuid request = uuid_v4();
    struct print_job page = {0};

    world->scripts[SECOND].trouble = TROUBLE_PAPER_OUT;
    assert_true(desk_print_test_at(world->desk.desk, &request, "", 2, &page.id, NULL));
    issue(world);
    run_for(world, 5000);
    assert_printed_at(world, FIRST);
    desk_fixture_job(&world->desk, &page);
    assert_int_equal(page.state, PRINT_QUEUED);
    assert_int_equal(page.trouble, TROUBLE_PAPER_OUT);
    world->scripts[SECOND].trouble = TROUBLE_NONE;
    run_for(world, 30000);
    desk_fixture_job(&world->desk, &page);
    assert_int_equal(page.state, PRINT_PRINTED);
    assert_string_equal(page.printer, "second");
}

static void a_test_page_that_waits_at_its_own_printer_stays_there(void **state)
{
    struct world *world = *state;
    struct uuid request = uuid_v4();
    struct print_job page = {0};

    world->scripts[FIRST].answer = ANSWER_WAITING;
    assert_true(desk_print_test_at(world->desk.desk, &request, "", 1, &page.id, NULL));
    run_for(world, 1000);
    world->scripts[FIRST].job_trouble = world->scripts[FIRST].trouble = TROUBLE_COVER_OPEN;
    run_for(world, 5000);
    desk_fixture_job(&world->desk, &page);
    assert_int_equal(page.state, PRINT_SENDING);
    assert_int_equal(page.trouble, TROUBLE_COVER_OPEN);
    assert_int_equal(world->scripts[FIRST].cancels, 0);
}

static void a_slip_that_waits_at_the_first_moves_on(void **state)
{
    struct world *world = *state;
    struct uuid name;

    world->scripts[FIRST].answer = ANSWER_WAITING;
    issue(world);
    name = world->job.uuid;
    run_for(world, 1000);
    assert_int_equal(world->job.state, PRINT_SENDING);
    world->scripts[FIRST].job_trouble = world->scripts[FIRST].trouble = TROUBLE_COVER_OPEN;
    run_for(world, 1500);
    assert_printed_at(world, SECOND);
    assert_true(world->scripts[FIRST].is_cancelled);
    assert_int_equal(world->scripts[SECOND].sends, 1);
    assert_false(uuid_equal(&name, &world->job.uuid)); /* nobody takes the old CUPS job for it */
}

static void a_slip_that_may_come_out_stays(void **state)
{
    struct world *world = *state;

    world->scripts[FIRST].answer = ANSWER_WAITING;
    world->scripts[FIRST].answer_when_cancelled = ANSWER_UNCERTAIN;
    world->scripts[FIRST].job_trouble = world->scripts[FIRST].trouble = TROUBLE_PAPER_OUT;
    issue(world);
    world->scripts[FIRST].trouble = TROUBLE_NONE; /* at the look before */
    run_for(world, 2000);
    assert_int_equal(world->job.state, PRINT_UNCERTAIN);
    assert_int_equal(world->scripts[SECOND].creates, 0);
}

static void a_slip_that_came_out_after_all_is_printed_once(void **state)
{
    struct world *world = *state;

    world->scripts[FIRST].answer = ANSWER_WAITING;
    world->scripts[FIRST].answer_when_cancelled = ANSWER_PRINTED;
    world->scripts[FIRST].job_trouble = TROUBLE_PAPER_OUT;
    issue(world);
    run_for(world, 2000);
    assert_printed_at(world, FIRST);
    assert_int_equal(world->scripts[SECOND].creates, 0);
}

static void a_slip_under_way_stays_and_the_next_goes_elsewhere(void **state)
{
    struct world *world = *state;
    struct print_job hanging;

    world->scripts[FIRST].answer = ANSWER_PRINTING;
    world->scripts[FIRST].job_trouble = TROUBLE_JAM;
    issue(world);
    run_for(world, 1000);
    hanging = world->job;
    assert_int_equal(hanging.state, PRINT_PRINTING);
    issue(world);
    run_for(world, 1000);
    assert_printed_at(world, SECOND);
    desk_fixture_job(&world->desk, &hanging);
    assert_int_equal(hanging.state, PRINT_PRINTING);
    assert_int_equal(world->scripts[FIRST].cancels, 0);
    assert_int_equal(world->scripts[SECOND].sends, 1);
}

/* No fault is told of it yet; a ticket is long out by then. */
static void while_the_first_is_silent_in_mid_slip_the_next_goes_to_the_second(void **state)
{
    struct world *world = *state;
    struct print_job silent;

    world->scripts[FIRST].answer = ANSWER_PRINTING;
    issue(world);
    run_for(world, 1000);
    silent = world->job;
    issue(world);
    run_for(world, 800);
    assert_int_equal(world->job.state, PRINT_QUEUED); /* so long a slip may take */
    run_for(world, 500);
    assert_printed_at(world, SECOND);
    issue(world);
    run_for(world, 100); /* and now at once */
    assert_printed_at(world, SECOND);
    world->scripts[FIRST].answer = ANSWER_PRINTED;
    run_for(world, 500);
    desk_fixture_job(&world->desk, &silent);
    assert_int_equal(silent.state, PRINT_PRINTED);
    assert_string_equal(silent.printer, "first");
    issue(world);
    run_for(world, 500);
    assert_printed_at(world, FIRST);
}

/* What the printer holds would come out with the next one's: it waits, and its visitor is told. */
static void alone_a_silent_printer_keeps_the_next_slip_waiting(void **state)
{
    struct world *world = *state;

    world->scripts[FIRST].answer = ANSWER_PRINTING;
    world->scripts[SECOND].trouble = TROUBLE_PAPER_OUT;
    issue(world);
    run_for(world, 1000);
    issue(world);
    run_for(world, 20000);
    assert_int_equal(world->job.state, PRINT_QUEUED);
    assert_int_equal(world->scripts[FIRST].creates, 1);
    world->scripts[FIRST].answer = ANSWER_PRINTED;
    run_for(world, 1000);
    assert_printed_at(world, FIRST);
}

static void a_slip_waits_while_nobody_can_print_and_takes_whoever_is_mended_first(void **state)
{
    for (int mended = FIRST; mended <= SECOND; mended++) {
        struct world *world = *state;
        world->scripts[FIRST].trouble = TROUBLE_PAPER_OUT;
        world->scripts[SECOND].trouble = TROUBLE_OFFLINE;
        run_for(world, 30000);
        issue(world);
        run_for(world, 3000);
        assert_int_equal(world->job.state, PRINT_QUEUED);
        assert_int_equal(world->job.trouble, TROUBLE_PAPER_OUT);
        world->scripts[mended].trouble = TROUBLE_NONE;
        run_for(world, 1500);
        assert_printed_at(world, mended);
    }
}

static void the_first_takes_over_again_when_it_has_been_well_for_a_while(void **state)
{
    struct world *world = *state;

    world->scripts[FIRST].trouble = TROUBLE_PAPER_OUT;
    run_for(world, 30000);
    world->scripts[FIRST].trouble = TROUBLE_NONE;
    run_for(world, 5500); /* seen by now, and still fresh */
    issue(world);
    run_for(world, 500);
    assert_printed_at(world, SECOND);
    run_for(world, 10000);
    issue(world);
    run_for(world, 500);
    assert_printed_at(world, FIRST);
}

static void a_crash_on_the_way_prints_nothing_twice(void **state)
{
    for (int64_t after = 0; after < 1500; after += 20) {
        struct world *world = *state;
        script_printer(&world->printers[FIRST], &world->scripts[FIRST], "first");
        world->scripts[FIRST].answer = ANSWER_WAITING;
        world->scripts[FIRST].job_trouble = TROUBLE_PAPER_OUT;
        world->scripts[SECOND].creates = world->scripts[SECOND].sends = 0;
        crash(world);
        issue(world);
        run_for(world, after);
        world->scripts[FIRST].trouble = TROUBLE_PAPER_OUT;
        crash(world);
        run_for(world, 2000);
        assert_printed_at(world, SECOND);
        assert_int_equal(world->scripts[SECOND].sends, 1);
        assert_true(world->scripts[FIRST].sends <= 1);
    }
}

static void after_a_crash_a_slip_is_found_at_the_second(void **state)
{
    struct world *world = *state;

    world->scripts[FIRST].trouble = TROUBLE_PAPER_OUT;
    world->scripts[SECOND].answer = ANSWER_PRINTING;
    issue(world);
    run_for(world, 1000);
    assert_string_equal(world->job.printer, "second");
    world->scripts[FIRST].trouble = TROUBLE_NONE;
    crash(world);
    world->scripts[SECOND].answer = ANSWER_PRINTED;
    run_for(world, 1000);
    assert_printed_at(world, SECOND);
    assert_int_equal(world->scripts[SECOND].sends, 1);
    assert_int_equal(world->scripts[FIRST].creates, 0);
}

static void queues_that_changed_places_are_both_searched(void **state)
{
    struct world *world = *state;
    struct printer swapped;

    world->scripts[FIRST].answer = ANSWER_WAITING;
    issue(world);
    run_for(world, 1000);
    /* the job stands at a queue whose name nobody bears any more, and is known by its own at the second */
    assert_true(text_copy(world->scripts[FIRST].queue, sizeof world->scripts[FIRST].queue, "new"));
    swapped = world->printers[FIRST];
    world->printers[FIRST] = world->printers[SECOND];
    world->printers[SECOND] = swapped;
    crash(world);
    world->scripts[FIRST].answer = ANSWER_PRINTED;
    run_for(world, 1000);
    assert_int_equal(world->job.state, PRINT_PRINTED);
    assert_string_equal(world->job.printer, "new");
    assert_int_equal(world->scripts[FIRST].sends + world->scripts[SECOND].sends, 1);
}

static void printers_that_refuse_by_turns_end_in_an_end(void **state)
{
    struct world *world = *state;

    world->scripts[FIRST].answer = world->scripts[SECOND].answer = ANSWER_NOT_PRINTED;
    issue(world);
    run_for(world, 20000);
    assert_int_equal(world->job.state, PRINT_FAILED);
    assert_true(world->scripts[FIRST].creates + world->scripts[SECOND].creates <= 6);
}

static void cupsd_that_is_gone_is_asked_calmly(void **state)
{
    struct world *world = *state;

    run_for(world, 100);
    for (int i = FIRST; i <= SECOND; i++) {
        world->scripts[i].look_error = world->scripts[i].create_error = ERR_OFFLINE;
        world->scripts[i].find_error = ERR_OFFLINE;
    }
    issue(world);
    run_for(world, 10000);
    assert_int_equal(world->job.state, PRINT_QUEUED);
    assert_int_equal(world->job.trouble, TROUBLE_NO_PRINTER);
    assert_true(world->scripts[FIRST].looks + world->scripts[SECOND].looks < 50);
    for (int i = FIRST; i <= SECOND; i++) {
        world->scripts[i].look_error = world->scripts[i].create_error = ERR_NONE;
        world->scripts[i].find_error = ERR_NONE;
    }
    run_for(world, 2000);
    assert_printed_at(world, FIRST);
}

static void a_forgotten_slip_that_was_moving_stays_off_the_paper(void **state)
{
    struct world *world = *state;

    world->scripts[FIRST].answer = ANSWER_WAITING;
    world->scripts[FIRST].answer_when_cancelled = ANSWER_WAITING; /* cupsd takes its time */
    world->scripts[FIRST].job_trouble = TROUBLE_PAPER_OUT;
    issue(world);
    run_for(world, 1000);
    assert_true(desk_forget_slip(world->desk.desk, &world->ticket.id, NULL));
    world->scripts[FIRST].answer_when_cancelled = ANSWER_NOT_PRINTED;
    run_for(world, 2000);
    assert_int_equal(world->job.state, PRINT_CANCELLED);
    assert_int_equal(world->scripts[SECOND].creates, 0);
}

static void both_are_told_with_their_places(void **state)
{
    struct world *world = *state;
    struct printers printers;
    struct printer_status next;

    world->scripts[FIRST].trouble = TROUBLE_PAPER_OUT;
    run_for(world, 100);
    assert_true(desk_printers(world->desk.desk, &printers, NULL));
    assert_int_equal(printers.count, 2);
    assert_int_equal(printers.at[FIRST].trouble, TROUBLE_PAPER_OUT);
    assert_int_equal(printers.at[FIRST].place, PLACE_BELOW);
    assert_int_equal(printers.at[SECOND].trouble, TROUBLE_NONE);
    assert_int_equal(printers.at[SECOND].place, PLACE_OFFICER);
    assert_true(desk_printer_status(world->desk.desk, &next, NULL));
    assert_int_equal(next.no, 2);
    issue(world);
    run_for(world, 500);
    assert_int_equal(printers_of(&printers, &world->job).place, PLACE_OFFICER);
    world->scripts[SECOND].trouble = TROUBLE_JAM;
    run_for(world, 30000);
    assert_true(desk_printer_status(world->desk.desk, &next, NULL));
    assert_int_equal(next.no, 1);
    assert_int_equal(next.trouble, TROUBLE_PAPER_OUT);
    assert_true(desk_keep_printers(world->desk.desk, 1, NULL));
    assert_true(desk_printers(world->desk.desk, &printers, NULL));
    assert_int_equal(printers.count, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_world, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(while_the_first_is_ready_the_second_gets_nothing),
        TEST(the_second_takes_over_at_once),
        TEST(a_test_page_of_the_second_comes_out_there_alone),
        TEST(a_test_page_that_waits_at_its_own_printer_stays_there),
        TEST(a_slip_that_waits_at_the_first_moves_on),
        TEST(a_slip_that_may_come_out_stays),
        TEST(a_slip_that_came_out_after_all_is_printed_once),
        TEST(a_slip_under_way_stays_and_the_next_goes_elsewhere),
        TEST(while_the_first_is_silent_in_mid_slip_the_next_goes_to_the_second),
        TEST(alone_a_silent_printer_keeps_the_next_slip_waiting),
        TEST(a_slip_waits_while_nobody_can_print_and_takes_whoever_is_mended_first),
        TEST(the_first_takes_over_again_when_it_has_been_well_for_a_while),
        TEST(a_crash_on_the_way_prints_nothing_twice),
        TEST(after_a_crash_a_slip_is_found_at_the_second),
        TEST(queues_that_changed_places_are_both_searched),
        TEST(printers_that_refuse_by_turns_end_in_an_end),
        TEST(cupsd_that_is_gone_is_asked_calmly),
        TEST(a_forgotten_slip_that_was_moving_stays_off_the_paper),
        TEST(both_are_told_with_their_places),
    };
    struct err err = {0};

    if (!paper_open(SOURCE_DIR "/assets/fonts", &err))
        fail_msg("%s", err.text);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    paper_close();
    return failed;
}
