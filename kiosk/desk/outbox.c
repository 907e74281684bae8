/* Records on their way: what the office's answer changes. */
#include "desk/outbox_internal.h"
#include "desk/office_internal.h"
#include "base/mem.h"
#include <assert.h>
#include <string.h>

#define LOG_AREA "outbox"
#include "base/log.h"

enum { REWIND_MOST = 500, PRUNE_MOST = 500 };

/* One answer of the office against one stream of ours. */
struct settling {
    struct desk *desk;
    struct delivery_stream stream;
    const struct outbox_batch *batch; /* may be NULL */
    const struct push_reply *reply;
    int64_t at_ms;
    bool has_changes;
    int64_t conflict_seq; /* the first; 0: none */
    int64_t rewound;
};

static bool is_sent(const struct outbox_batch *batch, int64_t seq)
{
    for (size_t i = 0; batch && i < batch->count; i++) {
        if (batch->seqs[i] == seq)
            return true;
    }
    return false;
}

static bool take_conflict(struct settling *s, int64_t seq, struct err *err)
{
    char id[UUID_TEXT];

    if (s->conflict_seq == 0)
        s->conflict_seq = seq;
    s->has_changes = true;
    uuid_format(&s->stream.id, id);
    return outbox_note(s->desk, "sync.conflict", s->stream.name, seq, id, err);
}

static bool take_ack(struct settling *s, int64_t seq, enum push_ack ack, struct err *err)
{
    switch (ack) {
    case PUSH_UNKNOWN:
        return true; /* it waits on */
    case PUSH_CONFLICT:
        return take_conflict(s, seq, err);
    case PUSH_QUARANTINED:
        if (!outbox_note(s->desk, "sync.quarantined", s->stream.name, seq, "", err))
            return false;
        break;
    case PUSH_STORED:
    case PUSH_DUPLICATE:
        break;
    }
    s->has_changes = true;
    return delivery_store_mark(s->desk->db, &s->stream.id, seq, s->at_ms, err);
}

/* How many acks from this one on say no more than that the records of one number after the other
 * are there. */
static size_t count_plain(const struct settling *s, size_t first)
{
    size_t at = first;

    while (at < s->reply->ack_count && is_sent(s->batch, s->reply->acks[at].seq)
           && s->reply->acks[at].seq == s->reply->acks[first].seq + (int64_t)(at - first)
           && (s->reply->acks[at].ack == PUSH_STORED || s->reply->acks[at].ack == PUSH_DUPLICATE))
        at++;
    return at - first;
}

static bool take_acks(struct settling *s, struct err *err)
{
    for (size_t i = 0; i < s->reply->ack_count;) {
        int64_t seq = s->reply->acks[i].seq;
        size_t plain = count_plain(s, i);

        if (plain > 0) {
            s->has_changes = true;
            if (!delivery_store_mark_range(s->desk->db, &s->stream.id, seq,
                                           seq + (int64_t)plain - 1, s->at_ms, err))
                return false;
        } else if (is_sent(s->batch, seq) && !take_ack(s, seq, s->reply->acks[i].ack, err)) {
            return false;
        }
        i += plain > 0 ? plain : 1;
    }
    /* What waits now tells rewind_lost whether it has to look. */
    return !s->has_changes
           || (delivery_store_advance(s->desk->db, &s->stream.id, err)
               && delivery_store_find(s->desk->db, &s->stream.id, &s->stream, err));
}

/* Why the office's stream cannot be ours; NULL: it can. */
static bool find_strangeness(const struct settling *s, const char **why, struct err *err)
{
    const struct push_reply *reply = s->reply;
    uint8_t chain[32];
    struct err missing = {0};

    *why = NULL;
    if (s->conflict_seq > 0)
        *why = "a record of another content stands there";
    if (reply->contiguous > s->stream.head_seq || reply->head > s->stream.head_seq)
        *why = "the office has more of it than this machine";
    for (size_t i = 0; i < reply->gap_count; i++) {
        if (reply->gaps[i].to >= s->stream.head_seq) /* what is missing lies before what is there */
            *why = "the office has more of it than this machine";
    }
    if (*why || !reply->has_chain || reply->contiguous <= 0)
        return true;
    if (!delivery_store_chain(s->desk->db, &s->stream.id, reply->contiguous, chain, &missing))
        return missing.code == ERR_NOT_FOUND || err_set(err, missing.code, "%s", missing.text);
    if (memcmp(chain, reply->chain, sizeof chain) != 0)
        *why = "the office's chain is another one";
    return true;
}

