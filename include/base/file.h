/* Files as a whole: read with a ceiling, replace atomically. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include <stdbool.h>
#include <stddef.h>

/* Reads a whole regular file; `*out` is NUL-terminated and yours. ERR_NOT_FOUND, ERR_IO, ERR_FULL
 * when larger than `max`. */
MUST_USE bool file_read(const char *path, size_t max, char **out, size_t *out_len, struct err *err);

/* Writes a temporary file beside `path`, syncs it when `durable`, renames it over `path`. */
MUST_USE bool file_replace(const char *path, const void *bytes, size_t len, bool durable,
                           struct err *err);

/* Writes a new synced file of these rights, whatever the umask. ERR_INVALID where there is one of
 * this name already; on failure none is left. */
MUST_USE bool file_create(const char *path, const void *bytes, size_t len, unsigned mode,
                          struct err *err);

/* Makes the directory and its parents (mode 2770 for the last). */
MUST_USE bool file_make_dir(const char *path, struct err *err);
