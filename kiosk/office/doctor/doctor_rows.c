/* The doctor's questions: each gives a count and a few names. */
#include "office/doctor/doctor_rows.h"

#define STREAMS " FROM office.stream s JOIN office.kiosk k USING (kiosk_id)"
/* Records in a table, with how many are which kiosk's. */
#define BY_KIOSK(records)                                                                          \
    "SELECT coalesce(sum(r.count), 0), string_agg(k.device || ' ' || r.count, ', '"                \
    " ORDER BY k.device) FROM (SELECT kiosk_id, count(*) FROM " records                            \
    " GROUP BY kiosk_id) AS r JOIN office.kiosk k USING (kiosk_id)"

/* Each gives a count and names. */
static const char *const questions[] = {
    [DOCTOR_STRONG_ROLES] =
        "SELECT count(*), string_agg(w.name, ', ')"
        " FROM unnest(ARRAY['office_owner', 'kiosk_api', 'kiosk_enrol', 'office_web',"
        " 'office_project', 'office_relay']) AS w(name)"
        " LEFT JOIN pg_roles r ON r.rolname = w.name"
        " WHERE r.oid IS NULL OR r.rolsuper OR r.rolcreaterole OR r.rolcreatedb"
        " OR r.rolbypassrls OR r.rolreplication",
    [DOCTOR_PATIENT_ROLES] =
        "SELECT count(*), string_agg(w.name, ', ')"
        " FROM unnest(ARRAY['kiosk_api', 'kiosk_enrol', 'office_web', 'office_project',"
        " 'office_relay']) AS w(name)"
        " WHERE NOT EXISTS (SELECT FROM pg_roles r, unnest(r.rolconfig) AS c(word)"
        " WHERE r.rolname = w.name AND c.word LIKE 'statement_timeout=%'"
        " AND c.word !~ '=0[a-z]*$')",
    [DOCTOR_OPEN_TABLES] =
        "SELECT count(DISTINCT c.oid), string_agg(DISTINCT c.relname, ', ')"
        " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,"
        " unnest(ARRAY['kiosk_api', 'kiosk_enrol']) AS w(name)"
        " WHERE n.nspname = 'office' AND c.relkind IN ('r', 'p', 'v', 'm', 'f')"
        " AND (has_table_privilege(w.name, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')"
        " OR has_any_column_privilege(w.name, c.oid, 'SELECT, INSERT, UPDATE'))",
    [DOCTOR_OPEN_FUNCTIONS] = "SELECT count(DISTINCT p.oid), string_agg(DISTINCT p.proname, ', ')"
                              " FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace,"
                              " unnest(ARRAY['kiosk_api', 'kiosk_enrol']) AS w(name)"
                              " WHERE n.nspname = 'office' AND p.proname !~ '^api_'"
                              " AND has_function_privilege(w.name, p.oid, 'EXECUTE')",
    [DOCTOR_KNOCKING] =
        "SELECT count(*), string_agg(coalesce(nullif(device, '') || ' ', '') || kiosk_id, ', ')"
        " FROM (SELECT DISTINCT ON (kiosk_id) kiosk_id, device FROM office.knocking"
        " ORDER BY kiosk_id, device DESC LIMIT 20) AS k",
    /* A stream that a later one took over is not waited for: what it lacked came again there. */
    [DOCTOR_GAPS] = "SELECT count(*), string_agg(k.device || ' ' || s.name || ' from '"
                    " || (s.contiguous + 1), ', ' ORDER BY k.device)" STREAMS
                    " WHERE k.revoked_at IS NULL AND NOT isempty(s.got)"
                    " AND upper(s.got) > s.contiguous + 1 AND NOT EXISTS"
                    " (SELECT FROM office.stream n WHERE n.kiosk_id = s.kiosk_id"
                    " AND n.previous = s.stream_id)",
    [DOCTOR_BROKEN] = "SELECT count(*), string_agg(k.device || ' ' || s.name || ' at '"
                      " || s.chain_broken_at, ', ' ORDER BY k.device)" STREAMS
                      " WHERE s.chain_broken_at IS NOT NULL",
    [DOCTOR_QUARANTINED] = BY_KIOSK("office.event WHERE is_quarantined"),
    [DOCTOR_UNREAD] = BY_KIOSK("office.unread"),
    [DOCTOR_WAITING] =
        "SELECT count(*), string_agg(DISTINCT k.device, ', ')" STREAMS " WHERE s.got <> s.projected"
        " AND s.changed_at < clock_timestamp() - interval '5 minutes'",
    [DOCTOR_UNRELAYED] = "SELECT count(*), string_agg(DISTINCT k.device, ', ')" STREAMS
                         " WHERE s.got <> s.relayed AND s.relay_refused_at IS NULL"
                         " AND s.changed_at < clock_timestamp() - interval '15 minutes'",
    [DOCTOR_RELAY_REFUSED] = "SELECT count(*), string_agg(DISTINCT k.device, ', ')" STREAMS
                             " WHERE s.relay_refused_at IS NOT NULL",
};

