/* The survey's questionnaire (assets/survey/README.md): read with every fault named. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "domain/questionnaire.h"
#include "wire/catalog_json.h"
#include <stdbool.h>
#include <stddef.h>

enum { QUESTIONNAIRE_MAX_BYTES = 256 * 1024 };

/* Reads a questionnaire. False with ERR_INVALID (first error in err->text) when there is any error;
 * all findings, written as those of a catalogue, go to `issues` (may be NULL). `name` stands for the
 * file in messages. */
MUST_USE bool questionnaire_json_read(struct questionnaire **out, const char *name,
                                      const char *bytes, size_t len, struct catalog_issues *issues,
                                      struct err *err);
/* The same from a file: ERR_NOT_FOUND, ERR_IO, ERR_FULL when larger than QUESTIONNAIRE_MAX_BYTES. */
MUST_USE bool questionnaire_json_load(struct questionnaire **out, const char *path,
                                      struct catalog_issues *issues, struct err *err);
