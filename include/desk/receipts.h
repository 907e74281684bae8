/* File receipts. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "desk/desk.h"
#include "domain/print.h"
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
 * ERR_NOT_FOUND: no such service or ticket. ERR_INVALID: no name or one that does not fit
 * APPLICANT_TEXT, no officer, or a requirement that the standard lacks. */
MUST_USE bool desk_issue_receipt(struct desk *desk, const struct receipt_request *request,
                                 struct receipt *out, struct err *err);
/* As people type it. ERR_INVALID: it is no file number. ERR_NOT_FOUND. */
MUST_USE bool desk_find_receipt(struct desk *desk, const char *file_number, struct receipt *out,
                                struct err *err);
/* The newest receipt of a ticket. ERR_NOT_FOUND. */
MUST_USE bool desk_find_ticket_receipt(struct desk *desk, const struct uuid *ticket,
                                       struct receipt *out, struct err *err);

/* The newest print job of a receipt, by its canonical number. ERR_NOT_FOUND. */
MUST_USE bool desk_receipt_job(struct desk *desk, const char *file_number, struct print_job *out,
                               struct err *err);
/* Prints it again, by the rules of desk_print_again (desk/slips.h): SALINAN n when the first one is
 * or may be on paper. `request` makes a double tap one copy. ERR_NOT_FOUND. */
MUST_USE bool desk_print_receipt_again(struct desk *desk, const struct uuid *request,
                                       const char *file_number, const char *officer,
                                       struct print_job *out, struct err *err);

/* Empties the names of receipts older than `keep_days`; `*count` how many. Called daily by the print
 * process and at its start. When it returns true the names are gone from the database file and from
 * its log. While the clock cannot be trusted nothing is forgotten. ERR_BUSY: somebody reads, the log
 * still has what was overwritten; try again soon. */
MUST_USE bool desk_forget_applicants(struct desk *desk, int keep_days, int64_t *count,
                                     struct err *err);
