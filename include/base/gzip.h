/* gzip, packed and unpacked in memory. The only owner of zlib. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include <stddef.h>

/* Adds `len` bytes, packed at level 1, to `out`. ERR_FULL: `out` is at its ceiling. */
MUST_USE bool gzip_pack(struct text *out, const void *bytes, size_t len, struct err *err);
/* The reverse. ERR_FULL as soon as more than `most` bytes came out, however few went in; ERR_INVALID:
 * not gzip, cut short, or followed by other bytes. */
MUST_USE bool gzip_unpack(struct text *out, const void *bytes, size_t len, size_t most,
                          struct err *err);
