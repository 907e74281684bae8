/* Sessions (a day of numbers) and their lines: one row per series and group. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include "domain/queue.h"
#include "store/db.h"
#include <stdbool.h>
#include <stdint.h>

struct session {
    int64_t no; /* its key inside this database */
    struct uuid id;
    int64_t local_day; /* days since 1970 in the office's zone */
    bool is_dated;     /* false: opened while the clock could not be trusted */
    int generation;    /* > 0: the first one after a quarantine; its series carry a letter */
    int64_t opened_at_ms;
};

/* ERR_NOT_FOUND when no session is open. */
MUST_USE bool session_store_find_open(struct db *db, struct session *out, struct err *err);
/* Fills session->no. Another open session is a broken promise of the caller: ERR_CORRUPT. */
MUST_USE bool session_store_add(struct db *db, struct session *session, struct err *err);
/* `by`: "staff" or "next_session". */
MUST_USE bool session_store_close(struct db *db, int64_t no, int64_t at_ms, const char *by,
                                  struct err *err);
/* An open session again. Another open one is a broken promise of the caller: ERR_CORRUPT. */
MUST_USE bool session_store_reopen(struct db *db, int64_t no, struct err *err);
/* The newest one, open or not; ERR_NOT_FOUND. `*is_ended_by_staff` when staff closed it. */
MUST_USE bool session_store_find_last(struct db *db, struct session *out, bool *is_ended_by_staff,
                                      struct err *err);
/* Gives a session its day: an undated one, or one that a wrong clock dated. */
MUST_USE bool session_store_date(struct db *db, int64_t no, int64_t local_day, struct err *err);

/* What the lines of a session say for one series and one group. */
struct line_totals {
    int64_t hi;          /* highest number of the series */
    int64_t last_place;  /* tickets issued in the session */
    int64_t waiting;     /* people in the group, all series */
    int64_t priority;    /* of those, the ones with priority */
    int64_t waiting_all; /* people in all groups */
};
/* `series` and `group_id` may be NULL: hi, waiting are then 0. */
MUST_USE bool line_store_totals(struct db *db, int64_t session, const char *series,
                                const char *group_id, struct line_totals *out, struct err *err);
/* Takes the ticket's number: stores hi and place and counts one more waiting. */
MUST_USE bool line_store_take(struct db *db, int64_t session, const struct ticket *ticket,
                              int64_t place, struct err *err);
