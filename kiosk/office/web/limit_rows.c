/* The table login_limit. */
#include "limit.h"

#include <inttypes.h>

bool limit_rows_take(struct pg *pg, const char *subject, int64_t now_ms, struct limit *out,
                     struct err *err)
{
    struct pg_rows *rows AUTO_ROWS = NULL;
    char forget[32];
    const char *sql = "INSERT INTO office.login_limit AS l (subject) VALUES ($1)"
                      " ON CONFLICT (subject) DO UPDATE SET failures ="
                      " CASE WHEN l.at_ms < $2::bigint THEN 0 ELSE l.failures END"
                      " RETURNING failures, until_ms, at_ms";

    text_format(forget, sizeof forget, "%" PRId64, now_ms - LIMIT_FORGET_MS);
    if (!pg_query(pg, &rows, sql, (struct pg_param[]){PG_TEXT(subject), PG_TEXT(forget)}, 2, err))
        return false;
    out->failures = (int)pg_int(rows, 0, 0);
    out->until_ms = pg_int(rows, 0, 1);
    out->at_ms = pg_int(rows, 0, 2);
    return true;
}

bool limit_rows_set(struct pg *pg, const char *subject, const struct limit *limit, struct err *err)
{
    char failures[16], until[32], at[32];

    text_format(failures, sizeof failures, "%d", limit->failures);
    text_format(until, sizeof until, "%" PRId64, limit->until_ms);
    text_format(at, sizeof at, "%" PRId64, limit->at_ms);
    return pg_run(
        pg,
        "UPDATE office.login_limit SET failures = $2, until_ms = $3, at_ms = $4"
        " WHERE subject = $1",
        (struct pg_param[]){PG_TEXT(subject), PG_TEXT(failures), PG_TEXT(until), PG_TEXT(at)}, 4,
        err);
}

bool limit_rows_forget(struct pg *pg, int64_t now_ms, struct err *err)
{
    char forget[32];

    text_format(forget, sizeof forget, "%" PRId64, now_ms - LIMIT_FORGET_MS);
    return pg_run(pg, "DELETE FROM office.login_limit WHERE at_ms < $1",
                  (struct pg_param[]){PG_TEXT(forget)}, 1, err);
}
