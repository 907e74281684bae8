/* Use cases around a visitor's place in line. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include "desk/desk.h"

struct ticket_request {
    struct uuid request;      /* made by the caller once per intent; a retry repeats it */
    const char *service;      /* a service's id, or a group's id for a number without a permit */
    bool is_priority;         /* self-declared at the kiosk (reason "self") */
    const char *lang;         /* "id" or "en" */
    const uint16_t *unticked; /* document numbers not ticked; NULL with 0 */
    size_t unticked_count;
    bool wants_slip; /* queue a print job in the same transaction */

    /* Staff only; NULL at the kiosk. */
    const char *officer;         /* who issues it: noted in the journal */
    const char *priority_reason; /* NULL: "self" */
    /* Issue although the office is closed; needs an officer. A day that staff closed has to be
     * opened first. */
    const char *override_reason;
};

/* Which session a number belongs to: the open one; a new one at the first issue of a new local day
 * while the clock stands at or above its floor (and not over ten years beyond it). With a clock that
 * cannot be trusted the open session goes on; where there is none, one opens without a date and gets
 * its date when the clock is right. A jump of the clock seen by the running process does not end the
 * day before the old clock would have reached midnight. The first session of a database that
 * replaced a lost one marks its series with a small letter ("Aa-001"), because people may still hold
 * that day's plain numbers.
 *
 * Issues the next number: ticket, print job and outbox event in one transaction that is on disk
 * when this returns true, by exactly one fdatasync. The same request gives the same ticket, without
 * a second slip; its UUID is the ticket's id.
 * ERR_NOT_FOUND: no such service or group. ERR_CLOSED: the office or the group takes no numbers now
 * (desk_view_opening says why and when again); nothing was issued. ERR_BUSY, ERR_FULL, ERR_IO,
 * ERR_CORRUPT: nothing was issued; the same request may be tried again, after ERR_CORRUPT with a
 * fresh database. */
MUST_USE bool desk_issue_ticket(struct desk *desk, const struct ticket_request *request,
                                struct ticket *out, struct err *err);

MUST_USE bool desk_find_ticket(struct desk *desk, const struct uuid *id, struct ticket *out,
                               struct err *err);

/* Tickets of the open session, oldest first, through `each` until it returns false. `each` asks the
 * desk for no other list. */
MUST_USE bool desk_list_tickets(struct desk *desk,
                                bool (*each)(void *context, const struct ticket *ticket),
                                void *context, struct err *err);

/* What the confirm and attract screens show. Without an open session all is zero. */
struct queue_view {
    int waiting;                     /* in the group, or in all groups */
    struct wait_range wait;          /* for the next one in that group */
    char called[TICKET_NUMBER_TEXT]; /* the last called number, "" when none yet */
    char called_counter[64];
};
/* `group_id` NULL: all groups. */
MUST_USE bool desk_view_queue(struct desk *desk, const char *group_id, struct queue_view *out,
                              struct err *err);

/* Records that the number was shown on screen without paper (screen 11). */
MUST_USE bool desk_mark_shown(struct desk *desk, const struct uuid *ticket, struct err *err);
