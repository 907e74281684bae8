/* Asks for a complaint's receipt and says what became of it, no more than is known. */
#include "complaint_slip.h"
#include "paper_watch.h"
#include <assert.h>

static const struct label grabs[] = {
    [PLACE_BELOW] = W("c_slip_done", "The receipt is printed. Take it below the screen."),
    [PLACE_LEFT] = W("c_slip_left", "The receipt is printed. Take it left of the screen."),
    [PLACE_RIGHT] = W("c_slip_right", "The receipt is printed. Take it right of the screen."),
    [PLACE_OFFICER] = W("c_slip_officer", "The receipt is printed. Take it at the officer's desk."),
};
static_assert(ARRAY_LEN(grabs) == PLACE_OFFICER + 1, "every place has its words");

bool complaint_slip_is_busy(const struct complaint_slip *slip)
{
    return slip->has_job && !print_state_is_final(slip->job.state);
}

void complaint_slip_print(struct complaint_slip *slip, struct router *router, const char *number)
{
    struct err err = {0};

    if (complaint_slip_is_busy(slip))
        return;
    slip->is_idle = !paper_can_print(router);
    if (slip->is_idle)
        return;
    if (slip->has_job || uuid_is_nil(&slip->request))
        slip->request = uuid_v4();
    slip->has_failed = !desk_print_complaint(router_desk(router), &slip->request, number,
                                             router_visit(router)->lang, &slip->job, &err);
    if (slip->has_failed)
        router_desk_failed(router, &err, "printing a complaint's receipt");
    slip->has_job = slip->has_job || !slip->has_failed;
}

void complaint_slip_look(struct complaint_slip *slip, struct router *router)
{
    struct print_job job;
    struct err err = {0};

    if (!slip->has_job)
        return;
    if (desk_job(router_desk(router), slip->job.id, &job, &err))
        slip->job = job;
    else
        router_desk_failed(router, &err, "reading a print job");
}

const char *complaint_slip_words(const struct complaint_slip *slip, const struct router *router,
                                 bool *is_good)
{
    *is_good = false;
    if (slip->is_idle || slip->has_failed)
        return _("c_slip_idle", "The printer is not ready. Please write down the number and code.");
    if (!slip->has_job)
        return NULL;
    const struct printer_status own = paper_printer_of(router, &slip->job);
    switch (slip->job.state) {
    case PRINT_QUEUED:
    case PRINT_SENDING:
    case PRINT_PRINTING:
        if (slip->job.trouble != TROUBLE_NONE || own.trouble != TROUBLE_NONE)
            break;
        *is_good = true;
        return _("c_slip_busy", "The receipt is being printed.");
    case PRINT_PRINTED:
        *is_good = true;
        return own.is_known && own.is_confirming
                   ? strings_label(&grabs[own.place])
                   : _("c_slip_sent", "The receipt was sent to the printer.");
    case PRINT_UNCERTAIN:
        return _("c_slip_maybe",
                 "Perhaps no receipt came out. Please write down the number and code.");
    case PRINT_FAILED:
    case PRINT_CANCELLED:
        break;
    }
    return _("c_slip_failed",
             "The receipt cannot be printed. Please write down the number and code.");
}
