/* Events on their way to the office. The only caller is anjungan-sync; each call is one transaction
 * and none waits for a network.
 *
 * Every record leaves exactly as it was committed. One that the office has stays for OUTBOX_KEEP_MS, so that
 * an office whose database was restored gets it again, and is then deleted for good. A stream is begun
 * anew, with its predecessor named, when the office says that this database is not the one it knew. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include "base/text.h"
#include "desk/desk.h"
#include "wire/push.h"
#include <stdbool.h>
#include <stdint.h>

#define OUTBOX_KEEP_MS (INT64_C(7) * 24 * 3600 * 1000)

struct outbox_batch {
    struct uuid stream;
    char name[33]; /* "main", "survey" */
    int64_t seqs[PUSH_LINES];
    size_t count;      /* 0: nothing is waiting */
    struct text lines; /* as wire/push.h wants them */
    uint8_t chain[32]; /* at the last of them */
};
void outbox_batch_init(struct outbox_batch *batch);
void outbox_batch_clear(struct outbox_batch *batch);

/* Up to `most` waiting records of one stream, in their order, within PUSH_BYTES; those of older streams
 * first, then the streams in turn, so that none waits for another. */
MUST_USE bool desk_outbox_next(struct desk *desk, size_t most, struct outbox_batch *out,
                               struct err *err);

/* Waiting records that are passed over: their turn is another one. */
enum { OUTBOX_PASSED = 8 };
struct outbox_passed {
    struct {
        struct uuid stream;
        int64_t seq;
    } items[OUTBOX_PASSED];
    size_t count;
    struct uuid sent_stream; /* its records up to this number are on their way; 0: none are */
    int64_t sent_seq;
};
/* The same without these. */
MUST_USE bool desk_outbox_next_but(struct desk *desk, size_t most,
                                   const struct outbox_passed *passed, struct outbox_batch *out,
                                   struct err *err);
/* One record alone; a count of 0: it does not wait there. */
MUST_USE bool desk_outbox_one(struct desk *desk, const struct uuid *stream, int64_t seq,
                              struct outbox_batch *out, struct err *err);

/* What the office answered. */
enum outbox_finding {
    OUTBOX_FINE,
    OUTBOX_BEHIND,  /* the office lost records that it had: they wait again */
    OUTBOX_RENEWED, /* a conflict, another chain, or the office ahead of us: a new stream was begun,
                       and what the old one had not delivered was moved to it with its ids */
};
/* Settles a batch (NULL: the answer to GET) by the office's answer: acks, gaps, chain. A record without a
 * known ack waits on. Quarantined ones count as delivered and are noted in the journal. */
MUST_USE bool desk_outbox_settle(struct desk *desk, const struct uuid *stream,
                                 const struct outbox_batch *batch, const struct push_reply *reply,
                                 enum outbox_finding *finding, struct err *err);
/* A record that `office` (a word that changes when it is another one) does not take although it takes others:
 * noted in the journal and out of the way of the others; never deleted. */
MUST_USE bool desk_outbox_set_aside(struct desk *desk, const struct uuid *stream, int64_t seq,
                                    const char *why, const char *office, struct err *err);
/* What lies aside, oldest first. */
enum { OUTBOX_ASIDE = 200 };
struct outbox_aside {
    char stream[33]; /* its name */
    int64_t seq;
    char kind[65];
    char why[64];
    int64_t at_ms;
};
MUST_USE bool desk_outbox_aside(struct desk *desk, struct outbox_aside out[OUTBOX_ASIDE],
                                size_t *count, struct err *err);
/* Up to OUTBOX_ASIDE of them wait again, but for those that `office` did not take (NULL: those too); noted in
 * the journal. One whose row is deleted already becomes the next record of its stream. */
MUST_USE bool desk_outbox_again(struct desk *desk, const char *office, size_t *count,
                                struct err *err);
/* Open streams and closed ones that still have records, for GET /v1/streams/… at start; those
 * behind the first `skip`, and more wait where OUTBOX_STREAMS come. */
enum { OUTBOX_STREAMS = 16 };
MUST_USE bool desk_outbox_streams(struct desk *desk, size_t skip, struct uuid out[OUTBOX_STREAMS],
                                  size_t *count, struct err *err);
/* Deletes what was delivered OUTBOX_KEEP_MS ago, at most 500 rows a call. */
MUST_USE bool desk_outbox_prune(struct desk *desk, int64_t *count, struct err *err);
