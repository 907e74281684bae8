/* Backups: one file (0600) with the database, the authority, the keys and the configuration. Whoever has
 * it can be this office: keep it locked away. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "office/office.h"
#include <stdbool.h>
#include <stdint.h>

enum { OFFICE_BACKUP_PATH = 512 };

struct office_backup {
    const struct office_options *office; /* `database`: as its owner */
    const char *state_dir;
    const char *config_path;
};

/* Writes DIR/anjungan-office-TIME.tar, reads it back whole, and removes all but the newest `keep` of its
 * kind. ERR_IO, ERR_OFFLINE. A backup that failed leaves nothing behind. */
MUST_USE bool office_backup_make(const struct office_backup *backup, const char *dir, int keep,
                                 char out[OFFICE_BACKUP_PATH], struct err *err);
/* When the newest one in `dir` was made. ERR_NOT_FOUND: there is none. */
MUST_USE bool office_backup_newest(const char *dir, int64_t *out_ms, struct err *err);

/* Puts a backup into a database that knows no kiosk yet (ERR_INVALID else), once all of it was read
 * and found whole, with a new incarnation, so that kiosks send again what it lacks; then the
 * authority and the keys, in the place of those that are there, which are kept beside. The database
 * changes whole or not at all. */
MUST_USE bool office_backup_restore(const struct office_backup *backup, const char *path,
                                    struct err *err);
