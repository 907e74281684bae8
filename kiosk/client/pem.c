/* PEM by OpenSSL (see client/pem.h). */
#include "client/pem.h"
#include "base/file.h"
#include "base/secret.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <stdlib.h>

enum { KEY_MOST = 8 * 1024 };

static void free_bio(BIO **slot)
{
    BIO_free(*slot);
}
#define AUTO_BIO AUTO(free_bio)

void pem_free_key(EVP_PKEY **slot)
{
    EVP_PKEY_free(*slot);
}

void pem_free_certificate(X509 **slot)
{
    X509_free(*slot);
}

void pem_free_request(X509_REQ **slot)
{
    X509_REQ_free(*slot);
}

bool pem_fail(struct err *err, const char *what)
{
    const char *reason = ERR_reason_error_string(ERR_peek_last_error());

    ERR_clear_error();
    return err_set(err, ERR_IO, "%s: %s", what, reason ? reason : "OpenSSL gives no reason");
}

/* Without it the library asks at the terminal. */
static int no_password(char *buffer, int size, int is_writing, void *context)
{
    (void)buffer, (void)size, (void)is_writing, (void)context;
    return -1;
}

bool pem_read_key(EVP_PKEY **out, const char *path, struct err *err)
{
    char *bytes = NULL;
    size_t len = 0;

    if (!file_read(path, KEY_MOST, &bytes, &len, err))
        return false;
    AUTO_BIO BIO *bio = BIO_new_mem_buf(bytes, (int)len);
    *out = bio ? PEM_read_bio_PrivateKey(bio, NULL, no_password, NULL) : NULL;
    secret_wipe(bytes, len);
    free(bytes);
    ERR_clear_error();
    return *out || err_set(err, ERR_CORRUPT, "%s holds no key", path);
}

X509 *pem_certificate(const char *text)
{
    AUTO_BIO BIO *bio = BIO_new_mem_buf(text, -1);
    X509 *certificate = bio ? PEM_read_bio_X509(bio, NULL, no_password, NULL) : NULL;

    ERR_clear_error();
    return certificate;
}

X509_REQ *pem_request(const char *text)
{
    AUTO_BIO BIO *bio = BIO_new_mem_buf(text, -1);
    X509_REQ *request = bio ? PEM_read_bio_X509_REQ(bio, NULL, no_password, NULL) : NULL;

    ERR_clear_error();
    return request;
}

static bool take_bio(struct text *out, BIO *bio, struct err *err)
{
    char *bytes = NULL;
    long len = BIO_get_mem_data(bio, &bytes);

    text_add_bytes(out, bytes, (size_t)len);
    secret_wipe(bytes, (size_t)len);
    return !out->overflow || err_set(err, ERR_FULL, "no room for %ld bytes of PEM", len);
}

bool pem_add_key(struct text *out, EVP_PKEY *key, struct err *err)
{
    AUTO_BIO BIO *bio = BIO_new(BIO_s_mem());

    if (!bio || PEM_write_bio_PKCS8PrivateKey(bio, key, NULL, NULL, 0, NULL, NULL) != 1)
        return pem_fail(err, "a key cannot be written");
    return take_bio(out, bio, err);
}

bool pem_add_certificate(struct text *out, X509 *certificate, struct err *err)
{
    AUTO_BIO BIO *bio = BIO_new(BIO_s_mem());

    if (!bio || PEM_write_bio_X509(bio, certificate) != 1)
        return pem_fail(err, "a certificate cannot be written");
    return take_bio(out, bio, err);
}

bool pem_add_request(struct text *out, X509_REQ *request, struct err *err)
{
    AUTO_BIO BIO *bio = BIO_new(BIO_s_mem());

    if (!bio || PEM_write_bio_X509_REQ(bio, request) != 1)
        return pem_fail(err, "a request cannot be written");
    return take_bio(out, bio, err);
}

bool pem_read_kiosk(struct uuid *out, X509 *certificate)
{
    char name[UUID_TEXT + 1] = ""; /* a longer name does not look like one cut short */

    return X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name,
                                     sizeof name)
               == UUID_TEXT - 1
           && uuid_parse(name, out);
}
