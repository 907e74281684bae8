/* The journal: rows that are only added, each chained to the one before by SHA-256, so that a
 * changed, removed or inserted row is seen by whoever verifies the chain. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "domain/journal.h"
#include "store/db.h"
#include <stdbool.h>
#include <stdint.h>

/* What the machine itself notes. `kind` is a stable name ("database.quarantined"); `detail` holds no
 * personal data. Inside a transaction, as all that is added here: a row continues the last one. */
MUST_USE bool journal_store_add(struct db *db, int64_t at_ms, const char *kind, const char *detail,
                                struct err *err);
/* What somebody did; `entry->no` is not looked at. */
MUST_USE bool journal_store_add_by(struct db *db, const struct journal_entry *entry,
                                   struct err *err);

/* From number `from` on, in order, until `each` returns false; a longer detail is cut. */
MUST_USE bool journal_store_list(struct db *db, int64_t from,
                                 bool (*each)(void *context, const struct journal_entry *entry),
                                 void *context, struct err *err);
/* The newest entry of `detail` among those whose kind begins with `prefix`. Reads backwards. ERR_NOT_FOUND. */
MUST_USE bool journal_store_last(struct db *db, const char *prefix, const char *detail,
                                 struct journal_entry *out, struct err *err);
/* How many entries of a kind there are. */
MUST_USE bool journal_store_count(struct db *db, const char *kind, int64_t *out, struct err *err);
/* The same of somebody's, from a moment on. */
MUST_USE bool journal_store_count_by(struct db *db, const char *kind, const char *who,
                                     int64_t from_ms, int64_t *out, struct err *err);

/* Walks the whole chain. ERR_CORRUPT "journal 17: …" names the first entry that does not fit, and
 * leaves its number in `*bad_no`. */
MUST_USE bool journal_store_verify(struct db *db, struct journal_proof *out, int64_t *bad_no,
                                   struct err *err);
