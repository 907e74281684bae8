/* The drain against a printer that does as the script says: every state, and a crash between any
 * two of its steps. No time passes but what the test lets pass. Long because all share the script. */
#include "base/i18n.h"
#include "base/text.h"
#include "desk/receipts.h"
#include "desk/slips.h"
#include "desk/ticket.h"
#include "support/desk_fixture.h"
#include "support/script_printer.h"
#include "paper/slip.h"
#include "printing/drain.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* One test's world. */
struct world {
    struct desk_fixture desk;
    struct script script;
    struct printer printer;
    struct drain *drain;
    struct ticket ticket;
    struct print_job job;
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

/* Lets the drain do all that it wants to do within `ms`. */
static void run_for(struct world *world, int64_t ms)
{
    const struct clock *clock = world->desk.clock;
    int64_t end = clock_mono_ms(clock) + ms;

    for (int steps = 0; steps < 10000; steps++) {
        int64_t next = drain_step(world->drain);
        int64_t now = clock_mono_ms(clock);
        if (next > end)
            next = end;
        if (now >= end)
            break;
        if (next > now)
            clock_fake_advance(world->desk.clock, next - now);
    }
    desk_fixture_job(&world->desk, &world->job);
}

static void issue(struct world *world)
{
    desk_fixture_issue(&world->desk, &world->ticket, &world->job);
}

/* The process dies and starts again; what was not committed is gone. */
static void crash(struct world *world)
{
    drain_free(world->drain);
    desk_fixture_reopen(&world->desk);
    world->drain = drain_new(world->desk.desk, &world->printer);
}

static void forget(struct world *world)
{
    assert_true(desk_forget_slip(world->desk.desk, &world->ticket.id, NULL));
}

static void slip_is_printed_once_and_so_recorded(void **state)
{
    struct world *world = *state;

    issue(world);
    run_for(world, 1000);
    assert_int_equal(world->job.state, PRINT_PRINTED);
    assert_int_equal(world->job.trouble, TROUBLE_NONE);
    assert_int_equal(world->job.cups_job, 0);
    assert_string_equal(world->job.printer, "script");
    assert_int_equal(world->script.sends, 1);
    assert_int_equal(world->script.creates, 1);
}

static void job_is_named_by_its_uuid(void **state)
{
    struct world *world = *state;
    char name[UUID_TEXT];

    issue(world);
    uuid_format(&world->job.uuid, name);
    run_for(world, 100);
    assert_string_equal(world->script.name, name);
}

static void receipt_goes_to_paper_under_a_name_that_tells_nobody(void **state)
{
    static const uint16_t received[] = {1};
    struct world *world = *state;
    const struct receipt_request request = {.request = uuid_v4(),
                                            .service_id = "sip",
                                            .applicant = "Siti Rahmawati Xyzzy",
                                            .received = received,
                                            .received_count = ARRAY_LEN(received),
                                            .officer = "P-07"};
    struct receipt receipt;
    struct err err = {0};
    char name[UUID_TEXT];

    if (!desk_issue_receipt(world->desk.desk, &request, &receipt, &err))
        fail_msg("%s", err.text);
    assert_true(desk_receipt_job(world->desk.desk, receipt.file_number, &world->job, NULL));
    uuid_format(&world->job.uuid, name);
    run_for(world, 1000);
    assert_int_equal(world->job.state, PRINT_PRINTED);
    assert_string_equal(world->job.subject, receipt.file_number);
    assert_string_equal(world->script.name, name);
    assert_int_equal(world->script.sends, 1);
}

static void slips_come_out_in_order_one_at_a_time(void **state)
{
    struct world *world = *state;
    struct ticket tickets[3];
    struct print_job jobs[3];

    world->script.answer = ANSWER_PRINTING;
    for (int i = 0; i < 3; i++)
        desk_fixture_issue(&world->desk, &tickets[i], &jobs[i]);
    world->job = jobs[0];
    run_for(world, 3000);
    assert_int_equal(world->script.creates, 1);
    world->script.answer = ANSWER_PRINTED;
    run_for(world, 3000);
    assert_int_equal(world->script.creates, 3);
    assert_int_equal(world->script.sends, 3);
    for (int i = 0; i < 3; i++) {
        desk_fixture_job(&world->desk, &jobs[i]);
        assert_int_equal(jobs[i].state, PRINT_PRINTED);
    }
}

static void state_follows_the_printer(void **state)
{
    struct world *world = *state;

    issue(world);
    world->script.answer = ANSWER_WAITING;
    run_for(world, 300);
    assert_int_equal(world->job.state, PRINT_SENDING);
    world->script.answer = ANSWER_PRINTING;
    run_for(world, 300);
    assert_int_equal(world->job.state, PRINT_PRINTING);
    world->script.answer = ANSWER_WAITING; /* never back */
    run_for(world, 300);
    assert_int_equal(world->job.state, PRINT_PRINTING);
    world->script.answer = ANSWER_UNCERTAIN;
    run_for(world, 300);
    assert_int_equal(world->job.state, PRINT_UNCERTAIN);
    assert_int_equal(world->script.sends, 1);
}

static void nothing_goes_to_a_printer_that_is_not_ready(void **state)
{
    struct world *world = *state;
    struct printer_status status;

    world->script.trouble = TROUBLE_PAPER_OUT;
    issue(world);
    run_for(world, 2000);
    assert_int_equal(world->script.creates, 0);
    assert_int_equal(world->job.state, PRINT_QUEUED);
    assert_int_equal(world->job.trouble, TROUBLE_PAPER_OUT);
    assert_true(desk_printer_status(world->desk.desk, &status, NULL));
    assert_int_equal(status.trouble, TROUBLE_PAPER_OUT);
    assert_string_equal(status.queue, "script");
}

static void wanted_slip_comes_out_after_the_refill(void **state)
{
    struct world *world = *state;

    world->script.trouble = TROUBLE_PAPER_OUT;
    issue(world);
    run_for(world, 60000);
    assert_int_equal(world->job.state, PRINT_QUEUED);
    world->script.trouble = TROUBLE_NONE;
    run_for(world, 1100);
    assert_int_equal(world->job.state, PRINT_PRINTED);
    assert_int_equal(world->script.sends, 1);
}

static void forgotten_slip_stays_off_the_paper(void **state)
{
    struct world *world = *state;

    world->script.trouble = TROUBLE_COVER_OPEN;
    issue(world);
    run_for(world, 1000);
    forget(world);
    world->script.trouble = TROUBLE_NONE;
    run_for(world, 5000);
    assert_int_equal(world->job.state, PRINT_CANCELLED);
    assert_int_equal(world->script.creates, 0);
}

static void forgotten_slip_that_waits_at_the_printer_is_cancelled_there(void **state)
{
    struct world *world = *state;

    world->script.answer = ANSWER_WAITING;
    world->script.job_trouble = TROUBLE_PAPER_OUT;
    issue(world);
    run_for(world, 1000);
    assert_int_equal(world->job.state, PRINT_SENDING);
    assert_int_equal(world->job.trouble, TROUBLE_PAPER_OUT);
    forget(world);
    run_for(world, 1000);
    assert_int_equal(world->script.cancels, 1);
    assert_int_equal(world->job.state, PRINT_CANCELLED);
    assert_int_equal(world->script.sends, 1);
}

static void forgotten_slip_that_hangs_half_printed_is_uncertain(void **state)
{
    struct world *world = *state;

    world->script.answer = ANSWER_PRINTING;
    world->script.answer_when_cancelled = ANSWER_UNCERTAIN;
    world->script.job_trouble = TROUBLE_PAPER_OUT;
    issue(world);
    run_for(world, 1000);
    forget(world);
    run_for(world, 1000);
    assert_true(world->script.is_cancelled);
    assert_int_equal(world->job.state, PRINT_UNCERTAIN);
}

static void forgotten_slip_that_prints_well_is_left_to_finish(void **state)
{
    struct world *world = *state;

    world->script.answer = ANSWER_PRINTING;
    issue(world);
    run_for(world, 500);
    forget(world);
    run_for(world, 3000);
    assert_int_equal(world->script.cancels, 0);
    world->script.answer = ANSWER_PRINTED;
    run_for(world, 1000);
    assert_int_equal(world->job.state, PRINT_PRINTED);
}

static void forgotten_slip_that_prints_for_ever_ends_after_a_minute(void **state)
{
    struct world *world = *state;

    world->script.answer = ANSWER_PRINTING;
    world->script.answer_when_cancelled = ANSWER_UNCERTAIN;
    issue(world);
    run_for(world, 500);
    forget(world);
    run_for(world, 55000);
    assert_int_equal(world->script.cancels, 0);
    run_for(world, 6000);
    assert_true(world->script.is_cancelled);
    assert_int_equal(world->job.state, PRINT_UNCERTAIN);
}

static void leave_now(void *context)
{
    forget(context);
}

static void visitor_who_leaves_during_create_gets_no_paper(void **state)
{
    struct world *world = *state;

    world->script.during_create = leave_now;
    world->script.context = world;
    issue(world);
    run_for(world, 1000);
    assert_int_equal(world->job.state, PRINT_CANCELLED);
    assert_int_equal(world->script.sends, 0);
    assert_int_equal(world->script.cancels, 1);
}

static void silence_for_long_is_shown_as_trouble(void **state)
{
    struct world *world = *state;

    world->script.answer = ANSWER_PRINTING;
    issue(world);
    run_for(world, 5000);
    assert_int_equal(world->job.trouble, TROUBLE_NONE);
    run_for(world, 3000);
    assert_int_equal(world->job.trouble, TROUBLE_UNKNOWN);
    assert_int_equal(world->job.state, PRINT_PRINTING);
}

static void missing_printer_is_trouble_until_it_is_there(void **state)
{
    struct world *world = *state;

    world->script.look_error = ERR_OFFLINE;
    issue(world);
    run_for(world, 3000);
    assert_int_equal(world->job.state, PRINT_QUEUED);
    assert_int_equal(world->job.trouble, TROUBLE_NO_PRINTER);
    world->script.look_error = ERR_NONE;
    run_for(world, 1500);
    assert_int_equal(world->job.state, PRINT_PRINTED);
}

static void lost_answer_to_create_makes_no_second_slip(void **state)
{
    struct world *world = *state;

    world->script.create_error = ERR_OFFLINE;
    world->script.creates_anyway = true;
    issue(world);
    run_for(world, 100);
    assert_int_equal(world->script.creates, 1);
    world->script.create_error = ERR_NONE;
    run_for(world, 2000);
    assert_int_equal(world->job.state, PRINT_PRINTED);
    assert_int_equal(world->script.sends, 1);
    assert_int_equal(world->script.cancels, 1); /* the first one, which had no document */
}

static void refused_job_has_failed(void **state)
{
    struct world *world = *state;

    world->script.create_error = ERR_INVALID;
    issue(world);
    run_for(world, 1000);
    assert_int_equal(world->job.state, PRINT_FAILED);
    assert_int_equal(world->job.trouble, TROUBLE_REFUSED);
}

static void refused_document_has_failed_and_is_cancelled(void **state)
{
    struct world *world = *state;

    world->script.send_error = ERR_INVALID;
    issue(world);
    run_for(world, 2000);
    assert_int_equal(world->job.state, PRINT_FAILED);
    assert_int_equal(world->job.trouble, TROUBLE_REFUSED);
    assert_int_equal(world->script.sends, 1);
    assert_true(world->script.is_cancelled);
}

static void failed_slip_is_tried_again_when_asked(void **state)
{
    struct world *world = *state;
    struct print_job again;

    world->script.create_error = ERR_INVALID;
    issue(world);
    run_for(world, 1000);
    world->script.create_error = ERR_NONE;
    assert_true(desk_print_again(world->desk.desk, &world->ticket.id, &again, NULL));
    run_for(world, 1000);
    assert_int_equal(again.id, world->job.id);
    assert_int_equal(world->job.state, PRINT_PRINTED);
}

static void lost_answer_to_send_is_looked_up_and_adopted(void **state)
{
    struct world *world = *state;

    world->script.send_error = ERR_OFFLINE;
    world->script.takes_anyway = true;
    issue(world);
    run_for(world, 2000);
    assert_int_equal(world->job.state, PRINT_PRINTED);
    assert_int_equal(world->script.sends, 1);
    assert_int_equal(world->script.creates, 1);
}

static void document_that_did_not_arrive_is_sent_anew_behind_a_fence(void **state)
{
    struct world *world = *state;

    world->script.send_error = ERR_OFFLINE;
    issue(world);
    run_for(world, 100);
    assert_int_equal(world->script.sends, 1);
    world->script.send_error = ERR_NONE;
    world->script.cancel_error = ERR_OFFLINE;
    run_for(world, 3000);
    assert_int_equal(world->script.sends, 1); /* not while the old job may still take it */
    assert_int_equal(world->job.state, PRINT_SENDING);
    world->script.cancel_error = ERR_NONE;
    run_for(world, 3000);
    assert_int_equal(world->job.state, PRINT_PRINTED);
    assert_int_equal(world->script.sends, 2);
    assert_int_equal(world->script.creates, 2);
}

static void server_that_takes_no_document_is_waited_for(void **state)
{
    struct world *world = *state;

    world->script.send_error = ERR_OFFLINE;
    issue(world);
    run_for(world, 1000);
    for (int i = 0; i < 10; i++) {
        desk_fixture_job(&world->desk, &world->job);
        assert_false(print_state_is_final(world->job.state));
        assert_int_equal(world->job.trouble, TROUBLE_STOPPED);
        run_for(world, 2000);
    }
    assert_in_range(world->script.sends, 5, 12);
    world->script.send_error = ERR_NONE;
    run_for(world, 3000);
    assert_int_equal(world->job.state, PRINT_PRINTED);
    assert_int_equal(world->job.trouble, TROUBLE_NONE);
}

static void server_that_takes_no_document_does_not_hide_that_paper_is_out(void **state)
{
    struct world *world = *state;

    world->script.send_error = ERR_OFFLINE;
    issue(world);
    run_for(world, 1000);
    world->script.trouble = TROUBLE_PAPER_OUT;
    run_for(world, 5000);
    assert_int_equal(world->job.trouble, TROUBLE_PAPER_OUT);
    world->script.trouble = TROUBLE_NONE;
    world->script.send_error = ERR_NONE;
    run_for(world, 3000);
    assert_int_equal(world->job.state, PRINT_PRINTED);
}

static enum printer_trouble told_trouble(struct world *world)
{
    struct printer_status status;

