/* A tar archive in memory, in the form of POSIX (ustar): what every unpacker reads. */
#pragma once
#include "base/text.h"
#include <stddef.h>
#include <stdint.h>

/* Adds a file that only its owner may read. `name` has less than 100 bytes. */
void tar_add(struct text *out, const char *name, const char *bytes, size_t len, int64_t at_ms);
/* Ends the archive. */
void tar_end(struct text *out);
