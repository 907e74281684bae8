/* Signatures (Ed25519) and letters that only their addressee can open (sealed boxes), by libsodium.
 *
 * A key file is one line of text: "anjungan-publisher-secret BASE64", "anjungan-publisher BASE64",
 * "anjungan-office-secret BASE64" or "anjungan-office BASE64". Secret ones are made 0600. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include <stddef.h>
#include <stdint.h>

enum { SIGN_PUBLIC = 32, SIGN_SECRET = 64, SIGN_BYTES = 64, BOX_PUBLIC = 32, BOX_SECRET = 32 };

/* Makes a pair and writes both files; neither may exist. ERR_IO, ERR_INVALID. */
MUST_USE bool sign_make_keys(const char *secret_path, const char *public_path, struct err *err);
MUST_USE bool sign_read_public(const char *path, uint8_t out[SIGN_PUBLIC], struct err *err);
/* The caller wipes it. */
MUST_USE bool sign_read_secret(const char *path, uint8_t out[SIGN_SECRET], struct err *err);
void sign_bytes(uint8_t out[SIGN_BYTES], const uint8_t secret[SIGN_SECRET], const void *bytes,
                size_t len);
MUST_USE bool sign_check(const uint8_t signature[SIGN_BYTES], const uint8_t key[SIGN_PUBLIC],
                         const void *bytes, size_t len);

/* The office's pair for sealed letters. */
MUST_USE bool box_make_keys(const char *secret_path, const char *public_path, struct err *err);
MUST_USE bool box_read_public(const char *path, uint8_t out[BOX_PUBLIC], struct err *err);
MUST_USE bool box_read_secret(const char *path, uint8_t out[BOX_SECRET], struct err *err);
/* Adds a sealed box (48 bytes longer) to `out`; whoever sealed it cannot open it. */
MUST_USE bool box_close(struct text *out, const uint8_t key[BOX_PUBLIC], const void *bytes,
                        size_t len, struct err *err);
/* ERR_CORRUPT: another key's, or changed. The caller wipes `out`. */
MUST_USE bool box_open(struct text *out, const uint8_t secret[BOX_SECRET], const void *sealed,
                       size_t len, struct err *err);

/* Base 64 (RFC 4648, padded, one line). */
MUST_USE bool base64_write(struct text *out, const void *bytes, size_t len);
/* Reads exactly `len` bytes. */
MUST_USE bool base64_read(void *out, size_t len, const char *text);
/* Adds what `text` holds to `out`; false when it is no base 64. */
MUST_USE bool base64_add(struct text *out, const char *text);