    assert_true(desk_printer_status(world->desk.desk, &status, NULL));
    return status.trouble;
}

/* What everybody sees while the job is made, which another try does not make better. */
static void expect_told(void *context)
{
    struct world *world = context;

    if (world->script.creates > 1)
        assert_int_equal(told_trouble(world), TROUBLE_NO_PRINTER);
}

static void server_that_makes_no_job_is_one_trouble_and_not_one_a_second(void **state)
{
    struct world *world = *state;

    world->script.create_error = ERR_OFFLINE;
    world->script.during_create = expect_told;
    world->script.context = world;
    issue(world);
    run_for(world, 5000);
    assert_in_range(world->script.creates, 4, 10);
    world->script.create_error = ERR_NONE;
    run_for(world, 3000);
    assert_int_equal(world->job.state, PRINT_PRINTED);
    assert_int_equal(world->job.trouble, TROUBLE_NONE);
    assert_int_equal(told_trouble(world), TROUBLE_NONE);
}

static void crash_after_create_sends_nothing_twice(void **state)
{
    struct world *world = *state;
    char name[UUID_TEXT];

    /* Dies between Create-Job and its commit: the row still says queued. */
    issue(world);
    uuid_format(&world->job.uuid, name);
    world->script.job = 77;
    assert_true(text_copy(world->script.name, sizeof world->script.name, name));
    crash(world);
    run_for(world, 1000);
    assert_int_equal(world->script.finds, 1);
    assert_int_equal(world->script.cancels, 1);
    assert_int_equal(world->script.sends, 1);
    assert_int_equal(world->job.state, PRINT_PRINTED);
}

static void crash_before_the_document_arrived_sends_it_anew(void **state)
{
    struct world *world = *state;

    world->script.send_error = ERR_OFFLINE;
    issue(world);
    (void)drain_step(world->drain);
    crash(world);
    world->script.send_error = ERR_NONE;
    run_for(world, 1000);
    assert_int_equal(world->job.state, PRINT_PRINTED);
    assert_int_equal(world->script.sends, 2);
    assert_int_equal(world->script.cancels, 1);
}

static void crash_after_the_document_arrived_adopts_the_job(void **state)
{
    struct world *world = *state;

    world->script.answer = ANSWER_PRINTING;
    issue(world);
    (void)drain_step(world->drain);
    assert_int_equal(world->script.sends, 1);
    crash(world);
    run_for(world, 500);
    assert_int_equal(world->job.state, PRINT_PRINTING);
    crash(world);
    world->script.answer = ANSWER_PRINTED;
    run_for(world, 500);
    assert_int_equal(world->job.state, PRINT_PRINTED);
    assert_int_equal(world->script.sends, 1);
    assert_int_equal(world->script.creates, 1);
}

/* Staff see by its queue which printer is meant, and the journal keeps it. */
static void first_word_after_a_crash_in_mid_job_names_the_queue(void **state)
{
    struct world *world = *state;
    struct printers printers;

    world->script.answer = ANSWER_PRINTING;
    issue(world);
    run_for(world, 1000);
    crash(world);
    world->script.job_trouble = TROUBLE_PAPER_OUT;
    run_for(world, 100);
    assert_true(desk_printers(world->desk.desk, &printers, NULL));
    assert_int_equal(printers.count, 1);
    assert_int_equal(printers.at[0].trouble, TROUBLE_PAPER_OUT);
    assert_string_equal(printers.at[0].queue, "script");
    assert_true(printers.at[0].is_confirming);
}

static void job_that_cupsd_forgot_is_uncertain_and_never_resent(void **state)
{
    struct world *world = *state;

    world->script.answer = ANSWER_PRINTING;
    issue(world);
    (void)drain_step(world->drain);
    world->script.job = 0; /* its spool was lost */
    crash(world);
    run_for(world, 3000);
    assert_int_equal(world->job.state, PRINT_UNCERTAIN);
    assert_int_equal(world->script.sends, 1);
}

static void other_job_with_the_same_number_is_not_taken_for_ours(void **state)
{
    struct world *world = *state;

    world->script.answer = ANSWER_PRINTING;
    issue(world);
    run_for(world, 500);
    assert_true(text_copy(world->script.name, sizeof world->script.name, "somebody else's"));
    world->script.answer = ANSWER_PRINTED;
    run_for(world, 1000);
    assert_int_equal(world->job.state, PRINT_UNCERTAIN);
}

static void lost_cupsd_while_following_is_waited_for(void **state)
{
    struct world *world = *state;

    world->script.answer = ANSWER_WAITING;
    issue(world);
    run_for(world, 500);
    world->script.ask_error = ERR_OFFLINE;
    run_for(world, 5000);
    assert_int_equal(world->job.state, PRINT_SENDING);
    assert_int_equal(world->job.trouble, TROUBLE_NO_PRINTER);
    world->script.ask_error = ERR_NONE;
    world->script.answer = ANSWER_PRINTED;
    run_for(world, 1500);
    assert_int_equal(world->job.state, PRINT_PRINTED);
    assert_int_equal(world->script.sends, 1);
}

static void job_ended_before_its_first_byte_is_made_anew_a_few_times(void **state)
{
    struct world *world = *state;

    world->script.answer = ANSWER_NOT_PRINTED;
    issue(world);
    run_for(world, 20000);
    assert_int_equal(world->job.state, PRINT_FAILED);
    assert_int_equal(world->script.creates, 3);
}

/* Held or put back it would come out some day, when nobody waits for it any more. */
static void uncertain_slip_is_taken_out_of_the_queue(void **state)
{
    struct world *world = *state;

    world->script.answer = world->script.answer_when_cancelled = ANSWER_UNCERTAIN;
    issue(world);
    run_for(world, 1000);
    assert_int_equal(world->job.state, PRINT_UNCERTAIN);
    assert_true(world->script.is_cancelled);
    assert_int_equal(world->script.sends, 1);
}

static void slip_seen_printing_is_never_certainly_unprinted(void **state)
{
    struct world *world = *state;

    world->script.answer = ANSWER_PRINTING;
    issue(world);
    run_for(world, 500);
    world->script.answer = ANSWER_NOT_PRINTED;
    run_for(world, 500);
    assert_int_equal(world->job.state, PRINT_UNCERTAIN);
    assert_int_equal(world->script.sends, 1);
}

/* Lets the drain work for a minute; how often its log said one of these. */
static int said_in_a_minute(struct world *world, const char *words, const char *or_words)
{
    FILE *log = tmpfile();
    int usual = dup(STDERR_FILENO);
    char line[512];
    int count = 0;

    assert_true(log && usual >= 0 && dup2(fileno(log), STDERR_FILENO) >= 0);
    run_for(world, 60000);
    assert_true(dup2(usual, STDERR_FILENO) >= 0);
    close(usual);
    rewind(log);
    while (fgets(line, sizeof line, log))
        count += strstr(line, words) || strstr(line, or_words);
    (void)fclose(log);
    return count;
}

/* As on a disk without room, for hours. */
static void database_that_takes_nothing_is_told_once_and_nothing_is_sent(void **state)
{
    struct world *world = *state;
    const struct desk_options options = {.state_dir = world->desk.directory,
                                         .catalog_path = world->desk.catalog,
                                         .clock = world->desk.clock,
                                         .device_digit = 1,
                                         .ticket_digits = 3,
                                         .only_looks = true};
    struct desk *writing = world->desk.desk;

    issue(world);
    drain_free(world->drain);
    assert_true(desk_open(&world->desk.desk, &options, NULL));
    world->drain = drain_new(world->desk.desk, &world->printer);
    assert_int_equal(said_in_a_minute(world, "not stored", "not recorded"), 1);
    assert_true(world->script.creates > 1);
    assert_int_equal(world->script.sends, 0);
    desk_close(world->desk.desk);
    world->desk.desk = writing;
}

static void server_that_makes_no_job_is_told_once(void **state)
{
    struct world *world = *state;

    world->script.create_error = ERR_CLOSED;
    issue(world);
    assert_int_equal(said_in_a_minute(world, "not created", "not accepted"), 1);
    assert_true(world->script.creates > 1);
}

static void idle_drain_asks_rarely(void **state)
{
    struct world *world = *state;
    struct printer_status status;

    issue(world);
    run_for(world, 1000);
    assert_true(drain_is_idle(world->drain));
    int looks = world->script.looks;
    run_for(world, 600000);
    assert_in_range(world->script.looks - looks, 30, 60);
    assert_true(desk_printer_status(world->desk.desk, &status, NULL));
    assert_true(status.is_known);
}

static void known_good_printer_is_not_asked_again_before_a_slip(void **state)
{
    struct world *world = *state;

    (void)drain_step(world->drain);
    assert_int_equal(world->script.looks, 1);
    clock_fake_advance(world->desk.clock, 5000);
    issue(world);
    (void)drain_step(world->drain);
    assert_int_equal(world->script.sends, 1);
    assert_int_equal(world->script.looks, 1);
}

static void printer_that_does_not_wait_is_asked_before_every_slip(void **state)
{
    struct world *world = *state;

    world->script.is_confirming = false;
    (void)drain_step(world->drain);
    world->script.trouble = TROUBLE_JAM;
    issue(world);
    run_for(world, 100);
    assert_int_equal(world->script.creates, 0);
    assert_int_equal(world->job.trouble, TROUBLE_JAM);
}

#define WORLD_TEST(test) cmocka_unit_test_setup_teardown(test, open_world, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(slip_is_printed_once_and_so_recorded),
        WORLD_TEST(job_is_named_by_its_uuid),
        WORLD_TEST(receipt_goes_to_paper_under_a_name_that_tells_nobody),
        WORLD_TEST(slips_come_out_in_order_one_at_a_time),
        WORLD_TEST(state_follows_the_printer),
        WORLD_TEST(nothing_goes_to_a_printer_that_is_not_ready),
        WORLD_TEST(wanted_slip_comes_out_after_the_refill),
        WORLD_TEST(forgotten_slip_stays_off_the_paper),
        WORLD_TEST(forgotten_slip_that_waits_at_the_printer_is_cancelled_there),
        WORLD_TEST(forgotten_slip_that_hangs_half_printed_is_uncertain),
        WORLD_TEST(forgotten_slip_that_prints_well_is_left_to_finish),
        WORLD_TEST(forgotten_slip_that_prints_for_ever_ends_after_a_minute),
        WORLD_TEST(visitor_who_leaves_during_create_gets_no_paper),
        WORLD_TEST(silence_for_long_is_shown_as_trouble),
        WORLD_TEST(missing_printer_is_trouble_until_it_is_there),
        WORLD_TEST(lost_answer_to_create_makes_no_second_slip),
        WORLD_TEST(refused_job_has_failed),
        WORLD_TEST(refused_document_has_failed_and_is_cancelled),
        WORLD_TEST(failed_slip_is_tried_again_when_asked),
        WORLD_TEST(lost_answer_to_send_is_looked_up_and_adopted),
        WORLD_TEST(document_that_did_not_arrive_is_sent_anew_behind_a_fence),
        WORLD_TEST(server_that_takes_no_document_is_waited_for),
        WORLD_TEST(server_that_makes_no_job_is_one_trouble_and_not_one_a_second),
        WORLD_TEST(server_that_takes_no_document_does_not_hide_that_paper_is_out),
        WORLD_TEST(crash_after_create_sends_nothing_twice),
        WORLD_TEST(crash_before_the_document_arrived_sends_it_anew),
        WORLD_TEST(crash_after_the_document_arrived_adopts_the_job),
        WORLD_TEST(first_word_after_a_crash_in_mid_job_names_the_queue),
        WORLD_TEST(job_that_cupsd_forgot_is_uncertain_and_never_resent),
        WORLD_TEST(other_job_with_the_same_number_is_not_taken_for_ours),
        WORLD_TEST(lost_cupsd_while_following_is_waited_for),
        WORLD_TEST(job_ended_before_its_first_byte_is_made_anew_a_few_times),
        WORLD_TEST(uncertain_slip_is_taken_out_of_the_queue),
        WORLD_TEST(slip_seen_printing_is_never_certainly_unprinted),
        WORLD_TEST(database_that_takes_nothing_is_told_once_and_nothing_is_sent),
        WORLD_TEST(server_that_makes_no_job_is_told_once),
        WORLD_TEST(idle_drain_asks_rarely),
        WORLD_TEST(known_good_printer_is_not_asked_again_before_a_slip),
        WORLD_TEST(printer_that_does_not_wait_is_asked_before_every_slip),
    };
    struct err err = {0};

    if (!paper_open(SOURCE_DIR "/assets/fonts", &err))
        fail_msg("%s", err.text);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    paper_close();
    return failed;
}
