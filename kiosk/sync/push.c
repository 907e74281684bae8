/* Events to the office: a batch a step, smaller where it is too much, whole again when it goes well.
 *
 * What is not known to have arrived is sent again, unchanged. A record that the office does not take although
 * it comes alone steps out of the way of the others (suspect.c). */
#include "base/text.h"
#include "sync_internal.h"
#include <inttypes.h>
#include <string.h>

#define LOG_AREA "sync"
#include "base/log.h"

enum { RENEWAL_APART_MS = 600 * 1000 };

/* A parcel on its way. */
struct way {
    struct sync *sync;
    const struct parcel *parcel;
};

static void meanwhile(void *context)
{
    const struct way *way = context;

    sync_ahead_go(way->sync, way->parcel);
}

static enum verdict send(struct sync *sync, const struct parcel *parcel,
                         struct transport_reply *answer)
{
    const char *const headers[] = {parcel->stream, parcel->chain, NULL};
    struct way way = {sync, parcel};
    const struct transport_request request = {.method = "POST",
                                              .path = parcel->path,
                                              .type = "application/x-ndjson",
                                              .body = parcel->packed.data,
                                              .body_len = parcel->packed.len,
                                              .is_gzip = true,
                                              .headers = headers,
                                              .reply_most = ANSWER_BYTES,
                                              .meanwhile = meanwhile,
                                              .meanwhile_context = &way};

    return sync_ask(sync, &request, answer);
}

static bool is_settled(enum push_ack ack)
{
    return ack == PUSH_STORED || ack == PUSH_DUPLICATE || ack == PUSH_QUARANTINED;
}

/* How many of the batch's records need not be sent again. */
static size_t count_settled(const struct outbox_batch *batch, const struct push_reply *reply)
{
    size_t count = 0;

    for (size_t i = 0; i < reply->ack_count; i++) {
        for (size_t j = 0; j < batch->count; j++)
            count += reply->acks[i].seq == batch->seqs[j] && is_settled(reply->acks[i].ack);
    }
    return count;
}

/* What was too much is known by its size. */
static void go_smaller_than(struct sync *sync, const struct outbox_batch *batch)
{
    size_t sent = batch->count < sync->batch_most ? batch->count : sync->batch_most;

    sync->batch_most = backoff_smaller(sent);
}

static void go_on(struct sync *sync, const struct outbox_batch *batch)
{
    sync_suspects_taken(sync, batch);
    backoff_reset(&sync->push.backoff);
    if (batch->count >= sync->batch_most) /* a small one proves nothing about larger ones */
        sync->batch_most = backoff_larger(sync->batch_most, PUSH_LINES);
    if (sync_now(sync) - sync->renewed_ms > RENEWAL_APART_MS)
        backoff_reset(&sync->renewal.backoff);
}

/* One stream that is begun anew is an accident; an office that wants it time and again gets it more and more
 * seldom. */
static void slow_renewals(struct sync *sync)
{
    sync->wants_streams = true;
    sync->renewed_ms = sync_now(sync);
    sync_fail(sync, &sync->renewal, -1);
    sync->push.until_ms = sync->renewal.until_ms;
}

/* An answer that settles nothing is not asked for again at once. */
static void take_finding(struct sync *sync, const struct outbox_batch *batch,
                         const struct push_reply *reply, enum outbox_finding finding)
{
    if (finding == OUTBOX_RENEWED) {
        slow_renewals(sync);
    } else if (count_settled(batch, reply) == 0) {
        sync_fail(sync, &sync->push, -1);
        sync->batch_most = backoff_smaller(sync->batch_most);
    } else {
        go_on(sync, batch);
    }
}

bool sync_push_settle(struct sync *sync, const struct outbox_batch *batch,
                      const struct push_reply *reply)
{
    enum outbox_finding finding;
    struct err err = {0};

    if (!desk_outbox_settle(sync->options.desk, &batch->stream, batch, reply, &finding, &err)) {
        sync_local_failed(sync, &err);
        return false;
    }
    take_finding(sync, batch, reply, finding);
    return finding == OUTBOX_FINE;
}

