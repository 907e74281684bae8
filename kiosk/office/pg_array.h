/* Arrays as parameters, in the database's own binary words: no quoting, no parsing. */
#pragma once
#include "base/id.h"
#include "office/pg.h"

enum pg_array_of {
    PG_BOOL = 16,
    PG_BYTEA = 17,
    PG_INT8 = 20,
    PG_INT2 = 21,
    PG_TEXTS = 25,
    PG_UUID = 2950
};

/* Begins an array of `count` items, each of which is then added once. */
void pg_array_begin(struct text *out, enum pg_array_of kind, size_t count);
void pg_array_add_null(struct text *out);
void pg_array_add_bool(struct text *out, bool value);
void pg_array_add_int2(struct text *out, int value);
void pg_array_add_int8(struct text *out, int64_t value);
void pg_array_add_uuid(struct text *out, const struct uuid *value);
void pg_array_add_bytes(struct text *out, const void *bytes, size_t len); /* PG_BYTEA, PG_TEXTS */
struct pg_param pg_array_end(const struct text *array);
