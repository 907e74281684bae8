/* The identity that serves: how the office is reached with it, and when it is renewed. */
#include "sync/identity.h"
#include "base/file.h"
#include "base/mem.h"
#include "sync/csr.h"
#include "sync/identity_internal.h"

#include <stdlib.h>
#include <string.h>

#define LOG_AREA "identity"
#include "base/log.h"

struct identity {
    struct identity_files files;
    struct identity_office office;
    struct csr_facts facts;
};

static bool read_set(struct identity *identity, struct err *err)
{
    AUTO_FREE char *certificate = NULL;
    AUTO_FREE char *authority = NULL;
    size_t len = 0;
    struct err cause = {0};

    if (!identity_office_read(&identity->office, identity->files.office, &cause)) {
        if (cause.code == ERR_NOT_FOUND)
            return err_set(err, ERR_NOT_FOUND, "this kiosk is not enrolled: `anjungan-ctl enrol`");
        return err_set(err, cause.code, "%s", cause.text);
    }
    if (!file_read(identity->files.authority, ENROLMENT_PEM, &authority, &len, &cause)
        || !file_read(identity->files.certificate, ENROLMENT_PEM, &certificate, &len, &cause)
        || !csr_read(&identity->facts, certificate, identity->files.key, &cause)) {
        /* A part that is missing is damage: only the whole may be. */
        enum err_code code = cause.code == ERR_NOT_FOUND ? ERR_CORRUPT : cause.code;

        return err_set(err, code, "%s: %s; enrol this kiosk again", identity->files.dir,
                       cause.text);
    }
    return true;
}

bool identity_open(struct identity **out, const char *state_dir, struct err *err)
{
    struct identity *identity = mem_zalloc(1, sizeof *identity);

    identity_files_init(&identity->files, state_dir, false);
    if (!read_set(identity, err)) {
        identity_close(identity);
        return false;
    }
    *out = identity;
    return true;
}

void identity_close(struct identity *identity)
{
    if (!identity)
        return;
    identity_files_clear(&identity->files);
    free(identity);
}

void identity_transport(const struct identity *identity, struct transport_options *out)
{
    *out = (struct transport_options){.url = identity->office.url,
                                      .authority = identity->files.authority,
                                      .certificate = identity->files.certificate,
                                      .key = identity->files.key,
                                      .pins = identity->office.pins};
}

void identity_kiosk(const struct identity *identity, struct uuid *out)
{
    *out = identity->facts.kiosk;
}

const char *identity_office_url(const struct identity *identity)
{
    return identity->office.url;
}

int64_t identity_end_ms(const struct identity *identity)
{
    return identity->facts.to_ms;
}

bool identity_is_due(const struct identity *identity, int64_t now_ms)
{
    const struct csr_facts *facts = &identity->facts;

    return now_ms >= facts->from_ms + (facts->to_ms - facts->from_ms) / 3 * 2;
}

bool identity_renew_by(identity_open_way *open_way, struct identity *identity,
                       struct transport *transport, struct desk *desk, struct err *err)
{
    AUTO(identity_files_clear) struct identity_files made = {0};
    const struct identity_errand errand = {.open_way = open_way,
                                           .desk = desk,
                                           .url = identity->office.url,
                                           .made = &made,
                                           .serving = &identity->files};
    struct enrolment_request request = {0};
    struct enrolment enrolment;

    identity_files_init(&made, identity->files.state_dir, true);
    if (!identity_files_prepare(&made, err) || !csr_write(request.csr, made.key, err)
        || !identity_ask(&errand, transport, "/v1/renew", &request, &enrolment, err))
        return false;
    if (!uuid_equal(&enrolment.kiosk, &identity->facts.kiosk))
        return err_set(err, ERR_INVALID, "%s: the certificate is another kiosk's", errand.url);
    return identity_take(&errand, &enrolment, err) && read_set(identity, err);
}

bool identity_renew(struct identity *identity, struct transport *transport, struct desk *desk,
                    struct err *err)
{
    return identity_renew_by(transport_curl_open, identity, transport, desk, err);
}
