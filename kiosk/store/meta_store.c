/* Rows of meta. */
#include "store/meta_store.h"
#include "store/query.h"

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
