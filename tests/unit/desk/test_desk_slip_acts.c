/* What an administrator may do about slips, and what is refused. */
#include "desk/calling.h"
#include "desk/slips.h"
#include "desk/opening.h"
#include "support/hall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct slip_test {
    struct hall hall;
    struct ticket ticket;
    struct print_job job;
};

static int open_hall(void **state)
{
    struct slip_test *test = calloc(1, sizeof *test);

    assert_non_null(test);
    hall_open(&test->hall);
    test->ticket = hall_issue(&test->hall, "izin-a", false);
    assert_true(desk_ticket_job(test->hall.desk, &test->ticket.id, &test->job, NULL));
    *state = test;
    return 0;
}

static int close_hall(void **state)
{
    struct slip_test *test = *state;

    hall_check(&test->hall);
    hall_close(&test->hall);
    free(test);
    return 0;
}

static void move(struct slip_test *test, enum print_state to, enum printer_trouble trouble)
{
    struct err err = {0};

    if (!desk_move_job(test->hall.desk, test->job.id, to, trouble, "tiket", 7, &err))
        fail_msg("%s", err.text);
}

static void retry(struct slip_test *test, struct slip_line *out)
{
    struct err err = {0};

    if (!desk_retry_slip(test->hall.desk, test->job.id, "", out, &err))
        fail_msg("%s", err.text);
}

static void refuse_retry(struct slip_test *test, int64_t job, enum err_code code, const char *words)
{
    struct slip_line line;
    struct err err = {0};

    assert_false(desk_retry_slip(test->hall.desk, job, "", &line, &err));
    assert_int_equal(err.code, code);
    if (!strstr(err.text, words))
        fail_msg("\"%s\" lacks \"%s\"", err.text, words);
}

static int64_t noted(const struct slip_test *test, const char *kind)
{
    char sql[128];

    snprintf(sql, sizeof sql, "SELECT count(*) FROM journal WHERE kind = '%s'", kind);
    return hall_number(&test->hall, sql);
}

static void an_uncertain_slip_comes_as_a_copy_and_never_as_a_second_original(void **state)
{
    struct slip_test *test = *state;
    struct slip_line line;

    move(test, PRINT_UNCERTAIN, TROUBLE_PAPER_OUT);
    retry(test, &line);
    assert_int_not_equal(line.job.id, test->job.id);
    assert_int_equal(line.job.copy, 1);
    assert_int_equal(line.job.state, PRINT_QUEUED);
    assert_string_equal(line.number, test->ticket.number);
    assert_int_equal(noted(test, "slip.retried"), 1);
    refuse_retry(test, test->job.id, ERR_INVALID, "was followed by copy 1");
    refuse_retry(test, line.job.id, ERR_BUSY, "waits already (queued)");
    assert_int_equal(noted(test, "slip.retried"), 1);
}

static void a_slip_that_is_certainly_not_on_paper_comes_as_itself(void **state)
{
    struct slip_test *test = *state;
    struct slip_line line;

    move(test, PRINT_FAILED, TROUBLE_REFUSED);
    retry(test, &line);
    assert_int_equal(line.job.id, test->job.id);
    assert_int_equal(line.job.copy, 0);
    assert_int_equal(line.job.state, PRINT_QUEUED);
    assert_false(uuid_equal(&line.job.uuid, &test->job.uuid));
}

static void a_number_of_a_day_that_is_over_gets_no_paper(void **state)
{
    struct slip_test *test = *state;

    move(test, PRINT_UNCERTAIN, TROUBLE_UNKNOWN);
    clock_fake_advance(test->hall.clock, 24 * HALL_HOUR_MS);
    hall_issue(&test->hall, "izin-a", false);
    refuse_retry(test, test->job.id, ERR_CLOSED, "a day that is over");
    assert_int_equal(noted(test, "slip.retried"), 0);
}

static void a_test_page_that_is_uncertain_is_printed_again_as_the_next(void **state)
{
    struct slip_test *test = *state;
    struct uuid request = uuid_v4();
    struct slip_line line;

    assert_true(desk_print_test(test->hall.desk, &request, "", &test->job.id, NULL));
    move(test, PRINT_UNCERTAIN, TROUBLE_UNKNOWN);
    retry(test, &line);
    assert_int_not_equal(line.job.id, test->job.id);
    assert_int_equal(line.job.kind, SLIP_TEST);
    assert_string_equal(line.job.subject, "1");
    assert_string_equal(line.number, "");
}

