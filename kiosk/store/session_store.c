/* Rows of session and line. */
#include "store/session_store.h"
#include "store/query.h"
#include <assert.h>
#include <sqlite3.h>

#define SESSION_COLUMNS "no, id, local_day, is_dated, generation, opened_at"

enum session_column {
    SESSION_NO,
    SESSION_ID,
    SESSION_LOCAL_DAY,
    SESSION_IS_DATED,
    SESSION_GENERATION,
    SESSION_OPENED_AT,
    SESSION_CLOSED_BY, /* where it is asked for */
};

static void session_from_row(const struct query *q, struct session *out)
{
    *out = (struct session){
        .no = query_int(q, SESSION_NO),
        .id = query_uuid(q, SESSION_ID),
        .local_day = query_int(q, SESSION_LOCAL_DAY),
        .is_dated = query_int(q, SESSION_IS_DATED) != 0,
        .generation = (int)query_int(q, SESSION_GENERATION),
        .opened_at_ms = query_int(q, SESSION_OPENED_AT),
    };
}

bool session_store_find_open(struct db *db, struct session *out, struct err *err)
{
    static const char sql[] = "SELECT " SESSION_COLUMNS " FROM session WHERE closed_at = 0";
    AUTO_QUERY struct query q = query_begin(db, sql);

    if (!query_one(&q, "open session", err))
        return false;
    session_from_row(&q, out);
    return true;
}

bool session_store_add(struct db *db, struct session *session, struct err *err)
{
    static const char sql[] =
        "INSERT INTO session (id, local_day, is_dated, generation, opened_at) "
        "VALUES (?1, ?2, ?3, ?4, ?5)";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, &session->id);
    query_bind_int(&q, 2, session->local_day);
    query_bind_int(&q, 3, session->is_dated);
    query_bind_int(&q, 4, session->generation);
    query_bind_int(&q, 5, session->opened_at_ms);
    if (!query_run(&q, NULL, err))
        return false;
    session->no = query_last_row(&q);
    return true;
}

bool session_store_close(struct db *db, int64_t no, int64_t at_ms, const char *by, struct err *err)
{
    static const char sql[] = "UPDATE session SET closed_at = ?2, closed_by = ?3 WHERE no = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, no);
    query_bind_int(&q, 2, at_ms != 0 ? at_ms : 1); /* 0 means open, even with a clock of 1970 */
    query_bind_text(&q, 3, by);
    return query_run(&q, NULL, err);
}

bool session_store_reopen(struct db *db, int64_t no, struct err *err)
{
    static const char sql[] = "UPDATE session SET closed_at = 0, closed_by = '' WHERE no = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, no);
    return query_run(&q, NULL, err);
}

bool session_store_find_last(struct db *db, struct session *out, bool *is_ended_by_staff,
                             struct err *err)
{
    static const char sql[] = "SELECT " SESSION_COLUMNS ", closed_by FROM session "
                              "ORDER BY no DESC LIMIT 1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    if (!query_one(&q, "session", err))
        return false;
    session_from_row(&q, out);
    *is_ended_by_staff = query_is_text(&q, SESSION_CLOSED_BY, "staff");
    return true;
}

bool session_store_date(struct db *db, int64_t no, int64_t local_day, struct err *err)
{
    static const char sql[] = "UPDATE session SET local_day = ?2, is_dated = 1 WHERE no = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, no);
    query_bind_int(&q, 2, local_day);
    return query_run(&q, NULL, err);
}

bool line_store_totals(struct db *db, int64_t session, const char *series, const char *group_id,
                       struct line_totals *out, struct err *err)
{
    /* A few rows, summed up here: aggregates cost more than the rows do. */
    static const char sql[] =
        "SELECT series, group_id, hi, last_place, waiting, priority FROM line WHERE session = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);
    bool has_row = true;

    *out = (struct line_totals){0};
    query_bind_int(&q, 1, session);
    while (true) {
        if (!query_step(&q, &has_row, err))
            return false;
        if (!has_row)
            return true;
        int64_t hi = query_int(&q, 2);
        int64_t place = query_int(&q, 3);
        int64_t waiting = query_int(&q, 4);
        if (query_is_text(&q, 0, series) && hi > out->hi)
            out->hi = hi;
        if (place > out->last_place)
            out->last_place = place;
        if (query_is_text(&q, 1, group_id)) {
            out->waiting += waiting;
            out->priority += query_int(&q, 5);
        }
        out->waiting_all += waiting;
    }
}

bool line_store_take(struct db *db, int64_t session, const struct ticket *ticket, int64_t place,
                     struct err *err)
{
    static const char sql[] =
        "INSERT INTO line (session, series, group_id, hi, last_place, waiting, priority) "
        "VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6) ON CONFLICT (session, series, group_id) DO UPDATE SET "
        "hi = excluded.hi, last_place = excluded.last_place, waiting = waiting + 1, "
        "priority = priority + excluded.priority";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, session);
    query_bind_text(&q, 2, ticket->series);
    query_bind_text(&q, 3, ticket->group_id);
    query_bind_int(&q, 4, ticket->seq);
    query_bind_int(&q, 5, place);
    query_bind_int(&q, 6, ticket->is_priority);
    return query_run(&q, NULL, err);
}
