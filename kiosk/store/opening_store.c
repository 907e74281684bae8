/* Rows of pause and extra_hours. */
#include "store/opening_store.h"
#include "store/query.h"

bool opening_store_find(struct db *db, int64_t session, const char *group_id, int64_t now_ms,
                        struct opening_facts *out, struct err *err)
{
    /* One statement for both, because every ticket asks it. */
    static const char sql[] =
        "SELECT (SELECT reason FROM pause WHERE session = ?1 AND group_id = ?2), "
        "(SELECT max(until_at) FROM extra_hours WHERE until_at > ?3 AND from_at <= ?3 AND "
        "(group_id = '' OR group_id = ?2))";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, session);
    query_bind_text(&q, 2, group_id);
    query_bind_int(&q, 3, now_ms);
    if (!query_one(&q, "answer", err))
        return false;
    out->is_paused = !query_is_null(&q, 0);
    query_text(&q, 0, out->pause_reason, sizeof out->pause_reason);
    out->extra_until_ms = query_int(&q, 1);
    return true;
}

bool opening_store_issued(struct db *db, int64_t session, const char *group_id, int64_t *out,
                          struct err *err)
{
    static const char sql[] = "SELECT count(*) FROM ticket WHERE session = ?1 AND group_id = ?2";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, session);
    query_bind_text(&q, 2, group_id);
    if (!query_one(&q, "count", err))
        return false;
    *out = query_int(&q, 0);
    return true;
}

bool pause_store_put(struct db *db, const struct pause *pause, struct err *err)
{
    static const char sql[] =
        "INSERT INTO pause (session, group_id, reason, officer, at) VALUES (?1, ?2, ?3, ?4, ?5) "
        "ON CONFLICT (session, group_id) DO UPDATE SET reason = excluded.reason, "
        "officer = excluded.officer, at = excluded.at";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, pause->session);
    query_bind_text(&q, 2, pause->group_id);
    query_bind_text(&q, 3, pause->reason);
    query_bind_text(&q, 4, pause->officer);
    query_bind_int(&q, 5, pause->at_ms);
    return query_run(&q, NULL, err);
}

bool pause_store_remove(struct db *db, int64_t session, const char *group_id, bool *was_there,
                        struct err *err)
{
    static const char sql[] = "DELETE FROM pause WHERE session = ?1 AND group_id = ?2";
    AUTO_QUERY struct query q = query_begin(db, sql);
    int64_t changes = 0;

    query_bind_int(&q, 1, session);
    query_bind_text(&q, 2, group_id);
    if (!query_run(&q, &changes, err))
        return false;
    *was_there = changes > 0;
    return true;
}

bool extra_store_add(struct db *db, const struct extra_hours *extra, struct err *err)
{
    static const char sql[] =
        "INSERT INTO extra_hours (group_id, from_at, until_at, reason, officer) "
        "VALUES (?1, ?2, ?3, ?4, ?5)";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_text(&q, 1, extra->group_id);
    query_bind_int(&q, 2, extra->from_ms);
    query_bind_int(&q, 3, extra->until_ms);
    query_bind_text(&q, 4, extra->reason);
    query_bind_text(&q, 5, extra->officer);
    return query_run(&q, NULL, err);
}
