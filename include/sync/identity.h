/* Who this kiosk is to the office: STATE/identity/ holds kiosk.key (EC P-256, 0600), kiosk.crt,
 * authority.crt, office.json (url, pins, kiosk's id). Written whole and synced, old ones kept until
 * the new ones are on disk and tried. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include "client/transport.h"
#include "desk/desk.h"
#include <stdbool.h>
#include <stdint.h>

struct identity;
/* ERR_NOT_FOUND: this kiosk is not enrolled. ERR_CORRUPT names the file. */
MUST_USE bool identity_open(struct identity **out, const char *state_dir, struct err *err);
void identity_close(struct identity *identity);
/* How transport_curl_open reaches the office; borrowed from `identity`. */
void identity_transport(const struct identity *identity, struct transport_options *out);
/* True from two thirds of the certificate's life on. */
bool identity_is_due(const struct identity *identity, int64_t now_ms);
/* Renews key and certificate over the running connection, and reaches the office with the new ones over
 * one of their own; only then they take the old ones' place. Whatever stops it, a whole set serves. After
 * true the caller's transport is to be reset. */
MUST_USE bool identity_renew(struct identity *identity, struct transport *transport,
                             struct desk *desk, struct err *err);

/* The office's address, borrowed, and when this kiosk's certificate ends. */
const char *identity_office_url(const struct identity *identity);
int64_t identity_end_ms(const struct identity *identity);

/* The number by which the office knows this kiosk. */
void identity_kiosk(const struct identity *identity, struct uuid *out);

/* `anjungan-ctl enrol URL CODE`: makes a key, asks for a certificate, tries it, keeps all, and wakes
 * anjungan-sync. A request whose answer was lost may be made again with the same code. ERR_INVALID: the code
 * is wrong, used or too old, the server is not the office's, or this kiosk is enrolled already.
 * ERR_OFFLINE: no answer. The text says what to do. */
struct enrol_options {
    const char *state_dir;
    const char *url;
    const char *code;
    const char *authority; /* file of the operator's authority, from the office; NULL: … */
    const char *pin; /* … "sha256//…" alone tells the right server; both: both are asked for */
    const char *device; /* NULL or "": "K1" */
    bool is_again;      /* replaces what there is; the same office keeps its number */
};
MUST_USE bool identity_enrol(struct desk *desk, const struct enrol_options *options,
                             struct err *err);
