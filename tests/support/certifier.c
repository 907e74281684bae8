/* An office that certifies, and the way to it. */
#include "support/certifier.h"
#include "base/file.h"
#include "base/mem.h"
#include "office/office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <openssl/pem.h>

enum { OFFICE_KEY_BYTE = 9 };

static struct certifier *serving;

static void make_authority(const char *dir, struct authority **out)
{
    struct err err = {0};

    if (!office_make_authority(dir, "kantor.example", &err) || !authority_open(out, dir, &err))
        fail_msg("%s", err.text);
}

static void remove_authority(const char *dir)
{
    static const char *const files[] = {"authority.key", "authority.crt", "server.key",
                                        "server.crt",    "next.key",      "pins"};

    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        AUTO_FREE char *path = mem_format("%s/%s", dir, files[i]);

        unlink(path);
    }
    rmdir(dir);
}

void certifier_open(struct certifier *certifier, int64_t now_ms)
{
    const char *temporary = getenv("TMPDIR");
    AUTO_FREE char *strangers = NULL;

    *certifier = (struct certifier){.now_ms = now_ms, .kiosk = uuid_v4()};
    assert_true(text_format(certifier->dir, sizeof certifier->dir, "%s/anjungan.XXXXXX",
                            temporary ? temporary : "/tmp"));
    assert_non_null(mkdtemp(certifier->dir));
    strangers = mem_format("%s/stranger", certifier->dir);
    make_authority(certifier->dir, &certifier->authority);
    make_authority(strangers, &certifier->stranger);
    remove_authority(strangers);
    serving = certifier;
}

void certifier_close(struct certifier *certifier)
{
    authority_close(certifier->authority);
    authority_close(certifier->stranger);
    remove_authority(certifier->dir);
    serving = NULL;
}

void certifier_authority_path(const struct certifier *certifier, char out[96])
{
    assert_true(text_format(out, 96, "%s/authority.crt", certifier->dir));
}

/* A request of a key that the kiosk has not. */
static void strange_request(char out[ENROLMENT_PEM])
{
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509_REQ *request = X509_REQ_new();
    BIO *bio = BIO_new(BIO_s_mem());
    char *bytes = NULL;

    assert_int_equal(X509_REQ_set_pubkey(request, key), 1);
    assert_true(X509_REQ_sign(request, key, EVP_sha256()) > 0);
    assert_int_equal(PEM_write_bio_X509_REQ(bio, request), 1);
    long len = BIO_get_mem_data(bio, &bytes);
    assert_in_range(len, 1, ENROLMENT_PEM - 1);
    memcpy(out, bytes, (size_t)len);
    out[len] = '\0';
    BIO_free(bio);
    X509_REQ_free(request);
    EVP_PKEY_free(key);
}

static void certify(struct certifier *office, struct transport_reply *reply)
{
    struct enrolment enrolment = {.kiosk = office->kiosk, .server_ms = office->now_ms};
    struct uuid other = uuid_v4();
    struct authority_issued issued;
    struct err err = {0};
    char csr[ENROLMENT_PEM];

    memcpy(csr, office->csr, sizeof csr);
    if (office->fault == CERTIFIER_OTHER_KEY)
        strange_request(csr);
    if (!authority_issue(
            &issued, office->fault == CERTIFIER_OTHER_ISSUER ? office->stranger : office->authority,
            csr, office->fault == CERTIFIER_OTHER_NAME ? &other : &office->kiosk, office->now_ms,
            &err))
        fail_msg("%s", err.text);
    memcpy(enrolment.certificate, issued.certificate, sizeof enrolment.certificate);
    memset(enrolment.office_key, OFFICE_KEY_BYTE, sizeof enrolment.office_key);
    authority_tell(office->authority, &enrolment);
    enrolment_write_reply(&reply->body, &enrolment);
}

static enum transport_result answer(struct certifier *office, enum certifier_fault fault,
                                    bool is_ask, struct transport_reply *reply, struct err *err)
{
    reply->status = 200;
    switch (fault) {
    case CERTIFIER_AWAY:
        err_set(err, ERR_OFFLINE, "no route");
        return TRANSPORT_AWAY;
    case CERTIFIER_DISTRUSTED:
        err_set(err, ERR_OFFLINE, "another certificate");
        return TRANSPORT_DISTRUSTED;
    case CERTIFIER_REFUSES:
        reply->status = office->status;
        text_addf(&reply->body, "{\"error\":\"%s\"}", office->word);
        return TRANSPORT_ANSWERED;
    case CERTIFIER_RAMBLES:
        text_add(&reply->body, "<html>masuk</html>");
        return TRANSPORT_ANSWERED;
    case CERTIFIER_NONE:
    case CERTIFIER_REPLY_LOST:
    case CERTIFIER_OTHER_NAME:
    case CERTIFIER_OTHER_KEY:
    case CERTIFIER_OTHER_ISSUER:
        break;
    }
    if (is_ask)
        certify(office, reply);
    if (fault == CERTIFIER_REPLY_LOST) {
        err_set(err, ERR_OFFLINE, "connection lost");
        return TRANSPORT_TIMED_OUT;
    }
    return TRANSPORT_ANSWERED;
}

static enum transport_result send(void *context, const struct transport_request *request,
                                  struct transport_reply *reply, struct err *err)
{
    struct certifier *office = context;
    struct enrolment_request asked;

    *reply = (struct transport_reply){.retry_after_s = -1, .asked_mono_ms = 5, .got_mono_ms = 6};
    text_init(&reply->body, request->reply_most);
    if (strcmp(request->method, "GET") == 0) {
        office->tried++;
        return answer(office, office->try_fault, false, reply, err);
    }
    assert_true(enrolment_read(&asked, request->body, request->body_len, NULL));
    assert_string_equal(request->path, asked.code[0] != '\0' ? "/v1/enrol" : "/v1/renew");
    office->last = asked;
    memcpy(office->csr, asked.csr, sizeof office->csr);
    office->asked++;
    return answer(office, office->fault, true, reply, err);
}

bool certifier_way(struct transport *out, const struct transport_options *options, struct err *err)
{
    (void)err;
    assert_non_null(serving);
    *out = (struct transport){.context = serving, .send = send};
    serving->verified_ms = options->verify_ms;
    (void)text_copy(serving->authority_file, sizeof serving->authority_file,
                    options->authority ? options->authority : "");
    (void)text_copy(serving->pins_said, sizeof serving->pins_said,
                    options->pins ? options->pins : "");
    return true;
}
