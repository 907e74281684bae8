/* The operator's log, and what the database knows about itself. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "store/db.h"
#include <stddef.h>
#include <stdint.h>

/* `kind` is a stable name ("database.quarantined"); `detail` holds no personal data. */
MUST_USE bool journal_store_add(struct db *db, int64_t at_ms, const char *kind, const char *detail,
                                struct err *err);
/* How many entries of a kind there are. */
MUST_USE bool journal_store_count(struct db *db, const char *kind, int64_t *out, struct err *err);

/* ERR_NOT_FOUND; the value is cut to `size`. */
MUST_USE bool meta_store_get(struct db *db, const char *key, char *out, size_t size,
                             struct err *err);
MUST_USE bool meta_store_put(struct db *db, const char *key, const char *value, struct err *err);
/* Adds one to a count kept under `key`. */
MUST_USE bool meta_store_count(struct db *db, const char *key, struct err *err);
