/* Rows of suggestion. */
#include "store/suggestion_store.h"
#include "store/query.h"

#define SUGGESTION_COLUMNS "day, id, service_id, words, entered"

enum suggestion_column {
    SUGGESTION_DAY,
    SUGGESTION_ID,
    SUGGESTION_SERVICE_ID,
    SUGGESTION_WORDS,
    SUGGESTION_ENTERED
};

static void suggestion_from_row(const struct query *q, struct suggestion_row *out)
{
    *out = (struct suggestion_row){
        .day = query_int(q, SUGGESTION_DAY),
        .id = query_uuid(q, SUGGESTION_ID),
        .words = sqlite3_column_blob(q->statement, SUGGESTION_WORDS),
        .words_len = (size_t)sqlite3_column_bytes(q->statement, SUGGESTION_WORDS),
        .entered_day = query_int(q, SUGGESTION_ENTERED),
    };
    query_text(q, SUGGESTION_SERVICE_ID, out->service_id, sizeof out->service_id);
}

bool suggestion_store_add(struct db *db, const struct suggestion_row *row, bool is_mixed,
                          struct err *err)
{
    static const char sql[] =
        "INSERT INTO suggestion (" SUGGESTION_COLUMNS ", is_mixed) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, row->day);
    query_bind_uuid(&q, 2, &row->id);
    query_bind_text(&q, 3, row->service_id);
    query_bind_blob(&q, 4, row->words, row->words_len);
    query_bind_int(&q, 5, row->entered_day);
    query_bind_int(&q, 6, is_mixed);
    return query_run(&q, NULL, err);
}

bool suggestion_store_has(struct db *db, const struct uuid *id, bool *out, struct err *err)
{
    static const char sql[] = "SELECT 1 FROM suggestion WHERE id = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, id);
    return query_step(&q, out, err);
}

static bool walk(struct query *q, bool (*each)(void *context, const struct suggestion_row *row),
                 void *context, struct err *err)
{
    struct suggestion_row row;
    bool has_row = false;

    do {
        if (!query_step(q, &has_row, err))
            return false;
        if (has_row)
            suggestion_from_row(q, &row);
    } while (has_row && each(context, &row));
    return true;
}

bool suggestion_store_list(struct db *db, int64_t from_day, int64_t until_day,
                           bool (*each)(void *context, const struct suggestion_row *row),
                           void *context, struct err *err)
{
    static const char sql[] = "SELECT " SUGGESTION_COLUMNS " FROM suggestion "
                              "WHERE day BETWEEN ?1 AND ?2 ORDER BY day, id";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, from_day);
    query_bind_int(&q, 2, until_day);
    return walk(&q, each, context, err);
}

bool suggestion_store_unmixed_day(struct db *db, int64_t until_day, int64_t *out, struct err *err)
{
    static const char sql[] = "SELECT day FROM suggestion WHERE is_mixed = 0 AND day <= ?1 "
                              "ORDER BY day LIMIT 1";
    AUTO_QUERY struct query q = query_begin(db, sql);
    bool has_row = false;

    query_bind_int(&q, 1, until_day);
    if (!query_step(&q, &has_row, err))
        return false;
    *out = has_row ? query_int(&q, 0) : 0;
    return true;
}

bool suggestion_store_list_unmixed(struct db *db, int64_t day, int64_t most,
                                   bool (*each)(void *context, const struct suggestion_row *row),
                                   void *context, struct err *err)
{
    static const char sql[] = "SELECT " SUGGESTION_COLUMNS " FROM suggestion "
                              "WHERE is_mixed = 0 AND day = ?1 ORDER BY id LIMIT ?2";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, day);
    query_bind_int(&q, 2, most);
    return walk(&q, each, context, err);
}

bool suggestion_store_take(struct db *db, int64_t day, const struct uuid *id, struct err *err)
{
    static const char sql[] = "DELETE FROM suggestion WHERE day = ?1 AND id = ?2 AND is_mixed = 0";
    AUTO_QUERY struct query q = query_begin(db, sql);
    int64_t rows = 0;

    query_bind_int(&q, 1, day);
    query_bind_uuid(&q, 2, id);
    return query_run(&q, &rows, err)
           && (rows == 1 || err_set(err, ERR_NOT_FOUND, "no such suggestion"));
}

bool suggestion_store_has_old(struct db *db, int64_t before_day, bool *out, struct err *err)
{
    static const char sql[] = "SELECT 1 FROM suggestion WHERE day < ?1 AND entered < ?1 LIMIT 1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, before_day);
    return query_step(&q, out, err);
}

bool suggestion_store_forget(struct db *db, int64_t before_day, int64_t *count, struct err *err)
{
    static const char sql[] = "DELETE FROM suggestion WHERE day < ?1 AND entered < ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, before_day);
    return query_run(&q, count, err);
}
