/* Catalogues as an office publishes them, signed with a key of this test. */
#pragma once
#include "base/text.h"
#include "desk/desk.h"
#include <stdint.h>

struct publisher {
    char secret[128], public[128]; /* files */
};
/* Makes the pair in that directory. */
void publisher_open(struct publisher *publisher, const char *directory);
/* The file's catalogue, where `from` (NULL: nothing) is everywhere replaced by `to`, signed for that name.
 * `out` is initialised here. */
void publisher_sign(const struct publisher *publisher, const char *file, const char *name,
                    int64_t version, const char *from, const char *to, struct text *out);
