/* Records that the office did not take: out of the way, kept, and tried again. */
#include "desk/outbox_internal.h"
#include "desk/office_internal.h"
#include "base/mem.h"
#include "store/outbox_store.h"

enum { SUBJECT_TEXT = 48 };

int64_t outbox_mark(struct desk *desk)
{
    int64_t now_ms = desk_office_now(desk);

    return now_ms > 0 ? now_ms : 1;
}

bool outbox_note(struct desk *desk, const char *kind, const char *stream, int64_t seq,
                 const char *detail, struct err *err)
{
    char subject[SUBJECT_TEXT];

    (void)text_format(subject, sizeof subject, "%s %lld", stream, (long long)seq);
    return desk_journal(desk, clock_now_ms(desk->clock), "", kind, subject, detail, err);
}

bool desk_outbox_set_aside(struct desk *desk, const struct uuid *stream, int64_t seq,
                           const char *why, const char *office, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct delivery_stream found;

    if (!desk_begin(desk, &tx, err) || !delivery_store_find(desk->db, stream, &found, err))
        return false;
    int64_t at_ms = outbox_mark(desk);
    return delivery_store_set_aside(desk->db, stream, seq, why, office, at_ms, err)
           && delivery_store_mark(desk->db, stream, seq, at_ms, err)
           && delivery_store_advance(desk->db, stream, err)
           && outbox_note(desk, "sync.set_aside", found.name, seq, why, err)
           && desk_commit(desk, &tx, err);
}

bool desk_outbox_aside(struct desk *desk, struct outbox_aside out[OUTBOX_ASIDE], size_t *count,
                       struct err *err)
{
    AUTO_FREE struct delivery_aside *items = mem_zalloc(OUTBOX_ASIDE, sizeof *items);

    if (!desk_enter(desk, err)
        || !delivery_store_aside(desk->db, NULL, items, OUTBOX_ASIDE, count, err))
        return false;
    for (size_t i = 0; i < *count; i++) {
        out[i] = (struct outbox_aside){.seq = items[i].seq, .at_ms = items[i].at_ms};
        text_copy(out[i].stream, sizeof out[i].stream, items[i].name);
        text_copy(out[i].kind, sizeof out[i].kind, items[i].kind);
        text_copy(out[i].why, sizeof out[i].why, items[i].why);
    }
    return true;
}

/* In its place where that is still here, else at the stream's end: the office knows it by its id. */
static bool take_back(struct desk *desk, const struct delivery_aside *aside, struct err *err)
{
    int64_t changes = 0;
    bool is_there = false;
    struct stream to;

    if (!delivery_store_again(desk->db, &aside->stream, aside->seq, outbox_mark(desk), err)
        || !delivery_store_rewind(desk->db, &aside->stream, aside->seq, aside->seq, &changes, err)
        || !outbox_note(desk, "sync.again", aside->name, aside->seq, "", err))
        return false;
    if (changes > 0)
        return true;
    return stream_store_find(desk->db, aside->name, &to, err)
           && delivery_store_has(desk->db, &to.id, &aside->id, &is_there, err)
           && (is_there
               || delivery_store_copy_aside(desk->db, &aside->stream, aside->seq, &to, err));
}

bool desk_outbox_again(struct desk *desk, const char *office, size_t *count, struct err *err)
{
    AUTO_FREE struct delivery_aside *items = mem_zalloc(OUTBOX_ASIDE, sizeof *items);
    AUTO_TX struct tx tx = {0};

    if (!desk_enter(desk, err)
        || !delivery_store_aside(desk->db, office, items, OUTBOX_ASIDE, count, err))
        return false;
    if (*count == 0)
        return true; /* nothing is written */
    if (!desk_begin(desk, &tx, err)
        || !delivery_store_aside(desk->db, office, items, OUTBOX_ASIDE, count, err))
        return false;
    for (size_t i = 0; i < *count; i++) {
        if (!take_back(desk, &items[i], err))
            return false;
    }
    return desk_commit(desk, &tx, err);
}
