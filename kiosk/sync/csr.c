/* Keys, requests and certificates of a kiosk. */
#include "sync/csr.h"
#include "base/sign.h"
#include "client/pem.h"

#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <time.h>

enum { SIGNATURE_MOST = 80 };

bool csr_make_key(struct text *out, struct err *err)
{
    AUTO_KEY EVP_PKEY *key = EVP_EC_gen("P-256");

    return key ? pem_add_key(out, key, err) : pem_fail(err, "no key can be made");
}

bool csr_write(char out[ENROLMENT_PEM], const char *key_path, struct err *err)
{
    AUTO_KEY EVP_PKEY *key = NULL;
    AUTO_REQUEST X509_REQ *request = X509_REQ_new();
    AUTO_TEXT struct text pem = {0};

    if (!pem_read_key(&key, key_path, err))
        return false;
    if (!request || X509_REQ_set_version(request, X509_REQ_VERSION_1) != 1
        || X509_REQ_set_pubkey(request, key) != 1 || X509_REQ_sign(request, key, EVP_sha256()) <= 0)
        return pem_fail(err, "no request for a certificate can be made");
    text_init(&pem, ENROLMENT_PEM - 1);
    return pem_add_request(&pem, request, err)
           && (text_copy(out, ENROLMENT_PEM, pem.data)
               || err_set(err, ERR_FULL, "a request of %zu bytes is too long", pem.len));
}

bool csr_prove(char out[ENROLMENT_PROOF], const char *key_path, const void *bytes, size_t len,
               struct err *err)
{
    AUTO_KEY EVP_PKEY *key = NULL;
    unsigned char signature[SIGNATURE_MOST];
    size_t signature_len = sizeof signature;
    AUTO_TEXT struct text text = {0};

    if (!pem_read_key(&key, key_path, err))
        return false;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool is_signed = context && EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, key) == 1
                     && EVP_DigestSign(context, signature, &signature_len, bytes, len) == 1;
    EVP_MD_CTX_free(context);
    if (!is_signed)
        return pem_fail(err, "the proof of the former key");
    text_init(&text, ENROLMENT_PROOF);
    return (base64_write(&text, signature, signature_len)
            && text_copy(out, ENROLMENT_PROOF, text.data))
           || err_set(err, ERR_FULL, "no room for a proof of %zu bytes", signature_len);
}

static bool read_time(const ASN1_TIME *time, int64_t *out_ms)
{
    struct tm parts;

    if (ASN1_TIME_to_tm(time, &parts) != 1)
        return false;
    *out_ms = (int64_t)timegm(&parts) * 1000;
    return true;
}

bool csr_read(struct csr_facts *out, const char *certificate, const char *key_path, struct err *err)
{
    AUTO_CERTIFICATE X509 *parsed = pem_certificate(certificate);
    AUTO_KEY EVP_PKEY *key = NULL;

    if (!parsed)
        return err_set(err, ERR_CORRUPT, "the certificate cannot be read");
    if (!pem_read_key(&key, key_path, err))
        return false;
    if (!pem_read_kiosk(&out->kiosk, parsed)
        || !read_time(X509_get0_notBefore(parsed), &out->from_ms)
        || !read_time(X509_get0_notAfter(parsed), &out->to_ms) || out->to_ms <= out->from_ms)
        return err_set(err, ERR_CORRUPT, "the certificate is not a kiosk's");
    if (X509_check_private_key(parsed, key) == 1)
        return true;
    ERR_clear_error();
    return err_set(err, ERR_CORRUPT, "the certificate is not of the key %s", key_path);
}

/* What happens in between is a matter of memory alone. */
static bool verify(X509 *certificate, X509 *authority, int64_t at_ms, const char **out_why)
{
    X509_STORE *store = X509_STORE_new();
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    bool is_good = false;

    *out_why = "out of memory";
    if (store && context && X509_STORE_add_cert(store, authority) == 1
        && X509_STORE_CTX_init(context, store, certificate, NULL) == 1) {
        X509_VERIFY_PARAM *rules = X509_STORE_CTX_get0_param(context);

        X509_VERIFY_PARAM_set_time(rules, (time_t)(at_ms / 1000));
        is_good = X509_VERIFY_PARAM_set_purpose(rules, X509_PURPOSE_SSL_CLIENT) == 1
                  && X509_verify_cert(context) == 1;
        *out_why = X509_verify_cert_error_string(X509_STORE_CTX_get_error(context));
    }
    X509_STORE_CTX_free(context);
    X509_STORE_free(store);
    ERR_clear_error();
    return is_good;
}

bool csr_check_issuer(const char *certificate, const char *authority, int64_t at_ms,
                      struct err *err)
{
    AUTO_CERTIFICATE X509 *parsed = pem_certificate(certificate);
    AUTO_CERTIFICATE X509 *root = pem_certificate(authority);
    const char *why = "";

    if (!parsed || !root)
        return err_set(err, ERR_INVALID, "a certificate of the office cannot be read");
    return verify(parsed, root, at_ms, &why)
           || err_set(err, ERR_INVALID, "the certificate is not the authority's: %s", why);
}

bool csr_is_same(const char *a, const char *b)
{
    AUTO_CERTIFICATE X509 *first = pem_certificate(a);
    AUTO_CERTIFICATE X509 *second = pem_certificate(b);

    return first && second && X509_cmp(first, second) == 0;
}
