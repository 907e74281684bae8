/* The table knock (see knock_rows.h). */
#include "office/knock_rows.h"
#include "base/mem.h"

bool knock_rows_note(struct pg *pg, const struct caller *caller, const char *device,
                     struct err *err)
{
    const struct pg_param params[] = {PG_TEXT(caller->kiosk), PG_TEXT(caller->serial),
                                      PG_TEXT(device), PG_TEXT(caller->ends)};

    return pg_run(pg, "SELECT office.api_knock($1, $2, $3, $4)", params, ARRAY_LEN(params), err);
}

bool knock_rows_each(struct pg *pg, void (*each)(void *context, const struct knock *knock),
                     void *context, struct err *err)
{
    static const char sql[] =
        "SELECT n.kiosk_id, coalesce(nullif(max(n.device), ''), max(k.device), ''),"
        " (extract(epoch FROM min(n.first_at)) * 1000)::bigint, (count(k.kiosk_id) > 0)::int"
        " FROM office.knocking n LEFT JOIN office.kiosk k USING (kiosk_id)"
        " GROUP BY n.kiosk_id ORDER BY 3, 1";
    AUTO_ROWS struct pg_rows *rows = NULL;

    if (!pg_query(pg, &rows, sql, NULL, 0, err))
        return false;
    for (size_t i = 0; i < pg_count(rows); i++) {
        const struct knock knock = {.kiosk = pg_text(rows, i, 0),
                                    .device = pg_text(rows, i, 1),
                                    .since_ms = pg_int(rows, i, 2),
                                    .is_known = pg_int(rows, i, 3) == 1};
        each(context, &knock);
    }
    return true;
}

static bool count(struct pg *pg, const char *kiosk, int64_t *out, struct err *err)
{
    AUTO_ROWS struct pg_rows *rows = NULL;

    if (!pg_query(pg, &rows, "SELECT count(*) FROM office.knocking WHERE kiosk_id = $1::uuid",
                  (struct pg_param[]){PG_TEXT(kiosk)}, 1, err))
        return false;
    *out = pg_int(rows, 0, 0);
    return true;
}

bool knock_rows_adopt(struct pg *pg, const char *kiosk, int life_days, struct err *err)
{
    /* Where nginx does not tell its end, it is this at most. */
    static const char sql[] =
        "INSERT INTO office.kiosk (kiosk_id, device, serial, not_after, enrolled_by)"
        " SELECT kiosk_id, CASE WHEN device <> '' THEN device ELSE '?' END, serial,"
        " coalesce(ends_at, clock_timestamp() + make_interval(days => $2::int)), 'console' FROM "
        "office.knocking"
        " WHERE kiosk_id = $1::uuid"
        " ON CONFLICT (kiosk_id) DO UPDATE SET serial = excluded.serial, old_serial = NULL,"
        " not_after = excluded.not_after";
    AUTO_FREE char *days = mem_format("%d", life_days);
    int64_t certificates = 0;
    struct uuid uuid;

    if (!uuid_parse(kiosk, &uuid))
        return err_set(err, ERR_INVALID, "\"%s\" is no kiosk's id; see anjungan-office kiosks",
                       kiosk);
    if (!count(pg, kiosk, &certificates, err))
        return false;
    if (certificates == 0)
        return err_set(err, ERR_NOT_FOUND,
                       "no kiosk %s knocks since this office was restored; see anjungan-office "
                       "kiosks",
                       kiosk);
    if (certificates > 1)
        return err_set(err, ERR_BUSY,
                       "two certificates of kiosk %s knock, one of them may be a copy's: go there, "
                       "and enrol the right one with a code (anjungan-ctl enrol --again)",
                       kiosk);
    return pg_run(pg, sql, (struct pg_param[]){PG_TEXT(kiosk), PG_TEXT(days)}, 2, err);
}
