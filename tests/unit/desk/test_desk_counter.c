/* Who works at which counter, and what an officer sees of the queue. */
#include "desk/opening.h"
#include "base/text.h"
#include "desk/slips.h"
#include "desk/ticket.h"
#include "support/officer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MINUTE_MS INT64_C(60000)
#define WITH_HALL(test) cmocka_unit_test_setup_teardown(test, open_hall, close_hall)

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

static struct desk_view view(struct hall *hall, const char *counter, enum desk_list list, int first)
{
    struct desk_view out;
    struct err err = {0};

    if (!desk_view_counter(hall->desk, counter, list, first, 4, &out, &err))
        fail_msg("%s", err.text);
    return out;
}

static void a_desk_sees_who_waits_for_it_in_order(void **state)
{
    static const char *const order[] = {"B-002", "P-001", "A-001", "B-001", "A-002"};
    struct hall *hall = *state;
    struct err err = {0};

    assert_false(view(hall, "Loket 1", DESK_WAITING, 0).has_session);
    hall_issue(hall, "izin-a", false);
    clock_fake_advance(hall->clock, MINUTE_MS);
    hall_issue(hall, "izin-b", false);
    struct ticket sent = hall_issue(hall, "izin-b", false);
    hall_issue(hall, "izin-b", true);
    hall_issue(hall, "izin-a", false);
    hall_issue(hall, "panjang", false);
    struct staff_act act = officer_act(ACT_TRANSFER, NULL, &sent);
    assert_true(desk_take_counter(hall->desk, "Loket 4", "P-08", NULL));
    act.to_counter = "Loket 4";
    assert_true(desk_act(hall->desk, &act, &sent, NULL));
    for (int first = 0; first < 6; first++) {
        struct desk_view seen = view(hall, "Loket 4", DESK_WAITING, first);
        assert_int_equal(seen.waiting, 5);
        assert_int_equal(seen.page_count, first < 1 ? 4 : 5 - first);
        for (size_t i = 0; i < seen.page_count; i++)
            assert_string_equal(seen.page[i].number, order[(size_t)first + i]);
    }
    assert_int_equal(view(hall, "Loket 1", DESK_WAITING, 0).waiting, 2);
    assert_int_equal(view(hall, "Loket 1", DESK_WAITING, 0).first_wait_ms, MINUTE_MS);
    assert_int_equal(view(hall, "Loket 2", DESK_WAITING, 0).waiting, 2); /* not the one sent away */
    assert_int_equal(view(hall, "Loket 3", DESK_WAITING, 0).waiting, 1);
    struct desk_view none;
    assert_false(desk_view_counter(hall->desk, "Loket 9", DESK_WAITING, 0, 4, &none, &err));
    assert_int_equal(err.code, ERR_INVALID);
}

static void a_long_queue_is_paged_in_order(void **state)
{
    struct hall *hall = *state;
    char number[TICKET_NUMBER_TEXT];

    for (int i = 0; i < 90; i++)
        hall_issue(hall, i % 3 ? "izin-a" : "izin-b", false);
    struct desk_view seen = view(hall, "Loket 1", DESK_WAITING, 55);
    assert_int_equal(seen.waiting, 60);
    assert_int_equal(seen.page_count, 4);
    for (size_t i = 0; i < seen.page_count; i++) {
        text_format(number, sizeof number, "A-%03zu", 56 + i);
        assert_string_equal(seen.page[i].number, number);
    }
    seen = view(hall, "Loket 4", DESK_WAITING, 86); /* of two groups */
    assert_string_equal(seen.page[0].number, "A-058");
    assert_string_equal(seen.page[1].number, "B-030");
    assert_string_equal(seen.page[3].number, "A-060");
}

