/* Officers call, and nobody is called twice, forgotten, or overtaken against the rule. */
#include "desk/calling.h"
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

static void numbers_are_called_in_the_order_of_issuing(void **state)
{
    struct hall *hall = *state;
    char expected[TICKET_NUMBER_TEXT];

    officer_refused(hall, ACT_CALL_NEXT, "Loket 1", NULL, ERR_NOT_FOUND);
    for (int i = 0; i < 5; i++)
        hall_issue(hall, i % 2 ? "izin-b" : "izin-a", false);
    for (int i = 1; i <= 3; i++) {
        struct ticket called = officer_serve_next(hall, "Loket 1");
        text_format(expected, sizeof expected, "A-%03d", i);
        assert_string_equal(called.number, expected);
        assert_int_equal(called.state, TICKET_SERVING);
        assert_string_equal(called.counter, "Loket 1");
        assert_string_equal(called.officer, "P-07");
    }
    officer_refused(hall, ACT_CALL_NEXT, "Loket 1", NULL, ERR_NOT_FOUND);
    assert_string_equal(officer_call_next(hall, "Loket 2").number, "B-001");
}

static void two_desks_never_get_the_same_ticket(void **state)
{
    struct hall *hall = *state;
    struct desk *other = NULL;
    struct err err = {0};
    struct ticket ticket;

    for (int i = 0; i < 4; i++)
        hall_issue(hall, "izin-a", false);
    assert_true(hall_desk(hall, &other, NULL));
    struct staff_act act = officer_act(ACT_CALL_NEXT, "Loket 4", NULL);
    assert_string_equal(officer_call_next(hall, "Loket 1").number, "A-001");
    assert_true(desk_act(other, &act, &ticket, &err));
    assert_string_equal(ticket.number, "A-002");
    /* The other desk still shows A-001 as waiting, and taps on it. */
    act = officer_act(ACT_CALL, "Loket 4", &ticket);
    assert_false(desk_act(other, &act, &ticket, &err));
    assert_int_equal(err.code, ERR_BUSY);
    desk_close(other);
}

static void a_repeated_command_calls_once(void **state)
{
    struct hall *hall = *state;
    struct staff_act act = officer_act(ACT_CALL_NEXT, "Loket 1", NULL);
    struct ticket first;
    struct ticket again;
    struct err err = {0};

    hall_issue(hall, "izin-a", false);
    hall_issue(hall, "izin-a", false);
    assert_true(desk_act(hall->desk, &act, &first, NULL));
    int64_t events = hall_number(hall, "SELECT count(*) FROM outbox");
    hall_leave(hall);
    hall_enter(hall); /* the answer was lost with the process */
    assert_true(desk_act(hall->desk, &act, &again, NULL));
    assert_true(uuid_equal(&first.id, &again.id));
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM outbox"), events);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM call"), 1);
    officer_do(hall, ACT_START, "Loket 1", &first);
    assert_true(desk_act(hall->desk, &act, &again, NULL)); /* as it is now */
    assert_int_equal(again.state, TICKET_SERVING);
    act.kind = ACT_RECALL; /* an id is of one command only */
    act.ticket = first.id;
    assert_false(desk_act(hall->desk, &act, &again, &err));
    assert_int_equal(err.code, ERR_INVALID);
}

static void who_is_served_is_finished_by_the_next_call(void **state)
{
    struct hall *hall = *state;

    hall_issue(hall, "izin-a", false);
    hall_issue(hall, "izin-a", false);
    struct ticket first = officer_call_next(hall, "Loket 1");
    officer_refused(hall, ACT_CALL_NEXT, "Loket 1", NULL,
                    ERR_BUSY); /* neither came nor was skipped */
    officer_do(hall, ACT_START, "Loket 1", &first);
    clock_fake_advance(hall->clock, 7 * MINUTE_MS);
    struct ticket second = officer_call_next(hall, "Loket 1");
    assert_string_equal(second.number, "A-002");
    assert_true(desk_find_ticket(hall->desk, &first.id, &first, NULL));
    assert_int_equal(first.state, TICKET_DONE);
    assert_int_equal(first.service_ms, 7 * MINUTE_MS);
    officer_do(hall, ACT_START, "Loket 1", &second);
    officer_refused(hall, ACT_CALL_NEXT, "Loket 1", NULL, ERR_NOT_FOUND);
    assert_true(desk_find_ticket(hall->desk, &second.id, &second, NULL));
    assert_int_equal(second.state, TICKET_SERVING); /* nothing changed */
    assert_int_equal(officer_do(hall, ACT_FINISH, "Loket 1", &second).state, TICKET_DONE);
}

