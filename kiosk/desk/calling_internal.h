/* What the files about calling share: one turn of an officer, and walks along the queue. */
#pragma once
#include "desk/calling.h"
#include "desk/desk_internal.h"
#include "store/counter_store.h"
#include "store/waiting_store.h"

/* --- counters ------------------------------------------------------------------------------ */

/* True when a group of the catalogue names this counter. */
bool desk_counter_is_known(const struct catalog *catalog, const char *counter);
/* Somebody works there in this session. */
bool desk_counter_is_open(const struct counter *counter, const struct session *session);
/* Inside a transaction: the counter with `officer` at it from now on, noted where that is new.
 * `session` is NULL while none is open. Store it by counter_store_put. ERR_BUSY: a colleague works
 * there and was not to be relieved. */
enum occupation {
    OCCUPY_FREE,  /* one's own counter, or one that nobody has */
    OCCUPY_ANYHOW /* also a colleague's */
};
MUST_USE bool desk_counter_occupy(struct desk *desk, const struct session *session,
                                  const char *name, const char *officer, enum occupation how,
                                  struct counter *out, struct err *err);
/* Somebody is called or served at the counter. */
MUST_USE bool desk_counter_has_person(struct desk *desk, const struct session *session,
                                      const char *counter, bool *out, struct err *err);
/* How many open counters serve the group; 0 when nobody signed in anywhere. */
MUST_USE bool desk_counters_open(struct desk *desk, const struct session *session,
                                 const char *group_id, int *out, struct err *err);

/* --- a walk along the queue ----------------------------------------------------------------- */

enum walk_kind {
    WALK_HERE,     /* waiting and sent to the walk's counter */
    WALK_SENT,     /* waiting and sent to any one counter */
    WALK_PRIORITY, /* waiting for any counter of the group */
    WALK_GENERAL,
    WALK_SKIPPED,
};

enum { WALK_SOURCES = 64 }; /* twice the letters that a group may have */

/* One group's part of the queue, read a page ahead. */
struct walk_source {
    enum walk_kind kind;
    const char *group_id;
    bool is_priority;
    struct ticket_place places[PLACES_MOST];
    size_t at, count;
    int64_t after; /* the last place that was read */
    bool is_over;
};

/* Tickets of several groups by place. `batch` says how many are read ahead: 1 for whoever wants one. */
struct walk {
    struct desk *desk;
    int64_t session;
    const char *counter;
    size_t batch;
    size_t source_count;
    struct walk_source sources[WALK_SOURCES];
};

void walk_begin(struct walk *walk, struct desk *desk, int64_t session, const char *counter,
                size_t batch);
/* Adds a kind: of the groups that the counter serves, or of all where the kind or the missing
 * counter (NULL) asks for it. */
void walk_add(struct walk *walk, enum walk_kind kind);
/* `*has_one` is false at the end. */
MUST_USE bool walk_next(struct walk *walk, struct ticket_place *out, bool *has_one,
                        struct err *err);

/* --- one turn of an officer ------------------------------------------------------------------ */

/* What a use case of calling works on inside its transaction. */
struct turn {
    struct desk *desk;
    const struct staff_act *act;
    const char *at; /* the counter, "" = none */
    int64_t now_ms;
    struct session session;
    struct counter counter; /* where `at` names one and the act takes place there */
    bool has_counter;
};

/* The ticket whose turn it is at the counter. ERR_NOT_FOUND: nobody waits for it. */
MUST_USE bool turn_find_next(struct turn *turn, struct ticket *out, struct err *err);
/* Stores the ticket, which was in `from`, and tells journal and office of `kind`. */
MUST_USE bool turn_store(struct turn *turn, enum ticket_act kind, const struct ticket *ticket,
                         enum ticket_state from, const char *detail, struct err *err);
/* The acts themselves; `ticket` is as stored before, and as stored now. */
MUST_USE bool turn_carry_out(struct turn *turn, struct ticket *ticket, struct err *err);
