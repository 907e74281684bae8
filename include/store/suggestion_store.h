/* Suggestions grow old: their words are kept no longer than the office says. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "store/db.h"
#include <stdbool.h>
#include <stdint.h>

/* Whether one is from before this local day: asked without a write lock. */
MUST_USE bool suggestion_store_has_old(struct db *db, int64_t before_day, bool *out,
                                       struct err *err);
/* Deletes those from before `before_day`. */
MUST_USE bool suggestion_store_forget(struct db *db, int64_t before_day, int64_t *count,
                                      struct err *err);
