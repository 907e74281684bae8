/* Suggestions: sealed words that lie apart from the answers. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include "store/db.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct suggestion_row {
    struct uuid id;
    int64_t day;
    int64_t entered_day; /* when it came here: on paper later than its day */
    char service_id[64];
    const void *words; /* sealed; borrowed */
    size_t words_len;
};
/* A repeated id is ERR_CORRUPT. `is_mixed`: at the place in its page where it stays. */
MUST_USE bool suggestion_store_add(struct db *db, const struct suggestion_row *row, bool is_mixed,
                                   struct err *err);
MUST_USE bool suggestion_store_has(struct db *db, const struct uuid *id, bool *out,
                                   struct err *err);
/* Days from..until, by day and random id, until `each` returns false. */
MUST_USE bool suggestion_store_list(struct db *db, int64_t from_day, int64_t until_day,
                                    bool (*each)(void *context, const struct suggestion_row *row),
                                    void *context, struct err *err);

/* The first day up to `until_day` with suggestions that are not mixed; 0 in `*out`: none. */
MUST_USE bool suggestion_store_unmixed_day(struct db *db, int64_t until_day, int64_t *out,
                                           struct err *err);
/* The first `most` that are not mixed of a day, in the order of their ids. */
MUST_USE bool suggestion_store_list_unmixed(struct db *db, int64_t day, int64_t most,
                                            bool (*each)(void *context,
                                                         const struct suggestion_row *row),
                                            void *context, struct err *err);
/* Takes one out, to be put in again at another place of its page. ERR_NOT_FOUND. */
MUST_USE bool suggestion_store_take(struct db *db, int64_t day, const struct uuid *id,
                                    struct err *err);

/* Suggestions grow old: their words are kept no longer than the office says. */
/* Whether one is from before this local day and came before it: asked without a write lock. */
MUST_USE bool suggestion_store_has_old(struct db *db, int64_t before_day, bool *out,
                                       struct err *err);
/* Deletes those from before `before_day` that came before it. */
MUST_USE bool suggestion_store_forget(struct db *db, int64_t before_day, int64_t *count,
                                      struct err *err);
