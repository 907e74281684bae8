/* Rows of stream and outbox on their way to the office. */
#include "store/delivery_store.h"
#include "store/outbox_store.h"
#include "store/query.h"

enum {
    STREAM_ID,
    STREAM_NAME,
    STREAM_OPEN,
    STREAM_LEAVING,
    STREAM_HEAD,
    STREAM_DONE,
    STREAM_WAITING,
    STREAM_INCARNATION,
    STREAM_RECHECK,
    STREAM_CHAIN
};
#define STREAM_COLUMNS                                                                             \
    "id, name, closed_at = 0, is_leaving, head_seq, done_seq, waiting, incarnation, recheck_seq, " \
    "head_chain"

static void stream_from_row(const struct query *q, struct delivery_stream *out)
{
    *out = (struct delivery_stream){.id = query_uuid(q, STREAM_ID),
                                    .is_open = query_int(q, STREAM_OPEN) != 0,
                                    .is_leaving = query_int(q, STREAM_LEAVING) != 0,
                                    .head_seq = query_int(q, STREAM_HEAD),
                                    .done_seq = query_int(q, STREAM_DONE),
                                    .waiting = query_int(q, STREAM_WAITING),
                                    .incarnation = query_uuid(q, STREAM_INCARNATION),
                                    .recheck_seq = query_int(q, STREAM_RECHECK)};
    query_text(q, STREAM_NAME, out->name, sizeof out->name);
    query_blob(q, STREAM_CHAIN, out->head_chain, sizeof out->head_chain);
}

bool delivery_store_find(struct db *db, const struct uuid *stream, struct delivery_stream *out,
                         struct err *err)
{
    static const char sql[] = "SELECT " STREAM_COLUMNS " FROM stream WHERE id = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, stream);
    if (!query_one(&q, "such stream", err))
        return false;
    stream_from_row(&q, out);
    return true;
}

bool delivery_store_waiting(struct db *db, struct delivery_stream *out, size_t most, size_t *count,
                            struct err *err)
{
    static const char sql[] = "SELECT " STREAM_COLUMNS " FROM stream WHERE waiting > 0 OR "
                              "is_leaving = 1 ORDER BY closed_at = 0, opened_at, name LIMIT ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);
    bool has_row = false;

    query_bind_int(&q, 1, (int64_t)most);
    for (*count = 0; *count < most; (*count)++) {
        if (!query_step(&q, &has_row, err))
            return false;
        if (!has_row)
            break;
        stream_from_row(&q, &out[*count]);
    }
    return true;
}

bool delivery_store_streams(struct db *db, size_t skip, struct uuid *out, size_t most,
                            size_t *count, struct err *err)
{
    static const char sql[] =
        "SELECT id FROM stream WHERE closed_at = 0 OR EXISTS (SELECT 1 FROM outbox WHERE stream = "
        "stream.id) ORDER BY closed_at <> 0, opened_at DESC, name LIMIT ?1 OFFSET ?2";
    AUTO_QUERY struct query q = query_begin(db, sql);
    bool has_row = false;

    query_bind_int(&q, 1, (int64_t)most);
    query_bind_int(&q, 2, (int64_t)skip);
    for (*count = 0; *count < most; (*count)++) {
        if (!query_step(&q, &has_row, err))
            return false;
        if (!has_row)
            break;
        out[*count] = query_uuid(&q, 0);
    }
    return true;
}

bool delivery_store_list(struct db *db, const struct delivery_stream *stream, size_t most,
                         bool (*each)(void *context, const struct delivery_record *record),
                         void *context, struct err *err)
{
    static const char sql[] = "SELECT seq, id, kind, rec, chain FROM outbox WHERE stream = ?1 AND "
                              "seq > ?2 AND acked_at = 0 ORDER BY seq LIMIT ?3";
    AUTO_QUERY struct query q = query_begin(db, sql);
    bool has_row = true;

    query_bind_uuid(&q, 1, &stream->id);
    query_bind_int(&q, 2, stream->done_seq);
    query_bind_int(&q, 3, (int64_t)most);
    while (has_row) {
        if (!query_step(&q, &has_row, err))
            return false;
        if (!has_row)
            break;
        struct delivery_record record = {
            .seq = query_int(&q, 0),
            .id = query_uuid(&q, 1),
            .kind = (const char *)sqlite3_column_text(q.statement, 2),
            .rec = sqlite3_column_blob(q.statement, 3),
            .rec_len = (size_t)sqlite3_column_bytes(q.statement, 3),
        };
        query_blob(&q, 4, record.chain, sizeof record.chain);
        has_row = each(context, &record);
    }
    return true;
}

