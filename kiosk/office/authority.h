/* The operator's private authority, open: it says which kiosk a key belongs to. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include "office/certificate.h"
#include "wire/enrolment.h"
#include <stdint.h>

struct authority;
/* ERR_NOT_FOUND, ERR_CORRUPT name the file. */
MUST_USE bool authority_open(struct authority **out, const char *dir, struct err *err);
void authority_close(struct authority *authority);

struct authority_issued {
    char certificate[ENROLMENT_PEM];
    char serial[CERTIFICATE_SERIAL];
    int64_t not_after_ms;
    uint8_t key_hash[32]; /* SHA-256 of the public key */
};
enum { AUTHORITY_LIFE_DAYS = 730 };
/* A client's certificate with CN = `kiosk` for the key in the request `csr` (PEM). Nothing else is
 * taken from the request. ERR_INVALID: it is none, its signature does not fit its key, or the key is
 * not EC P-256. */
MUST_USE bool authority_issue(struct authority_issued *out, const struct authority *authority,
                              const char *csr, const struct uuid *kiosk, int64_t now_ms,
                              struct err *err);
/* The same for a key that was made here. */
MUST_USE bool authority_issue_key(struct authority_issued *out, const struct authority *authority,
                                  EVP_PKEY *key, const struct uuid *kiosk, int64_t now_ms,
                                  struct err *err);
/* Which kiosk asks: one that proves with its former key which one it was, else a new one, and so where its
 * former certificate is another authority's. ERR_INVALID: the proof is wrong. */
MUST_USE bool authority_name(struct uuid *out, const struct authority *authority,
                             const struct enrolment_request *request, struct err *err);
/* Fills in what kiosks are told of the authority: its certificate and the server's pins. */
void authority_tell(const struct authority *authority, struct enrolment *out);
