/* Who waits and who was skipped, by place; a page costs the same with 10 or 10,000 people. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "store/db.h"
#include "store/ticket_store.h"
#include <stddef.h>
#include <stdint.h>

enum { PLACES_MOST = 32 };

/* Waiting tickets of one group behind the place `after`, at most PLACES_MOST: those sent to
 * `for_counter`, or with "" those that any counter may call. */
MUST_USE bool waiting_store_list(struct db *db, int64_t session, const char *group_id,
                                 const char *for_counter, bool is_priority, int64_t after,
                                 size_t most, struct ticket_place out[PLACES_MOST], size_t *count,
                                 struct err *err);
/* The same of those sent to any one counter. */
MUST_USE bool waiting_store_list_sent(struct db *db, int64_t session, const char *group_id,
                                      int64_t after, size_t most,
                                      struct ticket_place out[PLACES_MOST], size_t *count,
                                      struct err *err);
/* Whoever waits in the group for this counter may be called by any from now on. */
MUST_USE bool waiting_store_release(struct db *db, int64_t session, const char *group_id,
                                    const char *counter, struct err *err);
/* The same list of skipped tickets. */
MUST_USE bool skipped_store_list(struct db *db, int64_t session, const char *group_id,
                                 int64_t after, size_t most, struct ticket_place out[PLACES_MOST],
                                 size_t *count, struct err *err);

/* How many wait in a group for one certain counter: `*here` for this one, `*all` for any. */
MUST_USE bool waiting_store_count_sent(struct db *db, int64_t session, const char *group_id,
                                       const char *counter, int64_t *here, int64_t *all,
                                       struct err *err);
MUST_USE bool skipped_store_count(struct db *db, int64_t session, const char *group_id,
                                  int64_t *out, struct err *err);

/* The middle one of the session's waits until the first call; -1 before the first call. */
MUST_USE bool waiting_store_median(struct db *db, int64_t session, int64_t *out, struct err *err);
