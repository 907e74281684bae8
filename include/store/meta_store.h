/* What the database knows about itself. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "store/db.h"
#include <stddef.h>
#include <stdint.h>

/* ERR_NOT_FOUND; the value is cut to `size`. */
MUST_USE bool meta_store_get(struct db *db, const char *key, char *out, size_t size,
                             struct err *err);
MUST_USE bool meta_store_put(struct db *db, const char *key, const char *value, struct err *err);
/* Adds one to a count kept under `key`. */
MUST_USE bool meta_store_count(struct db *db, const char *key, struct err *err);
