/* What the steps of the loop share. Each step asks the office at most once. */
#pragma once
#include "desk/office.h"
#include "desk/outbox.h"
#include "domain/backoff.h"
#include "sync/sync.h"

enum { ANSWER_BYTES = 64 * 1024 };

/* Until when nothing is tried, and how often that was in vain. */
struct pause {
    struct backoff backoff;
    int64_t until_ms; /* monotonic */
};

/* A record that the office refused, or failed over, although it came alone (suspect.c). */
struct suspect {
    struct uuid stream;
    int64_t seq; /* 0: none */
    int refusals;
    int status; /* the last one's */
    int64_t first_ms;
    bool is_passed;     /* the others go on, it comes alone now and then */
    bool is_proven;     /* since its first refusal another one of its stream was taken */
    struct pause pause; /* until it comes again, once it is passed */
};

/* A batch as it is sent. */
struct parcel {
    struct outbox_batch batch;
    char path[72];
    char stream[128];
    char chain[128];
    struct text packed;
};

/* What is done while an answer is awaited (ahead.c). */
struct ahead {
    struct parcel next; /* ready to go; a count of 0: none */
    bool has_answer;    /* to the batch before: good news that is not written down yet */
    struct outbox_batch answered;
    struct push_reply answer;
    struct uuid incarnation; /* of the last answer */
};

struct sync {
    struct sync_options options;
    struct pause office;  /* it is away, busy, or does not want us */
    struct pause push;    /* it answers, but not to events */
    struct pause renewal; /* it does not know our streams, time and again */
    struct pause local;   /* our own database fails */

    enum office_contact last; /* outcome of the last request */
    enum office_contact said; /* in the log */
    int heartbeat_said, catalog_said, decisions_said,
        events_said;     /* a strange status that the log has; 0: none */
    int64_t answered_ms; /* the last answer; at first the start */
    bool was_away;       /* since the last success */
    bool is_away_noted;

    struct uuid streams[OUTBOX_STREAMS]; /* to be asked about */
    size_t stream_count, stream_at, stream_skip;
    bool wants_streams;
    int stream_tries;
    int64_t status_ms; /* when they are asked about in any case */

    size_t batch_most;
    int64_t renewed_ms;
    struct suspect suspects[OUTBOX_PASSED];

    struct ahead ahead;

    int64_t heartbeat_ms, heartbeat_every_ms, heartbeat_told_ms;
    struct uuid incarnation; /* as the last heartbeat's answer said; nil: none did */
    char office_word[80];    /* its version and incarnation, as said there; "": none did */
    int64_t surveys_told;
    int64_t catalog_ms, catalog_asked_ms;
    bool wants_decisions;              /* the last heartbeat's answer told of some */
    int64_t decisions_ms;              /* not asked for before */
    struct decisions_cursor decisions; /* beyond which; the last taken of this office's */
    int64_t prune_ms;
    int64_t log_bytes; /* what the last checkpoint had to leave in the write-ahead log */
    int64_t renew_ms;
};

enum verdict {
    VERDICT_GOOD,    /* 2xx and 304 */
    VERDICT_LATER,   /* no answer of the office's, or "not now": nothing is asked for a while */
    VERDICT_SLOW,    /* the same, and less at once may help */
    VERDICT_LARGE,   /* 413 */
    VERDICT_REFUSED, /* this kiosk is not wanted; nothing is asked for a while */
    VERDICT_NEVER,   /* the same request will always be refused */
    VERDICT_BROKEN,  /* the office failed over this request */
};
/* Sends one request; the first three and REFUSED are seen to here, the others by the caller. */
MUST_USE enum verdict sync_ask(struct sync *sync, const struct transport_request *request,
                               struct transport_reply *reply);
/* An answer that could be read: the office is there, and this is its time. */
void sync_is_well(struct sync *sync, const struct transport_reply *reply, int64_t server_ms);
void sync_fail(struct sync *sync, struct pause *pause, int64_t told_s);
/* The machine's own trouble; said once until it is over. */
void sync_local_failed(struct sync *sync, const struct err *err);

/* Logs that the office does not do what it should, once until it does. */
void sync_complain(int *said, const char *what, enum verdict verdict, int status);

int64_t sync_now(const struct sync *sync);
uint32_t sync_chance(const struct sync *sync);
int64_t sync_around(const struct sync *sync, int64_t ms); /* from now */

/* True: this step asked the office, or changed what is to be done. */
MUST_USE bool sync_status_step(struct sync *sync);
MUST_USE bool sync_heartbeat_step(struct sync *sync);
MUST_USE bool sync_catalog_step(struct sync *sync);
MUST_USE bool sync_decisions_step(struct sync *sync);
/* `head`: the last decision that the office's answer told of. */
void sync_look_for_decisions(struct sync *sync, const struct uuid *incarnation, int64_t head);
MUST_USE bool sync_push_step(struct sync *sync);
int64_t sync_catalog_next(const struct sync *sync); /* when it is due */

/* Makes a batch ready to go, which is the parcel's then. */
MUST_USE bool parcel_pack(struct parcel *out, struct outbox_batch *batch_take, struct err *err);
void parcel_clear(struct parcel *parcel);

/* While the parcel is on its way: writes down the answer before it, and makes the next batch ready. */
void sync_ahead_go(struct sync *sync, const struct parcel *sent);
/* The batch that was made ready; false: none. */
MUST_USE bool sync_ahead_take(struct sync *sync, struct parcel *out);
/* True: the answer is as good as can be and another batch is ready, so that it is written down while that one
 * is on its way. */
MUST_USE bool sync_ahead_keep(struct sync *sync, struct parcel *sent,
                              const struct push_reply *answer);
/* Writes down what is not yet; and forgets what is ready besides, as before any other request. */
void sync_ahead_write(struct sync *sync);
void sync_ahead_end(struct sync *sync);
/* Settles an answer and judges what came of it. */
MUST_USE bool sync_push_settle(struct sync *sync, const struct outbox_batch *batch,
                               const struct push_reply *reply);

/* Records that are passed over; and one of them whose turn it is again, NULL: none. Those that are not proven
 * come only when nothing else waits. */
void sync_suspects_passed(const struct sync *sync, struct outbox_passed *out);
struct suspect *sync_suspect_due(struct sync *sync, bool is_proven);
int64_t sync_suspects_next(const struct sync *sync); /* when that is */
/* A batch was taken; and one of a single record was not. */
void sync_suspects_taken(struct sync *sync, const struct outbox_batch *batch);
void sync_suspect_refused(struct sync *sync, const struct outbox_batch *batch, int status,
                          int64_t told_s);

/* `GET /v1/streams/{stream}`; `*reply` is set where the verdict is good, and then was well-formed. */
MUST_USE enum verdict sync_ask_stream(struct sync *sync, const struct uuid *stream,
                                      struct push_reply *reply);
