/* Rows of suggestion that are too old. */
#include "store/suggestion_store.h"
#include "store/query.h"

bool suggestion_store_has_old(struct db *db, int64_t before_day, bool *out, struct err *err)
{
    static const char sql[] = "SELECT 1 FROM suggestion WHERE day < ?1 LIMIT 1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, before_day);
    return query_step(&q, out, err);
}

bool suggestion_store_forget(struct db *db, int64_t before_day, int64_t *count, struct err *err)
{
    static const char sql[] = "DELETE FROM suggestion WHERE day < ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, before_day);
    return query_run(&q, count, err);
}
