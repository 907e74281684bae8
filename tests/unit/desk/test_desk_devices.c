/* What runs, what the printer says, and visitors who ask for an officer. */
#include "base/text.h"
#include "desk/devices.h"
#include "desk/slips.h"
#include "desk/ticket.h"
#include "support/hall.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static int open_hall(void **state)
{
    struct hall *hall = calloc(1, sizeof *hall);

    hall_open(hall);
    *state = hall;
    return 0;
}

static int close_hall(void **state)
{
    hall_check(*state);
    hall_close(*state);
    free(*state);
    return 0;
}

static struct devices view(struct hall *hall)
{
    struct devices devices;
    struct err err = {0};

    if (!desk_view_devices(hall->desk, &devices, &err))
        fail_msg("%s", err.text);
    return devices;
}

static enum device_state state_of(struct hall *hall, const char *role)
{
    struct devices devices = view(hall);

    for (size_t i = 0; i < devices.count; i++) {
        if (text_equal(devices.devices[i].role, role))
            return devices.devices[i].state;
    }
    fail_msg("no device %s", role);
    return DEVICE_ABSENT;
}

static void a_device_runs_until_its_desk_closes(void **state)
{
    struct hall *hall = *state;
    struct desk *other = NULL;

    assert_int_equal(state_of(hall, "display"), DEVICE_ABSENT);
    assert_true(hall_desk(hall, &other, NULL));
    assert_true(desk_announce(other, "display", NULL));
    assert_true(desk_announce(other, "display", NULL)); /* said already */
    assert_int_equal(state_of(hall, "display"), DEVICE_RUNS);
    desk_close(other);
    assert_int_equal(state_of(hall, "display"), DEVICE_DOWN);
    assert_int_equal(state_of(hall, "print"), DEVICE_ABSENT);
}

static void a_glass_that_is_held_down_is_told_while_it_lasts(void **state)
{
    struct hall *hall = *state;
    struct desk *other = NULL;

    assert_true(hall_desk(hall, &other, NULL));
    assert_true(desk_announce(other, "lobby", NULL));
    assert_false(view(hall).devices[0].is_touch_stuck);
    assert_true(desk_note_touch(other, "lobby", true, NULL));
    assert_true(desk_note_touch(other, "lobby", true, NULL));
    assert_true(view(hall).devices[0].is_touch_stuck);
    assert_int_equal(state_of(hall, "lobby"), DEVICE_RUNS); /* it serves on */
    assert_false(view(hall).devices[1].is_touch_stuck);
    assert_true(desk_note_touch(other, "lobby", false, NULL));
    assert_false(view(hall).devices[0].is_touch_stuck);
    assert_true(desk_note_touch(other, "lobby", true, NULL));
    desk_close(other);
    assert_false(view(hall).devices[0].is_touch_stuck);
}

static void a_killed_device_is_down_at_once(void **state)
{
    struct hall *hall = *state;
    int ready[2];
    char byte = 0;

    assert_int_equal(pipe(ready), 0);
    pid_t child = fork();
    if (child == 0) {
        struct desk *desk = NULL;

        if (!hall_desk(hall, &desk, NULL) || !desk_announce(desk, "print", NULL)
            || write(ready[1], "r", 1) != 1)
            _exit(1);
        for (;;)
            pause();
    }
    assert_int_equal(read(ready[0], &byte, 1), 1);
    assert_int_equal(state_of(hall, "print"), DEVICE_RUNS);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_int_equal(state_of(hall, "print"), DEVICE_DOWN); /* no clock was advanced */
    close(ready[0]);
    close(ready[1]);
}

static void a_role_that_is_none_is_refused(void **state)
{
    struct hall *hall = *state;
    struct err err = {0};

    assert_false(desk_announce(hall->desk, "../wake", &err));
    assert_int_equal(err.code, ERR_INVALID);
}

static void issue_with_slip(struct hall *hall, struct ticket *ticket, struct print_job *job)
{
    const struct ticket_request request = {
        .request = uuid_v4(), .service = "izin-a", .lang = "id", .wants_slip = true};

    assert_true(desk_issue_ticket(hall->desk, &request, ticket, NULL));
    assert_true(desk_ticket_job(hall->desk, &ticket->id, job, NULL));
}

static void end_job(struct hall *hall, int64_t job, enum print_state end,
                    enum printer_trouble trouble)
{
    assert_true(desk_move_job(hall->desk, job, PRINT_SENDING, TROUBLE_NONE, "q", 1, NULL));
    assert_true(desk_move_job(hall->desk, job, PRINT_PRINTING, TROUBLE_NONE, "q", 1, NULL));
    assert_true(desk_move_job(hall->desk, job, end, trouble, "q", 1, NULL));
}

