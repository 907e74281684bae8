/* Streams of events to the office. Records are bytes here, encoded once by the caller. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include "store/db.h"
#include <stddef.h>
#include <stdint.h>

struct stream {
    struct uuid id;
    struct uuid previous; /* nil: none known */
    int64_t previous_seq;
    int64_t head_seq; /* number of its last record; 0 when empty */
    uint8_t head_chain[32];
};

/* The open stream of that name. ERR_NOT_FOUND. */
MUST_USE bool stream_store_find(struct db *db, const char *name, struct stream *out,
                                struct err *err);
MUST_USE bool stream_store_add(struct db *db, const char *name, const struct stream *stream,
                               int64_t opened_at_ms, struct err *err);

struct outbox_record {
    struct uuid id;
    const char *kind;
    const void *rec;
    size_t rec_len;
};
/* Appends to the stream and moves `stream` on to its new head. */
MUST_USE bool outbox_store_add(struct db *db, struct stream *stream,
                               const struct outbox_record *record, struct err *err);
/* Checks hashes and chain of the last `rows` records of every open stream. ERR_CORRUPT. */
MUST_USE bool outbox_store_check(struct db *db, int rows, struct err *err);
