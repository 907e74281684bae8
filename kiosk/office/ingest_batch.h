/* The records of one request, read and ready for the database. */
#pragma once
#include "base/err.h"
#include "base/text.h"
#include "office/pg.h"
#include "wire/push.h"

enum { BATCH_ARRAYS = 8 };

struct batch {
    struct push_line *lines;
    size_t count;
    struct text arrays[BATCH_ARRAYS]; /* of the columns, in the order of api_ingest */
};
/* Room for `most` lines. */
void batch_init(struct batch *batch, size_t most);
void batch_clear(struct batch *batch);

/* Why a body is no batch. */
enum batch_fault { BATCH_GOOD, BATCH_FRAME, BATCH_TOO_LARGE, BATCH_UNUSABLE };
/* Reads NDJSON; the lines stay borrowed from `body`. */
enum batch_fault batch_read(struct batch *batch, size_t most, const char *body, size_t len);
/* Fills the arrays from `count` lines at `first`. */
void batch_fill(struct batch *batch, size_t first, size_t count);

/* Puts `count` lines at `first` into the database, in one transaction, and adds what they are answered. */
typedef bool batch_store_fn(void *context, struct push_reply *answer, struct batch *batch,
                            size_t first, size_t count, struct err *err);
/* All lines through `store`: again where another transaction was in the way, and one by one where
 * the database cannot hold one of them, which is then kept as bytes (quarantined). */
MUST_USE bool batch_store(struct batch *batch, batch_store_fn *store, void *context,
                          struct push_reply *answer, struct err *err);
