/* Inside the catalogue reader: its findings in the language that their reader asked for. */
#pragma once
#include "base/json.h"
#include "wire/catalog_json.h"

/* The sentence of a key, for reading on its own or for printing its arguments into. */
const char *catalog_words(const struct catalog_issues *issues, const char *key,
                          const char *english);
/* "a string" … */
const char *catalog_kind_words(const struct catalog_issues *issues, enum json_kind kind);
/* What json_parse says of a fault; English is left as it is. */
void catalog_syntax_words(const struct catalog_issues *issues, const char *said, char *out,
                          size_t size);
