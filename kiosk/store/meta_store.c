/* Rows of meta and journal. */
#include "store/meta_store.h"
#include "store/query.h"

bool journal_store_add(struct db *db, int64_t at_ms, const char *kind, const char *detail,
                       struct err *err)
{
    static const char sql[] = "INSERT INTO journal (at, who, kind, subject, detail, chain) "
                              "VALUES (?1, '', ?2, '', ?3, x'')";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, at_ms);
    query_bind_text(&q, 2, kind);
    query_bind_text(&q, 3, detail);
    return query_run(&q, NULL, err);
}

bool journal_store_count(struct db *db, const char *kind, int64_t *out, struct err *err)
{
    static const char sql[] = "SELECT count(*) FROM journal WHERE kind = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_text(&q, 1, kind);
    if (!query_one(&q, "answer", err))
        return false;
    *out = query_int(&q, 0);
    return true;
}

bool meta_store_get(struct db *db, const char *key, char *out, size_t size, struct err *err)
{
    static const char sql[] = "SELECT value FROM meta WHERE key = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_text(&q, 1, key);
    if (!query_one(&q, key, err))
        return false;
    query_text(&q, 0, out, size);
    return true;
}

bool meta_store_put(struct db *db, const char *key, const char *value, struct err *err)
{
    static const char sql[] = "INSERT INTO meta (key, value) VALUES (?1, ?2) "
                              "ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_text(&q, 1, key);
    query_bind_text(&q, 2, value);
    return query_run(&q, NULL, err);
}

bool meta_store_count(struct db *db, const char *key, struct err *err)
{
    static const char sql[] =
        "INSERT INTO meta (key, value) VALUES (?1, '1') "
        "ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_text(&q, 1, key);
    return query_run(&q, NULL, err);
}