static void a_jumping_clock_does_not_change_how_long_a_service_took(void **state)
{
    struct hall *hall = *state;

    for (int i = 0; i < 2; i++)
        hall_issue(hall, "izin-a", false);
    struct ticket first = officer_serve_next(hall, "Loket 1");
    clock_fake_advance(hall->clock, 3 * MINUTE_MS);
    clock_fake_set_wall(hall->clock, HALL_NOW_MS - HALL_HOUR_MS);
    assert_int_equal(officer_do(hall, ACT_FINISH, "Loket 1", &first).service_ms, 3 * MINUTE_MS);
    struct ticket second = officer_serve_next(hall, "Loket 1");
    assert_int_equal(second.wait_ms, 0); /* called before it was issued, by this clock */
    hall_sql(hall, "UPDATE counter SET since_boot = 'another'");
    clock_fake_set_wall(hall->clock, HALL_NOW_MS - 2 * HALL_HOUR_MS);
    assert_int_equal(officer_do(hall, ACT_FINISH, "Loket 1", &second).service_ms, 0);
}

static void priority_goes_first_but_long_waits_are_not_forgotten(void **state)
{
    static const char *const order[] = {"P-001", "P-002", "A-001", "P-003", "P-004", "A-002"};
    struct hall *hall = *state;

    for (int i = 0; i < 2; i++)
        hall_issue(hall, "izin-a", false);
    clock_fake_advance(hall->clock, MINUTE_MS);
    for (int i = 0; i < 4; i++)
        hall_issue(hall, i % 2 ? "izin-a" : "A", true);
    clock_fake_advance(hall->clock, MINUTE_MS);
    for (size_t i = 0; i < ARRAY_LEN(order); i++)
        assert_string_equal(officer_serve_next(hall, "Loket 1").number, order[i]);
}

static void a_short_wait_does_not_overtake_priority(void **state)
{
    static const char *const order[] = {"P-001", "P-002", "P-003", "A-001"};
    struct hall *hall = *state;

    for (int i = 0; i < 3; i++)
        hall_issue(hall, "izin-a", true);
    clock_fake_advance(hall->clock, 10 * MINUTE_MS);
    hall_issue(hall, "izin-a", false);
    for (size_t i = 0; i < ARRAY_LEN(order); i++)
        assert_string_equal(officer_serve_next(hall, "Loket 1").number, order[i]);
}

static void a_ticket_is_announced_four_times_at_most(void **state)
{
    struct hall *hall = *state;

    hall_issue(hall, "izin-a", false);
    struct ticket called = officer_call_next(hall, "Loket 1");
    for (int calls = 2; calls <= 4; calls++)
        assert_int_equal(officer_do(hall, ACT_RECALL, "Loket 1", &called).calls, calls);
    officer_refused(hall, ACT_RECALL, "Loket 1", &called, ERR_BUSY);
    officer_refused(hall, ACT_RECALL, "Loket 4", &called, ERR_BUSY); /* another counter's */
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM call"), 4);
    assert_int_equal(hall_number(hall, "SELECT max(turn) FROM call"), 4);
    officer_do(hall, ACT_SKIP, "Loket 1", &called);
}

static void a_skipped_ticket_waits_again_at_its_old_place(void **state)
{
    struct hall *hall = *state;

    for (int i = 0; i < 3; i++)
        hall_issue(hall, "izin-a", false);
    clock_fake_advance(hall->clock, 5 * MINUTE_MS);
    struct ticket first = officer_call_next(hall, "Loket 1");
    assert_int_equal(first.wait_ms, 5 * MINUTE_MS);
    assert_int_equal(officer_do(hall, ACT_SKIP, "Loket 1", &first).state, TICKET_SKIPPED);
    struct ticket second = officer_serve_next(hall, "Loket 1");
    assert_string_equal(second.number, "A-002");
    first = officer_do(hall, ACT_RESTORE, NULL, &first);
    assert_int_equal(first.calls, 0);
    clock_fake_advance(hall->clock, 5 * MINUTE_MS);
    struct ticket again = officer_call_next(hall, "Loket 1");
    assert_string_equal(again.number, "A-001");
    assert_int_equal(again.wait_ms, 5 * MINUTE_MS); /* fixed by the first call */
    officer_do(hall, ACT_SKIP, "Loket 1", &again);
    assert_int_equal(officer_do(hall, ACT_CALL, "Loket 4", &again).state, TICKET_CALLED);
    officer_refused(hall, ACT_CALL, "Loket 1", &again, ERR_BUSY);
}

