/* Identifiers: UUIDs and the four-character code on a slip. Random bytes come from libsodium. */
#pragma once
#include "base/attr.h"
#include <stdbool.h>
#include <stdint.h>

struct uuid {
    uint8_t bytes[16];
};

struct uuid uuid_v4(void);
/* Time-ordered (RFC 9562): 48 bits of `wall_ms`, then random bits. Order comes from elsewhere
 * (seq); the time part only keeps database pages together. */
struct uuid uuid_v7(int64_t wall_ms);

enum { UUID_TEXT = 37 };
void uuid_format(const struct uuid *uuid, char out[UUID_TEXT]); /* lower case, with hyphens */
MUST_USE bool uuid_parse(const char *text, struct uuid *out);   /* either case */
bool uuid_is_nil(const struct uuid *uuid);
bool uuid_equal(const struct uuid *a, const struct uuid *b);

/* A random code of four Crockford base-32 characters (no I, L, O, U), NUL-terminated. */
void id_random_code(char out[5]);

/* SHA-256 of the parts in order. */
void id_sha256(uint8_t out[32], const void *a, uint64_t a_len, const void *b, uint64_t b_len);
