/* Brings the office's schema to this version (see office/office.h). */
#include "office/migrate.h"
#include "base/log.h"
#include "base/mem.h"
#include "office/office.h"
#include "office/pg.h"

#define LOG_AREA "office"

static void auto_pg_free(struct pg **slot)
{
    pg_free(*slot);
}

/* Two that start at once take turns; the lock goes with the transaction. */
static bool lock(struct pg *pg, struct err *err)
{
    static const char sql[] = "SELECT pg_advisory_xact_lock(4706421)";

    return pg_run(pg, sql, NULL, 0, err);
}

static bool read_text(struct pg *pg, const char *sql, bool *out_is_null, int64_t *out,
                      struct err *err)
{
    AUTO_ROWS struct pg_rows *rows = NULL;

    if (!pg_query(pg, &rows, sql, NULL, 0, err))
        return false;
    *out_is_null = pg_is_null(rows, 0, 0);
    *out = pg_int(rows, 0, 0);
    return true;
}

static bool read_version(struct pg *pg, int64_t *out, struct err *err)
{
    bool is_new;

    *out = 0;
    if (!read_text(pg, "SELECT to_regclass('office.schema_version')", &is_new, out, err))
        return false;
    *out = 0;
    return is_new
           || read_text(pg, "SELECT max(version) FROM office.schema_version", &is_new, out, err);
}

static bool note_version(struct pg *pg, int64_t version, const char *name, struct err *err)
{
    static const char sql[] = "INSERT INTO office.schema_version (version, name) VALUES ($1, $2)";
    AUTO_FREE char *number = mem_format("%lld", (long long)version);
    const struct pg_param params[] = {PG_TEXT(number), PG_TEXT(name)};

    return pg_run(pg, sql, params, ARRAY_LEN(params), err);
}

/* One file, one transaction; `out_version` is what the database has then. */
static bool step(struct pg *pg, int64_t *out_version, struct err *err)
{
    const struct office_migration *migration;

    if (!pg_begin(pg, err) || !lock(pg, err) || !read_version(pg, out_version, err))
        return false;
    if (*out_version >= office_migration_count)
        return pg_commit(pg, err);
    migration = &office_migrations[*out_version];
    if (!pg_script(pg, "SET LOCAL statement_timeout = 0", err)
        || !pg_script(pg, migration->sql, err)
        || !note_version(pg, *out_version + 1, migration->name, err) || !pg_commit(pg, err))
        return err_add(err, "%s", migration->name);
    ++*out_version;
    log_info("schema: %s is in", migration->name);
    return true;
}

bool office_migrate(const struct office_options *options, struct err *err)
{
    AUTO(auto_pg_free) struct pg *pg = pg_new(options->database);
    int64_t version = -1;
    int64_t before = -2;

    while (version != before) {
        before = version;
        if (!step(pg, &version, err))
            return false;
    }
    if (version > office_migration_count)
        return err_set(err, ERR_INVALID,
                       "the database has schema version %lld, newer than the %d that this program "
                       "knows: install the newer program again",
                       (long long)version, office_migration_count);
    return true;
}
