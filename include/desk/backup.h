/* Copies of the database for a bad day, as store/backup.h makes them. One is put back by `restore_from` in
 * desk/desk.h. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "desk/desk.h"
#include <stdint.h>

enum { DESK_BACKUP_PATH = 512 };

/* Checks the whole database and writes a copy into `folder`, which must exist; the oldest beyond `keep` (0: none)
 * go. ERR_CORRUPT: the database is damaged; ERR_IO, ERR_FULL: the folder cannot be used. */
MUST_USE bool desk_backup(struct desk *desk, const char *folder, int keep,
                          char out[DESK_BACKUP_PATH], struct err *err);
/* When the newest one there was made. ERR_NOT_FOUND. */
MUST_USE bool desk_backup_newest(const char *folder, int64_t *out_ms, struct err *err);
