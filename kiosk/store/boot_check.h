/* Is the file sound enough to serve from? Looked at on every open, thoroughly once a boot. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "store/db_internal.h"

enum { BOOT_CHECK_CEILING_MS = 4000 }; /* for the longest check, the one on demand */

/* ERR_CORRUPT tells what is damaged. Needs the schema of this program's version. */
MUST_USE bool boot_check_run(struct db *db, const char *boot_id, struct err *err);
/* Leaves a mark for the next open to look at everything; called where damage is noticed. */
void boot_check_demand(const char *state_dir);
