/* The few questions of setup. */
#include "office/setup/setup_rows.h"
#include "base/mem.h"
#include "office/pg.h"
#include "base/command.h"

#include <string.h>

enum { SAID_MOST = 64 * 1024 };

bool setup_rows_super(const char *database, const char *sql, struct text *out, struct err *err)
{
    const char *const words[] = {"runuser",         "-u", "postgres", "--", "psql", "-XqAt", "-v",
                                 "ON_ERROR_STOP=1", "-d", database,   "-f", "-",    NULL};

    return command_run(words, sql, out, err);
}

bool setup_rows_has_database(const char *name, bool *out, struct err *err)
{
    AUTO_FREE char *wanted = mem_format("\n%s\n", name);
    AUTO_TEXT struct text said = {0};

    text_init(&said, SAID_MOST);
    text_add(&said, "\n");
    if (!setup_rows_super("postgres", "SELECT datname FROM pg_database", &said, err))
        return false;
    *out = strstr(said.data, wanted) != NULL;
    return true;
}

bool setup_rows_access_files(struct text *out, struct err *err)
{
    return setup_rows_super("postgres",
                            "SELECT setting FROM pg_settings"
                            " WHERE name IN ('hba_file', 'ident_file') ORDER BY name",
                            out, err);
}

bool setup_rows_reload(struct err *err)
{
    return setup_rows_super("postgres", "SELECT pg_reload_conf()", NULL, err);
}

bool setup_rows_has_admin(struct pg *pg, bool *out, struct err *err)
{
    AUTO_ROWS struct pg_rows *rows = NULL;

    if (!pg_query(pg, &rows,
                  "SELECT count(*) FROM office.account WHERE role = 'admin' AND NOT is_disabled",
                  NULL, 0, err))
        return false;
    *out = pg_int(rows, 0, 0) > 0;
    return true;
}

bool setup_rows_must_change(struct pg *pg, const char *name, struct err *err)
{
    return pg_run(pg, "UPDATE office.account SET must_change = true WHERE name = $1",
                  (struct pg_param[]){PG_TEXT(name)}, 1, err);
}