static void a_desk_sees_its_ticket_its_skipped_ones_and_their_slips(void **state)
{
    struct hall *hall = *state;
    struct print_job job;

    struct ticket first = hall_issue(hall, "izin-a", false);
    hall_issue(hall, "izin-a", false);
    assert_true(desk_ticket_job(hall->desk, &first.id, &job, NULL));
    assert_true(desk_move_job(hall->desk, job.id, PRINT_PRINTED, TROUBLE_NONE, "t", 1, NULL));
    officer_do(hall, ACT_REPRINT, NULL, &first);
    struct desk_view seen = view(hall, "Loket 1", DESK_WAITING, 0);
    assert_false(seen.has_ticket);
    assert_int_equal(seen.copies[0], 2);
    assert_int_equal(seen.copies[1], 1);
    officer_call_next(hall, "Loket 1");
    assert_string_equal(view(hall, "Loket 1", DESK_WAITING, 0).ticket.number, "A-001");
    assert_false(view(hall, "Loket 4", DESK_WAITING, 0).has_ticket);
    officer_do(hall, ACT_SKIP, "Loket 1", &first);
    seen = view(hall, "Loket 4", DESK_SKIPPED, 0);
    assert_int_equal(seen.skipped, 1);
    assert_int_equal(seen.waiting, 1);
    assert_int_equal(seen.page_count, 1);
    assert_string_equal(seen.page[0].number, "A-001");
    assert_int_equal(view(hall, "Loket 2", DESK_SKIPPED, 0).skipped, 0);
}

static struct wait_range wait_in(struct hall *hall, const char *group)
{
    struct queue_view seen;

    assert_true(desk_view_queue(hall->desk, group, &seen, NULL));
    return seen.wait;
}

static void open_counters_shorten_the_wait(void **state)
{
    struct hall *hall = *state;

    for (int i = 0; i < 11; i++)
        hall_issue(hall, "izin-a", false);
    for (int i = 0; i < 5; i++) {
        struct ticket served = officer_serve_next(hall, "Loket 1");
        clock_fake_advance(hall->clock, 10 * MINUTE_MS);
        officer_do(hall, ACT_FINISH, "Loket 1", &served);
    }
    assert_int_equal(wait_in(hall, "intake").from_min, 55); /* 7 × 10 min × 0.85 */
    assert_true(desk_take_counter(hall->desk, "Loket 4", "P-08", NULL));
    assert_int_equal(wait_in(hall, "intake").from_min, 25);
    assert_true(desk_take_counter(hall->desk, "Loket 3", "P-09", NULL)); /* of another group */
    assert_int_equal(wait_in(hall, "intake").from_min, 25);
    assert_true(desk_leave_counter(hall->desk, "Loket 4", "P-08", NULL));
    assert_true(desk_leave_counter(hall->desk, "Loket 1", "P-07", NULL));
    assert_int_equal(wait_in(hall, "intake").from_min, 55); /* known by its work */
}

static void a_relieved_officer_acts_there_no_more(void **state)
{
    struct hall *hall = *state;

    hall_issue(hall, "izin-a", false);
    hall_issue(hall, "izin-a", false);
    struct ticket served = officer_serve_next(hall, "Loket 1"); /* by P-07 */
    assert_true(desk_take_counter(hall->desk, "Loket 1", "P-08", NULL));
    officer_refused(hall, ACT_FINISH, "Loket 1", &served, ERR_BUSY);
    officer_refused(hall, ACT_CALL_NEXT, "Loket 1", NULL, ERR_BUSY);
    assert_true(desk_take_counter(hall->desk, "Loket 1", "P-07", NULL));
    officer_do(hall, ACT_FINISH, "Loket 1", &served);
}

static void a_counter_with_somebody_at_it_is_not_left(void **state)
{
    struct hall *hall = *state;

    hall_issue(hall, "izin-a", false);
    struct ticket served = officer_serve_next(hall, "Loket 1");
    assert_true(desk_leave_counter(hall->desk, "Loket 1", "P-07", NULL));
    assert_int_equal(hall_number(hall, "SELECT is_open FROM counter"), 1);
    officer_do(hall, ACT_FINISH, "Loket 1", &served);
    assert_true(desk_leave_counter(hall->desk, "Loket 1", "P-07", NULL));
    assert_int_equal(hall_number(hall, "SELECT is_open FROM counter"), 0);
}

static void the_day_is_not_closed_over_somebody_at_a_counter(void **state)
{
    struct hall *hall = *state;
    struct err err = {0};

    hall_issue(hall, "izin-a", false);
    struct ticket called = officer_call_next(hall, "Loket 1");
    assert_false(desk_close_day(hall->desk, "P-08", &err));
    assert_int_equal(err.code, ERR_BUSY);
    assert_string_equal(err.text, "Loket 1");
    officer_do(hall, ACT_SKIP, "Loket 1", &called);
    assert_true(desk_close_day(hall->desk, "P-08", &err));
}

