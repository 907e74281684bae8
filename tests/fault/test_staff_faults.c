/* Every step of what is done to officers, to visitors' calls, to printers and for staff's paper fails:
 * no PIN is looked at without a try on disk, nothing happens without its line in the journal, and the
 * journal stays whole. */
#include "base/mem.h"
#include "base/text.h"
#include "desk/devices.h"
#include "desk/receipts.h"
#include "desk/report.h"
#include "desk/slips.h"
#include "desk/staff.h"
#include "support/fault_vfs.h"
#include "support/hall.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { STEPS_MAX = 2000 };
static const char code[] = "P-07";
static const char right_pin[] = "271828";
static const char wrong_pin[] = "314159";

static int open_hall(void **state)
{
    static const struct officer officer = {.code = "P-07", .name = "Rahmawati"};
    struct hall *hall = calloc(1, sizeof *hall);

    fault_vfs_disarm();
    hall_open(hall);
    assert_true(desk_add_officer(hall->desk, &officer, right_pin, NULL));
    *state = hall;
    return 0;
}

static int close_hall(void **state)
{
    struct hall *hall = *state;
    struct journal_proof proof;
    int64_t bad_no = 0;

    fault_vfs_disarm();
    assert_true(desk_verify_journal(hall->desk, &proof, &bad_no, NULL));
    hall_check(hall);
    hall_close(hall);
    free(hall);
    return 0;
}

static int64_t kinds(const struct hall *hall, const char *kind)
{
    AUTO_FREE char *sql = mem_format("SELECT count(*) FROM journal WHERE kind = '%s'", kind);

    return hall_number(hall, sql);
}

static void no_failing_step_gains_a_try(void **state)
{
    struct hall *hall = *state;
    bool struck = true;
    long nth = 1;

    for (; struck && nth < STEPS_MAX; nth++) {
        struct sign_in answer = {0};

        hall_sql(hall, "UPDATE officer SET tries = 0, pauses = 0, pause_boot = ''");
        int64_t refused = kinds(hall, "staff.refused");
        fault_vfs_arm(nth, SQLITE_IOERR, true);
        bool is_told = desk_sign_in(hall->desk, code, wrong_pin, &answer, NULL);
        struck = fault_vfs_has_struck();
        fault_vfs_disarm();
        int64_t tries = hall_number(hall, "SELECT tries FROM officer");
        assert_false(answer.is_in);
        assert_true(kinds(hall, "staff.refused") - refused <= tries);
        if (is_told)
            assert_int_equal(tries, 1);
        assert_in_range(tries, 0, 1);
    }
    assert_in_range(nth, 4, STEPS_MAX - 1);
}

static void nobody_is_in_without_a_line_in_the_journal(void **state)
{
    struct hall *hall = *state;
    bool struck = true;
    long nth = 1;

    for (; struck && nth < STEPS_MAX; nth++) {
        struct sign_in answer = {0};

        hall_sql(hall, "UPDATE officer SET tries = 0, pauses = 0, pause_boot = ''");
        int64_t signed_in = kinds(hall, "staff.signed_in");
        fault_vfs_arm(nth, SQLITE_FULL, true);
        bool is_told = desk_sign_in(hall->desk, code, right_pin, &answer, NULL);
        struck = fault_vfs_has_struck();
        fault_vfs_disarm();
        assert_int_equal(kinds(hall, "staff.signed_in") - signed_in, answer.is_in);
        assert_int_equal(is_told, answer.is_in);
        if (answer.is_in)
            assert_int_equal(hall_number(hall, "SELECT tries FROM officer"), 0);
    }
    assert_in_range(nth, 4, STEPS_MAX - 1);
}

/* One act, and what must have moved together when it is over. */
struct act {
    const char *name;
    int64_t (*prepare)(struct hall *hall); /* before anything fails; its answer is for `run` */
    bool (*run)(struct hall *hall, int64_t number, struct err *err);
    const char *rows; /* counts what the act makes */
    const char *kind; /* its line in the journal */
};

