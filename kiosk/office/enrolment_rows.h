/* The database functions of enrolment (sql/0006_enrolment.sql). */
#pragma once
#include "office/authority.h"
#include "office/ingest_rows.h"
#include "office/pg.h"

enum enrolment_outcome {
    ENROLMENT_OK,
    ENROLMENT_WRONG,
    ENROLMENT_USED,
    ENROLMENT_EXPIRED,
    ENROLMENT_TRIES,
    ENROLMENT_OUTCOMES
};
/* Its word in answers and in the database: "ok", "wrong" … */
const char *enrolment_outcome_word(enum enrolment_outcome outcome);

/* The kiosk that this code and key became before; nil: none. */
MUST_USE bool enrolment_known(struct pg *pg, struct uuid *out, const char *code,
                              const uint8_t key_hash[32], struct err *err);
/* Takes the code for the certificate, or says why not. Committed when this returns true. */
MUST_USE bool enrolment_take(struct pg *pg, enum enrolment_outcome *out, int64_t *out_server_ms,
                             const struct enrolment_request *request, const struct uuid *kiosk,
                             const struct authority_issued *issued, struct err *err);
/* ERR_CLOSED: not an enrolled kiosk, or revoked. */
MUST_USE bool enrolment_renew(struct pg *pg, int64_t *out_server_ms, const struct caller *caller,
                              const struct authority_issued *issued, struct err *err);
