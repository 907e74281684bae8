/* Keys, requests and certificates as PEM, by OpenSSL: what a kiosk and the office read and write alike.
 * An encrypted one is none of ours: nobody is asked for a password. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include "base/text.h"
#include <openssl/x509.h>

void pem_free_key(EVP_PKEY **slot);
void pem_free_certificate(X509 **slot);
void pem_free_request(X509_REQ **slot);
#define AUTO_KEY AUTO(pem_free_key)
#define AUTO_CERTIFICATE AUTO(pem_free_certificate)
#define AUTO_REQUEST AUTO(pem_free_request)

/* ERR_IO with `what` and the reason that OpenSSL gives, which is then forgotten. */
bool pem_fail(struct err *err, const char *what);

/* The private key in a file. ERR_NOT_FOUND, ERR_CORRUPT: no whole key is there. */
MUST_USE bool pem_read_key(EVP_PKEY **out, const char *path, struct err *err);
/* The first certificate or request in a text; NULL: there is none. The caller frees it. */
MUST_USE X509 *pem_certificate(const char *text);
MUST_USE X509_REQ *pem_request(const char *text);

/* Adds the PEM to `out`; whoever clears it wipes a key. ERR_FULL: it does not fit. */
MUST_USE bool pem_add_key(struct text *out, EVP_PKEY *key, struct err *err);
MUST_USE bool pem_add_certificate(struct text *out, X509 *certificate, struct err *err);
MUST_USE bool pem_add_request(struct text *out, X509_REQ *request, struct err *err);

/* Which kiosk a certificate names: its subject is "CN=UUID". False: none. */
MUST_USE bool pem_read_kiosk(struct uuid *out, X509 *certificate);