bool delivery_store_oldest(struct db *db, int64_t *out_ms, struct err *err)
{
    /* The time part of a UUID of version 7; responses have random ids, which tell nothing. */
    static const char sql[] =
        "SELECT (SELECT o.id FROM outbox o WHERE o.stream = s.id AND o.seq > s.done_seq AND "
        "o.acked_at = 0 ORDER BY o.seq LIMIT 1) FROM stream s WHERE s.waiting > 0";
    enum { VERSION_AT = 6, VERSION_7 = 7, TIME_BYTES = 6 };
    AUTO_QUERY struct query q = query_begin(db, sql);
    bool has_row = true;

    *out_ms = -1;
    while (has_row) {
        if (!query_step(&q, &has_row, err))
            return false;
        struct uuid id = has_row ? query_uuid(&q, 0) : (struct uuid){{0}};
        int64_t at_ms = 0;
        if (id.bytes[VERSION_AT] >> 4 != VERSION_7)
            continue;
        for (int i = 0; i < TIME_BYTES; i++)
            at_ms = at_ms << 8 | id.bytes[i];
        if (*out_ms < 0 || at_ms < *out_ms)
            *out_ms = at_ms;
    }
    return true;
}

bool delivery_store_mark_range(struct db *db, const struct uuid *stream, int64_t from, int64_t to,
                               int64_t at_ms, struct err *err)
{
    static const char sql[] = "UPDATE outbox SET acked_at = ?4 WHERE stream = ?1 AND seq BETWEEN "
                              "?2 AND ?3 AND acked_at = 0";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, stream);
    query_bind_int(&q, 2, from);
    query_bind_int(&q, 3, to);
    query_bind_int(&q, 4, at_ms);
    return query_run(&q, NULL, err);
}

bool delivery_store_mark(struct db *db, const struct uuid *stream, int64_t seq, int64_t at_ms,
                         struct err *err)
{
    return delivery_store_mark_range(db, stream, seq, seq, at_ms, err);
}

bool delivery_store_piece(struct db *db, const struct uuid *stream, int64_t from, int64_t most,
                          int64_t *out_to, struct err *err)
{
    static const char sql[] = "SELECT coalesce(max(seq), 0) FROM (SELECT seq FROM outbox WHERE "
                              "stream = ?1 AND seq >= ?2 ORDER BY seq LIMIT ?3)";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, stream);
    query_bind_int(&q, 2, from);
    query_bind_int(&q, 3, most);
    if (!query_one(&q, "answer", err))
        return false;
    *out_to = query_int(&q, 0);
    return true;
}

bool delivery_store_rewind(struct db *db, const struct uuid *stream, int64_t from, int64_t to,
                           int64_t *changes, struct err *err)
{
    static const char sql[] =
        "UPDATE outbox SET acked_at = 0 WHERE stream = ?1 AND seq BETWEEN ?2 AND ?3 AND acked_at "
        "<> 0 AND NOT EXISTS (SELECT 1 FROM set_aside a WHERE a.stream = outbox.stream AND a.seq "
        "= outbox.seq AND a.again_at = 0)";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, stream);
    query_bind_int(&q, 2, from);
    query_bind_int(&q, 3, to);
    return query_run(&q, changes, err);
}

bool delivery_store_advance(struct db *db, const struct uuid *stream, struct err *err)
{
    static const char sql[] =
        "UPDATE stream SET done_seq = coalesce((SELECT o.seq - 1 FROM outbox o WHERE o.stream = "
        "?1 AND o.seq > stream.done_seq AND o.acked_at = 0 ORDER BY o.seq LIMIT 1), head_seq) "
        "WHERE id = ?1 AND done_seq < head_seq";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, stream);
    return query_run(&q, NULL, err);
}

bool delivery_store_chain(struct db *db, const struct uuid *stream, int64_t seq, uint8_t out[32],
                          struct err *err)
{
    static const char sql[] = "SELECT chain FROM outbox WHERE stream = ?1 AND seq = ?2";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, stream);
    query_bind_int(&q, 2, seq);
    if (!query_one(&q, "such record", err))
        return false;
    query_blob(&q, 0, out, 32);
    return true;
}

