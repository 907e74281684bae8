/* One request for a certificate, and what is done with the answer. */
#include "base/mem.h"
#include "base/supervisor.h"
#include "desk/office.h"
#include "sync/csr.h"
#include "sync/identity_internal.h"

#include <stdlib.h>
#include <string.h>

enum {
    ASK_BYTES = 32 * 1024,
    ANSWER_BYTES = 64 * 1024,
    WORD_MOST = 24,
    STATUS_OK = 200,
};

/* What the office answers in {"error":WORD}, and what a person does then. */
static const struct refusal {
    const char *word; /* NULL: whatever it is */
    const char *text;
    int status;
    enum err_code code;
} refusals[] = {
    {"wrong", "the code is wrong; look at it again, five wrong tries end every open code", 403,
     ERR_INVALID},
    {"used", "the code was used already; make a new one at the office", 403, ERR_INVALID},
    {"expired", "the code is older than 15 minutes; make a new one at the office", 403,
     ERR_INVALID},
    {"tries", "too many wrong codes came since it was made; make a new one at the office", 403,
     ERR_INVALID},
    {"kiosk", "the office does not know this kiosk, or revoked it; enrol it again with a new code",
     403, ERR_INVALID},
    {"certificate",
     "the office does not accept this kiosk's certificate; enrol it again with a new code", 401,
     ERR_INVALID},
    {"certificate",
     "the office does not accept this kiosk's certificate; enrol it again with a new code", 403,
     ERR_INVALID},
    {NULL, "too many requests came at once; try again in a minute", 429, ERR_OFFLINE},
    {NULL, "the office's server runs but cannot work now; `anjungan-office doctor` there says why",
     503, ERR_OFFLINE},
    {NULL, "there is no office of Anjungan at this address", 404, ERR_INVALID},
};

static bool has_word(const struct transport_reply *reply, const char *word)
{
    char member[WORD_MOST + 4];

    return text_format(member, sizeof member, ":\"%s\"", word)
           && strstr(reply->body.len > 0 ? reply->body.data : "", member) != NULL;
}

static bool refuse(const char *url, const struct transport_reply *reply, struct err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(refusals); i++) {
        const struct refusal *known = &refusals[i];

        if (known->status == reply->status && (!known->word || has_word(reply, known->word)))
            return err_set(err, known->code, "%s: %s", url, known->text);
    }
    return err_set(err, reply->status >= 500 ? ERR_OFFLINE : ERR_INVALID,
                   "%s answered with status %d, which no office of this version does", url,
                   reply->status);
}

static bool send(const struct identity_errand *errand, const struct transport *transport,
                 const struct transport_request *request, struct transport_reply *reply,
                 struct err *err)
{
    struct err cause = {0};

    switch (transport->send(transport->context, request, reply, &cause)) {
    case TRANSPORT_ANSWERED:
        return reply->status == STATUS_OK || refuse(errand->url, reply, err);
    case TRANSPORT_AWAY:
        return err_set(err, ERR_OFFLINE,
                       "no answer from %s (%s); check the address, the network, and that the "
                       "office's server runs",
                       errand->url, cause.text);
    case TRANSPORT_TIMED_OUT:
        return err_set(err, ERR_OFFLINE, "%s answers too slowly (%s); try again", errand->url,
                       cause.text);
    case TRANSPORT_DISTRUSTED:
        return err_set(err, ERR_INVALID,
                       "%s is not the office that this kiosk was told to believe (%s); check the "
                       "address, the --authority file or --pin, and this machine's clock",
                       errand->url, cause.text);
    }
    return false;
}

bool identity_ask(const struct identity_errand *errand, const struct transport *transport,
                  const char *path, const struct enrolment_request *request, struct enrolment *out,
                  struct err *err)
{
    AUTO(transport_reply_clear) struct transport_reply reply = {0};
    AUTO_TEXT struct text body = {0};

    text_init(&body, ASK_BYTES);
    enrolment_write(&body, request);
    if (body.overflow)
        return err_set(err, ERR_FULL, "the request for a certificate is too long");
    const struct transport_request question = {.method = "POST",
                                               .path = path,
                                               .type = "application/json",
                                               .body = body.data,
                                               .body_len = body.len,
                                               .reply_most = ANSWER_BYTES};
    if (!send(errand, transport, &question, &reply, err))
        return false;
    if (!enrolment_read_reply(out, reply.body.len > 0 ? reply.body.data : "", reply.body.len, err))
        return err_add(err, "%s", errand->url);
    return desk_note_office_time(errand->desk, out->server_ms, reply.asked_mono_ms,
                                 reply.got_mono_ms, err)
           || err_add(err, "%s", errand->url);
}

static bool check(const struct identity_errand *errand, const struct enrolment *enrolment,
                  struct err *err)
{
    struct csr_facts facts;

    if (!csr_read(&facts, enrolment->certificate, errand->made->key, err)
        || !csr_check_issuer(enrolment->certificate, enrolment->authority, enrolment->server_ms,
                             err))
        return err_add(err, "%s", errand->url);
    return uuid_equal(&facts.kiosk, &enrolment->kiosk)
           || err_set(err, ERR_INVALID, "%s: the certificate is another kiosk's", errand->url);
}

static bool write_pins(struct identity_office *office, const struct enrolment *enrolment,
                       struct err *err)
{
    AUTO_TEXT struct text pins = {0};

    text_init(&pins, sizeof office->pins);
    for (size_t i = 0; i < enrolment->pin_count; i++)
        text_addf(&pins, "%ssha256//%s", i > 0 ? ";" : "", enrolment->pins[i]);
    return (!pins.overflow && text_copy(office->pins, sizeof office->pins, pins.data))
           || err_set(err, ERR_FULL, "no room for the pins of the office's server");
}

/* The wait for an answer is longer than the supervisor's patience. */
static bool go_on(void *context)
{
    (void)context;
    supervisor_ping();
    return true;
}

/* Over a connection of its own, with the new files: a stream of this kiosk that there is not. */
static bool try_it(const struct identity_errand *errand, const struct identity_office *office,
                   struct err *err)
{
    AUTO(transport_close) struct transport transport = {0};
    AUTO(transport_reply_clear) struct transport_reply reply = {0};
    AUTO_FREE char *path = NULL;
    char kiosk[UUID_TEXT];
    struct transport_options options = {.url = errand->url,
                                        .authority = errand->made->authority,
                                        .certificate = errand->made->certificate,
                                        .key = errand->made->key,
                                        .pins = office->pins,
                                        .go_on = go_on};

    uuid_format(&office->kiosk, kiosk);
    path = mem_format("/v1/streams/%s", kiosk);
    const struct transport_request question = {
        .method = "GET", .path = path, .reply_most = ANSWER_BYTES};
    return (desk_verify_time(errand->desk, &options.verify_ms, err)
            && errand->open_way(&transport, &options, err)
            && send(errand, &transport, &question, &reply, err))
           || err_add(err, "trying the new certificate");
}

bool identity_take(const struct identity_errand *errand, const struct enrolment *enrolment,
                   struct err *err)
{
    struct identity_office office = {.kiosk = enrolment->kiosk};

    if (!text_copy(office.url, sizeof office.url, errand->url))
        return err_set(err, ERR_INVALID, "the address %s is too long", errand->url);
    return check(errand, enrolment, err) && write_pins(&office, enrolment, err)
           && identity_files_write(errand->made, enrolment, err) && try_it(errand, &office, err)
           && desk_note_office_key(errand->desk, enrolment->office_key, err)
           && identity_files_switch(errand->made, errand->serving, &office, err);
}
