/* Arrays in PostgreSQL's binary format: numbers of dimensions, flags, type, size, first index, items. */
#include "office/pg_array.h"

#include <string.h>

static void add_big_endian(struct text *out, uint64_t value, size_t bytes)
{
    char word[8];

    for (size_t i = 0; i < bytes; i++)
        word[i] = (char)(unsigned char)(value >> (8 * (bytes - 1 - i)) & 0xFF);
    text_add_bytes(out, word, bytes);
}

void pg_array_begin(struct text *out, enum pg_array_of kind, size_t count)
{
    enum { HAS_NULLS = 1 };

    add_big_endian(out, count > 0, 4); /* dimensions: an empty array has none */
    add_big_endian(out, HAS_NULLS, 4);
    add_big_endian(out, kind, 4);
    if (count > 0) {
        add_big_endian(out, count, 4);
        add_big_endian(out, 1, 4);
    }
}

void pg_array_add_null(struct text *out)
{
    add_big_endian(out, UINT32_MAX, 4);
}

static void add_number(struct text *out, uint64_t value, size_t bytes)
{
    add_big_endian(out, bytes, 4);
    add_big_endian(out, value, bytes);
}

void pg_array_add_bool(struct text *out, bool value)
{
    add_number(out, value, 1);
}

void pg_array_add_int2(struct text *out, int value)
{
    add_number(out, (uint64_t)value, 2);
}

void pg_array_add_int8(struct text *out, int64_t value)
{
    add_number(out, (uint64_t)value, 8);
}

void pg_array_add_uuid(struct text *out, const struct uuid *value)
{
    pg_array_add_bytes(out, value->bytes, sizeof value->bytes);
}

void pg_array_add_bytes(struct text *out, const void *bytes, size_t len)
{
    add_big_endian(out, len, 4);
    text_add_bytes(out, bytes, len);
}

struct pg_param pg_array_end(const struct text *array)
{
    return (struct pg_param){.text = array->data, .len = array->len};
}
