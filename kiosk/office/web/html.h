/* HTML, written into a text.
 *
 * Markup stands in the source alone: the macros take string literals and nothing else, and what is
 * filled in is escaped for the place where it stands. There is no way to write a value unescaped. */
#pragma once
#include "base/text.h"
#include <stddef.h>

/* Markup as it stands: html_mark(out, "<p>"). */
#define html_mark(out, literal) html_put_mark(out, "" literal "")

/* Markup with values, at least one, all `const char *` (NULL writes nothing):
 *   {}   text between tags, or in a quoted attribute
 *   {%}  one part of an address, percent-encoded: <a href="/nomor/{%}?hari={%}">
 * A `{}` that begins an address (href="{}", src, action) takes only addresses within this server: "/…",
 * "?…" or "#…"; of any other it writes "#". Unquoted attributes, style and on… take no values (asserted). */
#define html_fill(out, literal, ...)                                                               \
    html_put_filled(out, "" literal "", (const char *const[]){__VA_ARGS__},                        \
                    sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

/* A value between tags or in a quoted attribute. What is no UTF-8 and control characters become '?',
 * lines stay. */
void html_text(struct text *out, const char *value);
/* A value as one part of an address. */
void html_address_part(struct text *out, const char *value);

/* For the macros. */
void html_put_mark(struct text *out, const char *literal);
void html_put_filled(struct text *out, const char *literal, const char *const *values,
                     size_t count);
