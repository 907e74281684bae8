/* The slip of thanks: printed like others, and then it was never there. */
#include "desk/slips.h"
#include "desk/survey.h"
#include "desk/thanks.h"
#include "support/hall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

struct thanks_test {
    struct hall hall;
    struct print_job job;
};

static int open_hall(void **state)
{
    struct thanks_test *test = calloc(1, sizeof *test);

    hall_open(&test->hall);
    hall_ask(&test->hall);
    *state = test;
    return 0;
}

static int close_hall(void **state)
{
    struct thanks_test *test = *state;

    hall_check(&test->hall);
    hall_close(&test->hall);
    free(test);
    return 0;
}

static void wish(struct thanks_test *test)
{
    struct err err = {0};

    if (!desk_print_thanks(test->hall.desk, "id", &test->job, &err))
        fail_msg("%s", err.text);
}

static void move(struct thanks_test *test, enum print_state to, enum printer_trouble trouble)
{
    struct err err = {0};

    if (!desk_move_job(test->hall.desk, test->job.id, to, trouble, "tiket", 7, &err)
        || !desk_job(test->hall.desk, test->job.id, &test->job, &err))
        fail_msg("%s", err.text);
}

static int64_t rows(const struct thanks_test *test)
{
    return hall_number(&test->hall, "SELECT count(*) FROM print_job WHERE kind = 'thanks'");
}

static void thanks_are_printed_and_forgotten_once_told(void **state)
{
    struct thanks_test *test = *state;
    struct print_job next;

    wish(test);
    assert_true(desk_next_job(test->hall.desk, &next, NULL));
    assert_int_equal(next.kind, SLIP_THANKS);
    assert_int_equal(next.id, test->job.id);
    assert_true(uuid_equal(&next.uuid, &test->job.uuid));
    move(test, PRINT_SENDING, TROUBLE_NONE);
    assert_int_equal(test->job.cups_job, 7); /* committed before the document, as of every slip */
    assert_true(desk_thanks_job(test->hall.desk, &next, NULL));
    assert_int_equal(next.state, PRINT_SENDING);
    move(test, PRINT_PRINTING, TROUBLE_NONE);
    move(test, PRINT_PRINTED, TROUBLE_NONE);
    assert_true(desk_thanks_job(test->hall.desk, &next, NULL));
    assert_int_equal(next.state, PRINT_PRINTED);
    assert_int_equal(rows(test), 0);
    assert_false(desk_thanks_job(test->hall.desk, &next, NULL));
}

static void thanks_have_no_time_and_no_place_among_the_others(void **state)
{
    struct thanks_test *test = *state;
    struct ticket ticket = hall_issue(&test->hall, "izin-a", false);
    struct print_job before, after;

    assert_true(desk_ticket_job(test->hall.desk, &ticket.id, &before, NULL));
    wish(test);
    assert_int_equal(test->job.uuid.bytes[6] >> 4, 4); /* random, not ordered by time */
    move(test, PRINT_SENDING, TROUBLE_NONE);
    struct uuid first = test->job.uuid;
    move(test, PRINT_QUEUED, TROUBLE_NONE); /* made anew, under a new name */
    assert_false(uuid_equal(&test->job.uuid, &first));
    assert_int_equal(test->job.uuid.bytes[6] >> 4, 4);
    move(test, PRINT_SENDING, TROUBLE_NONE);
    move(test, PRINT_PRINTED, TROUBLE_NONE);
    assert_int_equal(test->job.created_at_ms, 0);
    assert_int_equal(test->job.changed_at_ms, 0);
    assert_int_equal(test->job.cups_job, 0);
    ticket = hall_issue(&test->hall, "izin-a", false);
    assert_true(desk_ticket_job(test->hall.desk, &ticket.id, &after, NULL));
    assert_int_equal(after.id, before.id + 1);
    assert_int_equal(
        hall_number(&test->hall, "SELECT count(*) FROM outbox WHERE kind = 'slip.moved'"), 0);
    assert_int_equal(hall_number(&test->hall, "SELECT count(*) FROM journal"), 0);
}

static void first_job_of_a_kiosk_may_be_thanks(void **state)
{
    struct thanks_test *test = *state;
    struct print_job job;

    wish(test);
    struct ticket ticket = hall_issue(&test->hall, "izin-a", false);
    assert_true(desk_ticket_job(test->hall.desk, &ticket.id, &job, NULL));
    assert_int_equal(job.id, 1);
}

static void one_is_under_way_at_a_time(void **state)
{
    struct thanks_test *test = *state;

    wish(test);
    struct uuid first = test->job.uuid;
    wish(test);
    assert_true(uuid_equal(&test->job.uuid, &first));
    move(test, PRINT_SENDING, TROUBLE_NONE);
    move(test, PRINT_PRINTED, TROUBLE_NONE);
    wish(test); /* nobody has read how the first one ended */
    assert_false(uuid_equal(&test->job.uuid, &first));
    assert_int_equal(test->job.state, PRINT_QUEUED);
    assert_int_equal(rows(test), 1);
}

static void trouble_makes_thanks_stale(void **state)
{
    struct thanks_test *test = *state;

    wish(test);
    assert_true(test->job.is_wanted);
    move(test, PRINT_QUEUED, TROUBLE_PAPER_OUT);
    assert_false(test->job.is_wanted);
    move(test, PRINT_CANCELLED, TROUBLE_NONE);
    assert_true(desk_thanks_job(test->hall.desk, &test->job, NULL));
    assert_int_equal(test->job.state, PRINT_CANCELLED);
    assert_int_equal(rows(test), 0);
}

static bool count_one(void *context, const struct slip_line *line)
{
    (void)line;
    ++*(int *)context;
    return true;
}

static void staff_are_told_of_no_thanks(void **state)
{
    static const enum print_state ends[] = {PRINT_FAILED, PRINT_UNCERTAIN};
    struct thanks_test *test = *state;
    int count = 0;

    for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
        wish(test);
        assert_true(desk_list_slips(test->hall.desk, 0, count_one, &count, NULL));
        move(test, PRINT_SENDING, TROUBLE_NONE);
        assert_true(desk_list_slips(test->hall.desk, 0, count_one, &count, NULL));
        move(test, ends[i], TROUBLE_UNKNOWN);
        assert_true(desk_list_slips(test->hall.desk, 0, count_one, &count, NULL));
    }
    assert_int_equal(count, 0);
}

/* The visitor left before it was out. */
static void the_hourly_release_forgets_what_nobody_read(void **state)
{
    struct thanks_test *test = *state;
    int64_t count = 0;

    wish(test);
    assert_true(desk_release_responses(test->hall.desk, &count, NULL));
    assert_int_equal(rows(test), 1); /* it is under way */
    move(test, PRINT_SENDING, TROUBLE_NONE);
    move(test, PRINT_UNCERTAIN, TROUBLE_UNKNOWN);
    assert_true(desk_release_responses(test->hall.desk, &count, NULL));
    assert_int_equal(rows(test), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_hall, close_hall)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(thanks_are_printed_and_forgotten_once_told),
        TEST(thanks_have_no_time_and_no_place_among_the_others),
        TEST(first_job_of_a_kiosk_may_be_thanks),
        TEST(one_is_under_way_at_a_time),
        TEST(trouble_makes_thanks_stale),
        TEST(staff_are_told_of_no_thanks),
        TEST(the_hourly_release_forgets_what_nobody_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
