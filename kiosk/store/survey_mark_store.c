/* Rows of survey_key, survey_mark and survey_import. */
#include "store/survey_mark_store.h"
#include "store/query.h"

bool survey_key_store_find(struct db *db, int64_t session, uint8_t out[SURVEY_KEY_BYTES],
                           struct err *err)
{
    static const char sql[] = "SELECT key FROM survey_key WHERE session = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, session);
    if (!query_one(&q, "key of the session's surveys", err))
        return false;
    return query_blob(&q, 0, out, SURVEY_KEY_BYTES) == SURVEY_KEY_BYTES
           || err_set(err, ERR_CORRUPT, "the key of session %lld is cut", (long long)session);
}

bool survey_key_store_add(struct db *db, int64_t session, const uint8_t key[SURVEY_KEY_BYTES],
                          struct err *err)
{
    static const char sql[] = "INSERT INTO survey_key (session, key) VALUES (?1, ?2)";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, session);
    query_bind_blob(&q, 2, key, SURVEY_KEY_BYTES);
    return query_run(&q, NULL, err);
}

bool survey_mark_store_has(struct db *db, int64_t session, const uint8_t mark[SURVEY_MARK_BYTES],
                           bool *out, struct err *err)
{
    static const char sql[] = "SELECT 1 FROM survey_mark WHERE session = ?1 AND mark = ?2";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, session);
    query_bind_blob(&q, 2, mark, SURVEY_MARK_BYTES);
    return query_step(&q, out, err);
}

bool survey_mark_store_add(struct db *db, int64_t session, const uint8_t mark[SURVEY_MARK_BYTES],
                           struct err *err)
{
    static const char sql[] = "INSERT INTO survey_mark (session, mark) VALUES (?1, ?2)";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, session);
    query_bind_blob(&q, 2, mark, SURVEY_MARK_BYTES);
    return query_run(&q, NULL, err);
}

bool survey_key_store_other(struct db *db, int64_t but, int64_t *out, struct err *err)
{
    static const char sql[] = "SELECT session FROM survey_key WHERE session <> ?1 LIMIT 1";
    AUTO_QUERY struct query q = query_begin(db, sql);
    bool has_row = false;

    query_bind_int(&q, 1, but);
    if (!query_step(&q, &has_row, err))
        return false;
    *out = has_row ? query_int(&q, 0) : 0;
    return true;
}

bool survey_mark_store_forget(struct db *db, int64_t session, struct err *err)
{
    static const char sql[] = "DELETE FROM survey_mark WHERE session = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, session);
    return query_run(&q, NULL, err);
}

bool survey_key_store_forget(struct db *db, int64_t session, struct err *err)
{
    static const char sql[] = "DELETE FROM survey_key WHERE session = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, session);
    return query_run(&q, NULL, err);
}

bool survey_import_store_add(struct db *db, const uint8_t print[FINGERPRINT_BYTES], bool *is_new,
                             struct err *err)
{
    static const char sql[] =
        "INSERT INTO survey_import (fingerprint) VALUES (?1) ON CONFLICT DO NOTHING";
    AUTO_QUERY struct query q = query_begin(db, sql);
    int64_t rows = 0;

    query_bind_blob(&q, 1, print, FINGERPRINT_BYTES);
    if (!query_run(&q, &rows, err))
        return false;
    *is_new = rows > 0;
    return true;
}
