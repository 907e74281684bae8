/* JSON, read and written. The only owner of the JSON library.
 *
 * Reading is strict (RFC 8259): repeated keys, trailing bytes, bad UTF-8, NUL in strings, depth
 * over JSON_MAX_DEPTH and numbers outside int64 are errors that name line and column. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { JSON_MAX_DEPTH = 64 };

enum json_kind { JSON_NULL, JSON_BOOL, JSON_INT, JSON_REAL, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

struct json; /* a value; children are borrowed from the root */

/* Where a syntax error was found; both count from 1, column in characters. */
struct json_place {
    int line;
    int column;
};

/* Parses `len` bytes. ERR_INVALID: err->text says what is wrong (without the place) and `*place`
 * (may be NULL) where. The result is yours. */
MUST_USE bool json_parse(struct json **out, const char *bytes, size_t len, struct json_place *place,
                         struct err *err);
void json_free(struct json *root);
void json_auto_free(struct json **slot);
#define AUTO_JSON AUTO(json_auto_free)

enum json_kind json_kind(const struct json *value);

const struct json *json_get(const struct json *object, const char *key); /* NULL when absent */
size_t json_len(const struct json *array_or_object);
const struct json *json_at(const struct json *array, size_t index);
const char *json_string(const struct json *value); /* borrowed; NULL when not a string */
int64_t json_int(const struct json *value);        /* 0 when not an integer */
bool json_bool(const struct json *value);

/* Calls `each` for every member in the order of the text, until it returns false. */
bool json_each(const struct json *object,
               bool (*each)(void *context, const char *key, const struct json *value),
               void *context);

/* A writer of compact JSON into a text: commas and escapes are its business, balance is the
 * caller's (asserted). Keys are given inside objects, NULL inside arrays. Strings must be valid UTF-8. */
struct json_out {
    struct text *text;
    int depth;
    bool is_first;
};
void json_out_init(struct json_out *out, struct text *text);
void json_out_object(struct json_out *out, const char *key);
void json_out_array(struct json_out *out, const char *key);
void json_out_close_object(struct json_out *out);
void json_out_close_array(struct json_out *out);
void json_out_string(struct json_out *out, const char *key,
                     const char *value); /* NULL value: null */
void json_out_int(struct json_out *out, const char *key, int64_t value);
void json_out_bool(struct json_out *out, const char *key, bool value);
