/* Many batches in a row: still one request at a time, but nobody waits for it in idleness.
 *
 * While a batch is on its way, the answer to the one before is written down and the one behind is
 * read and packed. Only an answer that is good news in every word waits so long; lost in a power
 * cut, it is asked for again, and the office knows the records. Whatever else happens ends it: then
 * all goes one after the other. */
#include "base/gzip.h"
#include "sync_internal.h"
#include <inttypes.h>
#include <string.h>

enum { PACKED_BYTES = PUSH_BYTES + PUSH_BYTES / 8 };

bool parcel_pack(struct parcel *out, struct outbox_batch *batch_take, struct err *err)
{
    char id[UUID_TEXT];
    char hex[2 * sizeof batch_take->chain + 1];

    out->batch = *batch_take;
    outbox_batch_init(batch_take);
    uuid_format(&out->batch.stream, id);
    id_format_hex(hex, out->batch.chain, sizeof out->batch.chain);
    (void)text_format(out->path, sizeof out->path, "/v1/streams/%s/events", id);
    (void)text_format(out->stream, sizeof out->stream, "Anjungan-Stream: %s", out->batch.name);
    (void)text_format(out->chain, sizeof out->chain, "Anjungan-Chain: %" PRId64 ":%s",
                      out->batch.seqs[out->batch.count - 1], hex);
    text_init(&out->packed, PACKED_BYTES);
    return gzip_pack(&out->packed, out->batch.lines.data, out->batch.lines.len, err);
}

void parcel_clear(struct parcel *parcel)
{
    outbox_batch_clear(&parcel->batch);
    text_clear(&parcel->packed);
    parcel->batch.count = 0;
}

void sync_ahead_write(struct sync *sync)
{
    struct ahead *ahead = &sync->ahead;

    if (!ahead->has_answer)
        return;
    ahead->has_answer = false;
    if (!sync_push_settle(sync, &ahead->answered, &ahead->answer))
        parcel_clear(&ahead->next);
}

static bool has_suspects(const struct sync *sync)
{
    for (size_t i = 0; i < ARRAY_LEN(sync->suspects); i++) {
        if (sync->suspects[i].seq > 0)
            return true;
    }
    return false;
}

void sync_ahead_go(struct sync *sync, const struct parcel *sent)
{
    const struct outbox_passed passed = {.sent_stream = sent->batch.stream,
                                         .sent_seq = sent->batch.seqs[sent->batch.count - 1]};
    int failures = sync->local.backoff.failures;
    AUTO(outbox_batch_clear) struct outbox_batch batch;
    struct err err = {0};

    outbox_batch_init(&batch);
    sync_ahead_write(sync);
    /* Whoever looks for the one that is refused needs each answer first. */
    if (sync->local.backoff.failures > failures || sync->batch_most < PUSH_LINES
        || has_suspects(sync))
        return;
    if (!desk_outbox_next_but(sync->options.desk, sync->batch_most, &passed, &batch, &err)
        || (batch.count > 0 && !parcel_pack(&sync->ahead.next, &batch, &err))) {
        parcel_clear(&sync->ahead.next);
        sync_local_failed(sync, &err);
    }
}

bool sync_ahead_take(struct sync *sync, struct parcel *out)
{
    if (sync->ahead.next.batch.count == 0)
        return false;
    *out = sync->ahead.next;
    sync->ahead.next = (struct parcel){0};
    return true;
}

/* All of it stored, nothing missing, nothing beyond, the same chain at the same database. */
static bool is_good_news(const struct ahead *ahead, const struct outbox_batch *batch,
                         const struct push_reply *answer)
{
    if (answer->ack_count != batch->count || answer->gap_count > 0 || !answer->has_chain
        || answer->contiguous != batch->seqs[batch->count - 1]
        || memcmp(answer->chain, batch->chain, sizeof batch->chain) != 0
        || !uuid_equal(&answer->incarnation, &ahead->incarnation))
        return false;
    for (size_t i = 0; i < batch->count; i++) {
        if (answer->acks[i].seq != batch->seqs[i]
            || (answer->acks[i].ack != PUSH_STORED && answer->acks[i].ack != PUSH_DUPLICATE))
            return false;
    }
    return true;
}

bool sync_ahead_keep(struct sync *sync, struct parcel *sent, const struct push_reply *answer)
{
    struct ahead *ahead = &sync->ahead;
    bool is_kept = ahead->next.batch.count > 0 && is_good_news(ahead, &sent->batch, answer);

    ahead->incarnation = answer->incarnation;
    if (!is_kept)
        return false;
    ahead->has_answer = true;
    ahead->answer = *answer;
    ahead->answered = sent->batch;
    outbox_batch_init(&sent->batch);
    outbox_batch_clear(&ahead->answered); /* its lines are not needed again */
    return true;
}

void sync_ahead_end(struct sync *sync)
{
    sync_ahead_write(sync);
    parcel_clear(&sync->ahead.next);
}
