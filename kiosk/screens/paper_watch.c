/* Reads the slip's job and the printer's state as one answer. */
#include "paper_watch.h"
#include <assert.h>

enum { OLD_NEWS_MS = 1500 };

static const struct label waits[] = {
    [PLACE_BELOW] = W("wait", "Please wait.\nThe ticket comes out below the screen."),
    [PLACE_LEFT] = W("wait_left", "Please wait.\nThe ticket comes out left of the screen."),
    [PLACE_RIGHT] = W("wait_right", "Please wait.\nThe ticket comes out right of the screen."),
    [PLACE_OFFICER] =
        W("wait_officer", "Please wait.\nThe ticket comes out at the officer's desk."),
};
static_assert(ARRAY_LEN(waits) == PLACE_OFFICER + 1, "every place has its words");

static const struct label grabs[] = {
    [PLACE_BELOW] = W("grab", "Take the ticket below the screen"),
    [PLACE_LEFT] = W("grab_left", "Take the ticket left of the screen"),
    [PLACE_RIGHT] = W("grab_right", "Take the ticket right of the screen"),
    [PLACE_OFFICER] = W("grab_officer", "Take the ticket at the officer's desk"),
};
static_assert(ARRAY_LEN(grabs) == PLACE_OFFICER + 1, "every place has its words");

const char *paper_wait_words(enum paper_place place)
{
    return strings_label(&waits[place]);
}

const char *paper_grab_words(enum paper_place place)
{
    return strings_label(&grabs[place]);
}

enum icon paper_place_icon(enum paper_place place, enum icon down)
{
    switch (place) {
    case PLACE_BELOW:
        return down;
    case PLACE_LEFT:
        return ICON_ARROW_LEFT;
    case PLACE_RIGHT:
        return ICON_ARROW_RIGHT;
    case PLACE_OFFICER:
        break;
    }
    return ICON_CONCIERGE_BELL; /* nobody knows in which direction */
}

bool paper_can_print(const struct router *router)
{
    const struct printer_status *printer = router_printer(router);

    return printer->is_known && printer->trouble == TROUBLE_NONE;
}

struct printer_status paper_printer_of(const struct router *router, const struct print_job *job)
{
    struct printers printers;
    struct err err = {0};

    if (desk_printers(router_desk(router), &printers, &err)) {
        struct printer_status own = printers_of(&printers, job);
        if (job->state != PRINT_QUEUED && own.no > 0)
            return own;
    }
    return *router_printer(router);
}

static enum paper_news judge(struct router *router, const struct print_job *job,
                             enum printer_trouble *trouble)
{
    const struct printer_status own = paper_printer_of(router, job);
    const struct printer_status *printer = &own;
    struct visit *visit = router_visit(router);
    bool has_settled = clock_mono_ms(router_clock(router)) - visit->printing_since >= OLD_NEWS_MS;

    visit->place = own.place;
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
