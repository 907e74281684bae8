/* Identifiers: UUIDs, the four-character code on a slip, digests and marks. Random bytes come from
 * libsodium. */
#pragma once
#include "base/attr.h"
#include <stdbool.h>
#include <stddef.h>
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
/* Such a code as people type it: either case, O for 0, I and L for 1. */
MUST_USE bool id_read_code(const char *text, char out[5]);

/* SHA-256 of the parts in order. */
void id_sha256(uint8_t out[32], const void *a, uint64_t a_len, const void *b, uint64_t b_len);

/* HMAC-SHA-256: what only the holder of the key can compute from `bytes`. */
void id_hmac_sha256(uint8_t out[32], const uint8_t key[32], const void *bytes, uint64_t len);
void id_random_key(uint8_t out[32]);
/* A number from 0 to bound - 1, each as likely; bound > 0. */
uint32_t id_random_below(uint32_t bound);

/* Bytes as lower case hexadecimal digits; `out` has room for 2 × len and the end. */
void id_format_hex(char *out, const uint8_t *bytes, size_t len);
/* Reads exactly 2 × len digits, of either case, and nothing after them. */
MUST_USE bool id_parse_hex(uint8_t *out, size_t len, const char *text);
