/* Announcements, and the commands that were carried out. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include "domain/queue.h"
#include "store/db.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct call {
    int64_t no; /* grows with every announcement */
    struct uuid ticket;
    char number[TICKET_NUMBER_TEXT];
    char group_id[64];
    char counter[COUNTER_TEXT];
    int turn; /* 1 = called, 2 … = called again */
    int64_t at_ms;
};

/* Fills call->no. */
MUST_USE bool call_store_add(struct db *db, int64_t session, struct call *call, struct err *err);
/* The newest announcement of each counter, the newest first; at most `most`. */
MUST_USE bool call_store_list_newest(struct db *db, int64_t session, struct call *out, size_t most,
                                     size_t *count, struct err *err);
/* The oldest announcement with a number above `after`, not reaching back beyond the first one, from
 * the newest on, that was before `since_ms`. ERR_NOT_FOUND. */
MUST_USE bool call_store_find_unspoken(struct db *db, int64_t session, int64_t after,
                                       int64_t since_ms, struct call *out, struct err *err);

struct command {
    struct uuid id;
    const char *kind;
    struct uuid ticket;
};
MUST_USE bool command_store_add(struct db *db, int64_t session, const struct command *command,
                                struct err *err);
/* ERR_NOT_FOUND: not carried out yet. ERR_INVALID: it was another kind of command. */
MUST_USE bool command_store_find(struct db *db, const struct uuid *id, const char *kind,
                                 struct uuid *ticket, struct err *err);
/* Removes those of sessions before `session`. */
MUST_USE bool command_store_forget(struct db *db, int64_t session, struct err *err);
