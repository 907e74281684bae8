/* What an officer does at a counter, asserted. */
#include "support/officer.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

struct staff_act officer_act(enum ticket_act kind, const char *counter, const struct ticket *ticket)
{
    return (struct staff_act){.command = uuid_v4(),
                              .kind = kind,
                              .officer = "P-07",
                              .counter = counter,
                              .ticket = ticket ? ticket->id : (struct uuid){{0}},
                              .reason = "alasan"};
}

struct ticket officer_do(struct hall *hall, enum ticket_act kind, const char *counter,
                         const struct ticket *ticket)
{
    const struct staff_act act = officer_act(kind, counter, ticket);
    struct ticket out;
    struct err err = {0};

    if (!desk_act(hall->desk, &act, &out, &err))
        fail_msg("%s: %s", ticket_act_name(kind), err.text);
    return out;
}

void officer_refused(struct hall *hall, enum ticket_act kind, const char *counter,
                     const struct ticket *ticket, enum err_code code)
{
    const struct staff_act act = officer_act(kind, counter, ticket);
    int64_t events = hall_number(hall, "SELECT count(*) FROM outbox");
    struct ticket out;
    struct err err = {0};

    assert_false(desk_act(hall->desk, &act, &out, &err));
    if (err.code != code)
        fail_msg("%s: %s", ticket_act_name(kind), err.text);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM outbox"), events);
}

struct ticket officer_call_next(struct hall *hall, const char *counter)
{
    return officer_do(hall, ACT_CALL_NEXT, counter, NULL);
}

struct ticket officer_serve_next(struct hall *hall, const char *counter)
{
    struct ticket called = officer_call_next(hall, counter);

    return officer_do(hall, ACT_START, counter, &called);
}
