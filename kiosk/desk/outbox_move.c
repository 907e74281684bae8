/* A stream that the office does not know as we do is closed, and what it had not delivered goes on in
 * a new one. */
#include "desk/outbox_internal.h"
#include "store/outbox_store.h"

enum { MOVE_MOST = 500 };

struct moving {
    int64_t seqs[MOVE_MOST];
    struct uuid ids[MOVE_MOST];
    size_t count;
    int64_t last; /* what lies behind it has to wait, so that the order stays */
};

static bool note(void *context, const struct delivery_record *record)
{
    struct moving *moving = context;

    if (record->seq > moving->last)
        return false;
    moving->seqs[moving->count] = record->seq;
    moving->ids[moving->count++] = record->id;
    return moving->count < MOVE_MOST;
}

static bool copy(struct desk *desk, const struct delivery_stream *from, int64_t seq,
                 const struct uuid *id, struct stream *to, int64_t at_ms, struct err *err)
{
    bool is_there = false;

    return delivery_store_has(desk->db, &to->id, id, &is_there, err)
           && (is_there || delivery_store_copy(desk->db, &from->id, seq, to, err))
           && delivery_store_mark(desk->db, &from->id, seq, at_ms, err);
}

bool outbox_move_one(struct desk *desk, const struct delivery_stream *from, int64_t seq,
                     int64_t at_ms, struct err *err)
{
    struct stream to;
    struct uuid id;

    return stream_store_find(desk->db, from->name, &to, err)
           && delivery_store_id(desk->db, &from->id, seq, &id, err)
           && copy(desk, from, seq, &id, &to, at_ms, err);
}

/* The next piece of what was delivered under the old name and is to go once more. */
static bool take_back(struct desk *desk, struct delivery_stream *from, int64_t *last,
                      struct err *err)
{
    int64_t to = 0;
    int64_t changes = 0;

    *last = INT64_MAX;
    if (from->recheck_seq == 0)
        return true;
    if (!delivery_store_piece(desk->db, &from->id, from->recheck_seq, MOVE_MOST, &to, err)
        || !delivery_store_rewind(desk->db, &from->id, from->recheck_seq, to, &changes, err)
        || !delivery_store_meet(desk->db, &from->id, &from->incarnation,
                                to > 0 && to < from->head_seq ? to + 1 : 0, err))
        return false;
    if (to > 0)
        *last = to;
    return delivery_store_find(desk->db, &from->id, from, err);
}

bool outbox_move(struct desk *desk, const struct delivery_stream *from, int64_t at_ms,
                 struct err *err)
{
    struct delivery_stream now = *from;
    struct moving moving = {.count = 0};
    struct stream to;

    if (!take_back(desk, &now, &moving.last, err)
        || !stream_store_find(desk->db, from->name, &to, err)
        || !delivery_store_list(desk->db, &now, MOVE_MOST, note, &moving, err))
        return false;
    for (size_t i = 0; i < moving.count; i++) {
        if (!copy(desk, from, moving.seqs[i], &moving.ids[i], &to, at_ms, err))
            return false;
    }
    return delivery_store_advance(desk->db, &from->id, err)
           && delivery_store_left(desk->db, &from->id, err);
}

bool outbox_renew(struct desk *desk, const struct delivery_stream *old, const char *why,
                  int64_t at_ms, struct err *err)
{
    struct delivery_stream closed;
    char id[UUID_TEXT];
    char detail[160];
    enum desk_stream name = desk_stream_of(old->name);

    if (name == STREAM_COUNT)
        return err_set(err, ERR_INVALID, "a stream is named \"%s\"", old->name);
    uuid_format(&old->id, id);
    (void)text_format(detail, sizeof detail, "%s after %lld: %s", id, (long long)old->head_seq,
                      why);
    return delivery_store_close(desk->db, &old->id, at_ms, err)
           && desk_stream_begin(desk, name, &old->id, old->head_seq, err)
           && desk_journal(desk, clock_now_ms(desk->clock), "", "stream.renewed", old->name, detail,
                           err)
           && delivery_store_find(desk->db, &old->id, &closed, err)
           && outbox_move(desk, &closed, at_ms, err);
}
