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

/* The printer as last reported; is_known is false when the report is older than 90 s. */
MUST_USE bool desk_printer_status(struct desk *desk, struct printer_status *out, struct err *err);

/* --- the print process's side -------------------------------------------------------------- */

/* The oldest job that is not final, ERR_NOT_FOUND when there is none. */
MUST_USE bool desk_next_job(struct desk *desk, struct print_job *out, struct err *err);

/* Moves a job on; committed when this returns. A final state is never left, and a job that was seen
 * printing is never cancelled (ERR_INVALID); telling a state again, or telling nothing new, writes
 * nothing. `printer` NULL keeps the queue. A job fails with a trouble. */
MUST_USE bool desk_move_job(struct desk *desk, int64_t job, enum print_state state,
                            enum printer_trouble trouble, const char *printer, int cups_job,
                            struct err *err);

/* Stores what the printer is like; writes only when something changed or every 30 s. With each
 * change of its trouble goes a row of the journal, "printer.ready" or "printer." and the trouble's
 * name, with the queue as its detail. */
MUST_USE bool desk_report_printer(struct desk *desk, const struct printer_status *status,
                                  struct err *err);
