/* Print jobs, and the printers as last reported. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include "domain/print.h"
#include "store/db.h"
#include <stdint.h>

/* The slip of thanks has an id of its own, before all others: there is one at most, and none of theirs
 * tells that there was one. */
enum { THANKS_JOB = -1 };

/* Fills job->id. `request` is NULL for tickets, and makes a list one slip. A second job of the
 * same ticket and copy, or request, is ERR_CORRUPT. */
MUST_USE bool print_store_add(struct db *db, struct print_job *job, const struct uuid *request,
                              struct err *err);
/* Stores uuid, state, trouble, is_wanted, printer, cups_job and changed_at_ms. ERR_NOT_FOUND. */
MUST_USE bool print_store_update(struct db *db, const struct print_job *job, struct err *err);
/* Deletes it if it is over. */
MUST_USE bool print_store_delete_thanks(struct db *db, struct err *err);
/* ERR_NOT_FOUND. */
MUST_USE bool print_store_find(struct db *db, int64_t id, struct print_job *out, struct err *err);
MUST_USE bool print_store_find_request(struct db *db, const struct uuid *request,
                                       struct print_job *out, struct err *err);
/* The copy with the highest number. */
MUST_USE bool print_store_find_newest(struct db *db, const struct uuid *ticket,
                                      struct print_job *out, struct err *err);
/* The same for a receipt's file number or a complaint's number. */
MUST_USE bool print_store_find_numbered(struct db *db, const char *subject, struct print_job *out,
                                        struct err *err);
/* How many slips of a ticket are queued or were printed: all but failed and cancelled ones. */
MUST_USE bool print_store_count_copies(struct db *db, const struct uuid *ticket, int *out,
                                       struct err *err);
/* Jobs that are sending or printing, oldest first: the first `most` of them. */
MUST_USE bool print_store_list_begun(struct db *db, struct print_job *out, size_t most,
                                     size_t *count, struct err *err);
/* The oldest job that is queued. */
MUST_USE bool print_store_find_next(struct db *db, struct print_job *out, struct err *err);

/* Jobs that are not over, and those that failed or are uncertain since `since_ms` and have no newer
 * copy, without the slip of thanks; oldest first, until `each` returns false. Reads the whole table:
 * not for every look. */
MUST_USE bool print_store_list(struct db *db, int64_t since_ms,
                               bool (*each)(void *context, const struct print_job *job),
                               void *context, struct err *err);

/* The oldest queued one for a printer; see domain/print.h. */
MUST_USE bool print_store_find_next_at(struct db *db, const struct print_turn *turn,
                                       struct print_job *out, struct err *err);

/* Tickets of a session whose newest slip failed or is uncertain. */
MUST_USE bool print_store_count_missing(struct db *db, int64_t session, int64_t *out,
                                        struct err *err);

struct printer_report {
    struct printer_status status;
    char boot[40];
    int64_t mono_ms;
};
/* The reports of all printers, in order; 0 of them before the first. */
MUST_USE bool printer_store_list(struct db *db, struct printer_report out[PRINTERS_MOST],
                                 size_t *count, struct err *err);
MUST_USE bool printer_store_put(struct db *db, const struct printer_report *report,
                                struct err *err);
/* Forgets the printers behind the first `count`. */
MUST_USE bool printer_store_trim(struct db *db, int64_t count, struct err *err);
