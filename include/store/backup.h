/* Copies of the database, made while the kiosk's programs go on.
 *
 * A copy is named by its moment in UTC, anjungan-20261123T013000Z.db, and only once it was written, checked
 * whole and synced. It holds what the database holds, so that only its owner may read it; the key that seals
 * complaints and suggestions is not in it. Putting one back: `restore_from` in store/db.h. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "store/db.h"
#include <stdint.h>

enum { BACKUP_PATH = 512 };

/* Checks the whole database, then writes a copy into `folder`, which must exist, and removes the oldest copies
 * beyond `keep` (0: none). ERR_CORRUPT: the database is damaged, and the next open looks at all of it;
 * ERR_IO, ERR_FULL: the folder, named in the text, is missing, refused or full. */
MUST_USE bool backup_make(struct db *db, const char *folder, int keep, int64_t now_ms,
                          char out[BACKUP_PATH], struct err *err);

/* When the newest copy there was made, by its name. ERR_NOT_FOUND. */
MUST_USE bool backup_newest(const char *folder, int64_t *out_ms, struct err *err);
