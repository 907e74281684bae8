/* The table web_session. */
#include "session_rows.h"
#include "session.h"

#include <inttypes.h>
#include <string.h>

static struct pg_param bytes32(const uint8_t bytes[32])
{
    return (struct pg_param){.text = (const char *)bytes, .len = 32};
}

static bool row_read(const struct pg_rows *rows, struct session_row *out, struct err *err)
{
    struct text key AUTO_TEXT = {0};

    text_init(&key, 64);
    text_copy(out->account, sizeof out->account, pg_text(rows, 0, 0));
    text_copy(out->shown, sizeof out->shown, pg_text(rows, 0, 1));
    if (!web_role_from_name(pg_text(rows, 0, 2), &out->role))
        return err_set(err, ERR_CORRUPT, "an account of role '%s'", pg_text(rows, 0, 2));
    out->must_change = pg_bool(rows, 0, 3);
    out->made_ms = pg_int(rows, 0, 5);
    out->seen_ms = pg_int(rows, 0, 6);
    if (!pg_bytes(rows, 0, 4, &key) || key.len != sizeof out->form_key)
        return err_set(err, ERR_CORRUPT, "a session's key of %zu bytes", key.len);
    memcpy(out->form_key, key.data, sizeof out->form_key);
    return true;
}

bool session_rows_read(struct pg *pg, const uint8_t hash[32], struct session_row *out,
                       struct err *err)
{
    struct pg_rows *rows AUTO_ROWS = NULL;
    const char *sql = "SELECT s.account, a.shown, a.role, a.must_change, s.form_key,"
                      " (extract(epoch FROM s.made_at) * 1000)::bigint,"
                      " (extract(epoch FROM s.seen_at) * 1000)::bigint"
                      " FROM office.web_session s JOIN office.account a ON a.name = s.account"
                      " WHERE s.token_hash = $1 AND NOT a.is_disabled";

    if (!pg_query(pg, &rows, sql, (struct pg_param[]){bytes32(hash)}, 1, err))
        return false;
    if (pg_count(rows) == 0)
        return err_set(err, ERR_NOT_FOUND, "no such session");
    return row_read(rows, out, err);
}

bool session_rows_touch(struct pg *pg, const uint8_t hash[32], int64_t now_ms, struct err *err)
{
    char now[32];

    text_format(now, sizeof now, "%" PRId64, now_ms);
    return pg_run(pg,
                  "UPDATE office.web_session SET seen_at = to_timestamp($2::bigint / 1000.0)"
                  " WHERE token_hash = $1",
                  (struct pg_param[]){bytes32(hash), PG_TEXT(now)}, 2, err);
}

static bool remove_ended(struct pg *pg, int64_t now_ms, struct err *err)
{
    char ended[32], idle[32];

    text_format(ended, sizeof ended, "%" PRId64, now_ms - SESSION_WHOLE_MS);
    text_format(idle, sizeof idle, "%" PRId64, now_ms - SESSION_IDLE_MS);
    return pg_run(pg,
                  "DELETE FROM office.web_session WHERE made_at < to_timestamp($1::bigint / 1000.0)"
                  " OR seen_at < to_timestamp($2::bigint / 1000.0)",
                  (struct pg_param[]){PG_TEXT(ended), PG_TEXT(idle)}, 2, err);
}

bool session_rows_add(struct pg *pg, const uint8_t hash[32], const char *account,
                      const uint8_t form_key[32], int64_t now_ms, struct err *err)
{
    char now[32];

    text_format(now, sizeof now, "%" PRId64, now_ms);
    return remove_ended(pg, now_ms, err)
           && pg_run(
               pg,
               "INSERT INTO office.web_session (token_hash, account, form_key, made_at, seen_at)"
               " VALUES ($1, $2, $3, to_timestamp($4::bigint / 1000.0),"
               " to_timestamp($4::bigint / 1000.0))",
               (struct pg_param[]){bytes32(hash), PG_TEXT(account), bytes32(form_key),
                                   PG_TEXT(now)},
               4, err);
}

bool session_rows_remove(struct pg *pg, const uint8_t hash[32], struct err *err)
{
    return pg_run(pg, "DELETE FROM office.web_session WHERE token_hash = $1",
                  (struct pg_param[]){bytes32(hash)}, 1, err);
}

bool session_rows_remove_all(struct pg *pg, const char *account, const uint8_t *but,
                             struct err *err)
{
    static const uint8_t nobody[32];

    return pg_run(pg, "DELETE FROM office.web_session WHERE account = $1 AND token_hash <> $2",
                  (struct pg_param[]){PG_TEXT(account), bytes32(but == NULL ? nobody : but)}, 2,
                  err);
}
