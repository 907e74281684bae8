/* Calling: what may be done with a ticket, and whose turn it is. Pure rules.
 *
 * Fairness: priority first, but after `priority_in_a_row` priority calls in a row at
 * one counter a general ticket that has waited longer than the session's median wait goes next. */
#pragma once
#include "base/attr.h"
#include "domain/queue.h"
#include <stdbool.h>
#include <stdint.h>

/* What an officer may do. Stored and told by name. */
enum ticket_act {
    ACT_CALL_NEXT, /* finishes what is being served at the counter, then calls whose turn it is */
    ACT_CALL,      /* this waiting or skipped ticket, out of turn */
    ACT_RECALL,    /* announce the called ticket again, at most RECALLS_MOST times */
    ACT_SKIP,      /* the called person did not come */
    ACT_RESTORE,   /* a skipped ticket waits again, at its old place */
    ACT_START,     /* the person is here */
    ACT_FINISH,
    ACT_TRANSFER, /* to another group or counter; number and waiting time are kept */
    ACT_PROMOTE,  /* becomes priority, with a reason; its number stays */
    ACT_DEMOTE,
    ACT_VOID,    /* with a reason */
    ACT_REPRINT, /* SALINAN n */
    TICKET_ACT_COUNT
};
const char *ticket_act_name(enum ticket_act act); /* "call_next" … */

enum { RECALLS_MOST = 3 };

/* Whether a ticket in `state` may undergo `act`, and the state it has then. REPRINT leaves the state
 * as it is; a void number gets no paper. */
MUST_USE bool calling_allows(enum ticket_act act, enum ticket_state state, int calls,
                             enum ticket_state *then);

/* One candidate per kind: who has waited longest at this counter's groups. */
struct candidate {
    bool is_there;
    int64_t place;   /* order of issuing */
    int64_t wait_ms; /* so far */
};

struct calling_rule {
    int priority_in_a_row; /* 2 */
};

/* True when the general candidate goes next, false when the priority one does; at least one is
 * there. `median_wait_ms` < 0: nobody was called yet, so no general ticket has waited longer. */
bool calling_takes_general(const struct calling_rule *rule, int priority_run,
                           const struct candidate *priority, const struct candidate *general,
                           int64_t median_wait_ms);

/* How many people are served before a new ticket, by the order above: a priority ticket waits for
 * the priority tickets and the general ones that fairness lets between; a general one for all. */
int calling_people_ahead(const struct calling_rule *rule, bool is_priority, int waiting_priority,
                         int waiting_general);
