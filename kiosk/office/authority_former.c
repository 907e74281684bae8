/* Kiosks that were one before: a certificate of ours, however old, and a proof by its key. */
#include "base/sign.h"
#include "office/authority_internal.h"

#include <openssl/err.h>
#include <string.h>

enum { PROVEN_MOST = 2 * ENROLMENT_PEM };

static bool is_ours(X509 *certificate, const struct authority *authority)
{
    bool is_signed = X509_verify(certificate, authority->key) == 1;

    ERR_clear_error();
    return is_signed;
}

static bool is_proven(X509 *certificate, const struct enrolment_request *request)
{
    AUTO_TEXT struct text proven = {0};
    AUTO_TEXT struct text signature = {0};
    EVP_PKEY *key = X509_get0_pubkey(certificate);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool is_good = false;

    text_init(&proven, PROVEN_MOST);
    text_init(&signature, ENROLMENT_PROOF);
    enrolment_write_proven(&proven, request);
    if (context && key && base64_add(&signature, request->proof)
        && EVP_DigestVerifyInit(context, NULL, EVP_sha256(), NULL, key) == 1)
        is_good = EVP_DigestVerify(context, (const unsigned char *)signature.data, signature.len,
                                   (const unsigned char *)proven.data, proven.len)
                  == 1;
    EVP_MD_CTX_free(context);
    ERR_clear_error();
    return is_good;
}

bool authority_name(struct uuid *out, const struct authority *authority,
                    const struct enrolment_request *request, struct err *err)
{
    AUTO_CERTIFICATE X509 *former =
        request->former[0] != '\0' ? pem_certificate(request->former) : NULL;

    *out = uuid_v4();
    if (request->former[0] == '\0' || (former && !is_ours(former, authority)))
        return true;
    return (former && pem_read_kiosk(out, former) && is_proven(former, request))
           || err_set(err, ERR_INVALID, "the proof of a former certificate is wrong");
}