static bool rewind_part(struct settling *s, int64_t from, int64_t to, struct err *err)
{
    int64_t changes = 0;
    int64_t most = REWIND_MOST - s->rewound;
    int64_t last = 0;

    if (most <= 0 || from > to)
        return true; /* the rest with the next answer, which tells it again */
    if (!delivery_store_piece(s->desk->db, &s->stream.id, from, most, &last, err))
        return false;
    if (to > last)
        to = last;
    if (!delivery_store_rewind(s->desk->db, &s->stream.id, from, to, &changes, err))
        return false;
    s->rewound += changes;
    return true;
}

/* What the office lacks although it had told that it was delivered: the gaps, and what lies behind its last
 * record. An older office does not tell that one, and where it tells of a gap it is not known. */
static bool rewind_lost(struct settling *s, struct err *err)
{
    const struct push_reply *reply = s->reply;
    int64_t head = reply->has_head ? reply->head : reply->contiguous;

    /* All beyond `contiguous` waits, as it should: the usual case, known without looking at the rows. */
    if (reply->gap_count == 0 && s->stream.done_seq >= reply->contiguous
        && s->stream.waiting == s->stream.head_seq - reply->contiguous)
        return true;
    for (size_t i = 0; i < reply->gap_count; i++) {
        if (!rewind_part(s, reply->gaps[i].from, reply->gaps[i].to, err))
            return false;
    }
    return (reply->gap_count > 0 && !reply->has_head)
           || rewind_part(s, head + 1, s->stream.head_seq, err);
}

/* An office whose database was restored has another one. It may have lost what it told before,
 * without a gap that says so: all that is still here is sent again. */
static bool note_incarnation(struct settling *s, struct err *err)
{
    const struct uuid *now = &s->reply->incarnation;
    bool is_first = uuid_is_nil(&s->stream.incarnation);
    char id[UUID_TEXT];

    if (uuid_is_nil(now) || uuid_equal(&s->stream.incarnation, now))
        return true;
    s->stream.incarnation = *now;
    s->stream.recheck_seq = is_first ? 0 : s->reply->contiguous + 1;
    s->has_changes = true;
    uuid_format(now, id);
    return delivery_store_meet(s->desk->db, &s->stream.id, now, s->stream.recheck_seq, err)
           && (is_first
               || desk_journal(s->desk, clock_now_ms(s->desk->clock), "", "office.restored",
                               s->stream.name, id, err));
}

/* The next part of what such an office is to get again. */
static bool recheck(struct settling *s, struct err *err)
{
    int64_t from = s->stream.recheck_seq;
    int64_t to = 0;
    int64_t changes = 0;

    if (from == 0)
        return true;
    if (!delivery_store_piece(s->desk->db, &s->stream.id, from, REWIND_MOST, &to, err)
        || !delivery_store_rewind(s->desk->db, &s->stream.id, from, to, &changes, err))
        return false;
    s->rewound += changes;
    s->has_changes = true;
    return delivery_store_meet(s->desk->db, &s->stream.id, &s->stream.incarnation,
                               to > 0 && to < s->stream.head_seq ? to + 1 : 0, err);
}

/* Records that stand against another one, in a stream that was closed before. */
static bool move_conflicts(struct settling *s, struct err *err)
{
    for (size_t i = 0; i < s->reply->ack_count; i++) {
        int64_t seq = s->reply->acks[i].seq;

        if (s->reply->acks[i].ack == PUSH_CONFLICT && is_sent(s->batch, seq)
            && !outbox_move_one(s->desk, &s->stream, seq, s->at_ms, err))
            return false;
    }
    return true;
}

