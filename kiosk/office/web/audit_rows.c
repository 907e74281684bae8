/* The table audit. */
#include "audit_rows.h"

#include <inttypes.h>

bool audit_rows_add(struct pg *pg, const char *account, const char *act, const char *subject,
                    const char *detail, const char *address, int64_t now_ms, struct err *err)
{
    char now[32];

    text_format(now, sizeof now, "%" PRId64, now_ms);
    return pg_run(pg,
                  "INSERT INTO office.audit (account, act, subject, detail, address, at)"
                  " VALUES ($1, $2, $3, $4, $5, to_timestamp($6::bigint / 1000.0))",
                  (struct pg_param[]){PG_TEXT(account), PG_TEXT(act), PG_TEXT(subject),
                                      PG_TEXT(detail), PG_TEXT(address), PG_TEXT(now)},
                  6, err);
}

bool audit_rows_each(struct pg *pg, const struct audit_wish *wish,
                     void (*each)(void *context, const struct audit_line *line), void *context,
                     struct err *err)
{
    struct pg_rows *rows AUTO_ROWS = NULL;
    char from[32], until[32], skip[16], most[16];
    const char *sql =
        "SELECT (extract(epoch FROM at) * 1000)::bigint, account, act, subject, detail,"
        " address FROM office.audit"
        " WHERE at >= to_timestamp($1::bigint / 1000.0)"
        " AND at < to_timestamp($2::bigint / 1000.0) AND ($3 = '' OR account = $3)"
        " ORDER BY at DESC, no DESC OFFSET $4::bigint LIMIT $5::bigint";

    text_format(from, sizeof from, "%" PRId64, wish->from_ms);
    text_format(until, sizeof until, "%" PRId64, wish->until_ms);
    text_format(skip, sizeof skip, "%d", wish->skip);
    text_format(most, sizeof most, "%d", wish->most);
    if (!pg_query(pg, &rows, sql,
                  (struct pg_param[]){PG_TEXT(from), PG_TEXT(until), PG_TEXT(wish->account),
                                      PG_TEXT(skip), PG_TEXT(most)},
                  5, err))
        return false;
    for (size_t i = 0; i < pg_count(rows); i++) {
        struct audit_line line = {.at_ms = pg_int(rows, i, 0),
                                  .account = pg_text(rows, i, 1),
                                  .act = pg_text(rows, i, 2),
                                  .subject = pg_text(rows, i, 3),
                                  .detail = pg_text(rows, i, 4),
                                  .address = pg_text(rows, i, 5)};
        each(context, &line);
    }
    return true;
}
