/* Events between kiosk and office: `POST /v1/streams/{stream}/events` and its answer.
 *
 * The request is NDJSON: a line {"seq":n,"rec":{…}} per record, in rising order, where the bytes
 * after `"rec":` up to the last brace are exactly those of the outbox: they are hashed, never
 * re-encoded. At most PUSH_LINES lines, PUSH_BYTES before packing, PUSH_LINE_BYTES a line; gzip
 * allowed. The header Anjungan-Stream names the stream ("main", "survey"), Anjungan-Chain "SEQ:HEX"
 * says the kiosk's chain at the batch's last record.
 *
 * The answer: {"acks":[[seq,"stored"|"duplicate"|"quarantined"|"conflict"],…],"contiguous":n,
 * "chain":HEX|null,"missing":[[a,b],…],"head":n,"server_time":ms,"incarnation":UUID}. All records
 * up to `contiguous` are there; `chain` is the office's own chain at that record; `missing` are the
 * first gaps after it; nothing is there beyond `head`, which an older office does not tell.
 * `GET /v1/streams/{stream}` answers the same without acks. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include "base/text.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    PUSH_LINES = 200,
    PUSH_BYTES = 512 * 1024,
    PUSH_LINE_BYTES = 64 * 1024,
    PUSH_GAPS = 50,
    PUSH_KIND = 64
};

/* Adds one line and its end. */
void push_write_line(struct text *out, int64_t seq, const void *rec, size_t rec_len);

/* A line as the office reads it, without its end; `rec` and `kind` are borrowed from the line or `body`. */
struct json;
struct push_line {
    int64_t seq;
    const char *rec;
    size_t rec_len;
    struct json
        *body; /* NULL: quarantined, for it is no object, or its kind or time is beyond all bounds;
                  freed by push_line_clear */
    struct uuid id; /* of the record; where it has none, made from its hash (RFC 9562, version 8) */
    const char *kind;    /* "" when it has none */
    struct uuid session; /* nil: none */
    int64_t at_ms;
    int quality; /* enum clock_quality; 0 where unknown */
    bool is_quarantined;
    char quick_kind[PUSH_KIND + 1]; /* where `kind` points after push_read_line_quickly */
};
/* ERR_INVALID only where the frame is wrong, so that not even its number is known: the whole request
 * is then refused. */
MUST_USE bool push_read_line(struct push_line *out, const char *line, size_t len, struct err *err);
/* The same, but a record whose head stands as event_begin writes it is not read beyond that head: `body` is
 * NULL and `is_quarantined` false, and whether the rest is JSON is for whoever keeps it to say. */
MUST_USE bool push_read_line_quickly(struct push_line *out, const char *line, size_t len,
                                     struct err *err);
/* The record turned out not to be readable: what push_read_line would have made of it. */
void push_line_quarantine(struct push_line *line);
void push_line_clear(struct push_line *line);

enum push_ack { PUSH_UNKNOWN, PUSH_STORED, PUSH_DUPLICATE, PUSH_QUARANTINED, PUSH_CONFLICT };
const char *push_ack_name(enum push_ack ack); /* "stored" … */
enum push_ack push_ack_of(const char *name);  /* PUSH_UNKNOWN for any other */

struct push_gap {
    int64_t from, to; /* both missing */
};
struct push_reply {
    struct {
        int64_t seq;
        enum push_ack ack;
    } acks[PUSH_LINES];
    size_t ack_count;
    int64_t contiguous;
    bool has_chain;
    uint8_t chain[32];
    struct push_gap gaps[PUSH_GAPS];
    size_t gap_count;
    bool has_head;
    int64_t head; /* the last record that is there; 0: none is */
    int64_t server_ms;
    struct uuid incarnation; /* changes when the office's database was restored */
};
void push_write_reply(struct text *out, const struct push_reply *reply);
/* ERR_INVALID: cut short, or not such an answer; then nothing of it is believed. */
MUST_USE bool push_read_reply(struct push_reply *out, const char *bytes, size_t len,
                              struct err *err);