static void a_counter_is_taken_over_but_left_only_by_who_has_it(void **state)
{
    struct hall *hall = *state;
    char told[256];
    struct err err = {0};

    assert_true(
        desk_take_counter(hall->desk, "Loket 1", "P-07", NULL)); /* before the first number */
    assert_true(desk_take_counter(hall->desk, "Loket 1", "P-07", NULL));
    assert_true(desk_take_counter(hall->desk, "Loket 1", "P-08", NULL));
    assert_true(desk_leave_counter(hall->desk, "Loket 1", "P-07", NULL));
    assert_int_equal(hall_number(hall, "SELECT is_open FROM counter"), 1);
    assert_true(desk_leave_counter(hall->desk, "Loket 1", "P-08", NULL));
    assert_true(desk_leave_counter(hall->desk, "Loket 1", "P-08", NULL));
    assert_int_equal(hall_number(hall, "SELECT is_open FROM counter"), 0);
    hall_text(
        hall,
        "SELECT group_concat(kind || ' ' || who || ' ' || subject || ' ' || detail, ', ') FROM "
        "(SELECT * FROM journal WHERE kind LIKE 'counter.%' ORDER BY no)",
        told, sizeof told);
    assert_string_equal(told, "counter.opened P-07 Loket 1 , counter.opened P-08 Loket 1 P-07, "
                              "counter.closed P-08 Loket 1 ");
    assert_false(desk_take_counter(hall->desk, "Loket 9", "P-07", &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_false(desk_take_counter(hall->desk, "Loket 1", "", &err));
    assert_int_equal(err.code, ERR_INVALID);
}

static void a_counter_taken_before_the_day_is_open_in_it_and_closed_on_the_next(void **state)
{
    struct hall *hall = *state;
    struct err err = {0};

    assert_true(desk_take_counter(hall->desk, "Loket 4", "P-08", NULL));
    struct ticket ticket = hall_issue(hall, "izin-a", false);
    struct staff_act act = officer_act(ACT_TRANSFER, NULL, &ticket);
    act.to_counter = "Loket 4";
    assert_true(desk_act(hall->desk, &act, &ticket, NULL));
    hall_leave(hall); /* the machine is off at night */
    clock_fake_advance(hall->clock, 24 * HALL_HOUR_MS);
    hall_enter(hall);
    ticket = hall_issue(hall, "izin-a", false);
    act = officer_act(ACT_TRANSFER, NULL, &ticket);
    act.to_counter = "Loket 4";
    assert_false(desk_act(hall->desk, &act, &ticket, &err));
    assert_int_equal(err.code, ERR_CLOSED);
    assert_true(desk_take_counter(hall->desk, "Loket 4", "P-08", NULL));
    assert_true(desk_act(hall->desk, &act, &ticket, NULL));
}

static void seats_are_those_of_today_before_and_after_the_first_number(void **state)
{
    struct hall *hall = *state;
    struct desk_seat seats[DESK_SEATS_MOST];
    size_t count = 9;

    assert_true(desk_list_seats(hall->desk, seats, &count, NULL));
    assert_int_equal(count, 0);
    assert_true(desk_take_counter(hall->desk, "Loket 4", "P-08", NULL));
    assert_true(desk_take_counter(hall->desk, "Loket 1", "P-07", NULL));
    assert_true(desk_leave_counter(hall->desk, "Loket 1", "P-07", NULL));
    for (int i = 0; i < 2; i++) {
        assert_true(desk_list_seats(hall->desk, seats, &count, NULL));
        assert_int_equal(count, 1);
        assert_string_equal(seats[0].counter, "Loket 4");
        assert_string_equal(seats[0].officer, "P-08");
        (void)hall_issue(hall, "izin-a", false); /* the session opens */
    }
    clock_fake_advance(hall->clock, 24 * HALL_HOUR_MS);
    (void)hall_issue(hall, "izin-a", false); /* the next one */
    assert_true(desk_list_seats(hall->desk, seats, &count, NULL));
    assert_int_equal(count, 0);
}

static void who_was_sent_to_a_counter_that_is_left_waits_for_all(void **state)
{
    struct hall *hall = *state;
    struct ticket first = hall_issue(hall, "izin-a", false);
    struct staff_act act = officer_act(ACT_TRANSFER, NULL, &first);

    assert_true(desk_take_counter(hall->desk, "Loket 4", "P-08", NULL));
    act.to_counter = "Loket 4";
    assert_true(desk_act(hall->desk, &act, &first, NULL));
    officer_refused(hall, ACT_CALL_NEXT, "Loket 1", NULL, ERR_NOT_FOUND);
    assert_true(desk_leave_counter(hall->desk, "Loket 4", "P-08", NULL));
    assert_string_equal(officer_call_next(hall, "Loket 1").number, "A-001");
}

static void yesterday_s_run_of_priority_calls_is_forgotten(void **state)
{
    struct hall *hall = *state;

    hall_issue(hall, "izin-a", true);
    hall_issue(hall, "izin-a", true);
    officer_serve_next(hall, "Loket 1");
    struct ticket old = officer_serve_next(hall, "Loket 1");
    assert_int_equal(hall_number(hall, "SELECT priority_run FROM counter"), 2);
    hall_leave(hall);
    clock_fake_advance(hall->clock, 24 * HALL_HOUR_MS);
    hall_enter(hall);
    hall_issue(hall, "izin-a", true);
    officer_call_next(hall, "Loket 1");
    assert_int_equal(hall_number(hall, "SELECT priority_run FROM counter"), 1);
    officer_refused(hall, ACT_FINISH, "Loket 1", &old, ERR_NOT_FOUND); /* of another session */
}

static void staff_issue_numbers_under_their_code_with_a_reason(void **state)
{
    struct hall *hall = *state;
    struct ticket_request wish = {.request = uuid_v4(),
                                  .service = "izin-a",
                                  .is_priority = true,
                                  .lang = "id",
                                  .officer = "P-07",
                                  .priority_reason = "ibu hamil"};
    struct ticket ticket;
    struct err err = {0};

    assert_true(desk_issue_ticket(hall->desk, &wish, &ticket, NULL));
    assert_string_equal(ticket.priority_reason, "ibu hamil");
    assert_true(desk_find_ticket(hall->desk, &ticket.id, &ticket, NULL));
    assert_string_equal(ticket.priority_reason, "ibu hamil");
    wish.request = uuid_v4();
    wish.priority_reason = NULL;
    assert_true(desk_issue_ticket(hall->desk, &wish, &ticket, NULL));
    assert_string_equal(ticket.priority_reason, "staff");
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM journal WHERE who = 'P-07' AND "
                                       "kind = 'ticket.issued'"),
                     2);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM outbox WHERE rec LIKE '%hamil%'"), 0);
    wish.request = uuid_v4();
    wish.officer = NULL;
    wish.priority_reason = "ibu hamil"; /* a kiosk asks for no reason */
    assert_false(desk_issue_ticket(hall->desk, &wish, &ticket, &err));
    assert_int_equal(err.code, ERR_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_HALL(a_desk_sees_who_waits_for_it_in_order),
        WITH_HALL(a_long_queue_is_paged_in_order),
        WITH_HALL(a_desk_sees_its_ticket_its_skipped_ones_and_their_slips),
        WITH_HALL(open_counters_shorten_the_wait),
        WITH_HALL(a_relieved_officer_acts_there_no_more),
        WITH_HALL(a_counter_with_somebody_at_it_is_not_left),
        WITH_HALL(the_day_is_not_closed_over_somebody_at_a_counter),
        WITH_HALL(a_counter_is_taken_over_but_left_only_by_who_has_it),
        WITH_HALL(a_counter_taken_before_the_day_is_open_in_it_and_closed_on_the_next),
        WITH_HALL(seats_are_those_of_today_before_and_after_the_first_number),
        WITH_HALL(who_was_sent_to_a_counter_that_is_left_waits_for_all),
        WITH_HALL(yesterday_s_run_of_priority_calls_is_forgotten),
        WITH_HALL(staff_issue_numbers_under_their_code_with_a_reason),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
