/* Rows of set_aside: records that the office did not take. */
#include "store/delivery_store.h"
#include "store/outbox_store.h"
#include "store/query.h"

bool delivery_store_set_aside(struct db *db, const struct uuid *stream, int64_t seq,
                              const char *why, const char *office, int64_t at_ms, struct err *err)
{
    /* WHERE stands there so that ON CONFLICT is not read as part of a join. */
    static const char sql[] =
        "INSERT INTO set_aside (stream, seq, id, kind, rec, why, at, office) "
        "SELECT stream, seq, id, kind, rec, ?3, ?4, ?5 FROM outbox "
        "WHERE stream = ?1 AND seq = ?2 AND acked_at = 0 "
        "ON CONFLICT (stream, seq) DO UPDATE SET again_at = 0, office = excluded.office";
    AUTO_QUERY struct query q = query_begin(db, sql);
    int64_t changes = 0;

    query_bind_uuid(&q, 1, stream);
    query_bind_int(&q, 2, seq);
    query_bind_text(&q, 3, why);
    query_bind_int(&q, 4, at_ms);
    query_bind_text(&q, 5, office);
    if (!query_run(&q, &changes, err))
        return false;
    return changes == 1 || err_set(err, ERR_NOT_FOUND, "no such record waits");
}

enum { ASIDE_STREAM, ASIDE_NAME, ASIDE_SEQ, ASIDE_ID, ASIDE_KIND, ASIDE_WHY, ASIDE_AT };

static void aside_from_row(const struct query *q, struct delivery_aside *out)
{
    *out = (struct delivery_aside){.stream = query_uuid(q, ASIDE_STREAM),
                                   .seq = query_int(q, ASIDE_SEQ),
                                   .id = query_uuid(q, ASIDE_ID),
                                   .at_ms = query_int(q, ASIDE_AT)};
    query_text(q, ASIDE_NAME, out->name, sizeof out->name);
    query_text(q, ASIDE_KIND, out->kind, sizeof out->kind);
    query_text(q, ASIDE_WHY, out->why, sizeof out->why);
}

bool delivery_store_aside(struct db *db, const char *office, struct delivery_aside *out,
                          size_t most, size_t *count, struct err *err)
{
    static const char sql[] =
        "SELECT a.stream, s.name, a.seq, a.id, a.kind, a.why, a.at "
        "FROM set_aside a JOIN stream s ON s.id = a.stream "
        "WHERE a.again_at = 0 AND a.office IS NOT ?1 ORDER BY a.at, a.stream, a.seq LIMIT ?2";
    AUTO_QUERY struct query q = query_begin(db, sql);
    bool has_row = false;

    if (office)
        query_bind_text(&q, 1, office);
    query_bind_int(&q, 2, (int64_t)most);
    for (*count = 0; *count < most; (*count)++) {
        if (!query_step(&q, &has_row, err))
            return false;
        if (!has_row)
            break;
        aside_from_row(&q, &out[*count]);
    }
    return true;
}

bool delivery_store_again(struct db *db, const struct uuid *stream, int64_t seq, int64_t at_ms,
                          struct err *err)
{
    static const char sql[] = "UPDATE set_aside SET again_at = ?3 WHERE stream = ?1 AND seq = ?2";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, stream);
    query_bind_int(&q, 2, seq);
    query_bind_int(&q, 3, at_ms);
    return query_run(&q, NULL, err);
}

bool delivery_store_copy_aside(struct db *db, const struct uuid *from, int64_t seq,
                               struct stream *to, struct err *err)
{
    static const char sql[] = "SELECT id, kind, rec FROM set_aside WHERE stream = ?1 AND seq = ?2";
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