static int64_t count_officers(struct hall *hall)
{
    return hall_number(hall, "SELECT count(*) FROM officer");
}

static bool add(struct hall *hall, int64_t number, struct err *err)
{
    struct officer officer = {.role = STAFF_OFFICER};

    (void)text_format(officer.code, sizeof officer.code, "P-%d", (int)number + 100);
    (void)text_format(officer.name, sizeof officer.name, "Petugas %d", (int)number);
    return desk_add_officer(hall->desk, &officer, right_pin, err);
}

static int64_t enable(struct hall *hall)
{
    hall_sql(hall, "UPDATE officer SET is_active = 1");
    return 0;
}

static bool disable(struct hall *hall, int64_t number, struct err *err)
{
    (void)number;
    return desk_disable_officer(hall->desk, code, err);
}

static int64_t nothing(struct hall *hall)
{
    (void)hall;
    return 0;
}

static bool call(struct hall *hall, int64_t number, struct err *err)
{
    struct uuid request = uuid_v4();

    (void)number;
    return desk_call_officer(hall->desk, &request, "K1", "problem", err);
}

static int64_t open_call(struct hall *hall)
{
    assert_true(call(hall, 0, NULL));
    return hall_number(hall, "SELECT max(no) FROM help_call");
}

static bool answer_call(struct hall *hall, int64_t number, struct err *err)
{
    return desk_answer_help_call(hall->desk, number, code, err);
}

static bool print_report(struct hall *hall, int64_t number, struct err *err)
{
    struct uuid request = uuid_v4();
    int64_t job = 0;

    (void)number;
    return desk_print_report(hall->desk, &request, HALL_NOW_MS / 86400000, code, &job, err);
}

static bool print_test(struct hall *hall, int64_t number, struct err *err)
{
    struct uuid request = uuid_v4();
    int64_t job = 0;

    (void)number;
    return desk_print_test(hall->desk, &request, code, &job, err);
}

static bool print_test_of_second(struct hall *hall, int64_t number, struct err *err)
{
    struct uuid request = uuid_v4();
    int64_t job = 0;

    (void)number;
    return desk_print_test_at(hall->desk, &request, code, 2, &job, err);
}

static bool report_second(struct hall *hall, enum printer_trouble trouble, bool is_low,
                          struct err *err)
{
    const struct printer_status status = {.no = 2,
                                          .trouble = trouble,
                                          .is_paper_low = is_low,
                                          .queue = "cadangan",
                                          .place = PLACE_OFFICER};

    return desk_report_printer(hall->desk, &status, err);
}

static bool report_ready(struct hall *hall, int64_t number, struct err *err)
{
    (void)number;
    return report_second(hall, TROUBLE_NONE, false, err);
}

static bool report_trouble(struct hall *hall, int64_t number, struct err *err)
{
    (void)number;
    return report_second(hall, TROUBLE_PAPER_OUT, false, err);
}

static bool report_low(struct hall *hall, int64_t number, struct err *err)
{
    (void)number;
    return report_second(hall, TROUBLE_NONE, true, err);
}

static int64_t one_printer(struct hall *hall)
{
    assert_true(desk_keep_printers(hall->desk, 1, NULL));
    return 0;
}

static int64_t ready_second(struct hall *hall)
{
    assert_true(report_ready(hall, 0, NULL));
    return 0;
}

static bool receive(struct hall *hall, int64_t number, struct err *err)
{
    static const uint16_t received[] = {1};
    const struct receipt_request request = {.request = uuid_v4(),
                                            .service_id = "izin-a",
                                            .applicant = "Siti Rahmawati",
                                            .received = received,
                                            .received_count = ARRAY_LEN(received),
                                            .officer = code};
    struct receipt receipt;

    (void)number;
    return desk_issue_receipt(hall->desk, &request, &receipt, err);
}

static int64_t a_slip(struct hall *hall)
{
    struct ticket ticket = hall_issue(hall, "izin-a", false);
    struct print_job job;

    assert_true(desk_ticket_job(hall->desk, &ticket.id, &job, NULL));
    return job.id;
}

