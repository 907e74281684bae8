/* File receipts. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "desk/desk.h"
#include "domain/receipt.h"

struct receipt_request {
    struct uuid request;
    struct uuid ticket; /* nil without one */
    const char *service_id;
    const char *applicant;
    const uint16_t *received;
    size_t received_count;
    const char *officer;
    const char *counter;
};
/* Number, row, print job and event in one transaction; the same request gives the same receipt.
 * The applicant's name goes into the receipt row alone: not into the event, the journal or a log.
 * ERR_NOT_FOUND: no such service. ERR_INVALID: no name, or a requirement that the standard lacks. */
MUST_USE bool desk_issue_receipt(struct desk *desk, const struct receipt_request *request,
                                 struct receipt *out, struct err *err);
MUST_USE bool desk_find_receipt(struct desk *desk, const char *file_number, struct receipt *out,
                                struct err *err);
/* The newest receipt of a ticket. ERR_NOT_FOUND. */
MUST_USE bool desk_find_ticket_receipt(struct desk *desk, const struct uuid *ticket,
                                       struct receipt *out, struct err *err);
/* Empties the names of receipts older than `keep_days`; `*count` how many. Called daily by the print
 * process and at its start. */
MUST_USE bool desk_forget_applicants(struct desk *desk, int keep_days, int64_t *count,
                                     struct err *err);
