/* Restoring: is the database empty, and what makes it another incarnation. */
#include "office/backup/backup_rows.h"

bool backup_rows_kiosks(struct pg *pg, int64_t *out, struct err *err)
{
    AUTO_ROWS struct pg_rows *there = NULL;
    AUTO_ROWS struct pg_rows *count = NULL;

    *out = 0;
    if (!pg_query(pg, &there, "SELECT to_regclass('office.kiosk')", NULL, 0, err))
        return false;
    if (pg_is_null(there, 0, 0))
        return true;
    if (!pg_query(pg, &count, "SELECT count(*) FROM office.kiosk", NULL, 0, err))
        return false;
    *out = pg_int(count, 0, 0);
    return true;
}

const char backup_rows_before[] = "DROP SCHEMA IF EXISTS office CASCADE";

/* Kiosks compare it with the one they knew and ask how far their streams are. Sessions of pages end:
 * who signed out since, or was switched off, must not be in again. From now on it is kept who knocks. */
const char backup_rows_behind[] =
    "UPDATE office.meta SET value = gen_random_uuid()::text WHERE key = 'incarnation';"
    " DELETE FROM office.web_session;"
    " INSERT INTO office.meta (key, value) VALUES ('restored_at', clock_timestamp()::text)"
    " ON CONFLICT (key) DO UPDATE SET value = excluded.value;"
    " DELETE FROM office.enrolment WHERE kiosk_id IS NULL";
