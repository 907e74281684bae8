/* The database functions that kiosks reach (sql/0002_api.sql). */
#pragma once
#include "office/ingest_batch.h"
#include "office/pg.h"
#include "wire/decisions.h"
#include "wire/heartbeat.h"
#include "wire/push.h"

/* Who asks, as nginx found out. */
struct caller {
    char kiosk[UUID_TEXT];
    const char *serial;
    const char *ends; /* its certificate, in nginx's words; "": not said */
};
/* What a batch says of itself. */
struct batch_head {
    const char *stream; /* UUID */
    const char *name;   /* "main", "survey" */
    bool has_claim;
    int64_t claim_seq;
    uint8_t claim[32];
};

/* ERR_INVALID: synchronous writing is off, which loses what was acknowledged. */
MUST_USE bool ingest_check_durable(struct pg *pg, struct err *err);
/* The `count` lines of the batch at `first`, in one transaction that is committed when this returns
 * true; their acks are added to `out`. ERR_CLOSED: not an enrolled kiosk; ERR_FULL: too many
 * records; ERR_CORRUPT: a record that the database cannot hold. */
MUST_USE bool ingest_store(struct pg *pg, struct push_reply *out, const struct caller *caller,
                           const struct batch_head *head, struct batch *batch, size_t first,
                           size_t count, struct err *err);
/* The same by another statement that answers likewise: contiguous, chain, gaps, server_ms,
 * incarnation, letters. */
MUST_USE bool ingest_ask_store(struct pg *pg, struct push_reply *out, const char *sql,
                               const struct pg_param *params, size_t param_count,
                               const struct batch *batch, size_t first, size_t count,
                               struct err *err);
/* A stream's state, without acks. */
MUST_USE bool ingest_stream(struct pg *pg, struct push_reply *out, const struct caller *caller,
                            const char *stream, struct err *err);
/* `*out_same`: the catalogue in force is the one of `known_tag`; then no file is added. ERR_NOT_FOUND: there
 * is none of this name. */
MUST_USE bool ingest_catalogue(struct pg *pg, struct text *out_file, char out_tag[80],
                               bool *out_same, const struct caller *caller, const char *name,
                               const char *known_tag, struct err *err);
/* Fills in time, incarnation and the last decision of the answer. */
MUST_USE bool ingest_heartbeat(struct pg *pg, struct heartbeat_reply *out,
                               const struct caller *caller, const char *body, struct err *err);
/* Decisions beyond `after`, DECISIONS_MOST of them at most. */
MUST_USE bool ingest_decisions(struct pg *pg, struct decisions *out, const struct caller *caller,
                               int64_t after, struct err *err);