static void a_transfer_keeps_number_place_and_time(void **state)
{
    struct hall *hall = *state;
    struct staff_act act;
    struct ticket moved;
    struct err err = {0};

    struct ticket early = hall_issue(hall, "izin-a", false);
    hall_issue(hall, "izin-b", false);
    struct ticket first = officer_serve_next(hall, "Loket 1");
    act = officer_act(ACT_TRANSFER, "Loket 1", &first);
    act.to_group = "information";
    assert_true(desk_act(hall->desk, &act, &moved, NULL));
    assert_int_equal(moved.state, TICKET_WAITING);
    assert_int_equal(moved.issued_at_ms, early.issued_at_ms);
    assert_string_equal(moved.number, "A-001");
    assert_string_equal(moved.group_id, "information");
    assert_string_equal(officer_call_next(hall, "Loket 2").number, "A-001"); /* before B-001 */
    act = officer_act(ACT_TRANSFER, "Loket 2", &first);
    act.to_counter = "Loket 3";
    assert_false(desk_act(hall->desk, &act, &moved, &err));
    assert_int_equal(err.code, ERR_CLOSED); /* nobody would ever call it */
    assert_true(desk_take_counter(hall->desk, "Loket 3", "P-07", NULL));
    assert_true(desk_act(hall->desk, &act, &moved, NULL));
    assert_string_equal(officer_call_next(hall, "Loket 2").number, "B-001");
    officer_refused(hall, ACT_CALL, "Loket 1", &first, ERR_BUSY); /* waits for Loket 3 */
    assert_string_equal(officer_call_next(hall, "Loket 3").number, "A-001");
}

static void promotion_changes_the_order_and_never_the_number(void **state)
{
    struct hall *hall = *state;

    hall_issue(hall, "izin-a", false);
    struct ticket second = hall_issue(hall, "izin-a", false);
    officer_refused(hall, ACT_DEMOTE, NULL, &second, ERR_BUSY);
    second = officer_do(hall, ACT_PROMOTE, NULL, &second);
    assert_true(second.is_priority);
    assert_string_equal(second.priority_reason, "alasan");
    officer_refused(hall, ACT_PROMOTE, NULL, &second, ERR_BUSY);
    hall_check(hall);
    struct ticket priority = hall_issue(hall, "izin-a", true);
    assert_int_equal(priority.people_ahead, 1);
    assert_int_equal(hall_issue(hall, "izin-a", false).people_ahead, 3);
    assert_false(officer_do(hall, ACT_DEMOTE, NULL, &priority).is_priority);
    assert_string_equal(officer_call_next(hall, "Loket 1").number, "A-002");
}

static void voiding_needs_a_reason_and_is_final(void **state)
{
    struct hall *hall = *state;
    struct ticket ticket = hall_issue(hall, "izin-a", false);
    struct staff_act act = officer_act(ACT_VOID, NULL, &ticket);
    struct print_job job;
    struct err err = {0};

    act.reason = "";
    assert_false(desk_act(hall->desk, &act, &ticket, &err));
    assert_int_equal(err.code, ERR_INVALID);
    ticket = officer_do(hall, ACT_VOID, NULL, &ticket);
    assert_string_equal(ticket.void_reason, "alasan");
    assert_true(desk_ticket_job(hall->desk, &ticket.id, &job, NULL));
    assert_int_equal(job.state, PRINT_CANCELLED);
    for (int kind = ACT_CALL; kind < TICKET_ACT_COUNT; kind++)
        officer_refused(hall, (enum ticket_act)kind, "Loket 1", &ticket, ERR_BUSY);
    officer_refused(hall, ACT_CALL_NEXT, "Loket 1", NULL, ERR_NOT_FOUND);
}

static void a_call_cancels_the_slip_that_nobody_needs_now(void **state)
{
    struct hall *hall = *state;
    struct print_job job;
    struct ticket ticket = hall_issue(hall, "izin-a", false);

    assert_true(desk_ticket_job(hall->desk, &ticket.id, &job, NULL));
    assert_int_equal(job.state, PRINT_QUEUED);
    officer_call_next(hall, "Loket 1");
    assert_true(desk_ticket_job(hall->desk, &ticket.id, &job, NULL));
    assert_int_equal(job.state, PRINT_CANCELLED);
    assert_false(job.is_wanted);
}

static void a_repeated_reprint_is_one_copy(void **state)
{
    struct hall *hall = *state;
    struct ticket ticket = hall_issue(hall, "izin-a", false);
    struct staff_act act = officer_act(ACT_REPRINT, NULL, &ticket);
    struct print_job job;

    assert_true(desk_ticket_job(hall->desk, &ticket.id, &job, NULL));
    assert_true(desk_move_job(hall->desk, job.id, PRINT_PRINTED, TROUBLE_NONE, "t", 1, NULL));
    for (int i = 0; i < 3; i++) {
        assert_true(desk_act(hall->desk, &act, &ticket, NULL));
        assert_true(desk_ticket_job(hall->desk, &ticket.id, &job, NULL));
        assert_int_equal(job.copy, 1);
    }
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM print_job"), 2);
    assert_int_equal(
        hall_number(hall, "SELECT count(*) FROM journal WHERE kind = 'ticket.reprinted'"), 1);
}

