/* The kiosk's key and what is certified about it, by OpenSSL: EC P-256. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include "base/text.h"
#include "wire/enrolment.h"
#include <stdint.h>

/* A new private key, as PEM. The caller clears `out`, which wipes it. */
MUST_USE bool csr_make_key(struct text *out, struct err *err);
/* A request for a certificate of the key in the file `key_path`. ERR_NOT_FOUND, ERR_CORRUPT: no whole
 * key is there. */
MUST_USE bool csr_write(char out[ENROLMENT_PEM], const char *key_path, struct err *err);

/* A signature of `bytes` by the key in `key_path`, in base 64. Otherwise as csr_write. */
MUST_USE bool csr_prove(char out[ENROLMENT_PROOF], const char *key_path, const void *bytes,
                        size_t len, struct err *err);

struct csr_facts {
    struct uuid kiosk; /* of the subject, "CN=UUID" */
    int64_t from_ms, to_ms;
};
/* Reads the certificate (PEM) and checks that it is of the key in `key_path`. ERR_CORRUPT says what does
 * not fit. */
MUST_USE bool csr_read(struct csr_facts *out, const char *certificate, const char *key_path,
                       struct err *err);
/* That `authority` (PEM) signed `certificate` for a client, good at `at_ms`. ERR_INVALID says why not. */
MUST_USE bool csr_check_issuer(const char *certificate, const char *authority, int64_t at_ms,
                               struct err *err);
/* True where both PEM texts hold the same certificate. */
bool csr_is_same(const char *a, const char *b);