static void take_answer(struct sync *sync, struct parcel *parcel,
                        const struct transport_reply *answer)
{
    struct push_reply reply;
    struct err err = {0};

    if (!push_read_reply(&reply, answer->body.data, answer->body.len, &err)) {
        log_warn("%s; the same is sent again", err.text);
        sync_fail(sync, &sync->push, -1);
        sync_ahead_end(sync);
        return;
    }
    sync_is_well(sync, answer, reply.server_ms);
    if (sync_ahead_keep(sync, parcel, &reply))
        return;
    if (!sync_push_settle(sync, &parcel->batch, &reply))
        sync_ahead_end(sync);
}

/* Of many, the one is looked for at once; one alone gets its tries. */
static void take_refusal(struct sync *sync, const struct outbox_batch *batch, int status,
                         int64_t told_s)
{
    if (batch->count > 1)
        go_smaller_than(sync, batch);
    else
        sync_suspect_refused(sync, batch, status, told_s);
}

static void push(struct sync *sync, struct parcel *parcel)
{
    AUTO(transport_reply_clear) struct transport_reply answer = {0};
    const struct outbox_batch *batch = &parcel->batch;
    enum verdict verdict = send(sync, parcel, &answer);

    sync_ahead_write(sync); /* the wait may have been none */
    if (verdict != VERDICT_GOOD)
        sync_ahead_end(sync);
    sync_complain(&sync->events_said, "take events", verdict, answer.status);
    switch (verdict) {
    case VERDICT_GOOD:
        take_answer(sync, parcel, &answer);
        break;
    case VERDICT_BROKEN:
        if (batch->count > 1)
            sync_fail(sync, &sync->push, answer.retry_after_s);
        take_refusal(sync, batch, answer.status, answer.retry_after_s);
        break;
    case VERDICT_LARGE:
    case VERDICT_NEVER:
        take_refusal(sync, batch, answer.status, -1);
        break;
    case VERDICT_SLOW:
        go_smaller_than(sync, batch);
        sync_fail(sync, &sync->push, -1);
        break;
    case VERDICT_LATER:
    case VERDICT_REFUSED: /* all may be well but for events */
        sync_fail(sync, &sync->push, -1);
        break;
    }
}

/* A suspect whose turn it is, or the next records but for suspects. */
static bool choose(struct sync *sync, struct outbox_batch *out, struct err *err)
{
    struct desk *desk = sync->options.desk;
    struct suspect *suspect = sync_suspect_due(sync, true);
    struct outbox_passed passed;

    sync_suspects_passed(sync, &passed);
    if (!suspect) {
        if (!desk_outbox_next_but(desk, sync->batch_most, &passed, out, err))
            return false;
        if (out->count > 0 || !(suspect = sync_suspect_due(sync, false)))
            return true;
    }
    if (!desk_outbox_one(desk, &suspect->stream, suspect->seq, out, err))
        return false;
    if (out->count == 0) /* it waits no longer, or elsewhere */
        *suspect = (struct suspect){0};
    return true;
}

/* What is ready, or what is chosen now; a count of 0: nothing waits. */
static bool next_parcel(struct sync *sync, struct parcel *out, struct err *err)
{
    AUTO(outbox_batch_clear) struct outbox_batch batch;

    outbox_batch_init(&batch);
    return sync_ahead_take(sync, out)
           || (choose(sync, &batch, err) && (batch.count == 0 || parcel_pack(out, &batch, err)));
}

bool sync_push_step(struct sync *sync)
{
    AUTO(parcel_clear) struct parcel parcel = {0};
    struct err err = {0};

    if (sync_now(sync) < sync->push.until_ms)
        return false;
    if (!next_parcel(sync, &parcel, &err)) {
        sync_local_failed(sync, &err);
        return true;
    }
    if (parcel.batch.count == 0)
        return false;
    push(sync, &parcel);
    return true;
}
