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
