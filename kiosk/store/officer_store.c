/* Rows of officer. */
#include "store/officer_store.h"
#include "store/query.h"

enum officer_column {
    OFFICER_CODE,
    OFFICER_NAME,
    OFFICER_ROLE,
    OFFICER_IS_ACTIVE,
    OFFICER_PIN,
    OFFICER_TRIES,
    OFFICER_PAUSES,
    OFFICER_PAUSE_BOOT,
    OFFICER_PAUSE_UNTIL,
};

static void officer_from_row(const struct query *q, struct officer *out)
{
    *out = (struct officer){
        .is_active = query_int(q, OFFICER_IS_ACTIVE) != 0,
        .role = query_is_text(q, OFFICER_ROLE, staff_role_name(STAFF_SUPERVISOR)) ? STAFF_SUPERVISOR
                                                                                  : STAFF_OFFICER};
    query_text(q, OFFICER_CODE, out->code, sizeof out->code);
    query_text(q, OFFICER_NAME, out->name, sizeof out->name);
}

bool officer_store_add(struct db *db, const struct officer *officer, const char *pin,
                       int64_t now_ms, struct err *err)
{
    static const char sql[] = "INSERT INTO officer (code, name, role, pin, is_active, created_at) "
                              "VALUES (?1, ?2, ?3, ?4, 1, ?5)";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_text(&q, 1, officer->code);
    query_bind_text(&q, 2, officer->name);
    query_bind_text(&q, 3, staff_role_name(officer->role));
    query_bind_text(&q, 4, pin);
    query_bind_int(&q, 5, now_ms);
    return query_run(&q, NULL, err);
}

bool officer_store_find(struct db *db, const char *code, struct officer_row *out, struct err *err)
{
    static const char sql[] = "SELECT code, name, role, is_active, pin, tries, pauses, pause_boot, "
                              "pause_until_mono_ms FROM officer WHERE code = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_text(&q, 1, code);
    if (!query_one(&q, "such officer", err))
        return false;
    *out =
        (struct officer_row){.tries = {.tries = (int)query_int(&q, OFFICER_TRIES),
                                       .pauses = (int)query_int(&q, OFFICER_PAUSES),
                                       .pause_until_mono_ms = query_int(&q, OFFICER_PAUSE_UNTIL)}};
    officer_from_row(&q, &out->officer);
    query_text(&q, OFFICER_PIN, out->pin, sizeof out->pin);
    query_text(&q, OFFICER_PAUSE_BOOT, out->tries.pause_boot, sizeof out->tries.pause_boot);
    return true;
}

bool officer_store_list(struct db *db, bool only_active, struct officer *out, size_t most,
                        size_t *count, struct err *err)
{
    static const char sql[] = "SELECT code, name, role, is_active FROM officer "
                              "WHERE is_active >= ?1 ORDER BY name COLLATE NOCASE, code LIMIT ?2";
    AUTO_QUERY struct query q = query_begin(db, sql);
    bool has_row = true;

    *count = 0;
    query_bind_int(&q, 1, only_active);
    query_bind_int(&q, 2, (int64_t)most);
    while (has_row) {
        if (!query_step(&q, &has_row, err))
            return false;
        if (has_row)
            officer_from_row(&q, &out[(*count)++]);
    }
    return true;
}

bool officer_store_is_taken(struct db *db, const char *code, const char *name, bool *out,
                            struct err *err)
{
    static const char sql[] = "SELECT count(*) FROM officer WHERE code = ?1 COLLATE NOCASE "
                              "OR (is_active AND name = ?2 COLLATE NOCASE)";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_text(&q, 1, code);
    query_bind_text(&q, 2, name);
    if (!query_one(&q, "answer", err))
        return false;
    *out = query_int(&q, 0) > 0;
    return true;
}

bool officer_store_count(struct db *db, int64_t *out, struct err *err)
{
    static const char sql[] = "SELECT count(*) FROM officer";
    AUTO_QUERY struct query q = query_begin(db, sql);

    if (!query_one(&q, "answer", err))
        return false;
    *out = query_int(&q, 0);
    return true;
}

/* Runs an update of the one row of `code`. */
static bool change_one(struct query *q, const char *code, struct err *err)
{
    int64_t changes = 0;

    if (!query_run(q, &changes, err))
        return false;
    return changes == 1 || err_set(err, ERR_NOT_FOUND, "no officer \"%s\"", code);
}

bool officer_store_set_pin(struct db *db, const char *code, const char *pin, struct err *err)
{
    static const char sql[] = "UPDATE officer SET pin = ?2 WHERE code = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_text(&q, 1, code);
    query_bind_text(&q, 2, pin);
    return change_one(&q, code, err);
}

bool officer_store_disable(struct db *db, const char *code, struct err *err)
{
    static const char sql[] = "UPDATE officer SET is_active = 0 WHERE code = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_text(&q, 1, code);
    return change_one(&q, code, err);
}

bool officer_store_set_tries(struct db *db, const char *code, const struct officer_tries *tries,
                             struct err *err)
{
    static const char sql[] = "UPDATE officer SET tries = ?2, pauses = ?3, pause_boot = ?4, "
                              "pause_until_mono_ms = ?5 WHERE code = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_text(&q, 1, code);
    query_bind_int(&q, 2, tries->tries);
    query_bind_int(&q, 3, tries->pauses);
    query_bind_text(&q, 4, tries->pause_boot);
    query_bind_int(&q, 5, tries->pause_until_mono_ms);
    return change_one(&q, code, err);
}
