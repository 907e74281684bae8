/* Another program of the machine, run to its end. No shell: its words are passed as they are. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include <stdbool.h>

/* `input` (may be NULL) is its standard input; both its outputs are added to `out` (may be NULL).
 * ERR_NOT_FOUND: there is no such program. ERR_IO: it failed; the text ends with its last line. */
MUST_USE bool command_run(const char *const *words, const char *input, struct text *out,
                          struct err *err);
/* True where PATH leads to it. */
bool command_exists(const char *name);
