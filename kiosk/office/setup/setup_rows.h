/* What setup asks of PostgreSQL: as its superuser by psql, as the database's owner by a connection. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "office/pg.h"
#include <stdbool.h>

/* Runs `sql` in `database` as the account postgres; bare values, rows on lines, into `out` (may be NULL). */
MUST_USE bool setup_rows_super(const char *database, const char *sql, struct text *out,
                               struct err *err);
MUST_USE bool setup_rows_has_database(const char *name, bool *out, struct err *err);
/* Paths of pg_hba.conf and pg_ident.conf, a line each. */
MUST_USE bool setup_rows_access_files(struct text *out, struct err *err);
/* PostgreSQL reads its files again. */
MUST_USE bool setup_rows_reload(struct err *err);
/* Somebody who can sign in to the pages and do everything there. */
MUST_USE bool setup_rows_has_admin(struct pg *pg, bool *out, struct err *err);
/* The password is good for one sign-in, which asks for another one. */
MUST_USE bool setup_rows_must_change(struct pg *pg, const char *name, struct err *err);
