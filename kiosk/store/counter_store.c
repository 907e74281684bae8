/* Rows of counter. */
#include "store/counter_store.h"
#include "store/query.h"

#define COUNTER_COLUMNS                                                                            \
    "name, officer, is_open, day, session, priority_run, last_call, since_boot, since_mono_ms, "   \
    "changed_at"

enum counter_column {
    COUNTER_NAME,
    COUNTER_OFFICER,
    COUNTER_IS_OPEN,
    COUNTER_DAY,
    COUNTER_SESSION,
    COUNTER_PRIORITY_RUN,
    COUNTER_LAST_CALL,
    COUNTER_SINCE_BOOT,
    COUNTER_SINCE_MONO_MS,
    COUNTER_CHANGED_AT,
};

static void counter_from_row(const struct query *q, struct counter *out)
{
    *out = (struct counter){
        .is_open = query_int(q, COUNTER_IS_OPEN) != 0,
        .day = query_int(q, COUNTER_DAY),
        .session = query_int(q, COUNTER_SESSION),
        .priority_run = (int)query_int(q, COUNTER_PRIORITY_RUN),
        .last_call = query_int(q, COUNTER_LAST_CALL),
        .since_mono_ms = query_int(q, COUNTER_SINCE_MONO_MS),
        .changed_at_ms = query_int(q, COUNTER_CHANGED_AT),
    };
    query_text(q, COUNTER_NAME, out->name, sizeof out->name);
    query_text(q, COUNTER_OFFICER, out->officer, sizeof out->officer);
    query_text(q, COUNTER_SINCE_BOOT, out->since_boot, sizeof out->since_boot);
}

bool counter_store_find(struct db *db, const char *name, struct counter *out, struct err *err)
{
    static const char sql[] = "SELECT " COUNTER_COLUMNS " FROM counter WHERE name = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_text(&q, 1, name);
    if (!query_one(&q, "such counter", err))
        return false;
    counter_from_row(&q, out);
    return true;
}

bool counter_store_put(struct db *db, const struct counter *counter, struct err *err)
{
    static const char sql[] =
        "INSERT INTO counter (name, officer, is_open, day, session, priority_run, last_call, "
        "since_boot, since_mono_ms, changed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) "
        "ON CONFLICT (name) DO UPDATE SET officer = excluded.officer, is_open = excluded.is_open, "
        "day = excluded.day, session = excluded.session, priority_run = excluded.priority_run, "
        "last_call = excluded.last_call, since_boot = excluded.since_boot, "
        "since_mono_ms = excluded.since_mono_ms, changed_at = excluded.changed_at";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_text(&q, 1, counter->name);
    query_bind_text(&q, 2, counter->officer);
    query_bind_int(&q, 3, counter->is_open);
    query_bind_int(&q, 4, counter->day);
    query_bind_int(&q, 5, counter->session);
    query_bind_int(&q, 6, counter->priority_run);
    query_bind_int(&q, 7, counter->last_call);
    query_bind_text(&q, 8, counter->since_boot);
    query_bind_int(&q, 9, counter->since_mono_ms);
    query_bind_int(&q, 10, counter->changed_at_ms);
    return query_run(&q, NULL, err);
}

bool counter_store_list(struct db *db, struct counter out[COUNTERS_MOST], size_t *count,
                        struct err *err)
{
    static const char sql[] = "SELECT " COUNTER_COLUMNS " FROM counter ORDER BY name LIMIT ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);
    bool has_row = false;

    *count = 0;
    query_bind_int(&q, 1, COUNTERS_MOST);
    while (query_step(&q, &has_row, err)) {
        if (!has_row)
            return true;
        counter_from_row(&q, &out[(*count)++]);
    }
    return false;
}
