/* Strict JSON reading on jansson. */
#include "base/json.h"

/* jansson shares some names with our face; its own are moved out of the way while its header is
 * read. None of the renamed functions is used here. */
#define JSON_OBJECT JANSSON_OBJECT
#define JSON_ARRAY JANSSON_ARRAY
#define JSON_STRING JANSSON_STRING
#define JSON_REAL JANSSON_REAL
#define JSON_NULL JANSSON_NULL
#define json_string jansson_string
#include <jansson.h>
#undef JSON_OBJECT
#undef JSON_ARRAY
#undef JSON_STRING
#undef JSON_REAL
#undef JSON_NULL
#undef json_string

#include <assert.h>
#include <string.h>

static_assert(sizeof(json_int_t) == sizeof(int64_t), "integers are kept whole");

/* Our opaque value is jansson's. */
static json_t *own(const struct json *value)
{
    return (json_t *)value;
}

static const struct json *face(const json_t *value)
{
    return (const struct json *)value;
}

/* Line and column (in characters) of a byte. */
static struct json_place place_of(const char *bytes, size_t offset)
{
    struct json_place place = {1, 1};

    for (size_t i = 0; i < offset; i++) {
        if (bytes[i] == '\n') {
            place.line++;
            place.column = 1;
        } else if (((unsigned char)bytes[i] & 0xC0) != 0x80) {
            place.column++;
        }
    }
    return place;
}

/* Walks over a string; `at` stands behind its opening quote. Returns the place of the closing one. */
static size_t skip_string(const char *bytes, size_t len, size_t at)
{
    while (at < len && bytes[at] != '"')
        at += bytes[at] == '\\' ? 2 : 1;
    return at;
}

/* Where the nesting first becomes deeper than allowed; `len` when it never does. Looked at before
 * parsing because the parser calls itself for every level. */
static size_t find_too_deep(const char *bytes, size_t len)
{
    int depth = 0;

    for (size_t at = 0; at < len; at++) {
        switch (bytes[at]) {
        case '"':
            at = skip_string(bytes, len, at + 1);
            break;
        case '[':
        case '{':
            if (++depth > JSON_MAX_DEPTH)
                return at;
            break;
        case ']':
        case '}':
            depth--;
            break;
        default:
            break;
        }
    }
    return len;
}

/* What the parser does not say plainly enough is looked at before. */
static bool check_bytes(const char *bytes, size_t len, size_t *where, struct err *err)
{
    *where = 0;
    if (len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        return err_set(err, ERR_INVALID,
                       "begins with a byte order mark; save it as UTF-8 without one");
    if (len >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
        return err_set(err, ERR_INVALID, "is UTF-16; save it as UTF-8");
    *where = text_valid_utf8(bytes, len);
    if (*where < len && bytes[*where] == '\0')
        return err_set(err, ERR_INVALID, "a NUL byte; allowed is UTF-8 text");
    if (*where < len)
        return err_set(err, ERR_INVALID, "the byte 0x%02X is not UTF-8; save the file as UTF-8",
                       (unsigned)(unsigned char)bytes[*where]);
    *where = find_too_deep(bytes, len);
    if (*where < len)
        return err_set(err, ERR_INVALID, "nested too deeply; allowed are %d levels",
                       (int)JSON_MAX_DEPTH);
    return true;
}

bool json_parse(struct json **out, const char *bytes, size_t len, struct json_place *place,
                struct err *err)
{
    json_error_t error;
    json_t *root;
    size_t where;

    if (!check_bytes(bytes, len, &where, err)) {
        if (place != NULL)
            *place = place_of(bytes, where);
        return false;
    }
    root = json_loadb(bytes, len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (root == NULL) {
        if (place != NULL) {
            place->line = error.line > 0 ? error.line : 1;
            place->column = error.column > 0 ? error.column : 1;
        }
        if (json_error_code(&error) == json_error_premature_end_of_input)
            return err_set(err, ERR_INVALID, "the text ends too early");
        if (json_error_code(&error) == json_error_null_character)
            return err_set(err, ERR_INVALID, "\\u0000 is not allowed in a text");
        return err_set(err, ERR_INVALID, "%s", error.text);
    }
    *out = (struct json *)root;
    return true;
}

void json_free(struct json *root)
{
    json_decref(own(root));
}

void json_auto_free(struct json **slot)
{
    json_free(*slot);
    *slot = NULL;
}

enum json_kind json_kind(const struct json *value)
{
    switch (json_typeof(own(value))) {
    case JANSSON_OBJECT:
        return JSON_OBJECT;
    case JANSSON_ARRAY:
        return JSON_ARRAY;
    case JANSSON_STRING:
        return JSON_STRING;
    case JSON_INTEGER:
        return JSON_INT;
    case JANSSON_REAL:
        return JSON_REAL;
    case JSON_TRUE:
    case JSON_FALSE:
        return JSON_BOOL;
    case JANSSON_NULL:
        break;
    }
    return JSON_NULL;
}

const struct json *json_get(const struct json *object, const char *key)
{
    return face(json_object_get(own(object), key));
}

size_t json_len(const struct json *array_or_object)
{
    if (json_typeof(own(array_or_object)) == JANSSON_OBJECT)
        return json_object_size(own(array_or_object));
    return json_array_size(own(array_or_object));
}

const struct json *json_at(const struct json *array, size_t index)
{
    return face(json_array_get(own(array), index));
}

const char *json_string(const struct json *value)
{
    return json_string_value(own(value));
}

int64_t json_int(const struct json *value)
{
    return json_integer_value(own(value));
}

bool json_bool(const struct json *value)
{
    return value != NULL && json_typeof(own(value)) == JSON_TRUE;
}

bool json_each(const struct json *object,
               bool (*each)(void *context, const char *key, const struct json *value),
               void *context)
{
    void *at = json_object_iter(own(object));

    for (; at != NULL; at = json_object_iter_next(own(object), at)) {
        if (!each(context, json_object_iter_key(at), face(json_object_iter_value(at))))
            return false;
    }
    return true;
}
