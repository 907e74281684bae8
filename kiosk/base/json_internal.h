/* Between the two halves of json: what the writer needs from the library's side. */
#pragma once
#include "base/json.h"

/* Appends a parsed value as compact JSON. */
void json_write_value(struct text *text, const struct json *value);