static void a_waiting_slip_is_cancelled_and_one_under_way_is_no_longer_wanted(void **state)
{
    struct slip_test *test = *state;
    struct slip_line line;
    struct err err = {0};

    move(test, PRINT_SENDING, TROUBLE_NONE);
    assert_true(desk_cancel_slip(test->hall.desk, test->job.id, "", &line, &err));
    assert_int_equal(line.job.state, PRINT_SENDING);
    assert_false(line.job.is_wanted);
    retry(test, &line); /* changed their mind */
    assert_int_equal(line.job.id, test->job.id);
    assert_true(line.job.is_wanted);
    move(test, PRINT_QUEUED, TROUBLE_NONE);
    assert_true(desk_cancel_slip(test->hall.desk, test->job.id, "", &line, &err));
    assert_int_equal(line.job.state, PRINT_CANCELLED);
    assert_string_equal(line.number, test->ticket.number);
    assert_false(desk_cancel_slip(test->hall.desk, test->job.id, "", &line, &err));
    assert_int_equal(err.code, ERR_CLOSED);
    assert_int_equal(noted(test, "slip.cancelled"), 2);
    assert_false(desk_cancel_slip(test->hall.desk, 999, "", &line, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static bool count_line(void *context, const struct slip_line *line)
{
    int *count = context;

    assert_true(line->job.id > 0);
    ++*count;
    return true;
}

static int listed(struct slip_test *test, int64_t since_ms)
{
    int count = 0;
    struct err err = {0};

    if (!desk_list_slips(test->hall.desk, since_ms, count_line, &count, &err))
        fail_msg("%s", err.text);
    return count;
}

static void the_list_has_what_somebody_may_have_to_look_after(void **state)
{
    struct slip_test *test = *state;
    struct slip_line line;

    assert_int_equal(listed(test, 0), 1);
    move(test, PRINT_UNCERTAIN, TROUBLE_JAM);
    assert_int_equal(listed(test, 0), 1);
    assert_int_equal(listed(test, HALL_NOW_MS + HALL_HOUR_MS), 0);
    retry(test, &line);
    assert_int_equal(listed(test, 0), 1); /* the copy stands for both */
    test->job = line.job;
    move(test, PRINT_PRINTED, TROUBLE_NONE);
    assert_int_equal(listed(test, 0), 0);
}

static void a_slip_is_found_by_its_id_and_by_its_number(void **state)
{
    struct slip_test *test = *state;
    struct slip_line line;
    struct err err = {0};
    char id[24];

    snprintf(id, sizeof id, "%lld", (long long)test->job.id);
    assert_true(desk_find_slip(test->hall.desk, id, &line, &err));
    assert_string_equal(line.number, test->ticket.number);
    assert_true(desk_find_slip(test->hall.desk, test->ticket.number, &line, &err));
    assert_int_equal(line.job.id, test->job.id);
    assert_false(desk_find_slip(test->hall.desk, "Z-999", &line, &err));
    assert_string_equal(err.text, "there is no number Z-999 in the open day");
    assert_false(desk_find_slip(test->hall.desk, "99999999999999999999", &line, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            an_uncertain_slip_comes_as_a_copy_and_never_as_a_second_original, open_hall,
            close_hall),
        cmocka_unit_test_setup_teardown(a_slip_that_is_certainly_not_on_paper_comes_as_itself,
                                        open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_number_of_a_day_that_is_over_gets_no_paper, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(a_test_page_that_is_uncertain_is_printed_again_as_the_next,
                                        open_hall, close_hall),
        cmocka_unit_test_setup_teardown(
            a_waiting_slip_is_cancelled_and_one_under_way_is_no_longer_wanted, open_hall,
            close_hall),
        cmocka_unit_test_setup_teardown(the_list_has_what_somebody_may_have_to_look_after,
                                        open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_slip_is_found_by_its_id_and_by_its_number, open_hall,
                                        close_hall),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
