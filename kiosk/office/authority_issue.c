/* Certificates for kiosks. */
#include "base/file.h"
#include "base/mem.h"
#include "office/authority_internal.h"

#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>

#define DAY_MS (INT64_C(24) * 3600 * 1000)

enum { PINS_MOST = 1024, GROUP_NAME = 32 };

static const struct certificate_extension client_extensions[] = {
    {NID_basic_constraints, "critical,CA:FALSE"},
    {NID_key_usage, "critical,digitalSignature"},
    {NID_ext_key_usage, "clientAuth"},
    {NID_subject_key_identifier, "hash"},
    {NID_authority_key_identifier, "keyid:always"},
};

static bool read_pins(struct authority *authority, const char *dir, struct err *err)
{
    AUTO_FREE char *path = mem_format("%s/pins", dir);
    AUTO_FREE char *bytes = NULL;
    size_t len = 0;
    char *line = NULL;

    if (!file_read(path, PINS_MOST, &bytes, &len, err))
        return false;
    for (char *rest = bytes; (line = strsep(&rest, "\n")) != NULL;) {
        if (line[0] == '\0')
            continue;
        if (authority->pin_count == ENROLMENT_PINS
            || !text_copy(authority->pins[authority->pin_count++], ENROLMENT_PIN, line))
            return err_set(err, ERR_CORRUPT, "%s: \"%s\" is no pin, or one too many", path, line);
    }
    return authority->pin_count > 0 || err_set(err, ERR_CORRUPT, "%s holds no pin", path);
}

static bool fill(struct authority *authority, const char *dir, struct err *err)
{
    AUTO_FREE char *key = mem_format("%s/authority.key", dir);
    AUTO_FREE char *certificate = mem_format("%s/authority.crt", dir);
    AUTO_TEXT struct text pem = {0};

    text_init(&pem, ENROLMENT_PEM - 1);
    if (!pem_read_key(&authority->key, key, err)
        || !certificate_read(&authority->certificate, certificate, err)
        || !read_pins(authority, dir, err)
        || !pem_add_certificate(&pem, authority->certificate, err))
        return false;
    if (X509_check_private_key(authority->certificate, authority->key) != 1) {
        ERR_clear_error();
        return err_set(err, ERR_CORRUPT, "%s is not the key of %s", key, certificate);
    }
    return text_copy(authority->pem, sizeof authority->pem, pem.data)
           || err_set(err, ERR_CORRUPT, "%s is too long", certificate);
}

bool authority_open(struct authority **out, const char *dir, struct err *err)
{
    struct authority *authority = mem_zalloc(1, sizeof *authority);

    if (!fill(authority, dir, err)) {
        authority_close(authority);
        return err_add(err, "the authority");
    }
    *out = authority;
    return true;
}

void authority_close(struct authority *authority)
{
    if (!authority)
        return;
    X509_free(authority->certificate);
    EVP_PKEY_free(authority->key);
    free(authority);
}

/* What is weaker or stranger than what our kiosks make is no kiosk of ours. */
static bool is_p256(EVP_PKEY *key)
{
    char group[GROUP_NAME] = "";
    size_t len = 0;

    return EVP_PKEY_is_a(key, "EC") && EVP_PKEY_get_group_name(key, group, sizeof group, &len) == 1
           && strcmp(group, SN_X9_62_prime256v1) == 0;
}

static bool read_request(X509_REQ **out, const char *csr, struct err *err)
{
    AUTO_REQUEST X509_REQ *request = pem_request(csr);
    EVP_PKEY *key = request ? X509_REQ_get0_pubkey(request) : NULL;
    bool is_signed = key && X509_REQ_verify(request, key) == 1;

    ERR_clear_error();
    if (!key)
        return err_set(err, ERR_INVALID, "the certificate request cannot be read");
    if (!is_p256(key))
        return err_set(err, ERR_INVALID, "the certificate request is not of an EC key on P-256");
    if (!is_signed)
        return err_set(err, ERR_INVALID, "the certificate request is not signed by its key");
    *out = mem_steal(&request);
    return true;
}

static bool hash_key(uint8_t out[32], EVP_PKEY *key, struct err *err)
{
    unsigned char *der = NULL;
    int len = i2d_PUBKEY(key, &der);

    if (len <= 0)
        return pem_fail(err, "the digest of a key");
    id_sha256(out, der, (uint64_t)len, NULL, 0);
    OPENSSL_free(der);
    return true;
}

static bool write_issued(struct authority_issued *out, X509 *certificate, struct err *err)
{
    AUTO_TEXT struct text pem = {0};

    text_init(&pem, ENROLMENT_PEM - 1);
    return pem_add_certificate(&pem, certificate, err)
           && certificate_serial(out->serial, certificate, err)
           && (text_copy(out->certificate, sizeof out->certificate, pem.data)
               || err_set(err, ERR_FULL, "no room for a certificate"));
}

bool authority_issue_key(struct authority_issued *out, const struct authority *authority,
                         EVP_PKEY *key, const struct uuid *kiosk, int64_t now_ms, struct err *err)
{
    AUTO_CERTIFICATE X509 *certificate = NULL;
    char name[UUID_TEXT];
    struct certificate_order order = {
        .name = name,
        .from_ms = now_ms - DAY_MS, /* the office's machines do not agree to the second */
        .to_ms = now_ms + AUTHORITY_LIFE_DAYS * DAY_MS,
        .extensions = client_extensions,
        .extension_count = ARRAY_LEN(client_extensions),
        .issuer = authority->certificate,
        .issuer_key = authority->key,
    };

    uuid_format(kiosk, name);
    out->not_after_ms = order.to_ms;
    return hash_key(out->key_hash, key, err) && certificate_issue(&certificate, key, &order, err)
           && write_issued(out, certificate, err);
}

bool authority_issue(struct authority_issued *out, const struct authority *authority,
                     const char *csr, const struct uuid *kiosk, int64_t now_ms, struct err *err)
{
    AUTO_REQUEST X509_REQ *request = NULL;

    return read_request(&request, csr, err)
           && authority_issue_key(out, authority, X509_REQ_get0_pubkey(request), kiosk, now_ms,
                                  err);
}

void authority_tell(const struct authority *authority, struct enrolment *out)
{
    memcpy(out->authority, authority->pem, sizeof out->authority);
    memcpy(out->pins, authority->pins, sizeof out->pins);
    out->pin_count = authority->pin_count;
}
