/* Rows of help_call: visitors who ask for an officer. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include "store/db.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct help_row {
    int64_t no;
    struct uuid request;
    char device[16];
    char screen[32];
    int64_t at_ms;
    int64_t answered_at_ms; /* 0 = open */
};

/* `*added` is false when the request is known already. */
MUST_USE bool help_store_add(struct db *db, const struct help_row *row, bool *added,
                             struct err *err);
/* ERR_NOT_FOUND. */
MUST_USE bool help_store_find(struct db *db, int64_t no, struct help_row *out, struct err *err);
/* The oldest open ones, at most `most`. */
MUST_USE bool help_store_list_open(struct db *db, struct help_row *out, size_t most, size_t *count,
                                   struct err *err);
/* `*changed` is false when somebody answered before. */
MUST_USE bool help_store_answer(struct db *db, int64_t no, const char *officer, int64_t at_ms,
                                bool *changed, struct err *err);
