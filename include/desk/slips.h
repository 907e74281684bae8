/* Use cases around paper: asking for a slip, following it, and the print process's bookkeeping. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "desk/desk.h"

/* --- the visitor's side ------------------------------------------------------------------- */

/* Queues the requirements list or the steps of a service. `request` makes a double tap one slip. */
MUST_USE bool desk_print_list(struct desk *desk, const struct uuid *request, enum slip_kind kind,
                              const char *service_id, const char *lang, int64_t *out_job,
                              struct err *err);

/* Queues a test page; `officer` "" = the machine's administrator. Noted in the journal. */
MUST_USE bool desk_print_test(struct desk *desk, const struct uuid *request, const char *officer,
                              int64_t *out_job, struct err *err);
/* The same for one printer alone, 1 = the first: no other takes it over. */
MUST_USE bool desk_print_test_at(struct desk *desk, const struct uuid *request, const char *officer,
                                 int printer, int64_t *out_job, struct err *err);

/* The newest job of a ticket. ERR_NOT_FOUND when it never had one. */
MUST_USE bool desk_ticket_job(struct desk *desk, const struct uuid *ticket, struct print_job *out,
                              struct err *err);
MUST_USE bool desk_job(struct desk *desk, int64_t job, struct print_job *out, struct err *err);

/* "Coba cetak lagi": a job that still waits stays wanted. One that is certainly not on paper is
 * queued again as itself, the same copy under a new uuid: failed by the print process's word (which
 * always names a trouble), or cancelled, which means before its first byte. After anything else a
 * new copy (SALINAN n) is queued: printed, uncertain, or failed by a person's word alone (without a
 * trouble), because the first slip may still turn up. `*out` is the job to follow. */
MUST_USE bool desk_print_again(struct desk *desk, const struct uuid *ticket, struct print_job *out,
                               struct err *err);

/* "Nomor sudah saya simpan", time-out: the slip is stale; what has not begun stays off the paper: a
 * queued job is cancelled at once, one that has begun is no longer wanted. */
MUST_USE bool desk_forget_slip(struct desk *desk, const struct uuid *ticket, struct err *err);

/* The visitor answered "Apakah tiket tercetak?" for an uncertain job: it becomes printed, or failed
 * without a trouble; see desk_print_again. Another final job: ERR_INVALID. */
MUST_USE bool desk_answer_printed(struct desk *desk, int64_t job, bool came_out, struct err *err);

/* A kiosk's printers as last reported, in the order in which they take slips. */
struct printers {
    struct printer_status at[PRINTERS_MOST];
    size_t count; /* 0 before the first report */
};
/* is_known is false of a report older than 90 s. */
MUST_USE bool desk_printers(struct desk *desk, struct printers *out, struct err *err);
/* Which of them the next slip goes to: the first that is known and ready; where none is, the first that
 * is known, else the first. Unknown when there is none. */
struct printer_status printers_next(const struct printers *printers);
/* Which of them somebody has to see to, though another may stand in for it: the first that is known to be in
 * trouble, else the first whose paper is low, else the one that the next slip goes to. */
struct printer_status printers_ill(const struct printers *printers);
/* The one that a slip went to; its `no` is 0 when it is none of them. */
struct printer_status printers_of(const struct printers *printers, const struct print_job *job);
/* What desk_printers and printers_next tell together. */
MUST_USE bool desk_printer_status(struct desk *desk, struct printer_status *out, struct err *err);

/* --- the administrator's side ------------------------------------------------------------- */

/* A slip and what stands on it in large letters. */
struct slip_line {
    struct print_job job;
    char number[32]; /* of the ticket, the receipt or the complaint; else a report's day, or "" */
};
/* Slips that may need somebody, oldest first: all that are not over, and those that failed or are uncertain
 * since `since_ms` and have no newer copy; never the slip of thanks. Until `each` returns false. */
MUST_USE bool desk_list_slips(struct desk *desk, int64_t since_ms,
                              bool (*each)(void *context, const struct slip_line *line),
                              void *context, struct err *err);
/* By the id of its job (digits alone), a number of the open day, or the number of a receipt or a
 * complaint; of a number it is the newest copy. ERR_NOT_FOUND. */
MUST_USE bool desk_find_slip(struct desk *desk, const char *word, struct slip_line *out,
                             struct err *err);
/* Once more, by the rules of desk_print_again: as itself when it is certainly not on paper, else as a
 * copy (SALINAN n). `officer` "" = the machine's administrator; noted in the journal, as is a cancel.
 * ERR_BUSY: it waits already. ERR_CLOSED: a number of another day, or void. ERR_INVALID: there is a
 * newer copy. */
MUST_USE bool desk_retry_slip(struct desk *desk, int64_t job, const char *officer,
                              struct slip_line *out, struct err *err);
/* Keeps off the paper what has not begun; what has begun the print process ends as soon as it hangs,
 * and then it is uncertain. `out->job.state` says which. ERR_CLOSED: it is over already. */
MUST_USE bool desk_cancel_slip(struct desk *desk, int64_t job, const char *officer,
                               struct slip_line *out, struct err *err);

/* --- the print process's side -------------------------------------------------------------- */

/* Jobs that are under way at a printer, oldest first; one for each, unless printers were changed. */
enum { BEGUN_MOST = 2 * PRINTERS_MOST };
MUST_USE bool desk_begun_jobs(struct desk *desk, struct print_job out[BEGUN_MOST], size_t *count,
                              struct err *err);
/* The oldest job that waits for a printer, ERR_NOT_FOUND when there is none. */
MUST_USE bool desk_next_job(struct desk *desk, struct print_job *out, struct err *err);
/* The same for one printer of several. */
MUST_USE bool desk_next_job_at(struct desk *desk, const struct print_turn *turn,
                               struct print_job *out, struct err *err);

/* Moves a job on; committed when this returns. A final state is never left, and a job that was seen
 * printing is never cancelled (ERR_INVALID); telling a state again, or telling nothing new, writes
 * nothing. `printer` NULL keeps the queue. A job fails with a trouble. One that was under way and is queued
 * again gets a new uuid, so that nobody takes its old CUPS job for it. */
MUST_USE bool desk_move_job(struct desk *desk, int64_t job, enum print_state state,
                            enum printer_trouble trouble, const char *printer, int cups_job,
                            struct err *err);

/* Stores what printer `status->no` (0 = 1) is like; writes only when something changed or every 30 s.
 * With each change of its trouble goes a row of the journal, "printer.ready" or "printer." and the trouble's
 * name, with the queue as its detail; paper that is getting low is "paper.low", once a roll: while it
 * is in trouble a printer's word on its paper is not taken. */
MUST_USE bool desk_report_printer(struct desk *desk, const struct printer_status *status,
                                  struct err *err);
/* Only the first `count` printers are there: what was reported of others is forgotten. */
MUST_USE bool desk_keep_printers(struct desk *desk, size_t count, struct err *err);
