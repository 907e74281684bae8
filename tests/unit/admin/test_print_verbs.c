/* The verbs about slips: list, retry, cancel. */
#include "base/json.h"
#include "base/mem.h"
#include "desk/slips.h"
#include "desk/ticket.h"
#include "terminal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int64_t move(struct terminal *terminal, int64_t job, enum print_state state,
                    enum printer_trouble trouble)
{
    struct desk *desk = NULL;
    struct err err = {0};

    if (!desk_open(&desk, &terminal->admin.desk, &err)
        || !desk_move_job(desk, job, state, trouble, "tiket", 3, &err))
        fail_msg("%s", err.text);
    desk_close(desk);
    return job;
}

static void an_empty_list_says_so_beside_the_answer(void **state)
{
    struct terminal *terminal = *state;

    assert_int_equal(terminal_type(terminal, "print list"), ADMIN_OK);
    assert_string_equal(terminal->out, "");
    assert_string_equal(terminal->complaints,
                        "no slip waits, and none failed or is uncertain in 1 day\n");
    assert_int_equal(terminal_type(terminal, "print list --json"), ADMIN_OK);
    assert_string_equal(terminal->out, "");
    assert_string_equal(terminal->complaints, "");
    terminal_expect(terminal, "ticket list", ADMIN_OK, "no number was given in the open day\n");
    terminal_expect(terminal, "staff list", ADMIN_OK,
                    "there is no officer yet: anjungan-ctl staff add\n");
    terminal_expect(terminal, "print list --days 0", ADMIN_USAGE, "no number of days");
    terminal_expect(terminal, "print list all", ADMIN_USAGE,
                    "\"all\" does not belong to print list");
}

static void slips_are_listed_for_people_and_for_programs(void **state)
{
    struct terminal *terminal = *state;
    AUTO_JSON struct json *json = NULL;
    struct err err = {0};

    terminal_expect(terminal, "ticket issue --service izin-satu", ADMIN_OK, "A-001");
    move(terminal, 1, PRINT_UNCERTAIN, TROUBLE_PAPER_OUT);
    terminal_expect(
        terminal, "print list", ADMIN_OK,
        "     1  A-001            ticket       copy 0  uncertain  2026-11-23T10:41:00+08:00  "
        "out of paper\n");
    assert_int_equal(terminal_type(terminal, "print list --json"), ADMIN_OK);
    assert_true(json_parse(&json, terminal->out, terminal->out_len, NULL, &err));
    assert_int_equal(json_int(json_get(json, "id")), 1);
    assert_string_equal(json_string(json_get(json, "number")), "A-001");
    assert_string_equal(json_string(json_get(json, "state")), "uncertain");
    assert_string_equal(json_string(json_get(json, "trouble")), "paper_out");
}

static void an_uncertain_slip_is_retried_as_a_marked_copy(void **state)
{
    struct terminal *terminal = *state;

    terminal_expect(terminal, "ticket issue --service izin-satu", ADMIN_OK, "A-001");
    terminal_expect(terminal, "print retry A-001", ADMIN_FAILED, "slip 1 waits already (queued)");
    move(terminal, 1, PRINT_UNCERTAIN, TROUBLE_PAPER_OUT);
    terminal_expect(terminal, "print retry A-001", ADMIN_OK,
                    "slip 2 (ticket A-001): waits for the printer, marked SALINAN 1\n");
    terminal_expect(terminal, "print retry 1", ADMIN_FAILED,
                    "was followed by copy 1, which is slip 2");
    move(terminal, 2, PRINT_FAILED, TROUBLE_JAM);
    terminal_expect(terminal, "print retry 2", ADMIN_OK, "slip 2 (ticket A-001)");
    terminal_expect(terminal, "journal show", ADMIN_OK, "slip.retried");
}

