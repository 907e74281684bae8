/* Text: a growing buffer with a ceiling, and UTF-8. */
#pragma once
#include "base/attr.h"
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A byte buffer, always NUL-terminated. `max` is told at birth; going past it sets `overflow` and
 * drops the rest, so that the owner asks once at the end. */
struct text {
    char *data;
    size_t len;
    size_t room;
    size_t max;
    bool overflow;
};

void text_init(struct text *text, size_t max);
/* Overwrites with zeros and frees. Accepts an all-zero value. */
void text_clear(struct text *text);
#define AUTO_TEXT AUTO(text_clear)
void text_add(struct text *text, const char *string);
void text_add_bytes(struct text *text, const void *bytes, size_t len);
void text_addf(struct text *text, const char *format, ...) PRINTF_LIKE(2, 3);

/* Formats into a caller's array, cutting at a character border; false when it was cut. */
bool text_format(char *out, size_t size, const char *format, ...) PRINTF_LIKE(3, 4);
bool text_format_args(char *out, size_t size, const char *format, va_list args) PRINTF_LIKE(3, 0);
/* Copies into a caller's array, cutting at a character border; false when it was cut. */
bool text_copy(char *out, size_t size, const char *in);
/* Likewise, but a cut ends in "…"; `size` is at least 4. */
void text_copy_cut(char *out, size_t size, const char *in);

/* Fills placeholders: {name} in `pattern` is replaced from name/value pairs ended by NULL:
 * text_fill(out, sizeof out, "{n} dari {m}", "n", "8", "m", "10", NULL). An unknown placeholder is
 * kept as it stands. False when cut. */
bool text_fill(char *out, size_t size, const char *pattern, ...) __attribute__((sentinel));

/* Length of the valid UTF-8 prefix (no overlong forms, no surrogates, nothing above U+10FFFF, no
 * NUL); equals `len` when all is valid. */
size_t text_valid_utf8(const char *bytes, size_t len);

/* Makes any bytes one line of UTF-8: what is no UTF-8 becomes '?', control characters blanks. */
void text_mend(char *text);

/* The code point at `*at` (valid UTF-8), moving `*at` behind it; 0 at the end. */
uint32_t text_next(const char **at);
/* How many code points valid UTF-8 has. */
size_t text_letters(const char *text);

bool text_is_set(const char *text); /* neither NULL nor "" */

bool text_equal(const char *a, const char *b); /* both may be NULL; NULL equals only NULL */