static bool apply(struct settling *s, enum outbox_finding *finding, struct err *err)
{
    struct db *db = s->desk->db;
    const char *why = NULL;

    if (s->stream.is_leaving)
        return true; /* all of it goes on in the open one, whatever is said of this one */
    if (!take_acks(s, err) || !note_incarnation(s, err) || !find_strangeness(s, &why, err))
        return false;
    if (why && s->stream.is_open) {
        *finding = OUTBOX_RENEWED;
        s->has_changes = true;
        /* What this office calls its own may not be what another disk, or the office before it was
         * restored, had from us: all that is kept goes once more, and what is there is known by its
         * id. */
        return delivery_store_meet(db, &s->stream.id, &s->stream.incarnation, 1, err)
               && outbox_renew(s->desk, &s->stream, why, s->at_ms, err);
    }
    if (!rewind_lost(s, err) || !recheck(s, err) || !move_conflicts(s, err))
        return false;
    if (s->rewound > 0) {
        *finding = OUTBOX_BEHIND;
        s->has_changes = true;
    }
    return !s->has_changes || delivery_store_advance(db, &s->stream.id, err);
}

bool desk_outbox_settle(struct desk *desk, const struct uuid *stream,
                        const struct outbox_batch *batch, const struct push_reply *reply,
                        enum outbox_finding *finding, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct settling settling = {.desk = desk, .batch = batch, .reply = reply};

    *finding = OUTBOX_FINE;
    if (!desk_begin(desk, &tx, err)
        || !delivery_store_find(desk->db, stream, &settling.stream, err))
        return false;
    settling.at_ms = outbox_mark(desk);
    if (!apply(&settling, finding, err))
        return false;
    if (!settling.has_changes)
        return true; /* nothing is written */
    if (*finding == OUTBOX_FINE)
        return tx_commit(&tx, err); /* wakes nobody: no screen shows it */
    log_warn("stream %s: %s", settling.stream.name,
             *finding == OUTBOX_BEHIND ? "the office lost records; they are sent again"
                                       : "begun anew, see the journal");
    return desk_commit(desk, &tx, err);
}

bool desk_outbox_streams(struct desk *desk, size_t skip, struct uuid out[OUTBOX_STREAMS],
                         size_t *count, struct err *err)
{
    return desk_enter(desk, err)
           && delivery_store_streams(desk->db, skip, out, OUTBOX_STREAMS, count, err);
}

static bool prune_stream(struct desk *desk, const struct uuid *stream, int64_t before_ms,
                         int64_t *count, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    int64_t most = PRUNE_MOST - *count;
    int64_t to_seq = 0;
    int64_t changes = 0;

    if (!delivery_store_old(desk->db, stream, before_ms, most, &to_seq, err))
        return false;
    if (to_seq == 0)
        return true;
    /* Asked again inside: nothing may have been taken back meanwhile. */
    if (!desk_begin(desk, &tx, err)
        || !delivery_store_old(desk->db, stream, before_ms, most, &to_seq, err)
        || !delivery_store_prune(desk->db, stream, to_seq, &changes, err) || !tx_commit(&tx, err))
        return false;
    desk->has_clean_log = false;
    *count += changes;
    return true;
}

bool desk_outbox_prune(struct desk *desk, int64_t *count, struct err *err)
{
    struct uuid streams[OUTBOX_STREAMS];
    size_t found = OUTBOX_STREAMS;

    *count = 0;
    if (!desk_enter(desk, err) || !desk_office_read(desk, err))
        return false;
    int64_t before_ms = desk_kept_now(desk) - OUTBOX_KEEP_MS;
    /* One that is emptied leaves the list; whom that hides comes with the next call. */
    for (size_t skip = 0; found == OUTBOX_STREAMS; skip += found) {
        if (!desk_outbox_streams(desk, skip, streams, &found, err))
            return false;
        for (size_t i = 0; i < found && *count < PRUNE_MOST; i++) {
            if (!prune_stream(desk, &streams[i], before_ms, count, err))
                return false;
        }
    }
    return true;
}