static int64_t uncertain_slip(struct hall *hall)
{
    int64_t job = a_slip(hall);

    assert_true(desk_move_job(hall->desk, job, PRINT_UNCERTAIN, TROUBLE_UNKNOWN, "tiket", 1, NULL));
    return job;
}

static bool retry(struct hall *hall, int64_t job, struct err *err)
{
    struct slip_line line;

    return desk_retry_slip(hall->desk, job, code, &line, err);
}

static bool cancel(struct hall *hall, int64_t job, struct err *err)
{
    struct slip_line line;

    return desk_cancel_slip(hall->desk, job, code, &line, err);
}

static const struct act acts[] = {
    {"add", count_officers, add, "SELECT count(*) FROM officer", "staff.added"},
    {"disable", enable, disable, "SELECT count(*) FROM officer WHERE is_active = 0",
     "staff.disabled"},
    {"call", nothing, call, "SELECT count(*) FROM help_call", "help.called"},
    {"event of a call", nothing, call, "SELECT count(*) FROM outbox WHERE kind = 'help.called'",
     "help.called"},
    {"answer", open_call, answer_call, "SELECT count(*) FROM help_call WHERE answered_at > 0",
     "help.answered"},
    {"day report", nothing, print_report, "SELECT count(*) FROM print_job", "report.printed"},
    {"test page", nothing, print_test, "SELECT count(*) FROM print_job", "printer.tested"},
    {"test page of the second", nothing, print_test_of_second,
     "SELECT count(*) FROM print_job WHERE only_printer = 2", "printer.tested"},
    {"second printer is there", one_printer, report_ready,
     "SELECT count(*) FROM printer WHERE place = 'officer'", "printer.ready"},
    {"second printer is out", ready_second, report_trouble,
     "SELECT count(*) FROM printer WHERE trouble = 'paper_out'", "printer.paper_out"},
    {"second roll is low", ready_second, report_low,
     "SELECT count(*) FROM printer WHERE is_paper_low", "paper.low"},
    {"retry", uncertain_slip, retry, "SELECT count(*) FROM print_job", "slip.retried"},
    {"cancel", a_slip, cancel, "SELECT count(*) FROM print_job WHERE state = 'cancelled'",
     "slip.cancelled"},
    {"receipt", nothing, receive, "SELECT count(*) FROM receipt", "receipt.issued"},
    {"slip of a receipt", nothing, receive, "SELECT count(*) FROM print_job WHERE kind = 'receipt'",
     "receipt.issued"},
    {"event of a receipt", nothing, receive,
     "SELECT count(*) FROM outbox WHERE kind = 'receipt.issued'", "receipt.issued"},
};

static long fail_every_step(struct hall *hall, const struct act *act)
{
    bool struck = true;
    long nth = 1;

    for (; struck && nth < STEPS_MAX; nth++) {
        struct err err = {0};
        int64_t number = act->prepare(hall);
        int64_t rows = hall_number(hall, act->rows);
        int64_t lines = kinds(hall, act->kind);

        fault_vfs_arm(nth, SQLITE_IOERR, true);
        bool is_done = act->run(hall, number, &err);
        struck = fault_vfs_has_struck();
        fault_vfs_disarm();
        rows = hall_number(hall, act->rows) - rows;
        lines = kinds(hall, act->kind) - lines;
        if (rows != is_done || lines != is_done)
            fail_msg("%s, step %ld: done %d, rows %d, lines %d: %s", act->name, nth, is_done,
                     (int)rows, (int)lines, err.text);
    }
    return nth;
}

static void every_act_happens_with_its_line_or_not_at_all(void **state)
{
    for (size_t i = 0; i < ARRAY_LEN(acts); i++)
        assert_in_range(fail_every_step(*state, &acts[i]), 3, STEPS_MAX - 1);
}

