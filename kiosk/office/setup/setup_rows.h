/* What setup asks of PostgreSQL: as its superuser by psql, as the database's owner by a connection. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "office/office.h"
#include <stdbool.h>

/* Runs `sql` in `database` as the account postgres; bare values, rows on lines, into `out` (may be NULL). */
MUST_USE bool setup_rows_super(const char *database, const char *sql, struct text *out,
                               struct err *err);
MUST_USE bool setup_rows_has_database(const char *name, bool *out, struct err *err);
/* Paths of pg_hba.conf and pg_ident.conf, a line each. */
MUST_USE bool setup_rows_access_files(struct text *out, struct err *err);
/* PostgreSQL reads its files again. */
MUST_USE bool setup_rows_reload(struct err *err);
MUST_USE bool setup_rows_has_admin(const struct office_options *options, bool *out,
                                   struct err *err);
