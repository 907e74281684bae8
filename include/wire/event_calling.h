/* Events of the counters: what became of a number after it was issued. Officers by code only;
 * reasons that staff write stay in the journal. */
#pragma once
#include "domain/calling.h"
#include "wire/event.h"

/* The kind of an act: "ticket.called" for ACT_CALL_NEXT and ACT_CALL, then "ticket.recalled"
 * "ticket.skipped" "ticket.restored" "ticket.started" "ticket.finished" "ticket.transferred"
 * "ticket.promoted" "ticket.demoted" "ticket.voided". A reprint is told by "slip.moved"; its name
 * here, "ticket.reprinted", is the journal's. */
const char *event_ticket_act_kind(enum ticket_act act);

/* {"ticket":UUID,"number":"A-014","counter":NAME|null,"officer":CODE} and for
 *  called       "turn":1,"wait_ms":n: from the number to its first call
 *  recalled     "turn":2…4
 *  finished     "service_ms":n
 *  transferred  "group":ID,"for_counter":NAME|null */
struct event_ticket_act {
    const struct ticket *ticket; /* as it is now */
    const char *counter;         /* "" = from no counter */
    const char *officer;
};
const char *event_ticket_act(struct text *out, const struct event_head *head, enum ticket_act act,
                             const struct event_ticket_act *data);

/* "counter.opened", "counter.closed": {"counter":NAME,"officer":CODE}. */
struct event_counter {
    const char *counter;
    const char *officer;
};
const char *event_counter_opened(struct text *out, const struct event_head *head,
                                 const struct event_counter *data);
const char *event_counter_closed(struct text *out, const struct event_head *head,
                                 const struct event_counter *data);
