/* Folders of backups: a place to work in, and which files there are. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include <stdbool.h>

/* A new folder in `dir` (0700), which `work_clear` removes with all that is in it. */
struct work {
    char *path;
};
MUST_USE bool work_make(struct work *out, const char *dir, struct err *err);
void work_clear(struct work *work);
#define AUTO_WORK AUTO(work_clear)

/* Removes all but the `keep` newest backups of `dir`; what cannot be removed is logged. */
void backup_files_prune(const char *dir, int keep);
/* What was written is on the disk. */
MUST_USE bool backup_files_sync(const char *path, struct err *err);
