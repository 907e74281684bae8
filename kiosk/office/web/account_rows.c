/* The table account. */
#include "account_rows.h"

#include <string.h>

static bool account_from_row(const struct pg_rows *rows, size_t row, struct account *out,
                             struct err *err)
{
    *out = (struct account){.must_change = pg_bool(rows, row, 3),
                            .is_disabled = pg_bool(rows, row, 4),
                            .seen_ms = pg_int(rows, row, 5)};
    text_copy(out->name, sizeof out->name, pg_text(rows, row, 0));
    text_copy(out->shown, sizeof out->shown, pg_text(rows, row, 1));
    if (!web_role_from_name(pg_text(rows, row, 2), &out->role))
        return err_set(err, ERR_CORRUPT, "an account of role '%s'", pg_text(rows, row, 2));
    return true;
}

bool account_rows_read(struct pg *pg, const char *name, struct account *out, struct err *err)
{
    struct pg_rows *rows AUTO_ROWS = NULL;
    const char *sql = "SELECT name, shown, role, must_change, is_disabled, 0, hash"
                      " FROM office.account WHERE name = $1";

    if (!pg_query(pg, &rows, sql, (struct pg_param[]){PG_TEXT(name)}, 1, err))
        return false;
    if (pg_count(rows) == 0)
        return err_set(err, ERR_NOT_FOUND, "no account of that name");
    if (!account_from_row(rows, 0, out, err))
        return false;
    if (!text_copy(out->hash, sizeof out->hash, pg_text(rows, 0, 6)))
        return err_set(err, ERR_CORRUPT, "a hash longer than %zu bytes", sizeof out->hash - 1);
    return true;
}

bool account_rows_add(struct pg *pg, const struct account *account, struct err *err)
{
    struct pg_rows *rows AUTO_ROWS = NULL;
    const char *sql = "INSERT INTO office.account (name, shown, role, hash, must_change)"
                      " VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING name";
    const struct pg_param values[] = {PG_TEXT(account->name), PG_TEXT(account->shown),
                                      PG_TEXT(web_role_name(account->role)), PG_TEXT(account->hash),
                                      PG_TEXT(account->must_change ? "t" : "f")};

    if (!pg_query(pg, &rows, sql, values, ARRAY_LEN(values), err))
        return false;
    return pg_count(rows) == 1 || err_set(err, ERR_BUSY, "there is an account of that name");
}

/* One account is changed, or there is none of that name. */
static bool change(struct pg *pg, const char *sql, const struct pg_param *values, size_t count,
                   struct err *err)
{
    struct pg_rows *rows AUTO_ROWS = NULL;

    if (!pg_query(pg, &rows, sql, values, count, err))
        return false;
    return pg_count(rows) == 1 || err_set(err, ERR_NOT_FOUND, "no account of that name");
}

bool account_rows_set_password(struct pg *pg, const char *name, const char *hash, bool must_change,
                               struct err *err)
{
    return change(
        pg,
        "UPDATE office.account SET hash = $2, must_change = $3 WHERE name = $1"
        " RETURNING name",
        (struct pg_param[]){PG_TEXT(name), PG_TEXT(hash), PG_TEXT(must_change ? "t" : "f")}, 3,
        err);
}

bool account_rows_set_role(struct pg *pg, const char *name, enum web_role role, struct err *err)
{
    return change(pg, "UPDATE office.account SET role = $2 WHERE name = $1 RETURNING name",
                  (struct pg_param[]){PG_TEXT(name), PG_TEXT(web_role_name(role))}, 2, err);
}

bool account_rows_set_disabled(struct pg *pg, const char *name, bool is_disabled, struct err *err)
{
    return change(pg, "UPDATE office.account SET is_disabled = $2 WHERE name = $1 RETURNING name",
                  (struct pg_param[]){PG_TEXT(name), PG_TEXT(is_disabled ? "t" : "f")}, 2, err);
}

bool account_rows_hold_admin(struct pg *pg, const char *name, struct err *err)
{
    struct pg_rows *rows AUTO_ROWS = NULL;
    const char *sql = "SELECT name FROM office.account WHERE role = 'admin' AND NOT is_disabled"
                      " ORDER BY name FOR UPDATE";

    if (!pg_query(pg, &rows, sql, NULL, 0, err))
        return false;
    for (size_t i = 0; i < pg_count(rows); i++) {
        if (strcmp(pg_text(rows, i, 0), name) == 0)
            return true;
    }
    return err_set(err, ERR_CLOSED, "no administrator any more");
}

bool account_rows_each(struct pg *pg, void (*each)(void *context, const struct account *account),
                       void *context, struct err *err)
{
    struct pg_rows *rows AUTO_ROWS = NULL;
    const char *sql = "SELECT a.name, a.shown, a.role, a.must_change, a.is_disabled,"
                      " (extract(epoch FROM (SELECT max(s.seen_at) FROM office.web_session s"
                      " WHERE s.account = a.name)) * 1000)::bigint"
                      " FROM office.account a ORDER BY a.is_disabled, a.name LIMIT 500";
    struct account account;

    if (!pg_query(pg, &rows, sql, NULL, 0, err))
        return false;
    for (size_t i = 0; i < pg_count(rows); i++) {
        if (!account_from_row(rows, i, &account, err))
            return false;
        each(context, &account);
    }
    return true;
}
