/* The table of holidays (assets/calendar/README.md): read with every fault named. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "domain/opening.h"
#include "wire/catalog_json.h"
#include <stdbool.h>
#include <stddef.h>

enum { HOLIDAYS_MAX_BYTES = 1024 * 1024 };

/* Reads a table. False with ERR_INVALID (first error in err->text) when there is any error; all
 * findings, written as those of a catalogue, go to `issues` (may be NULL). `name` stands for the
 * file in messages. */
MUST_USE bool holidays_json_read(struct holidays **out, const char *name, const char *bytes,
                                 size_t len, struct catalog_issues *issues, struct err *err);
/* The same from a file: ERR_NOT_FOUND, ERR_IO, ERR_FULL when larger than HOLIDAYS_MAX_BYTES. */
MUST_USE bool holidays_json_load(struct holidays **out, const char *path,
                                 struct catalog_issues *issues, struct err *err);
