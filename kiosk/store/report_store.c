/* Reading a day: nothing here writes. */
#include "store/report_store.h"
#include "store/query.h"
#include "base/text.h"
#include <assert.h>

enum report_column {
    REPORT_SESSION,
    REPORT_SERIES,
    REPORT_SEQ,
    REPORT_SERVICE_ID,
    REPORT_SERVICE_NAME,
    REPORT_GROUP_ID,
    REPORT_OFFICER,
    REPORT_IS_PRIORITY,
    REPORT_STATE,
    REPORT_ISSUED_AT,
    REPORT_CALLED_AT,
    REPORT_WAIT_MS,
    REPORT_SERVICE_MS,
    REPORT_HAS_SLIP,
    REPORT_SLIP,
};

static_assert(TICKET_VOID == 5 && PRINT_CANCELLED == 6, "states are also named in the schema");

static enum ticket_state ticket_state_from(const struct query *q, int column)
{
    for (int state = TICKET_WAITING; state < TICKET_VOID; state++) {
        if (query_is_text(q, column, ticket_state_name((enum ticket_state)state)))
            return (enum ticket_state)state;
    }
    return TICKET_VOID; /* the schema allows no other */
}

static enum print_state print_state_from(const struct query *q, int column)
{
    for (int state = PRINT_QUEUED; state < PRINT_CANCELLED; state++) {
        if (query_is_text(q, column, print_state_name((enum print_state)state)))
            return (enum print_state)state;
    }
    return PRINT_CANCELLED;
}

bool report_store_sessions(struct db *db, int64_t local_day, struct report_sessions *out,
                           struct err *err)
{
    static const char sql[] =
        "SELECT count(*), coalesce(min(opened_at), 0), coalesce(max(closed_at), 0), "
        "coalesce(sum(closed_at = 0), 0) FROM session WHERE local_day = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, local_day);
    if (!query_one(&q, "answer", err))
        return false;
    *out = (struct report_sessions){
        .count = (int)query_int(&q, 0),
        .opened_ms = query_int(&q, 1),
        .closed_ms = query_int(&q, 3) > 0 ? 0 : query_int(&q, 2),
    };
    return true;
}

bool report_store_list_series(struct db *db, int64_t local_day,
                              bool (*each)(void *context, const struct report_series *series),
                              void *context, struct err *err)
{
    static const char sql[] =
        "SELECT l.session, l.series, max(l.hi) FROM session s JOIN line l ON l.session = s.no "
        "WHERE s.local_day = ?1 GROUP BY l.session, l.series ORDER BY l.session, l.series";
    AUTO_QUERY struct query q = query_begin(db, sql);
    bool has_row = false;

    query_bind_int(&q, 1, local_day);
    while (query_step(&q, &has_row, err)) {
        struct report_series series = {.session = query_int(&q, 0), .hi = query_int(&q, 2)};
        if (!has_row)
            return true;
        query_text(&q, 1, series.series, sizeof series.series);
        if (!each(context, &series))
            return true;
    }
    return false;
}

static void ticket_from_row(const struct query *q, struct report_ticket *out)
{
    *out = (struct report_ticket){
        .session = query_int(q, REPORT_SESSION),
        .seq = query_int(q, REPORT_SEQ),
        .is_priority = query_int(q, REPORT_IS_PRIORITY) != 0,
        .state = ticket_state_from(q, REPORT_STATE),
        .issued_at_ms = query_int(q, REPORT_ISSUED_AT),
        .called_at_ms = query_int(q, REPORT_CALLED_AT),
        .wait_ms = query_int(q, REPORT_WAIT_MS),
        .service_ms = query_int(q, REPORT_SERVICE_MS),
        .has_slip = query_int(q, REPORT_HAS_SLIP) != 0,
        .slip = print_state_from(q, REPORT_SLIP),
    };
    query_text(q, REPORT_SERIES, out->series, sizeof out->series);
    query_text(q, REPORT_SERVICE_ID, out->service_id, sizeof out->service_id);
    query_text(q, REPORT_SERVICE_NAME, out->service_name, sizeof out->service_name);
    query_text(q, REPORT_GROUP_ID, out->group_id, sizeof out->group_id);
    query_text(q, REPORT_OFFICER, out->officer, sizeof out->officer);
}

bool report_store_list_tickets(struct db *db, int64_t local_day,
                               bool (*each)(void *context, const struct report_ticket *ticket),
                               void *context, struct err *err)
{
    static const char sql[] =
        "SELECT t.session, t.series, t.seq, t.service_id, t.service_name, t.group_id, t.officer, "
        "t.is_priority, t.state, t.issued_at, t.called_at, t.wait_ms, t.service_ms, "
        "j.id IS NOT NULL, coalesce(j.state, '') FROM session s JOIN ticket t ON t.session = s.no "
        "LEFT JOIN print_job j ON j.ticket = t.id AND j.copy = 0 WHERE s.local_day = ?1 "
        "ORDER BY t.session, t.series, t.seq";
    AUTO_QUERY struct query q = query_begin(db, sql);
    struct report_ticket ticket;
    bool has_row = false;

    query_bind_int(&q, 1, local_day);
    while (query_step(&q, &has_row, err)) {
        if (!has_row)
            return true;
        ticket_from_row(&q, &ticket);
        if (!each(context, &ticket))
            return true;
    }
    return false;
}

static bool count_between(struct db *db, const char *sql, int64_t from_ms, int64_t to_ms,
                          int64_t *out, struct err *err)
{
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, from_ms);
    query_bind_int(&q, 2, to_ms);
    if (!query_one(&q, "answer", err))
        return false;
    *out = query_int(&q, 0);
    return true;
}

bool report_store_count_copies(struct db *db, int64_t local_day, int64_t *out, struct err *err)
{
    static const char sql[] =
        "SELECT count(*) FROM session s JOIN ticket t ON t.session = s.no "
        "JOIN print_job j ON j.ticket = t.id AND j.copy > 0 WHERE s.local_day = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, local_day);
    if (!query_one(&q, "answer", err))
        return false;
    *out = query_int(&q, 0);
    return true;
}

bool report_store_count_receipts(struct db *db, int64_t from_ms, int64_t to_ms, int64_t *out,
                                 struct err *err)
{
    static const char sql[] = "SELECT count(*) FROM receipt WHERE at >= ?1 AND at < ?2";

    return count_between(db, sql, from_ms, to_ms, out, err);
}

bool report_store_count_help_calls(struct db *db, int64_t from_ms, int64_t to_ms, int64_t *out,
                                   struct err *err)
{
    static const char sql[] = "SELECT count(*) FROM help_call WHERE at >= ?1 AND at < ?2";

    return count_between(db, sql, from_ms, to_ms, out, err);
}
