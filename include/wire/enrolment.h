/* `POST /v1/enrol` and `POST /v1/renew`: how a kiosk gets its certificate.
 *
 * Enrol: {"code":"0123456789","csr":PEM,"device":"K1"}; a kiosk that was one before adds
 * "former":PEM, its last certificate, and "proof":BASE64, a signature by that one's key (ECDSA,
 * SHA-256) over code and request: then it keeps its number, and what it delivered is not counted
 * twice. Renew, over the old certificate: {"csr":PEM}. The answer:
 * {"kiosk":UUID,"certificate":PEM,"authority":PEM,"pins":[BASE64,…],"office_key":BASE64,
 *  "server_time":ms}
 * pins are SHA-256 of the server's public keys, now and next; office_key is what letters to the
 * office are sealed with (base/sign.h). */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "base/id.h"
#include <stddef.h>
#include <stdint.h>

enum {
    ENROLMENT_PEM = 8 * 1024,
    ENROLMENT_PIN = 45,
    ENROLMENT_PINS = 4,
    ENROLMENT_CODE = 11,
    ENROLMENT_PROOF = 129
};

struct enrolment_request {
    char code[ENROLMENT_CODE]; /* ten digits; "" when renewing */
    char csr[ENROLMENT_PEM];
    char device[17];
    char former[ENROLMENT_PEM]; /* "": it was none before */
    char proof[ENROLMENT_PROOF];
};
/* Adds what the proof is a signature of. */
void enrolment_write_proven(struct text *out, const struct enrolment_request *request);
void enrolment_write(struct text *out, const struct enrolment_request *request);
MUST_USE bool enrolment_read(struct enrolment_request *out, const char *bytes, size_t len,
                             struct err *err);

struct enrolment {
    struct uuid kiosk;
    char certificate[ENROLMENT_PEM];
    char authority[ENROLMENT_PEM];
    char pins[ENROLMENT_PINS][ENROLMENT_PIN]; /* base 64, as libcurl wants them after sha256// */
    size_t pin_count;
    uint8_t office_key[32];
    int64_t server_ms;
};
void enrolment_write_reply(struct text *out, const struct enrolment *enrolment);
MUST_USE bool enrolment_read_reply(struct enrolment *out, const char *bytes, size_t len,
                                   struct err *err);
