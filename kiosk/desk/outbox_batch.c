/* Records on their way: what goes next. */
#include "desk/outbox_internal.h"
#include "desk/office_internal.h"
#include "base/mem.h"
#include <string.h>

enum { STREAMS_MOST = 32, LINE_FRAME_BYTES = 64 };

void outbox_batch_init(struct outbox_batch *batch)
{
    *batch = (struct outbox_batch){.count = 0};
    text_init(&batch->lines, PUSH_BYTES);
}

void outbox_batch_clear(struct outbox_batch *batch)
{
    text_clear(&batch->lines);
}

/* A batch in the making. */
struct filling {
    struct outbox_batch *batch;
    size_t most;
    const struct outbox_passed *passed;
};

static bool is_passed(const struct outbox_passed *passed, const struct uuid *stream, int64_t seq)
{
    for (size_t i = 0; i < passed->count; i++) {
        if (passed->items[i].seq == seq && uuid_equal(&passed->items[i].stream, stream))
            return true;
    }
    return false;
}

static bool add_line(void *context, const struct delivery_record *record)
{
    struct filling *filling = context;
    struct outbox_batch *batch = filling->batch;

    if (is_passed(filling->passed, &batch->stream, record->seq))
        return true;
    if (batch->count > 0 && batch->lines.len + record->rec_len + LINE_FRAME_BYTES > PUSH_BYTES)
        return false;
    push_write_line(&batch->lines, record->seq, record->rec, record->rec_len);
    batch->seqs[batch->count++] = record->seq;
    memcpy(batch->chain, record->chain, sizeof batch->chain);
    return batch->count < filling->most;
}

static bool fill(struct desk *desk, const struct delivery_stream *stream, size_t most,
                 const struct outbox_passed *passed, struct outbox_batch *out, struct err *err)
{
    struct filling filling = {out, most < PUSH_LINES ? most : PUSH_LINES, passed};
    struct delivery_stream from = *stream;

    if (uuid_equal(&passed->sent_stream, &stream->id) && passed->sent_seq > from.done_seq)
        from.done_seq = passed->sent_seq;
    out->stream = stream->id;
    text_copy(out->name, sizeof out->name, stream->name);
    return delivery_store_list(desk->db, &from, filling.most + passed->count, add_line, &filling,
                               err);
}

static void empty(struct outbox_batch *batch)
{
    batch->count = 0;
    text_clear(&batch->lines);
    text_init(&batch->lines, PUSH_BYTES);
}

static bool move_step(struct desk *desk, const struct delivery_stream *stream, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct delivery_stream now;

    if (!desk_begin(desk, &tx, err) || !delivery_store_find(desk->db, &stream->id, &now, err))
        return false;
    return !now.is_leaving
           || (outbox_move(desk, &now, desk_office_now(desk), err) && tx_commit(&tx, err));
}

struct streams {
    struct delivery_stream items[STREAMS_MOST];
    size_t count;
};

/* What waits in a stream that is leaving waits in the open one afterwards. */
static bool list_streams(struct desk *desk, struct streams *out, struct err *err)
{
    bool has_moved = false;

    if (!delivery_store_waiting(desk->db, out->items, STREAMS_MOST, &out->count, err))
        return false;
    for (size_t i = 0; i < out->count; i++) {
        if (!out->items[i].is_leaving)
            continue;
        if (!move_step(desk, &out->items[i], err))
            return false;
        has_moved = true;
    }
    return !has_moved
           || delivery_store_waiting(desk->db, out->items, STREAMS_MOST, &out->count, err);
}

static bool has_others(const struct delivery_stream *stream, const struct outbox_passed *passed)
{
    int64_t count = 0;

    for (size_t i = 0; i < passed->count; i++)
        count += uuid_equal(&passed->items[i].stream, &stream->id);
    return stream->waiting > count;
}

/* Whose turn it is: a closed stream's before all, then the open ones' by turns. NULL: nobody's. */
static const struct delivery_stream *choose(struct desk *desk, const struct streams *streams,
                                            const struct outbox_passed *passed)
{
    const struct delivery_stream *open[STREAM_COUNT];
    size_t count = 0;

    for (size_t i = 0; i < streams->count; i++) {
        const struct delivery_stream *stream = &streams->items[i];

        if (stream->is_leaving || !has_others(stream, passed))
            continue;
        if (stream->is_open && count < ARRAY_LEN(open))
            open[count++] = stream;
        else if (!stream->is_open)
            return stream;
    }
    return count > 0 ? open[desk->outbox_turn++ % count] : NULL;
}

/* Older complaints' words, where there are any, when all else is delivered. */
static bool list_letters(struct desk *desk, struct streams *out, struct err *err)
{
    bool is_over = false;

    return desk_office_send_letters(desk, &is_over, err) && list_streams(desk, out, err);
}

bool desk_outbox_next_but(struct desk *desk, size_t most, const struct outbox_passed *passed,
                          struct outbox_batch *out, struct err *err)
{
    struct streams streams;

    empty(out);
    if (!desk_enter(desk, err) || !list_streams(desk, &streams, err))
        return false;
    if (streams.count == 0 && !list_letters(desk, &streams, err))
        return false;
    const struct delivery_stream *stream = choose(desk, &streams, passed);
    return !stream || fill(desk, stream, most, passed, out, err);
}

bool desk_outbox_next(struct desk *desk, size_t most, struct outbox_batch *out, struct err *err)
{
    const struct outbox_passed none = {.count = 0};

    return desk_outbox_next_but(desk, most, &none, out, err);
}

bool desk_outbox_one(struct desk *desk, const struct uuid *stream, int64_t seq,
                     struct outbox_batch *out, struct err *err)
{
    const struct outbox_passed none = {.count = 0};
    struct delivery_stream before;

    empty(out);
    if (!desk_enter(desk, err) || !delivery_store_find(desk->db, stream, &before, err))
        return false;
    before.done_seq = seq - 1;
    if (!fill(desk, &before, 1, &none, out, err))
        return false;
    if (out->count == 1 && out->seqs[0] != seq)
        empty(out);
    return true;
}
