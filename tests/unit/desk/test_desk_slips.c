/* Slips: wanted and stale, copies, final states, and lists. */
#include "desk/slips.h"
#include "desk/ticket.h"
#include "support/hall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

struct slip_test {
    struct hall hall;
    struct ticket ticket;
    struct print_job job;
};

static int open_hall(void **state)
{
    struct slip_test *test = calloc(1, sizeof *test);

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

static void move(struct slip_test *test, enum print_state to)
{
    struct err err = {0};

    if (!desk_move_job(test->hall.desk, test->job.id, to, TROUBLE_NONE, "tiket", 7, &err)
        || !desk_job(test->hall.desk, test->job.id, &test->job, &err))
        fail_msg("%s", err.text);
}

static int64_t outcomes(const struct slip_test *test)
{
    return hall_number(&test->hall, "SELECT count(*) FROM outbox WHERE kind = 'slip.moved'");
}

static void the_oldest_job_that_waits_is_next(void **state)
{
    struct slip_test *test = *state;
    struct print_job begun[BEGUN_MOST];
    size_t count = 0;
    struct print_job next;
    struct err err = {0};

    hall_issue(&test->hall, "izin-b", false);
    assert_true(desk_next_job(test->hall.desk, &next, NULL));
    assert_int_equal(next.id, test->job.id);
    assert_int_equal(next.kind, SLIP_TICKET);
    assert_true(uuid_equal(&next.ticket, &test->ticket.id));
    assert_true(next.is_wanted);
    assert_int_equal(next.copy, 0);
    move(test, PRINT_SENDING);
    assert_true(desk_next_job(test->hall.desk, &next, NULL));
    assert_int_not_equal(next.id, test->job.id);
    assert_true(desk_begun_jobs(test->hall.desk, begun, &count, NULL));
    assert_int_equal(count, 1);
    assert_int_equal(begun[0].id, test->job.id);
    move(test, PRINT_PRINTED);
    assert_true(desk_begun_jobs(test->hall.desk, begun, &count, NULL));
    assert_int_equal(count, 0);
    assert_true(desk_move_job(test->hall.desk, next.id, PRINT_FAILED, TROUBLE_JAM, NULL, 0, NULL));
    assert_false(desk_next_job(test->hall.desk, &next, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void a_final_state_is_never_left(void **state)
{
    struct slip_test *test = *state;
    struct err err = {0};

    move(test, PRINT_PRINTING);
    assert_string_equal(test->job.printer, "tiket");
    assert_int_equal(test->job.cups_job, 7);
    assert_int_equal(outcomes(test), 0);
    move(test, PRINT_PRINTED);
    assert_int_equal(outcomes(test), 1);
    assert_false(
        desk_move_job(test->hall.desk, test->job.id, PRINT_PRINTING, TROUBLE_NONE, NULL, 0, &err));
    assert_int_equal(err.code, ERR_INVALID);
    move(test, PRINT_PRINTED); /* told twice is told once */
    assert_int_equal(outcomes(test), 1);
    assert_false(desk_move_job(test->hall.desk, 999, PRINT_PRINTED, TROUBLE_NONE, NULL, 0, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void a_poll_without_news_writes_nothing(void **state)
{
    struct slip_test *test = *state;

    move(test, PRINT_PRINTING);
    int64_t wal_bytes = desk_wal_bytes(test->hall.desk);
    move(test, PRINT_PRINTING);
    assert_int_equal(desk_wal_bytes(test->hall.desk), wal_bytes);
}

static void a_waiting_job_asked_for_again_stays_the_same(void **state)
{
    struct slip_test *test = *state;
    struct print_job again;

    assert_true(desk_print_again(test->hall.desk, &test->ticket.id, &again, NULL));
    assert_int_equal(again.id, test->job.id);
    assert_int_equal(again.copy, 0);
    move(test, PRINT_SENDING);
    assert_true(desk_forget_slip(test->hall.desk, &test->ticket.id, NULL));
    assert_true(desk_print_again(test->hall.desk, &test->ticket.id, &again, NULL));
    assert_int_equal(again.id, test->job.id);
    assert_true(again.is_wanted);
}

static void a_failed_slip_is_queued_again_under_a_new_name(void **state)
{
    struct slip_test *test = *state;
    struct print_job again;
    struct print_job stored;

    assert_true(desk_move_job(test->hall.desk, test->job.id, PRINT_FAILED, TROUBLE_PAPER_OUT,
                              "tiket", 7, NULL));
    assert_true(desk_print_again(test->hall.desk, &test->ticket.id, &again, NULL));
    assert_int_equal(again.id, test->job.id);
    assert_int_equal(again.copy, 0);
    assert_int_equal(again.state, PRINT_QUEUED);
    assert_int_equal(again.trouble, TROUBLE_NONE);
    assert_int_equal(again.cups_job, 0);
    assert_string_equal(again.printer, "");
    assert_false(uuid_equal(&again.uuid, &test->job.uuid));
    assert_true(desk_next_job(test->hall.desk, &stored, NULL));
    assert_memory_equal(&stored, &again, sizeof stored);
}

static void after_any_other_end_a_copy_is_queued(void **state)
{
    static const enum print_state ends[] = {PRINT_PRINTED, PRINT_UNCERTAIN};
    struct slip_test *test = *state;

    for (int i = 0; i < 2; i++) {
        struct print_job again;
        move(test, ends[i]);
        assert_true(desk_print_again(test->hall.desk, &test->ticket.id, &again, NULL));
        assert_int_not_equal(again.id, test->job.id);
        assert_int_equal(again.copy, i + 1);
        assert_int_equal(again.state, PRINT_QUEUED);
        test->job = again;
    }
    struct print_job newest;
    assert_true(desk_ticket_job(test->hall.desk, &test->ticket.id, &newest, NULL));
    assert_int_equal(newest.copy, 2);
}

static void after_a_persons_no_a_marked_copy_is_queued(void **state)
{
    struct slip_test *test = *state;
    struct print_job again;

    assert_true(desk_move_job(test->hall.desk, test->job.id, PRINT_UNCERTAIN, TROUBLE_PAPER_OUT,
                              "tiket", 7, NULL));
    assert_true(desk_answer_printed(test->hall.desk, test->job.id, false, NULL));
    assert_true(desk_print_again(test->hall.desk, &test->ticket.id, &again, NULL));
    assert_int_not_equal(again.id, test->job.id);
    assert_int_equal(again.copy, 1);
    assert_int_equal(again.state, PRINT_QUEUED);
}

static void a_slip_cancelled_before_its_first_byte_is_queued_as_itself(void **state)
{
    struct slip_test *test = *state;
    struct print_job again;

    assert_true(desk_forget_slip(test->hall.desk, &test->ticket.id, NULL));
    assert_true(desk_print_again(test->hall.desk, &test->ticket.id, &again, NULL));
    assert_int_equal(again.id, test->job.id);
    assert_int_equal(again.copy, 0);
    assert_int_equal(again.state, PRINT_QUEUED);
    assert_true(again.is_wanted);
    assert_false(uuid_equal(&again.uuid, &test->job.uuid));
}

static void a_slip_seen_printing_is_never_called_cancelled(void **state)
{
    struct slip_test *test = *state;
    struct err err = {0};

    move(test, PRINT_PRINTING);
    assert_false(
        desk_move_job(test->hall.desk, test->job.id, PRINT_CANCELLED, TROUBLE_NONE, NULL, 7, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_true(
        desk_move_job(test->hall.desk, test->job.id, PRINT_UNCERTAIN, TROUBLE_NONE, NULL, 7, NULL));
}

static void a_ticket_without_slip_gets_its_first_one(void **state)
{
    struct slip_test *test = *state;
    const struct ticket_request wish = {.request = uuid_v4(), .service = "izin-b", .lang = "en"};
    struct ticket ticket;
    struct print_job job;
    struct uuid stranger = uuid_v4();
    struct err err = {0};

    assert_true(desk_issue_ticket(test->hall.desk, &wish, &ticket, NULL));
    assert_true(desk_print_again(test->hall.desk, &ticket.id, &job, NULL));
    assert_int_equal(job.copy, 0);
    assert_string_equal(job.lang, "en");
    assert_false(desk_print_again(test->hall.desk, &stranger, &job, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void a_forgotten_slip_that_has_not_begun_is_cancelled(void **state)
{
    struct slip_test *test = *state;
    struct err err = {0};

    assert_true(desk_forget_slip(test->hall.desk, &test->ticket.id, NULL));
    assert_true(desk_job(test->hall.desk, test->job.id, &test->job, NULL));
    assert_int_equal(test->job.state, PRINT_CANCELLED);
    assert_int_equal(outcomes(test), 1);
    /* The print process, about to begin, is told. */
    assert_false(desk_move_job(test->hall.desk, test->job.id, PRINT_SENDING, TROUBLE_NONE, "tiket",
                               1, &err));
    assert_int_equal(err.code, ERR_INVALID);
}

static void a_forgotten_slip_that_has_begun_is_stale(void **state)
{
    struct slip_test *test = *state;

    move(test, PRINT_PRINTING);
    assert_true(desk_forget_slip(test->hall.desk, &test->ticket.id, NULL));
    assert_true(desk_job(test->hall.desk, test->job.id, &test->job, NULL));
    assert_int_equal(test->job.state, PRINT_PRINTING);
    assert_false(test->job.is_wanted);
    move(test, PRINT_PRINTED);
    assert_true(desk_forget_slip(test->hall.desk, &test->ticket.id, NULL));
    assert_true(desk_job(test->hall.desk, test->job.id, &test->job, NULL));
    assert_int_equal(test->job.state, PRINT_PRINTED);
    struct uuid stranger = uuid_v4();
    assert_true(desk_forget_slip(test->hall.desk, &stranger, NULL)); /* nothing to keep off paper */
}

static void the_visitor_settles_an_uncertain_slip(void **state)
{
    struct slip_test *test = *state;
    struct err err = {0};

    assert_false(desk_answer_printed(test->hall.desk, test->job.id, true, &err));
    assert_int_equal(err.code, ERR_INVALID);
    move(test, PRINT_UNCERTAIN);
    assert_true(desk_answer_printed(test->hall.desk, test->job.id, false, NULL));
    assert_true(desk_answer_printed(test->hall.desk, test->job.id, false, NULL));
    assert_true(desk_job(test->hall.desk, test->job.id, &test->job, NULL));
    assert_int_equal(test->job.state, PRINT_FAILED);
    assert_false(desk_answer_printed(test->hall.desk, test->job.id, true, &err));
    assert_int_equal(hall_number(&test->hall, "SELECT count(*) FROM outbox WHERE kind = "
                                              "'slip.moved' AND json_extract(rec, "
                                              "'$.data.by') = 'visitor'"),
                     1);
}

static void a_list_is_one_slip_a_request(void **state)
{
    struct slip_test *test = *state;
    struct uuid request = uuid_v4();
    struct uuid other = uuid_v4();
    int64_t first = 0;
    int64_t second = 0;
    struct print_job job;
    struct err err = {0};

    assert_true(desk_print_list(test->hall.desk, &request, SLIP_REQUIREMENTS, "izin-b", "id",
                                &first, NULL));
    assert_true(desk_print_list(test->hall.desk, &request, SLIP_REQUIREMENTS, "izin-b", "id",
                                &second, NULL));
    assert_int_equal(first, second);
    assert_true(
        desk_print_list(test->hall.desk, &other, SLIP_STEPS, "izin-b", "id", &second, NULL));
    assert_int_not_equal(first, second);
    assert_true(desk_job(test->hall.desk, first, &job, NULL));
    assert_int_equal(job.kind, SLIP_REQUIREMENTS);
    assert_string_equal(job.service_id, "izin-b");
    assert_true(uuid_is_nil(&job.ticket));
    assert_true(desk_move_job(test->hall.desk, first, PRINT_PRINTED, TROUBLE_NONE, "t", 1, NULL));
    assert_false(
        desk_print_list(test->hall.desk, &request, SLIP_STEPS, "izin-x", "id", &second, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_false(
        desk_print_list(test->hall.desk, &request, SLIP_TICKET, "izin-b", "id", &second, &err));
    assert_int_equal(err.code, ERR_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_oldest_job_that_waits_is_next, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_final_state_is_never_left, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_poll_without_news_writes_nothing, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_waiting_job_asked_for_again_stays_the_same, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(a_failed_slip_is_queued_again_under_a_new_name, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(after_any_other_end_a_copy_is_queued, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(after_a_persons_no_a_marked_copy_is_queued, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(a_slip_cancelled_before_its_first_byte_is_queued_as_itself,
                                        open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_slip_seen_printing_is_never_called_cancelled, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(a_ticket_without_slip_gets_its_first_one, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(a_forgotten_slip_that_has_not_begun_is_cancelled, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(a_forgotten_slip_that_has_begun_is_stale, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(the_visitor_settles_an_uncertain_slip, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(a_list_is_one_slip_a_request, open_hall, close_hall),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
