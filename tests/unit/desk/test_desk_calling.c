/* Officers call, and nobody is called twice, forgotten, or overtaken against the rule. */
#include "desk/calling.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/slips.h"
#include "desk/ticket.h"
#include "support/hall.h"

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

static struct staff_act act_at(enum ticket_act kind, const char *counter,
                               const struct ticket *ticket)
{
    return (struct staff_act){.command = uuid_v4(),
                              .kind = kind,
                              .officer = "P-07",
                              .counter = counter,
                              .ticket = ticket ? ticket->id : (struct uuid){{0}},
                              .reason = "alasan"};
}

static struct ticket do_act(struct hall *hall, enum ticket_act kind, const char *counter,
                            const struct ticket *ticket)
{
    const struct staff_act act = act_at(kind, counter, ticket);
    struct ticket out;
    struct err err = {0};

    if (!desk_act(hall->desk, &act, &out, &err))
        fail_msg("%s: %s", ticket_act_name(kind), err.text);
    return out;
}

static void refuse(struct hall *hall, enum ticket_act kind, const char *counter,
                   const struct ticket *ticket, enum err_code code)
{
    const struct staff_act act = act_at(kind, counter, ticket);
    int64_t events = hall_number(hall, "SELECT count(*) FROM outbox");
    struct ticket out;
    struct err err = {0};

    assert_false(desk_act(hall->desk, &act, &out, &err));
    if (err.code != code)
        fail_msg("%s: %s %s", ticket_act_name(kind), err_name(err.code), err.text);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM outbox"), events);
}

static struct ticket call_next(struct hall *hall, const char *counter)
{
    return do_act(hall, ACT_CALL_NEXT, counter, NULL);
}

/* Calls the next one and serves it, so that the counter is free for another. */
static struct ticket serve_next(struct hall *hall, const char *counter)
{
    struct ticket called = call_next(hall, counter);

    return do_act(hall, ACT_START, counter, &called);
}

static void numbers_are_called_in_the_order_of_issuing(void **state)
{
    struct hall *hall = *state;
    char expected[TICKET_NUMBER_TEXT];

    refuse(hall, ACT_CALL_NEXT, "Loket 1", NULL, ERR_NOT_FOUND);
    for (int i = 0; i < 5; i++)
        hall_issue(hall, i % 2 ? "izin-b" : "izin-a", false);
    for (int i = 1; i <= 3; i++) {
        struct ticket called = serve_next(hall, "Loket 1");
        text_format(expected, sizeof expected, "A-%03d", i);
        assert_string_equal(called.number, expected);
        assert_int_equal(called.state, TICKET_SERVING);
        assert_string_equal(called.counter, "Loket 1");
        assert_string_equal(called.officer, "P-07");
    }
    refuse(hall, ACT_CALL_NEXT, "Loket 1", NULL, ERR_NOT_FOUND);
    assert_string_equal(call_next(hall, "Loket 2").number, "B-001");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(numbers_are_called_in_the_order_of_issuing, open_hall,
                                        close_hall),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
