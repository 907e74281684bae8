/* Lists and counts over the partial indexes of ticket. Where the planner knows no better than to walk
 * the whole session, the index is named. */
#include "store/waiting_store.h"
#include "store/query.h"

/* Reads (place, series, seq) to the end. */
static bool read_places(struct query *q, struct ticket_place out[PLACES_MOST], size_t *count,
                        struct err *err)
{
    bool has_row = false;

    *count = 0;
    while (query_step(q, &has_row, err)) {
        if (!has_row)
            return true;
        struct ticket_place *at = &out[(*count)++];
        at->place = query_int(q, 0);
        query_text(q, 1, at->series, sizeof at->series);
        at->seq = query_int(q, 2);
    }
    return false;
}

static int64_t page_size(size_t most)
{
    return most < PLACES_MOST ? (int64_t)most : PLACES_MOST;
}

bool waiting_store_list(struct db *db, int64_t session, const char *group_id,
                        const char *for_counter, bool is_priority, int64_t after, size_t most,
                        struct ticket_place out[PLACES_MOST], size_t *count, struct err *err)
{
    static const char sql[] =
        "SELECT place, series, seq FROM ticket WHERE session = ?1 AND group_id = ?2 "
        "AND for_counter = ?3 AND is_priority = ?4 AND place > ?5 AND state = 'waiting' "
        "ORDER BY place LIMIT ?6";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, session);
    query_bind_text(&q, 2, group_id);
    query_bind_text(&q, 3, for_counter);
    query_bind_int(&q, 4, is_priority);
    query_bind_int(&q, 5, after);
    query_bind_int(&q, 6, page_size(most));
    return read_places(&q, out, count, err);
}

bool waiting_store_list_sent(struct db *db, int64_t session, const char *group_id, int64_t after,
                             size_t most, struct ticket_place out[PLACES_MOST], size_t *count,
                             struct err *err)
{
    /* Few at any time: they are sorted. */
    static const char sql[] =
        "SELECT place, series, seq FROM ticket WHERE session = ?1 AND group_id = ?2 "
        "AND for_counter > '' AND place > ?3 AND state = 'waiting' ORDER BY place LIMIT ?4";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, session);
    query_bind_text(&q, 2, group_id);
    query_bind_int(&q, 3, after);
    query_bind_int(&q, 4, page_size(most));
    return read_places(&q, out, count, err);
}

bool waiting_store_release(struct db *db, int64_t session, const char *group_id,
                           const char *counter, struct err *err)
{
    static const char sql[] =
        "UPDATE ticket INDEXED BY ticket_waiting SET for_counter = '' "
        "WHERE session = ?1 AND group_id = ?2 AND for_counter = ?3 AND state = 'waiting'";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, session);
    query_bind_text(&q, 2, group_id);
    query_bind_text(&q, 3, counter);
    return query_run(&q, NULL, err);
}

bool skipped_store_list(struct db *db, int64_t session, const char *group_id, int64_t after,
                        size_t most, struct ticket_place out[PLACES_MOST], size_t *count,
                        struct err *err)
{
    static const char sql[] =
        "SELECT place, series, seq FROM ticket WHERE session = ?1 AND group_id = ?2 "
        "AND place > ?3 AND state = 'skipped' ORDER BY place LIMIT ?4";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, session);
    query_bind_text(&q, 2, group_id);
    query_bind_int(&q, 3, after);
    query_bind_int(&q, 4, page_size(most));
    return read_places(&q, out, count, err);
}

bool waiting_store_count_sent(struct db *db, int64_t session, const char *group_id,
                              const char *counter, int64_t *here, int64_t *all, struct err *err)
{
    static const char sql[] =
        "SELECT count(*) FILTER (WHERE for_counter = ?3), count(*) FROM ticket WHERE session = ?1 "
        "AND group_id = ?2 AND for_counter > '' AND state = 'waiting'";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, session);
    query_bind_text(&q, 2, group_id);
    query_bind_text(&q, 3, counter);
    if (!query_one(&q, "answer", err))
        return false;
    *here = query_int(&q, 0);
    *all = query_int(&q, 1);
    return true;
}

bool skipped_store_count(struct db *db, int64_t session, const char *group_id, int64_t *out,
                         struct err *err)
{
    static const char sql[] = "SELECT count(*) FROM ticket INDEXED BY ticket_skipped "
                              "WHERE session = ?1 AND group_id = ?2 AND state = 'skipped'";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, session);
    query_bind_text(&q, 2, group_id);
    if (!query_one(&q, "answer", err))
        return false;
    *out = query_int(&q, 0);
    return true;
}

bool waiting_store_median(struct db *db, int64_t session, int64_t *out, struct err *err)
{
    static const char sql[] =
        "SELECT wait_ms FROM ticket WHERE session = ?1 AND wait_ms >= 0 ORDER BY wait_ms LIMIT 1 "
        "OFFSET (SELECT (max(count(*), 1) - 1) / 2 FROM ticket WHERE session = ?1 AND wait_ms >= "
        "0)";
    bool has_row = false;
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, session);
    if (!query_step(&q, &has_row, err))
        return false;
    *out = has_row ? query_int(&q, 0) : -1;
    return true;
}