static void a_slip_that_waits_is_cancelled_once(void **state)
{
    struct terminal *terminal = *state;

    terminal_expect(terminal, "ticket issue --service izin-satu", ADMIN_OK, "A-001");
    terminal_expect(terminal, "print cancel A-001", ADMIN_OK,
                    "slip 1 (ticket A-001): cancelled, it stays off the paper\n");
    terminal_expect(terminal, "print cancel 1", ADMIN_FAILED, "slip 1 is cancelled already");
    terminal_expect(terminal, "journal show", ADMIN_OK, "slip.cancelled");
    terminal_expect(terminal, "print retry 1", ADMIN_OK, "as the original that was never printed");
}

static void help_of_one_verb_is_that_verb_alone(void **state)
{
    struct terminal *terminal = *state;

    terminal_expect(terminal, "print retry --help", ADMIN_OK, "  print retry ID|NUMBER");
    assert_null(strstr(terminal->out, "print cancel"));
    terminal_expect(terminal, "print --help", ADMIN_OK, "print cancel ID|NUMBER");
    assert_null(strstr(terminal->out, "  printers"));
    terminal_expect(terminal, "printers --help", ADMIN_OK, "each printer, asked now");
    terminal_expect(terminal, "prints --help", ADMIN_USAGE, "unknown verb \"prints\"");
}

static void a_test_page_may_be_for_one_printer_alone(void **state)
{
    struct terminal *terminal = *state;
    struct print_turn first = {.printer = 1, .takes_any = true, .printer_count = 2};
    struct print_turn second = {.printer = 2, .printer_count = 2};
    struct desk *desk = NULL;
    struct print_job job;
    struct err err = {0};

    terminal_expect(terminal, "print test --printer 2", ADMIN_USAGE, "there is printer 1");
    terminal->machine.printer_count = 2;
    terminal_expect(terminal, "print test --printer 3", ADMIN_USAGE, "there are 1 and 2");
    terminal_expect(terminal, "print test --printer 2", ADMIN_OK, "slip 1: a test page waits");
    terminal_expect(terminal, "print test", ADMIN_OK, "slip 2: a test page waits");
    if (!desk_open(&desk, &terminal->admin.desk, &err))
        fail_msg("%s", err.text);
    assert_true(desk_next_job_at(desk, &first, &job, &err));
    assert_int_equal(job.id, 2);
    assert_true(desk_next_job_at(desk, &second, &job, &err));
    assert_int_equal(job.id, 1);
    assert_int_equal(job.only_printer, 2);
    first.printer_count = 1; /* the second is no longer there */
    assert_true(desk_next_job_at(desk, &first, &job, &err));
    assert_int_equal(job.id, 1);
    desk_close(desk);
}

static void what_is_not_there_is_refused_with_what_to_do(void **state)
{
    struct terminal *terminal = *state;

    terminal_expect(terminal, "print retry", ADMIN_USAGE, "print retry takes one ID or NUMBER");
    terminal_expect(terminal, "print retry 7", ADMIN_FAILED, "`print list` shows what there is");
    terminal_expect(terminal, "print cancel A-900", ADMIN_FAILED, "no day is open");
    terminal_expect(terminal, "print cancel 1 --officer P-9", ADMIN_FAILED,
                    "no officer \"P-9\" works here");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_empty_list_says_so_beside_the_answer, terminal_set_up,
                                        terminal_tear_down),
        cmocka_unit_test_setup_teardown(slips_are_listed_for_people_and_for_programs,
                                        terminal_set_up, terminal_tear_down),
        cmocka_unit_test_setup_teardown(an_uncertain_slip_is_retried_as_a_marked_copy,
                                        terminal_set_up, terminal_tear_down),
        cmocka_unit_test_setup_teardown(a_slip_that_waits_is_cancelled_once, terminal_set_up,
                                        terminal_tear_down),
        cmocka_unit_test_setup_teardown(help_of_one_verb_is_that_verb_alone, terminal_set_up,
                                        terminal_tear_down),
        cmocka_unit_test_setup_teardown(a_test_page_may_be_for_one_printer_alone, terminal_set_up,
                                        terminal_tear_down),
        cmocka_unit_test_setup_teardown(what_is_not_there_is_refused_with_what_to_do,
                                        terminal_set_up, terminal_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