static bool ask(struct pg *pg, const char *sql, const struct pg_param *params, size_t count,
                struct doctor_count *out, struct err *err)
{
    AUTO_ROWS struct pg_rows *rows = NULL;

    if (!pg_query(pg, &rows, sql, params, count, err))
        return false;
    out->count = pg_int(rows, 0, 0);
    text_copy_cut(out->names, sizeof out->names, pg_text(rows, 0, 1));
    return true;
}

static bool ask_number(struct pg *pg, const char *sql, int64_t *out, struct err *err)
{
    AUTO_ROWS struct pg_rows *rows = NULL;

    if (!pg_query(pg, &rows, sql, NULL, 0, err))
        return false;
    *out = pg_int(rows, 0, 0);
    return true;
}

bool doctor_rows_setting(struct pg *pg, const char *name, char *out, size_t size, struct err *err)
{
    AUTO_ROWS struct pg_rows *rows = NULL;

    if (!pg_query(pg, &rows, "SELECT current_setting($1)", (struct pg_param[]){PG_TEXT(name)}, 1,
                  err))
        return false;
    return text_copy(out, size, pg_text(rows, 0, 0))
           || err_set(err, ERR_FULL, "the setting %s is too long", name);
}

bool doctor_rows_standbys(struct pg *pg, struct doctor_standbys *out, struct err *err)
{
    AUTO_ROWS struct pg_rows *rows = NULL;

    /* "b", "b, c", "2 (b, c)", "FIRST 2 (b, c)", "ANY 2 (b, c)" */
    if (!pg_query(
            pg, &rows,
            "SELECT s.names, CASE WHEN s.names ~ '\\S' THEN coalesce((regexp_match(s.names,"
            " '^\\s*(?:(?:first|any)\\s+)?(\\d+)\\s*\\(', 'i'))[1], '1') ELSE '0' END,"
            " (SELECT count(*) FROM pg_stat_replication WHERE sync_state IN ('sync', 'quorum')),"
            " pg_has_role('pg_read_all_stats', 'USAGE')::int"
            " FROM (SELECT current_setting('synchronous_standby_names') AS names) AS s",
            NULL, 0, err))
        return false;
    text_copy_cut(out->names, sizeof out->names, pg_text(rows, 0, 0));
    out->needed = pg_int(rows, 0, 1);
    out->connected = pg_int(rows, 0, 2);
    out->may_see = pg_int(rows, 0, 3) == 1;
    return true;
}

bool doctor_rows_version(struct pg *pg, int64_t *out, struct err *err)
{
    return ask_number(pg, "SELECT max(version) FROM office.schema_version", out, err);
}

bool doctor_rows_admins(struct pg *pg, int64_t *out, struct err *err)
{
    return ask_number(
        pg, "SELECT count(*) FROM office.account WHERE role = 'admin' AND NOT is_disabled", out,
        err);
}

bool doctor_rows_kiosks(struct pg *pg, int64_t *out, struct err *err)
{
    return ask_number(pg,
                      "SELECT count(*) FROM office.kiosk WHERE revoked_at IS NULL"
                      " AND relayed_by IS NULL AND NOT may_relay",
                      out, err);
}

/* A parameter that is a number. */
static bool ask_with(struct pg *pg, const char *sql, int number, struct doctor_count *out,
                     struct err *err)
{
    char text[16];

    (void)text_format(text, sizeof text, "%d", number);
    return ask(pg, sql, (struct pg_param[]){PG_TEXT(text)}, 1, out, err);
}

bool doctor_rows_silent(struct pg *pg, int minutes, struct doctor_count *out, struct err *err)
{
    return ask_with(pg,
                    "SELECT count(*), string_agg(k.device, ', ' ORDER BY k.device)"
                    " FROM office.kiosk k LEFT JOIN office.heartbeat h USING (kiosk_id)"
                    " WHERE k.revoked_at IS NULL AND k.relayed_by IS NULL AND NOT k.may_relay"
                    " AND coalesce(h.at, k.enrolled_at)"
                    " < clock_timestamp() - $1::int * interval '1 minute'",
                    minutes, out, err);
}

bool doctor_rows_ending(struct pg *pg, int days, struct doctor_count *out, struct err *err)
{
    return ask_with(pg,
                    "SELECT count(*), string_agg(device, ', ' ORDER BY device) FROM office.kiosk"
                    " WHERE revoked_at IS NULL"
                    " AND not_after < clock_timestamp() + $1::int * interval '1 day'",
                    days, out, err);
}

bool doctor_rows_ask(struct pg *pg, enum doctor_question question, struct doctor_count *out,
                     struct err *err)
{
    return ask(pg, questions[question], NULL, 0, out, err);
}
