/* Moves a damaged database aside. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "store/db.h"
#include <stdbool.h>

/* Moves anjungan.db, -wal and -shm together into a new folder and syncs the directories. Needs the
 * exclusive lock and no open handle. Reads the old stream from there as far as it goes. */
MUST_USE bool quarantine_move(const struct db_options *options, struct db_quarantine *out,
                              struct err *err);
/* How many folders there are. */
int quarantine_count(const char *state_dir);
