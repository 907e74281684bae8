/* The register of complaints. What a person wrote stands here sealed, and nowhere else. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include "base/text.h"
#include "domain/complaint.h"
#include "store/db.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A repeated number, sequence or request is ERR_CORRUPT. */
MUST_USE bool complaint_store_add(struct db *db, const struct complaint *complaint, int64_t seq,
                                  const struct text *sealed, struct err *err);
/* The highest sequence; 0 without any. */
MUST_USE bool complaint_store_last_seq(struct db *db, int64_t *out, struct err *err);

/* ERR_NOT_FOUND, both; `number` in its canonical form. */
MUST_USE bool complaint_store_find(struct db *db, const char *number, struct complaint *out,
                                   struct err *err);
MUST_USE bool complaint_store_find_request(struct db *db, const struct uuid *request,
                                           struct complaint *out, struct err *err);

/* The first after that sequence whose words were not erased. ERR_NOT_FOUND. */
MUST_USE bool complaint_store_find_after(struct db *db, int64_t after_seq, struct complaint *out,
                                         int64_t *seq, struct err *err);

/* Which ones, and in which order; see struct complaint_query of the desk. Times in UTC. */
struct complaint_range {
    int64_t from_ms, until_ms; /* received at or after, and before; the outermost two: ever */
    unsigned states;           /* bit 1 << state */
    int64_t overdue_today;     /* only those overdue on this local day; 0 = all */
    bool is_oldest_first;
    size_t skip, most; /* most 0 = all */
};
/* Until `each` returns false. */
MUST_USE bool complaint_store_list(struct db *db, const struct complaint_range *range,
                                   bool (*each)(void *context, const struct complaint *complaint),
                                   void *context, struct err *err);
/* The numbers of each state, and of those open whose day was before `today`. Reads only open ones. */
MUST_USE bool complaint_store_count(struct db *db, int64_t today,
                                    int64_t by_state[COMPLAINT_STATE_COUNT], int64_t *overdue,
                                    struct err *err);

/* Adds the sealed words to `out`; nothing once they were erased. ERR_NOT_FOUND. */
MUST_USE bool complaint_store_words(struct db *db, const char *number, struct text *out,
                                    struct err *err);
MUST_USE bool complaint_store_set_words(struct db *db, const char *number,
                                        const struct text *sealed, struct err *err);
/* The office's answer: the letter is added to `out`, or nothing; ERR_NOT_FOUND. It is kept only
 * where the other words still are. */
MUST_USE bool complaint_store_office_answer(struct db *db, const char *number, struct text *out,
                                            struct err *err);
MUST_USE bool complaint_store_set_office_answer(struct db *db, const char *number,
                                                const void *letter, size_t len, struct err *err);
/* Stores weight, states, their times and officer. ERR_BUSY: its state is not `from`;
 * nothing changed. */
MUST_USE bool complaint_store_move(struct db *db, const struct complaint *complaint,
                                   enum complaint_state from, struct err *err);

/* Closings below `floor_ms`, or before their complaint came, were dated by a wrong clock: those whose
 * words are kept become closings of `now_ms`. */
MUST_USE bool complaint_store_date_closings(struct db *db, int64_t floor_ms, int64_t now_ms,
                                            int64_t *count, struct err *err);
/* One that was closed before `before_ms` and still has words, oldest first. ERR_NOT_FOUND. */
MUST_USE bool complaint_store_find_old(struct db *db, int64_t before_ms, struct complaint *out,
                                       struct err *err);
/* All words, the office's too, are overwritten with nothing; the row stays. ERR_NOT_FOUND. */
MUST_USE bool complaint_store_erase(struct db *db, const char *number, struct err *err);
