/* Schema versions: numbered files, compiled in, applied forward only. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "store/db_internal.h"

struct migration {
    const char *name; /* "0001_first" */
    const char *sql;
};
extern const struct migration migrations[];
extern const int migration_count;

/* The file's version into `*version`. ERR_INVALID when it is newer than this program, or no
 * database of ours. */
MUST_USE bool migrate_read_version(struct db *db, int *version, struct err *err);
/* Applies `version`+1 up to `target`, each in its own transaction. */
MUST_USE bool migrate_run(struct db *db, int version, int target, struct err *err);