static void strange_commands_are_refused(void **state)
{
    struct hall *hall = *state;
    struct ticket ticket = hall_issue(hall, "izin-a", false);
    struct ticket unknown = {.id = uuid_v4()};
    struct staff_act acts[] = {
        officer_act(ACT_CALL_NEXT, NULL, NULL),       officer_act(ACT_CALL_NEXT, "Loket 9", NULL),
        officer_act(ACT_CALL, "Loket 1", NULL),       officer_act(ACT_TRANSFER, NULL, &ticket),
        officer_act(ACT_TRANSFER, NULL, &ticket),     officer_act(ACT_CALL, "Loket 1", &ticket),
        officer_act(ACT_PROMOTE, "Loket 1", &ticket),
    };
    struct err err = {0};

    acts[3].to_group = "nowhere";
    acts[4].to_counter = "Loket 9";
    acts[5].officer = NULL;
    acts[6].command = (struct uuid){{0}};
    for (size_t i = 0; i < ARRAY_LEN(acts); i++) {
        assert_false(desk_act(hall->desk, &acts[i], &ticket, &err));
        assert_int_equal(err.code, ERR_INVALID);
    }
    officer_refused(hall, ACT_CALL, "Loket 1", &unknown, ERR_NOT_FOUND);
}

static void every_act_is_told_to_journal_and_office_by_code(void **state)
{
    struct hall *hall = *state;
    char told[512];

    struct ticket first = hall_issue(hall, "izin-a", false);
    struct ticket second = hall_issue(hall, "izin-a", false);
    officer_call_next(hall, "Loket 1");
    officer_do(hall, ACT_RECALL, "Loket 1", &first);
    officer_do(hall, ACT_SKIP, "Loket 1", &first);
    officer_do(hall, ACT_RESTORE, NULL, &first);
    officer_do(hall, ACT_PROMOTE, NULL, &first);
    officer_do(hall, ACT_DEMOTE, NULL, &first);
    officer_do(hall, ACT_TRANSFER, NULL, &first);
    officer_do(hall, ACT_CALL, "Loket 1", &first);
    officer_do(hall, ACT_START, "Loket 1", &first);
    officer_do(hall, ACT_FINISH, "Loket 1", &first);
    officer_do(hall, ACT_VOID, NULL, &second);
    static const char kinds[] =
        "counter.opened ticket.called ticket.recalled ticket.skipped ticket.restored "
        "ticket.promoted ticket.demoted ticket.transferred ticket.called ticket.started "
        "ticket.finished ticket.voided";
    hall_text(hall,
              "SELECT group_concat(kind, ' ') FROM (SELECT kind FROM outbox WHERE (kind LIKE "
              "'ticket.%' AND kind <> 'ticket.issued') OR kind LIKE 'counter.%' ORDER BY seq)",
              told, sizeof told);
    assert_string_equal(told, kinds);
    hall_text(hall,
              "SELECT group_concat(kind, ' ') FROM (SELECT kind FROM journal WHERE who = "
              "'P-07' ORDER BY no)",
              told, sizeof told);
    assert_string_equal(told, kinds);
    /* What an officer wrote may name a person. */
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM outbox WHERE rec LIKE '%alasan%'"), 0);
}

#define WITH_HALL(test) cmocka_unit_test_setup_teardown(test, open_hall, close_hall)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_HALL(numbers_are_called_in_the_order_of_issuing),
        WITH_HALL(two_desks_never_get_the_same_ticket),
        WITH_HALL(a_repeated_command_calls_once),
        WITH_HALL(who_is_served_is_finished_by_the_next_call),
        WITH_HALL(a_jumping_clock_does_not_change_how_long_a_service_took),
        WITH_HALL(priority_goes_first_but_long_waits_are_not_forgotten),
        WITH_HALL(a_short_wait_does_not_overtake_priority),
        WITH_HALL(a_ticket_is_announced_four_times_at_most),
        WITH_HALL(a_skipped_ticket_waits_again_at_its_old_place),
        WITH_HALL(a_transfer_keeps_number_place_and_time),
        WITH_HALL(promotion_changes_the_order_and_never_the_number),
        WITH_HALL(voiding_needs_a_reason_and_is_final),
        WITH_HALL(a_call_cancels_the_slip_that_nobody_needs_now),
        WITH_HALL(a_repeated_reprint_is_one_copy),
        WITH_HALL(strange_commands_are_refused),
        WITH_HALL(every_act_is_told_to_journal_and_office_by_code),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
