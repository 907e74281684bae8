/* Rows of help_call. */
#include "store/help_store.h"
#include "store/query.h"

enum help_column { HELP_NO, HELP_REQUEST, HELP_DEVICE, HELP_SCREEN, HELP_AT, HELP_ANSWERED_AT };

static void help_from_row(const struct query *q, struct help_row *out)
{
    *out = (struct help_row){.no = query_int(q, HELP_NO),
                             .request = query_uuid(q, HELP_REQUEST),
                             .at_ms = query_int(q, HELP_AT),
                             .answered_at_ms = query_int(q, HELP_ANSWERED_AT)};
    query_text(q, HELP_DEVICE, out->device, sizeof out->device);
    query_text(q, HELP_SCREEN, out->screen, sizeof out->screen);
}

bool help_store_add(struct db *db, const struct help_row *row, bool *added, struct err *err)
{
    static const char sql[] = "INSERT INTO help_call (request, device, screen, at) "
                              "VALUES (?1, ?2, ?3, ?4) ON CONFLICT (request) DO NOTHING";
    AUTO_QUERY struct query q = query_begin(db, sql);
    int64_t changes = 0;

    query_bind_uuid(&q, 1, &row->request);
    query_bind_text(&q, 2, row->device);
    query_bind_text(&q, 3, row->screen);
    query_bind_int(&q, 4, row->at_ms);
    if (!query_run(&q, &changes, err))
        return false;
    *added = changes > 0;
    return true;
}

bool help_store_find(struct db *db, int64_t no, struct help_row *out, struct err *err)
{
    static const char sql[] =
        "SELECT no, request, device, screen, at, answered_at FROM help_call WHERE no = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, no);
    if (!query_one(&q, "such call for an officer", err))
        return false;
    help_from_row(&q, out);
    return true;
}

bool help_store_list_open(struct db *db, struct help_row *out, size_t most, size_t *count,
                          struct err *err)
{
    static const char sql[] = "SELECT no, request, device, screen, at, answered_at FROM help_call "
                              "WHERE answered_at = 0 ORDER BY no LIMIT ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);
    bool has_row = true;

    *count = 0;
    query_bind_int(&q, 1, (int64_t)most);
    while (has_row) {
        if (!query_step(&q, &has_row, err))
            return false;
        if (has_row)
            help_from_row(&q, &out[(*count)++]);
    }
    return true;
}

bool help_store_answer(struct db *db, int64_t no, const char *officer, int64_t at_ms, bool *changed,
                       struct err *err)
{
    static const char sql[] = "UPDATE help_call SET answered_at = ?2, officer = ?3 "
                              "WHERE no = ?1 AND answered_at = 0";
    AUTO_QUERY struct query q = query_begin(db, sql);
    int64_t changes = 0;

    query_bind_int(&q, 1, no);
    query_bind_int(&q, 2, at_ms);
    query_bind_text(&q, 3, officer);
    if (!query_run(&q, &changes, err))
        return false;
    *changed = changes > 0;
    return true;
}