static void slips_that_are_missing_are_counted(void **state)
{
    struct hall *hall = *state;
    struct ticket tickets[3];
    struct print_job jobs[3];
    struct print_job again;

    assert_int_equal(view(hall).unprinted, 0); /* also without a session */
    for (int i = 0; i < 3; i++)
        issue_with_slip(hall, &tickets[i], &jobs[i]);
    assert_int_equal(view(hall).unprinted, 0);
    end_job(hall, jobs[0].id, PRINT_FAILED, TROUBLE_PAPER_OUT);
    end_job(hall, jobs[1].id, PRINT_UNCERTAIN, TROUBLE_NONE);
    end_job(hall, jobs[2].id, PRINT_PRINTED, TROUBLE_NONE);
    assert_int_equal(view(hall).unprinted, 2);
    assert_true(desk_print_again(hall->desk, &tickets[1].id, &again, NULL));
    assert_int_equal(view(hall).unprinted, 1); /* its copy is on the way */
    end_job(hall, again.id, PRINT_PRINTED, TROUBLE_NONE);
    assert_int_equal(view(hall).unprinted, 1);
    assert_true(desk_print_again(hall->desk, &tickets[0].id, &again, NULL));
    assert_int_equal(view(hall).unprinted, 0);
}

static void counting_them_seeks_few_rows(void **state)
{
    /* As in print_store_count_missing. */
    assert_false(hall_plan_scans(
        *state, "EXPLAIN QUERY PLAN SELECT count(*) FROM print_job AS job CROSS JOIN ticket ON "
                "ticket.id = job.ticket "
                "WHERE job.ticket IS NOT NULL AND (job.state = 'failed' OR job.state = "
                "'uncertain') AND ticket.session = 1"));
}

static void the_printer_is_as_last_reported(void **state)
{
    struct hall *hall = *state;
    const struct printer_status status = {.trouble = TROUBLE_PAPER_OUT, .queue = "anjungan"};

    assert_false(view(hall).printer.is_known);
    assert_true(desk_report_printer(hall->desk, &status, NULL));
    assert_true(view(hall).printer.is_known);
    assert_int_equal(view(hall).printer.trouble, TROUBLE_PAPER_OUT);
}

static void one_request_is_one_call(void **state)
{
    struct hall *hall = *state;
    struct help_call calls[HELP_CALLS_MOST];
    struct uuid request = uuid_v4();
    size_t count = 9;

    assert_true(desk_list_help_calls(hall->desk, calls, &count, NULL));
    assert_int_equal(count, 0);
    for (int i = 0; i < 3; i++)
        assert_true(desk_call_officer(hall->desk, &request, "K1", "problem", NULL));
    assert_true(desk_list_help_calls(hall->desk, calls, &count, NULL));
    assert_int_equal(count, 1);
    assert_string_equal(calls[0].device, "K1");
    assert_string_equal(calls[0].screen, "problem");
    assert_int_equal(calls[0].at_ms, HALL_NOW_MS);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM outbox WHERE kind = 'help.called'"),
                     1);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM journal WHERE kind = 'help.called' "
                                       "AND who = '' AND subject = 'K1' AND detail = 'problem'"),
                     1);
    assert_false(desk_call_officer(hall->desk, &(struct uuid){{0}}, "K1", "problem", NULL));
}

static void an_answered_call_is_closed_once(void **state)
{
    struct hall *hall = *state;
    struct help_call calls[HELP_CALLS_MOST];
    struct uuid first = uuid_v4();
    struct uuid second = uuid_v4();
    struct err err = {0};
    size_t count = 0;

    assert_true(desk_call_officer(hall->desk, &first, "K1", "problem", NULL));
    assert_true(desk_call_officer(hall->desk, &second, "K1", "missing", NULL));
    clock_fake_advance(hall->clock, 90000);
    assert_true(desk_list_help_calls(hall->desk, calls, &count, NULL));
    assert_int_equal(count, 2);
    assert_string_equal(calls[0].screen, "problem"); /* oldest first */
    assert_true(desk_answer_help_call(hall->desk, calls[0].no, "P-07", NULL));
    assert_true(desk_answer_help_call(hall->desk, calls[0].no, "P-08", NULL));
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM journal WHERE kind = 'help.answered' "
                                       "AND who = 'P-07'"),
                     1);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM journal WHERE who = 'P-08'"), 0);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM outbox WHERE kind = 'help.answered' "
                                       "AND instr(CAST(rec AS TEXT), '\"after_ms\":90000') > 0"),
                     1);
    assert_true(desk_list_help_calls(hall->desk, calls, &count, NULL));
    assert_int_equal(count, 1);
    assert_string_equal(calls[0].screen, "missing");
    assert_false(desk_answer_help_call(hall->desk, 999, "P-07", &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void the_list_of_calls_has_a_ceiling(void **state)
{
    struct hall *hall = *state;
    struct help_call calls[HELP_CALLS_MOST];
    size_t count = 0;

    for (int i = 0; i < HELP_CALLS_MOST + 4; i++) {
        struct uuid request = uuid_v4();

        assert_true(desk_call_officer(hall->desk, &request, "K1", "problem", NULL));
    }
    assert_true(desk_list_help_calls(hall->desk, calls, &count, NULL));
    assert_int_equal(count, HELP_CALLS_MOST);
    assert_int_equal(calls[0].no, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_hall, close_hall)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_device_runs_until_its_desk_closes),
        TEST(a_glass_that_is_held_down_is_told_while_it_lasts),
        TEST(a_killed_device_is_down_at_once),
        TEST(a_role_that_is_none_is_refused),
        TEST(slips_that_are_missing_are_counted),
        TEST(counting_them_seeks_few_rows),
        TEST(the_printer_is_as_last_reported),
        TEST(one_request_is_one_call),
        TEST(an_answered_call_is_closed_once),
        TEST(the_list_of_calls_has_a_ceiling),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
