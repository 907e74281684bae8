/* The database functions of the relay, of both of its ends (sql/0007_relay.sql). */
#pragma once
#include "office/ingest_rows.h"
#include "wire/relay.h"

/* Takes in a part, whose lines are all of `batch`, in one transaction. Errors as those of ingest_store. */
MUST_USE bool relay_store(struct pg *pg, struct push_reply *out, const struct caller *sender,
                          const struct relay_part *part, struct batch *batch, struct err *err);

/* What the office above lacks, as the body of a request; which records are in which part stays in `parts`. */
struct relay_sent {
    struct uuid kiosk, stream;
    int64_t seqs[PUSH_LINES];
    size_t count;
};
struct relay_bundle {
    struct text body;
    struct relay_sent parts[RELAY_PARTS];
    size_t count; /* 0: it lacks nothing */
};
MUST_USE bool relay_load(struct pg *pg, struct relay_bundle *out, struct err *err);
/* Remembers an answer to `sent`. */
MUST_USE bool relay_note(struct pg *pg, const struct relay_sent *sent,
                         const struct push_reply *answer, struct err *err);
/* It does not take this part: others first. */
MUST_USE bool relay_note_refusal(struct pg *pg, const struct relay_sent *sent, struct err *err);
/* `*out_forgot`: the office above is another one than before, or an older state of it. */
MUST_USE bool relay_meet(struct pg *pg, const struct uuid *incarnation, bool *out_forgot,
                         struct err *err);
