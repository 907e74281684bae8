/* Keys, requests and certificates of a kiosk. */
#include "sync/csr.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/secret.h"
#include "base/sign.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { KEY_PEM = 4 * 1024, NAME_MOST = 64, SIGNATURE_MOST = 80 };

static void free_bio(BIO **slot)
{
    BIO_free(*slot);
}
#define AUTO_BIO AUTO(free_bio)

static void free_key(EVP_PKEY **slot)
{
    EVP_PKEY_free(*slot);
}
#define AUTO_KEY AUTO(free_key)

static void free_certificate(X509 **slot)
{
    X509_free(*slot);
}
#define AUTO_CERTIFICATE AUTO(free_certificate)

static void free_request(X509_REQ **slot)
{
    X509_REQ_free(*slot);
}

static bool fail(struct err *err, const char *what)
{
    const char *reason = ERR_reason_error_string(ERR_peek_last_error());

    ERR_clear_error();
    return err_set(err, ERR_IO, "%s: %s", what, reason ? reason : "OpenSSL gives no reason");
}

bool csr_make_key(struct text *out, struct err *err)
{
    AUTO_KEY EVP_PKEY *key = EVP_EC_gen("P-256");
    AUTO_BIO BIO *bio = BIO_new(BIO_s_mem());
    char *bytes = NULL;

    if (!key || !bio || PEM_write_bio_PKCS8PrivateKey(bio, key, NULL, NULL, 0, NULL, NULL) != 1)
        return fail(err, "no key can be made");
    long len = BIO_get_mem_data(bio, &bytes);
    text_add_bytes(out, bytes, (size_t)len);
    secret_wipe(bytes, (size_t)len);
    return !out->overflow || err_set(err, ERR_FULL, "no room for a key of %ld bytes", len);
}

/* Never asks at a terminal: an encrypted key is none of ours. */
static int no_password(char *buffer, int size, int is_writing, void *context)
{
    (void)buffer, (void)size, (void)is_writing, (void)context;
    return -1;
}

static bool read_key(EVP_PKEY **out, const char *path, struct err *err)
{
    char *bytes = NULL;
    size_t len = 0;

    if (!file_read(path, KEY_PEM, &bytes, &len, err))
        return false;
    AUTO_BIO BIO *bio = BIO_new_mem_buf(bytes, (int)len);
    *out = bio ? PEM_read_bio_PrivateKey(bio, NULL, no_password, NULL) : NULL;
    secret_wipe(bytes, len);
    free(bytes);
    ERR_clear_error();
    return *out || err_set(err, ERR_CORRUPT, "%s holds no key", path);
}

bool csr_write(char out[ENROLMENT_PEM], const char *key_path, struct err *err)
{
    AUTO_KEY EVP_PKEY *key = NULL;
    AUTO_BIO BIO *bio = BIO_new(BIO_s_mem());
    AUTO(free_request) X509_REQ *request = X509_REQ_new();
    char *bytes = NULL;

    if (!read_key(&key, key_path, err))
        return false;
    if (!bio || !request || X509_REQ_set_version(request, X509_REQ_VERSION_1) != 1
        || X509_REQ_set_pubkey(request, key) != 1 || X509_REQ_sign(request, key, EVP_sha256()) <= 0
        || PEM_write_bio_X509_REQ(bio, request) != 1)
        return fail(err, "no request for a certificate can be made");
    long len = BIO_get_mem_data(bio, &bytes);
    if (len >= ENROLMENT_PEM)
        return err_set(err, ERR_FULL, "a request of %ld bytes is too long", len);
    memcpy(out, bytes, (size_t)len);
    out[len] = '\0';
    return true;
}

bool csr_prove(char out[ENROLMENT_PROOF], const char *key_path, const void *bytes, size_t len,
               struct err *err)
{
    AUTO_KEY EVP_PKEY *key = NULL;
    unsigned char signature[SIGNATURE_MOST];
    size_t signature_len = sizeof signature;
    AUTO_TEXT struct text text = {0};

    if (!read_key(&key, key_path, err))
        return false;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool is_signed = context && EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, key) == 1
                     && EVP_DigestSign(context, signature, &signature_len, bytes, len) == 1;
    EVP_MD_CTX_free(context);
    if (!is_signed)
        return fail(err, "the proof of the former key");
    text_init(&text, ENROLMENT_PROOF);
    return (base64_write(&text, signature, signature_len)
            && text_copy(out, ENROLMENT_PROOF, text.data))
           || err_set(err, ERR_FULL, "no room for a proof of %zu bytes", signature_len);
}

static X509 *parse(const char *pem)
{
    AUTO_BIO BIO *bio = BIO_new_mem_buf(pem, -1);
    X509 *certificate = bio ? PEM_read_bio_X509(bio, NULL, no_password, NULL) : NULL;

    ERR_clear_error();
    return certificate;
}

static bool read_time(const ASN1_TIME *time, int64_t *out_ms)
{
    struct tm parts;

    if (ASN1_TIME_to_tm(time, &parts) != 1)
        return false;
    *out_ms = (int64_t)timegm(&parts) * 1000;
    return true;
}

static bool read_name(X509 *certificate, struct uuid *out)
{
    char name[NAME_MOST] = "";

    return X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name,
                                     sizeof name)
               == UUID_TEXT - 1
           && uuid_parse(name, out);
}

bool csr_read(struct csr_facts *out, const char *certificate, const char *key_path, struct err *err)
{
    AUTO_CERTIFICATE X509 *parsed = parse(certificate);
    AUTO_KEY EVP_PKEY *key = NULL;

    if (!parsed)
        return err_set(err, ERR_CORRUPT, "the certificate cannot be read");
    if (!read_key(&key, key_path, err))
        return false;
    if (!read_name(parsed, &out->kiosk) || !read_time(X509_get0_notBefore(parsed), &out->from_ms)
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
    AUTO_CERTIFICATE X509 *parsed = parse(certificate);
    AUTO_CERTIFICATE X509 *root = parse(authority);
    const char *why = "";

    if (!parsed || !root)
        return err_set(err, ERR_INVALID, "a certificate of the office cannot be read");
    return verify(parsed, root, at_ms, &why)
           || err_set(err, ERR_INVALID, "the certificate is not the authority's: %s", why);
}

bool csr_is_same(const char *a, const char *b)
{
    AUTO_CERTIFICATE X509 *first = parse(a);
    AUTO_CERTIFICATE X509 *second = parse(b);

    return first && second && X509_cmp(first, second) == 0;
}
