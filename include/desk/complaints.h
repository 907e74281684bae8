/* The Buku Pengaduan: filing, following and forgetting complaints.
 *
 * What a person wrote, name, contact and the office's answer are sealed (base/seal.h) before they reach the
 * database; the register's other columns are not personal. Opening one is noted in the journal. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "desk/desk.h"
#include "domain/complaint.h"
#include "domain/print.h"

struct complaint_request {
    struct uuid request;
    enum complaint_kind kind;
    const char *service_id; /* NULL or "": none */
    const char *text;       /* 10 to 600 letters */
    enum complaint_reply reply;
    const char *name;    /* NULL or "": not told */
    const char *contact; /* phone, e-mail or postal address, as `reply` needs */
    bool has_consented;  /* to the notice on screen; needed where name or contact is given */
    const char *lang;
};
/* Number, code, sealed words, promised day, event and journal row in one transaction; the same request
 * gives the same complaint. ERR_INVALID names what is missing or too long. */
MUST_USE bool desk_file_complaint(struct desk *desk, const struct complaint_request *request,
                                  struct complaint *out, struct err *err);
/* Queues the receipt's slip; SALINAN n from the second on. `request` makes a double tap one slip. */
MUST_USE bool desk_print_complaint(struct desk *desk, const struct uuid *request,
                                   const char *number, const char *lang, struct print_job *out,
                                   struct err *err);

/* As people type it. ERR_INVALID: no complaint number. ERR_NOT_FOUND. */
MUST_USE bool desk_find_complaint(struct desk *desk, const char *number, struct complaint *out,
                                  struct err *err);

struct complaint_query {
    int64_t from_day, until_day; /* received, local days; 0, 0 = ever */
    unsigned states;             /* bit 1 << state; 0 = all */
    bool is_overdue;             /* only those open and past their day */
    bool is_oldest_first;        /* else newest first */
    size_t skip, most;           /* a page; most 0 = all */
};
MUST_USE bool desk_list_complaints(struct desk *desk, const struct complaint_query *query,
                                   bool (*each)(void *context, const struct complaint *complaint),
                                   void *context, struct err *err);
struct complaint_counts {
    int64_t by_state[COMPLAINT_STATE_COUNT];
    int64_t overdue;
};
MUST_USE bool desk_count_complaints(struct desk *desk, struct complaint_counts *out,
                                    struct err *err);

/* From here on: `officer` is the code of an active officer who has the right (domain/staff.h), else
 * ERR_INVALID; whatever they do is noted in the journal. */

/* Opens the sealed words, and the office's answer where one came; it may be "" although
 * complaint.office_state is COMPLAINT_ANSWERED: then it is to be read on the office's pages.
 * ERR_NOT_FOUND also once they were erased; ERR_INVALID when the key is missing or another one,
 * ERR_CORRUPT when they were changed. Wipe `*out` after use. */
MUST_USE bool desk_read_complaint(struct desk *desk, const char *number, const char *officer,
                                  struct complaint_words *out, struct err *err);
/* Received → in progress; later another weight may be set while nothing was answered. ERR_BUSY: it
 * was answered or closed. */
MUST_USE bool desk_weigh_complaint(struct desk *desk, const char *number,
                                   enum complaint_weight weight, const char *officer,
                                   struct err *err);
/* In progress → answered. ERR_BUSY: it is not in progress (not weighed, or answered already). 10 to
 * 600 letters; sealed with the other words, so that the key is needed: see desk_read_complaint. */
MUST_USE bool desk_answer_complaint(struct desk *desk, const char *number, const char *answer,
                                    const char *officer, struct err *err);
/* Answered → closed; one that asked for no reply may be closed from in progress. ERR_BUSY. */
MUST_USE bool desk_close_complaint(struct desk *desk, const char *number, const char *officer,
                                   struct err *err);
/* On the visitor's request: text, name, contact and answer are gone from database and log when this
 * returns true; the register keeps its row, closed. Needs number and code of the receipt.
 * ERR_NOT_FOUND: no such pair. ERR_BUSY: somebody reads for long; ask again. Needs no key. */
MUST_USE bool desk_erase_complaint(struct desk *desk, const char *number, const char *code,
                                   const char *officer, struct err *err);
/* The key that sealed so far is lost for good: whichever key is there, or is made, seals from now on.
 * What the old one sealed opens only where that key comes back. A supervisor's, and in the journal. */
MUST_USE bool desk_renew_seal(struct desk *desk, const char *officer, struct err *err);
/* The same for those closed over `keep_days` ago, and for suggestions that old; `*count` of both.
 * Daily, by the print process. While the clock cannot be trusted nothing is erased. */
MUST_USE bool desk_purge_complaints(struct desk *desk, int keep_days, int64_t *count,
                                    struct err *err);

/* The book of a period; `*out` is cleared by the caller, also after a failure. With an officer the
 * identities are opened, ERR_INVALID when the key is missing or another one; those that were changed
 * on disk stay empty and are logged. It is noted first, in a transaction that nobody waits for. Without
 * one (NULL) nothing is opened and nobody is noted. */
struct complaint_report;
struct period;
MUST_USE bool desk_complaint_book(struct desk *desk, const struct period *period,
                                  const char *officer, struct complaint_report *out,
                                  struct err *err);
/* How the standard says that a complaint of this weight is handled, in the language; NULL when it
 * says nothing. */
const char *desk_complaint_route(const struct desk *desk, const char *service_id,
                                 enum complaint_weight weight, const char *lang);
