/* X.509 by OpenSSL: what the authority makes. */
#include "office/certificate.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/sign.h"

#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <string.h>

enum { SERIAL_BYTES = 16, DIGEST = 32, VERSION_3 = 2 };

static void free_bio(BIO **slot)
{
    BIO_free(*slot);
}
#define AUTO_BIO AUTO(free_bio)

bool certificate_make_key(EVP_PKEY **out, struct err *err)
{
    *out = EVP_EC_gen("P-256");
    return *out || pem_fail(err, "no key can be made");
}

bool certificate_read(X509 **out, const char *path, struct err *err)
{
    AUTO_FREE char *bytes = NULL;
    size_t len = 0;

    if (!file_read(path, CERTIFICATE_PEM, &bytes, &len, err))
        return false;
    *out = pem_certificate(bytes);
    return *out || err_set(err, ERR_CORRUPT, "%s holds no certificate", path);
}

bool certificate_pin(char out[CERTIFICATE_PIN], EVP_PKEY *key, struct err *err)
{
    unsigned char *der = NULL;
    int len = i2d_PUBKEY(key, &der);
    unsigned char digest[DIGEST];
    AUTO_TEXT struct text text = {0};
    bool is_hashed = len > 0 && EVP_Digest(der, (size_t)len, digest, NULL, EVP_sha256(), NULL) == 1;

    OPENSSL_free(der);
    if (!is_hashed)
        return pem_fail(err, "the pin of a key");
    text_init(&text, CERTIFICATE_PIN);
    return (base64_write(&text, digest, sizeof digest)
            && text_copy(out, CERTIFICATE_PIN, text.data))
           || err_set(err, ERR_FULL, "no room for a pin");
}

bool certificate_serial(char out[CERTIFICATE_SERIAL], X509 *certificate, struct err *err)
{
    AUTO_BIO BIO *bio = BIO_new(BIO_s_mem());
    char *digits = NULL;

    if (!bio || i2a_ASN1_INTEGER(bio, X509_get0_serialNumber(certificate)) <= 0)
        return pem_fail(err, "the serial number of a certificate");
    long len = BIO_get_mem_data(bio, &digits);
    if (len >= CERTIFICATE_SERIAL)
        return err_set(err, ERR_INVALID, "a serial number of %ld digits", len);
    memcpy(out, digits, (size_t)len);
    out[len] = '\0';
    return true;
}

/* Positive, and never with a leading zero, which programs write differently. */
static bool set_serial(X509 *certificate)
{
    unsigned char bytes[SERIAL_BYTES];
    bool is_set = false;

    if (RAND_bytes(bytes, sizeof bytes) != 1)
        return false;
    bytes[0] = (unsigned char)((bytes[0] & 0x3f) | 0x40);
    BIGNUM *number = BN_bin2bn(bytes, sizeof bytes, NULL);
    is_set = number && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate));
    BN_free(number);
    return is_set;
}

static bool set_times(X509 *certificate, const struct certificate_order *order)
{
    return ASN1_TIME_set(X509_getm_notBefore(certificate), (time_t)(order->from_ms / 1000))
           && ASN1_TIME_set(X509_getm_notAfter(certificate), (time_t)(order->to_ms / 1000));
}

static bool set_names(X509 *certificate, const struct certificate_order *order)
{
    X509_NAME *name = X509_get_subject_name(certificate);

    return X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8,
                                      (const unsigned char *)order->name, -1, -1, 0)
               == 1
           && X509_set_issuer_name(certificate,
                                   order->issuer ? X509_get_subject_name(order->issuer) : name)
                  == 1;
}

static bool add_extensions(X509 *certificate, const struct certificate_order *order)
{
    X509V3_CTX context;

    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, order->issuer ? order->issuer : certificate, certificate, NULL, NULL,
                   0);
    for (size_t i = 0; i < order->extension_count; i++) {
        X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &context, order->extensions[i].nid,
                                                        order->extensions[i].value);
        bool is_added = extension && X509_add_ext(certificate, extension, -1) == 1;

        X509_EXTENSION_free(extension);
        if (!is_added)
            return false;
    }
    return true;
}

bool certificate_issue(X509 **out, EVP_PKEY *key, const struct certificate_order *order,
                       struct err *err)
{
    AUTO_CERTIFICATE X509 *made = X509_new();

    if (!made || X509_set_version(made, VERSION_3) != 1 || !set_serial(made)
        || !set_times(made, order) || !set_names(made, order) || X509_set_pubkey(made, key) != 1
        || !add_extensions(made, order) || X509_sign(made, order->issuer_key, EVP_sha256()) <= 0)
        return pem_fail(err, "a certificate cannot be made");
    *out = mem_steal(&made);
    return true;
}
