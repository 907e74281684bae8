/* Keys and certificates of the operator's own authority: EC P-256, by OpenSSL.
 *
 * Certificates of the authority and of servers begin in 2020: a kiosk that lost its clock checks them
 * at the moment its program was built (include/domain/time_floor.h), which may be before the office
 * was set up. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "client/pem.h"
#include <stdint.h>

enum { CERTIFICATE_PEM = 8 * 1024, CERTIFICATE_PIN = 45, CERTIFICATE_SERIAL = 41 };

MUST_USE bool certificate_make_key(EVP_PKEY **out, struct err *err);
MUST_USE bool certificate_read(X509 **out, const char *path, struct err *err);
/* Base 64 of the SHA-256 of the public key, as libcurl wants it after "sha256//". */
MUST_USE bool certificate_pin(char out[CERTIFICATE_PIN], EVP_PKEY *key, struct err *err);
/* Upper-case hexadecimal digits as nginx writes them. */
MUST_USE bool certificate_serial(char out[CERTIFICATE_SERIAL], X509 *certificate, struct err *err);

/* One "name", "value" pair per extension, as in OpenSSL's configuration; a NULL name ends them. */
struct certificate_extension {
    int nid;
    const char *value;
};
struct certificate_order {
    const char *name; /* the subject is "CN=name" and nothing else */
    int64_t from_ms, to_ms;
    const struct certificate_extension *extensions;
    size_t extension_count;
    X509 *issuer; /* NULL: it signs itself */
    EVP_PKEY *issuer_key;
};
/* A certificate for `key` with a random serial number. */
MUST_USE bool certificate_issue(X509 **out, EVP_PKEY *key, const struct certificate_order *order,
                                struct err *err);
