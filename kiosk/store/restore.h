/* Putting a copy of the database in its place. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "store/db.h"

/* Checks options->restore_from whole and makes a copy of it ready in the state directory: of this program's
 * version, its streams closed and told in `out`. Nothing else is touched. */
MUST_USE bool restore_prepare(const struct db_options *options, struct db_quarantine *out,
                              struct err *err);
/* Gives it the database's name, which must be free. Needs the exclusive lock. */
MUST_USE bool restore_place(const char *state_dir, struct err *err);