/* A kiosk that has lost its second printer. No line goes with it: it is the configuration's. */
static void a_printer_is_forgotten_or_still_there(void **state)
{
    struct hall *hall = *state;
    bool struck = true;
    long nth = 1;

    for (; struck && nth < STEPS_MAX; nth++) {
        (void)ready_second(hall);
        fault_vfs_arm(nth, SQLITE_IOERR, true);
        bool is_gone = desk_keep_printers(hall->desk, 1, NULL);
        struck = fault_vfs_has_struck();
        fault_vfs_disarm();
        assert_int_equal(hall_number(hall, "SELECT count(*) FROM printer"), !is_gone);
    }
    assert_in_range(nth, 3, STEPS_MAX - 1);
}

/* One that moves to the other printer has a new name or is where it was: under the old name the CUPS job
 * that was given up could be taken for it. */
static void a_slip_changes_its_printer_wholly_or_not_at_all(void **state)
{
    struct hall *hall = *state;
    bool struck = true;
    long nth = 1;

    for (; struck && nth < STEPS_MAX; nth++) {
        int64_t id = a_slip(hall);
        struct print_job before, after;
        assert_true(desk_move_job(hall->desk, id, PRINT_SENDING, TROUBLE_NONE, "tiket", 7, NULL));
        assert_true(desk_job(hall->desk, id, &before, NULL));
        fault_vfs_arm(nth, SQLITE_IOERR, true);
        bool is_moved = desk_move_job(hall->desk, id, PRINT_QUEUED, TROUBLE_NONE, NULL, 0, NULL);
        struck = fault_vfs_has_struck();
        fault_vfs_disarm();
        assert_true(desk_job(hall->desk, id, &after, NULL));
        assert_int_equal(after.state, is_moved ? PRINT_QUEUED : PRINT_SENDING);
        assert_int_equal(after.cups_job, is_moved ? 0 : 7);
        assert_int_equal(uuid_equal(&before.uuid, &after.uuid), !is_moved);
    }
    assert_in_range(nth, 3, STEPS_MAX - 1);
}

/* What a print process reads before it sends: nothing read is not nothing there. */
static bool read_all(struct desk *desk, struct err *err)
{
    const struct print_turn turn = {.printer = 2, .printer_count = 2};
    struct print_job begun[BEGUN_MOST], next;
    struct printers printers;
    size_t count = 0;

    if (!desk_begun_jobs(desk, begun, &count, err) || !desk_next_job_at(desk, &turn, &next, err)
        || !desk_printers(desk, &printers, err))
        return false;
    assert_int_equal(count, 1);
    assert_int_equal(next.only_printer, 2);
    assert_int_equal(printers.count, 1);
    assert_string_equal(printers.at[0].queue, "cadangan");
    return true;
}

static void what_cannot_be_read_is_not_taken_for_nothing(void **state)
{
    struct hall *hall = *state;
    bool struck = true;
    long nth = 1;

    assert_true(
        desk_move_job(hall->desk, a_slip(hall), PRINT_SENDING, TROUBLE_NONE, "cadangan", 7, NULL));
    assert_true(print_test_of_second(hall, 0, NULL));
    (void)ready_second(hall);
    for (; struck && nth < STEPS_MAX; nth++) {
        struct err err = {0};
        hall_sql(hall, "UPDATE printer SET seen_at = seen_at + 1"); /* so that the disk is read */
        fault_vfs_arm(nth, SQLITE_IOERR, true);
        bool is_read = read_all(hall->desk, &err);
        struck = fault_vfs_has_struck();
        fault_vfs_disarm();
        assert_true(is_read || (err.code != ERR_NOT_FOUND && err.code != ERR_NONE));
        assert_true(read_all(hall->desk, NULL));
    }
    assert_in_range(nth, 3, STEPS_MAX - 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_hall, close_hall)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(no_failing_step_gains_a_try),
        TEST(nobody_is_in_without_a_line_in_the_journal),
        TEST(every_act_happens_with_its_line_or_not_at_all),
        TEST(a_printer_is_forgotten_or_still_there),
        TEST(a_slip_changes_its_printer_wholly_or_not_at_all),
        TEST(what_cannot_be_read_is_not_taken_for_nothing),
    };

    fault_vfs_install();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
