/* A small catalogue, and changed copies of it. */
#pragma once
#include "wire/catalog_json.h"
#include <stddef.h>

/* The good catalogue with `from` (which must occur) replaced by `to`; yours. */
char *catalog_text(const char *from, const char *to);

/* Reads a text; asserts that it is good. */
struct catalog *catalog_of(const char *text);
