/* What staff decided about opening: paused groups of a session, and added hours. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "domain/queue.h"
#include "store/db.h"
#include <stdbool.h>
#include <stdint.h>

struct opening_facts {
    bool is_paused;
    char pause_reason[TICKET_REASON_TEXT];
    int64_t extra_until_ms; /* of the added time that holds now; 0 = none */
};
/* `session` 0: none is open. `group_id` NULL: only what holds for all groups. */
MUST_USE bool opening_store_find(struct db *db, int64_t session, const char *group_id,
                                 int64_t now_ms, struct opening_facts *out, struct err *err);
/* How many numbers a group of the session has been given, whatever became of them. */
MUST_USE bool opening_store_issued(struct db *db, int64_t session, const char *group_id,
                                   int64_t *out, struct err *err);

struct pause {
    int64_t session;
    const char *group_id;
    const char *reason;  /* may be "" */
    const char *officer; /* code */
    int64_t at_ms;
};
/* A second pause of a group replaces the reason. */
MUST_USE bool pause_store_put(struct db *db, const struct pause *pause, struct err *err);
/* `*was_there` is false when the group was not paused. */
MUST_USE bool pause_store_remove(struct db *db, int64_t session, const char *group_id,
                                 bool *was_there, struct err *err);

struct extra_hours {
    const char *group_id; /* "" = all groups */
    int64_t from_ms, until_ms;
    const char *reason; /* never "" */
    const char *officer;
};
MUST_USE bool extra_store_add(struct db *db, const struct extra_hours *extra, struct err *err);
