/* The database functions of the relay, of both of its ends (sql/0007_relay.sql). */
#pragma once
#include "office/ingest_rows.h"
#include "wire/relay.h"

/* Takes in what a part withholds and the `count` lines of its batch at `first`, in one transaction.
 * Errors as those of ingest_store. */
MUST_USE bool relay_store(struct pg *pg, struct push_reply *out, const struct caller *sender,
                          const struct relay_part *part, struct batch *batch, size_t first,
                          size_t count, struct err *err);

/* What the office above lacks, as the body of a request; which records are in which part stays in `parts`. */
struct relay_sent {
    struct uuid kiosk, stream;
    int64_t seqs[PUSH_LINES];
    bool is_withheld[PUSH_LINES]; /* without its bytes: not answered one by one */
    size_t count;
};
enum { RELAY_RECORDS = RELAY_PARTS * PUSH_LINES };
struct relay_bundle {
    struct text body;
    size_t most; /* records it may hold; at least 1 */
    size_t records;
    struct relay_sent parts[RELAY_PARTS];
    size_t count; /* 0: it lacks nothing */
};
MUST_USE bool relay_load(struct pg *pg, struct relay_bundle *out, struct err *err);
/* Leaves in `sent` what the answer settles: no record that is in conflict with another of its
 * number, and none that is still missing there. `*out_conflicts`: how many were in conflict. */
void relay_settle(struct relay_sent *sent, const struct push_reply *answer, size_t *out_conflicts);
/* Remembers an answer to `sent`, which is what it settled. */
MUST_USE bool relay_note(struct pg *pg, const struct relay_sent *sent,
                         const struct push_reply *answer, struct err *err);
/* It does not take this part: others first. */
MUST_USE bool relay_note_refusal(struct pg *pg, const struct relay_sent *sent, struct err *err);
/* `*out_forgot`: the office above is another one than before, or an older state of it. */
MUST_USE bool relay_meet(struct pg *pg, const struct uuid *incarnation, bool *out_forgot,
                         struct err *err);