bool delivery_store_id(struct db *db, const struct uuid *stream, int64_t seq, struct uuid *out,
                       struct err *err)
{
    static const char sql[] = "SELECT id FROM outbox WHERE stream = ?1 AND seq = ?2";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, stream);
    query_bind_int(&q, 2, seq);
    if (!query_one(&q, "such record", err))
        return false;
    *out = query_uuid(&q, 0);
    return true;
}

bool delivery_store_has(struct db *db, const struct uuid *stream, const struct uuid *id, bool *out,
                        struct err *err)
{
    static const char sql[] = "SELECT 1 FROM outbox WHERE stream = ?1 AND id = ?2";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, stream);
    query_bind_uuid(&q, 2, id);
    return query_step(&q, out, err);
}

bool delivery_store_copy(struct db *db, const struct uuid *from, int64_t seq, struct stream *to,
                         struct err *err)
{
    static const char sql[] = "SELECT id, kind, rec FROM outbox WHERE stream = ?1 AND seq = ?2";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, from);
    query_bind_int(&q, 2, seq);
    if (!query_one(&q, "such record", err))
        return false;
    struct outbox_record record = {
        .id = query_uuid(&q, 0),
        .kind = (const char *)sqlite3_column_text(q.statement, 1),
        .rec = sqlite3_column_blob(q.statement, 2),
        .rec_len = (size_t)sqlite3_column_bytes(q.statement, 2),
    };
    return outbox_store_add(db, to, &record, err);
}

bool delivery_store_meet(struct db *db, const struct uuid *stream, const struct uuid *incarnation,
                         int64_t recheck_seq, struct err *err)
{
    static const char sql[] = "UPDATE stream SET incarnation = ?2, recheck_seq = ?3 WHERE id = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, stream);
    query_bind_uuid(&q, 2, incarnation);
    query_bind_int(&q, 3, recheck_seq);
    return query_run(&q, NULL, err);
}

bool delivery_store_close(struct db *db, const struct uuid *stream, int64_t at_ms, struct err *err)
{
    static const char sql[] =
        "UPDATE stream SET closed_at = ?2, is_leaving = 1 WHERE id = ?1 AND closed_at = 0";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, stream);
    query_bind_int(&q, 2, at_ms);
    return query_run(&q, NULL, err);
}

bool delivery_store_left(struct db *db, const struct uuid *stream, struct err *err)
{
    static const char sql[] =
        "UPDATE stream SET is_leaving = 0 WHERE id = ?1 AND waiting = 0 AND recheck_seq = 0";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, stream);
    return query_run(&q, NULL, err);
}

bool delivery_store_count(struct db *db, struct delivery_counts *out, struct err *err)
{
    static const char sql[] =
        "SELECT coalesce(sum(waiting), 0), (SELECT count(*) FROM set_aside WHERE again_at = 0), "
        "coalesce(max(head_seq) FILTER (WHERE name = 'main' AND closed_at = 0), 0) FROM stream";
    AUTO_QUERY struct query q = query_begin(db, sql);

    if (!query_one(&q, "count", err))
        return false;
    *out = (struct delivery_counts){
        .waiting = query_int(&q, 0), .set_aside = query_int(&q, 1), .head_seq = query_int(&q, 2)};
    return true;
}

bool delivery_store_old(struct db *db, const struct uuid *stream, int64_t before_ms, int64_t most,
                        int64_t *out_seq, struct err *err)
{
    static const char sql[] = "SELECT seq, acked_at FROM outbox WHERE stream = ?1 ORDER BY seq "
                              "LIMIT ?2";
    AUTO_QUERY struct query q = query_begin(db, sql);
    bool has_row = true;

    query_bind_uuid(&q, 1, stream);
    query_bind_int(&q, 2, most);
    *out_seq = 0;
    while (has_row) {
        if (!query_step(&q, &has_row, err))
            return false;
        /* Only from the front, so that what stays has no hole and its chain can be checked. */
        int64_t at_ms = has_row ? query_int(&q, 1) : 0;
        if (at_ms == 0 || at_ms >= before_ms)
            break;
        *out_seq = query_int(&q, 0);
    }
    return true;
}

bool delivery_store_prune(struct db *db, const struct uuid *stream, int64_t to_seq,
                          int64_t *changes, struct err *err)
{
    static const char sql[] = "DELETE FROM outbox WHERE stream = ?1 AND seq <= ?2";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, stream);
    query_bind_int(&q, 2, to_seq);
    return query_run(&q, changes, err);
}
