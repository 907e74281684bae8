/* A catalogue as it is published: `GET /v1/catalogue/{name}` and `anjungan-ctl catalog sign`.
 *
 * One line of JSON, then the catalogue's bytes as they are:
 *   {"format":"anjungan-catalogue/1","name":"pekanbaru","version":7,"sha256":HEX,"signature":BASE64}
 * The signature (Ed25519, by the publisher's key, which is never on the server) is over the text
 * "anjungan-catalogue/1\nNAME\nVERSION\nHEX\n". */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/sign.h"
#include "base/text.h"
#include <stddef.h>
#include <stdint.h>

enum { SIGNED_CATALOG_BYTES = 64 << 20 };

struct signed_catalog {
    char name[64];
    int64_t version;     /* from 1; a higher one replaces a lower one */
    const char *catalog; /* borrowed from the bytes read */
    size_t catalog_len;
};
MUST_USE bool signed_catalog_write(struct text *out, const struct signed_catalog *catalog,
                                   const uint8_t secret[SIGN_SECRET], struct err *err);
/* ERR_INVALID: which rule is broken; nothing of it is to be used. */
MUST_USE bool signed_catalog_read(struct signed_catalog *out, const char *bytes, size_t len,
                                  const uint8_t key[SIGN_PUBLIC], struct err *err);
