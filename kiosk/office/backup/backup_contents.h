/* What a backup holds beside its database, and the list in it that says whether it is whole. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include <stdbool.h>

enum { BACKUP_FOLDERS = 3 };
extern const char *const backup_folders[BACKUP_FOLDERS]; /* of the state directory */

/* Lists all that lies in `work` and in the folders of `state`, with its digests, in a file of `work`. */
MUST_USE bool backup_contents_write(const char *work, const char *state, struct err *err);
/* Whether all that the list in `work` names lies beside it unchanged. */
MUST_USE bool backup_contents_compare(const char *work, struct err *err);
/* Whether what was unpacked into `work` is whole, of a format and a schema that this program knows,
 * with keys that can be read. ERR_INVALID: it is not; the text says what is wrong. Backups of
 * before the list are checked without it. */
MUST_USE bool backup_contents_check(const char *work, struct err *err);
