/* The office in memory, behind a transport that fails on command: what the office promises to a kiosk in
 * as few lines as it can be said, for campaigns of many thousand requests. */
#pragma once
#include "base/clock.h"
#include "base/id.h"
#include "client/transport.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct office_model;
/* Both clocks are borrowed: the kiosk's for how long a request takes, the office's own for its time. */
struct office_model *office_model_new(const struct clock *kiosk, const struct clock *own);
void office_model_free(struct office_model *model);
/* A kiosk's way to it; the model outlives it. */
void office_model_transport(struct office_model *model, const struct uuid *kiosk,
                            struct transport *out);

enum model_fault_kind {
    MODEL_FINE,
    MODEL_LOSE_REQUEST,
    MODEL_LOSE_REPLY,
    MODEL_TIME_OUT,    /* done, and the answer comes too late */
    MODEL_CUT_REQUEST, /* only so many bytes of its body arrive */
    MODEL_CUT_REPLY,   /* only so many bytes of the answer come back, as if they were all */
    MODEL_DUPLICATE,   /* done twice; the second answer comes back */
    MODEL_HOLD,        /* lost for the kiosk; done after the next one */
    MODEL_STATUS,      /* not done; answered with this status */
    MODEL_FAULTS
};
struct model_fault {
    enum model_fault_kind kind;
    size_t amount; /* bytes, or the status */
};
/* Of the next request with events, once. */
void office_model_strike(struct office_model *model, struct model_fault fault);
/* Requests with a record that holds this word are answered with 422; NULL: none. */
void office_model_refuse(struct office_model *model, const char *word);
/* It is not reached at all. */
void office_model_away(struct office_model *model, bool is_away);
/* Requests with events that came in whole, and bytes of the last answer and body. */
long office_model_requests(const struct office_model *model);
size_t office_model_reply_len(const struct office_model *model);
size_t office_model_body_len(const struct office_model *model);

/* How far it is; restored later, everything that came since is lost and its incarnation is another. */
struct model_mark {
    size_t events, moves;
};
struct model_mark office_model_mark(const struct office_model *model);
/* Known: kiosks see another incarnation. Otherwise it does not know itself that it lost something. */
void office_model_restore(struct office_model *model, struct model_mark mark, bool is_known);

struct model_event {
    struct uuid kiosk, stream, id;
    int64_t seq;
    uint8_t sha[32];
    char *rec;
    size_t rec_len;
};
/* Records and moves: grows with everything new. */
size_t office_model_size(const struct office_model *model);
size_t office_model_count(const struct office_model *model);
const struct model_event *office_model_event(const struct office_model *model, size_t i);
const struct model_event *office_model_find(const struct office_model *model,
                                            const struct uuid *kiosk, const struct uuid *id);
/* All numbers of the stream from 1 to this one are there; its chain at it. */
int64_t office_model_contiguous(const struct office_model *model, const struct uuid *kiosk,
                                const struct uuid *stream, uint8_t chain[32]);
bool office_model_has(const struct office_model *model, const struct uuid *kiosk,
                      const struct uuid *stream, int64_t seq);
struct model_stream {
    struct uuid kiosk, stream;
    int64_t highest;
};
size_t office_model_streams(const struct office_model *model, struct model_stream *out,
                            size_t most);
/* The ith record that came again under another number, as it came then; false: there is none. */
bool office_model_moved(const struct office_model *model, size_t i, struct model_event *out);
/* For tests/fault/check_office.py --dump. */
MUST_USE bool office_model_dump(const struct office_model *model, const char *path,
                                struct err *err);
