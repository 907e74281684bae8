/* Encodes the events of the counters. */
#include "wire/event_calling.h"
#include "event_parts.h"
#include <assert.h>

/* What an act tells beyond the ticket, the counter and the officer. */
enum extra { EXTRA_TURN = 1, EXTRA_WAIT = 2, EXTRA_SERVICE = 4, EXTRA_TARGET = 8 };

static const struct {
    const char *kind;
    int extras;
} kinds[] = {
    [ACT_CALL_NEXT] = {"ticket.called", EXTRA_TURN | EXTRA_WAIT},
    [ACT_CALL] = {"ticket.called", EXTRA_TURN | EXTRA_WAIT},
    [ACT_RECALL] = {"ticket.recalled", EXTRA_TURN},
    [ACT_SKIP] = {"ticket.skipped", 0},
    [ACT_RESTORE] = {"ticket.restored", 0},
    [ACT_START] = {"ticket.started", 0},
    [ACT_FINISH] = {"ticket.finished", EXTRA_SERVICE},
    [ACT_TRANSFER] = {"ticket.transferred", EXTRA_TARGET},
    [ACT_PROMOTE] = {"ticket.promoted", 0},
    [ACT_DEMOTE] = {"ticket.demoted", 0},
    [ACT_VOID] = {"ticket.voided", 0},
    [ACT_REPRINT] = {"ticket.reprinted", 0},
};
static_assert(ARRAY_LEN(kinds) == TICKET_ACT_COUNT, "every act has its kind");

const char *event_ticket_act_kind(enum ticket_act act)
{
    return kinds[act].kind;
}

const char *event_ticket_act(struct text *out, const struct event_head *head, enum ticket_act act,
                             const struct event_ticket_act *data)
{
    const struct ticket *ticket = data->ticket;
    int extras = kinds[act].extras;
    struct json_out json;
    const char *kind = event_begin(&json, out, head, kinds[act].kind);

    event_put_uuid(&json, "ticket", &ticket->id);
    json_out_string(&json, "number", ticket->number);
    event_put_id(&json, "counter", data->counter);
    json_out_string(&json, "officer", data->officer);
    if (extras & EXTRA_TURN)
        json_out_int(&json, "turn", ticket->calls);
    if (extras & EXTRA_WAIT)
        json_out_int(&json, "wait_ms", ticket->wait_ms);
    if (extras & EXTRA_SERVICE)
        json_out_int(&json, "service_ms", ticket->service_ms);
    if (extras & EXTRA_TARGET) {
        json_out_string(&json, "group", ticket->group_id);
        event_put_id(&json, "for_counter", ticket->for_counter);
    }
    event_end(&json);
    return kind;
}

static const char *put_counter(struct text *out, const struct event_head *head, const char *name,
                               const struct event_counter *data)
{
    struct json_out json;
    const char *kind = event_begin(&json, out, head, name);

    json_out_string(&json, "counter", data->counter);
    json_out_string(&json, "officer", data->officer);
    event_end(&json);
    return kind;
}

const char *event_counter_opened(struct text *out, const struct event_head *head,
                                 const struct event_counter *data)
{
    return put_counter(out, head, "counter.opened", data);
}

const char *event_counter_closed(struct text *out, const struct event_head *head,
                                 const struct event_counter *data)
{
    return put_counter(out, head, "counter.closed", data);
}
