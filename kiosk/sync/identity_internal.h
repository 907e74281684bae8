/* What enrolment and renewal share: asking for a certificate, trying it, taking it into use. */
#pragma once
#include "client/transport.h"
#include "desk/desk.h"
#include "sync/identity.h"
#include "sync/identity_files.h"

/* How a way to the office is opened: transport_curl_open, or one in memory. */
typedef bool identity_open_way(struct transport *out, const struct transport_options *options,
                               struct err *err);

/* identity_enrol and identity_renew, by any way. */
MUST_USE bool identity_enrol_by(identity_open_way *open_way, struct desk *desk,
                                const struct enrol_options *options, struct err *err);
MUST_USE bool identity_renew_by(identity_open_way *open_way, struct identity *identity,
                                struct transport *transport, struct desk *desk, struct err *err);

struct identity_errand {
    identity_open_way *open_way; /* for the try */
    struct desk *desk;
    const char *url;
    const struct identity_files *made, *serving;
};
/* POSTs the request to `path` and reads the answer; its time is noted. ERR_INVALID: refused, the text
 * says what to do. ERR_OFFLINE: no answer. */
MUST_USE bool identity_ask(const struct identity_errand *errand, const struct transport *transport,
                           const char *path, const struct enrolment_request *request,
                           struct enrolment *out, struct err *err);
/* Checks what came, writes it, reaches the office with it, and lets it serve. */
MUST_USE bool identity_take(const struct identity_errand *errand, const struct enrolment *enrolment,
                            struct err *err);
