/* Tickets. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include "domain/queue.h"
#include "store/db.h"
#include <stdbool.h>
#include <stdint.h>

/* `session` is the key of ticket->session. A repeated number, id or code is ERR_CORRUPT. The id is
 * the request's UUID. */
MUST_USE bool ticket_store_add(struct db *db, const struct ticket *ticket, int64_t session,
                               int64_t place, struct err *err);
/* Only whether it is there: cheaper than finding it. */
MUST_USE bool ticket_store_has(struct db *db, const struct uuid *id, bool *out, struct err *err);
/* ERR_NOT_FOUND. */
MUST_USE bool ticket_store_find(struct db *db, const struct uuid *id, struct ticket *out,
                                struct err *err);
/* Where a ticket stands in its session: its number's key, and its place. */
struct ticket_place {
    int64_t place;
    char series[4];
    int64_t seq;
};
/* ERR_NOT_FOUND. */
MUST_USE bool ticket_store_find_at(struct db *db, int64_t session, const struct ticket_place *at,
                                   struct ticket *out, struct err *err);
/* The one that is called or served at this counter. ERR_NOT_FOUND. */
MUST_USE bool ticket_store_find_at_counter(struct db *db, int64_t session, const char *counter,
                                           struct ticket *out, struct err *err);
/* Stores where the ticket stands now: state, group, priority, counters, officer, reasons, calls and
 * times. ERR_BUSY: its state is not `from`; nothing changed. */
MUST_USE bool ticket_store_move(struct db *db, const struct ticket *ticket, enum ticket_state from,
                                struct err *err);
/* True in `*out` when a ticket of this local day carries the code. */
MUST_USE bool ticket_store_has_code(struct db *db, int64_t local_day, const char *code, bool *out,
                                    struct err *err);
/* The ticket of a session with this code, four letters as they stand on the slip. ERR_NOT_FOUND. */
MUST_USE bool ticket_store_find_code(struct db *db, int64_t session, const char *code,
                                     struct ticket *out, struct err *err);
/* The same by its number, "A-014". Reads the session. */
MUST_USE bool ticket_store_find_number(struct db *db, int64_t session, const char *number,
                                       struct ticket *out, struct err *err);
/* In the order of issuing, until `each` returns false. */
MUST_USE bool ticket_store_list(struct db *db, int64_t session,
                                bool (*each)(void *context, const struct ticket *ticket),
                                void *context, struct err *err);
/* Only the first showing is kept; `*changed` is false when there was one. ERR_NOT_FOUND. */
MUST_USE bool ticket_store_show(struct db *db, const struct uuid *id, int64_t at_ms, bool *changed,
                                struct err *err);

/* The last services completed in a group of a session. A turn is from the call to the finish: the
 * counter is taken while the called one walks there. */
struct service_pace {
    int completed;   /* at most PACE_SERVICES */
    int64_t mean_ms; /* of their turns */
    int counters;    /* how many counters they were completed at, at least 1 */
};
enum {
    PACE_SERVICES = 40,
    HANDOVER_MOST_MS = 10 * 60000
}; /* a longer one is a clock that jumped */
MUST_USE bool ticket_store_pace(struct db *db, int64_t session, const char *group_id,
                                struct service_pace *out, struct err *err);

/* The last called number and its counter, "" when none was called yet. `group_id` NULL: any. */
MUST_USE bool ticket_store_last_called(struct db *db, int64_t session, const char *group_id,
                                       char number[TICKET_NUMBER_TEXT], char counter[64],
                                       struct err *err);
