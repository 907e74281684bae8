/* Reads the slip's job and the printer's state as one answer. */
#include "paper_watch.h"

enum { OLD_NEWS_MS = 1500 };

static enum paper_news judge(struct router *router, const struct print_job *job,
                             enum printer_trouble *trouble)
{
    const struct printer_status *printer = router_printer(router);
    const struct visit *visit = router_visit(router);
    bool has_settled = clock_mono_ms(router_clock(router)) - visit->printing_since >= OLD_NEWS_MS;

    *trouble = job->trouble;
    switch (job->state) {
    case PRINT_PRINTED:
        return printer->is_known && printer->is_confirming ? PAPER_CONFIRMED : PAPER_MAYBE;
    case PRINT_UNCERTAIN:
        return PAPER_MAYBE;
    case PRINT_FAILED:
    case PRINT_CANCELLED:
        return PAPER_TROUBLE;
    case PRINT_QUEUED:
    case PRINT_SENDING:
    case PRINT_PRINTING:
        break;
    }
    /* After "Coba cetak lagi" the old trouble may stand until the printer was asked again. */
    if (job->trouble != TROUBLE_NONE && (has_settled || !visit->is_again))
        return PAPER_TROUBLE;
    if (job->state != PRINT_PRINTING && has_settled && printer->is_known
        && printer->trouble != TROUBLE_NONE) {
        *trouble = printer->trouble;
        return PAPER_TROUBLE;
    }
    return PAPER_WAITING;
}

enum paper_news paper_watch(struct router *router, enum printer_trouble *trouble)
{
    struct visit *visit = router_visit(router);
    struct print_job job;
    struct err err = {0};

    *trouble = TROUBLE_NONE;
    if (!desk_ticket_job(router_desk(router), &visit->ticket.id, &job, &err)) {
        if (err.code == ERR_NOT_FOUND)
            return PAPER_TROUBLE;
        router_desk_failed(router, &err, "reading a print job");
        return PAPER_WAITING;
    }
    visit->job = job.id;
    return judge(router, &job, trouble);
}
