/* What of the outbox the office has, and what still has to go. Everything here that writes belongs
 * inside a transaction. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include "store/db.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct delivery_stream {
    struct uuid id;
    char name[33];
    bool is_open;
    bool is_leaving; /* closed; what waits in it moves to the open one of its name */
    int64_t head_seq;
    int64_t done_seq; /* nothing waits up to here */
    int64_t waiting;
    struct uuid incarnation; /* of the office that knew it last; nil: none */
    int64_t recheck_seq; /* from here on all is to be sent again, a piece at a time; 0: nothing */
    uint8_t head_chain[32];
};
/* ERR_NOT_FOUND. */
MUST_USE bool delivery_store_find(struct db *db, const struct uuid *stream,
                                  struct delivery_stream *out, struct err *err);
/* Those with something that waits or is leaving: the closed ones first, each part in the order of
 * their opening. */
MUST_USE bool delivery_store_waiting(struct db *db, struct delivery_stream *out, size_t most,
                                     size_t *count, struct err *err);
/* The open ones, then closed ones that still have records, newest first; without the first `skip`. */
MUST_USE bool delivery_store_streams(struct db *db, size_t skip, struct uuid *out, size_t most,
                                     size_t *count, struct err *err);

/* A waiting record; borrowed while it is looked at. */
struct delivery_record {
    int64_t seq;
    struct uuid id;
    const char *kind;
    const void *rec;
    size_t rec_len;
    uint8_t chain[32];
};
/* The waiting ones in their order, until `each` returns false or `most` were told. */
MUST_USE bool delivery_store_list(struct db *db, const struct delivery_stream *stream, size_t most,
                                  bool (*each)(void *context, const struct delivery_record *record),
                                  void *context, struct err *err);
/* The time in the id of the oldest record that waits in any stream whose ids have one; -1: none. */
MUST_USE bool delivery_store_oldest(struct db *db, int64_t *out_ms, struct err *err);

/* One record is delivered; nothing when it was. `at_ms` > 0. */
MUST_USE bool delivery_store_mark(struct db *db, const struct uuid *stream, int64_t seq,
                                  int64_t at_ms, struct err *err);
/* The last number of the next `most` records from `from` on; 0: there are none. */
MUST_USE bool delivery_store_piece(struct db *db, const struct uuid *stream, int64_t from,
                                   int64_t most, int64_t *out_to, struct err *err);
/* The same for all that wait of from..to. */
MUST_USE bool delivery_store_mark_range(struct db *db, const struct uuid *stream, int64_t from,
                                        int64_t to, int64_t at_ms, struct err *err);
/* Records from..to that were delivered wait again, but for those that were set aside. */
MUST_USE bool delivery_store_rewind(struct db *db, const struct uuid *stream, int64_t from,
                                    int64_t to, int64_t *changes, struct err *err);
/* Moves `done_seq` up to the first record that waits. */
MUST_USE bool delivery_store_advance(struct db *db, const struct uuid *stream, struct err *err);
/* The chain at a record. ERR_NOT_FOUND: the record is here no longer. */
MUST_USE bool delivery_store_chain(struct db *db, const struct uuid *stream, int64_t seq,
                                   uint8_t out[32], struct err *err);
/* ERR_NOT_FOUND likewise. */
MUST_USE bool delivery_store_id(struct db *db, const struct uuid *stream, int64_t seq,
                                struct uuid *out, struct err *err);
/* Whether the stream has a record of that id. */
MUST_USE bool delivery_store_has(struct db *db, const struct uuid *stream, const struct uuid *id,
                                 bool *out, struct err *err);
/* Copies a waiting record into another stream, as its next one. The caller marks the old one. */
struct stream;
MUST_USE bool delivery_store_copy(struct db *db, const struct uuid *from, int64_t seq,
                                  struct stream *to, struct err *err);

/* Which office knows it, and from where on that one is to get all of it again. */
MUST_USE bool delivery_store_meet(struct db *db, const struct uuid *stream,
                                  const struct uuid *incarnation, int64_t recheck_seq,
                                  struct err *err);
/* Closes an open stream; what waits in it is leaving. */
MUST_USE bool delivery_store_close(struct db *db, const struct uuid *stream, int64_t at_ms,
                                   struct err *err);
/* The last one has left, and none is to be sent again. */
MUST_USE bool delivery_store_left(struct db *db, const struct uuid *stream, struct err *err);

/* Keeps a copy of a waiting record for good, why, and which office did not take it. ERR_NOT_FOUND: no such
 * record waits. */
MUST_USE bool delivery_store_set_aside(struct db *db, const struct uuid *stream, int64_t seq,
                                       const char *why, const char *office, int64_t at_ms,
                                       struct err *err);
struct delivery_aside {
    struct uuid stream;
    char name[33]; /* the stream's */
    int64_t seq;
    struct uuid id;
    char kind[65];
    char why[64];
    int64_t at_ms;
};
/* Those that lie aside, but for those that `office` did not take (NULL: those too). */
MUST_USE bool delivery_store_aside(struct db *db, const char *office, struct delivery_aside *out,
                                   size_t most, size_t *count, struct err *err);
/* One of them lies aside no longer; its outbox row, where it is still there, may be rewound. */
MUST_USE bool delivery_store_again(struct db *db, const struct uuid *stream, int64_t seq,
                                   int64_t at_ms, struct err *err);
/* Its copy becomes the next record of a stream. */
MUST_USE bool delivery_store_copy_aside(struct db *db, const struct uuid *from, int64_t seq,
                                        struct stream *to, struct err *err);
struct delivery_counts {
    int64_t waiting;
    int64_t set_aside;
    int64_t head_seq; /* of the main stream */
};
MUST_USE bool delivery_store_count(struct db *db, struct delivery_counts *out, struct err *err);

/* The number up to which a stream's first records, `most` of them at the most, were all delivered
 * before `before_ms`; 0: none. */
MUST_USE bool delivery_store_old(struct db *db, const struct uuid *stream, int64_t before_ms,
                                 int64_t most, int64_t *out_seq, struct err *err);
/* Deletes the records up to there. */
MUST_USE bool delivery_store_prune(struct db *db, const struct uuid *stream, int64_t to_seq,
                                   int64_t *changes, struct err *err);
