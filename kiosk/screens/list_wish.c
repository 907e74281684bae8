/* A permit's list on paper. */
#include "list_wish.h"
#include "paper_watch.h"

enum { SAME_WISH_MS = 4000 };

/* Two taps within four seconds are one wish and one slip; a later one is another. */
static const struct uuid *request_of(struct router *router, enum slip_kind kind)
{
    struct visit *visit = router_visit(router);
    int64_t now = clock_mono_ms(router_clock(router));

    if (now >= visit->list_until_ms || visit->list_kind != kind
        || visit->list_service != visit->service)
        visit->list_request = uuid_v4();
    visit->list_kind = kind;
    visit->list_service = visit->service;
    visit->list_until_ms = now + SAME_WISH_MS;
    return &visit->list_request;
}

void list_wish_print(struct router *router, enum slip_kind kind)
{
    const struct visit *visit = router_visit(router);
    int64_t job;
    struct err err = {0};

    if (!paper_can_print(router)) {
        router_toast(router,
                     _("list_no_printer", "The printer is not ready. Please ask an officer."),
                     false);
        return;
    }
    if (desk_print_list(router_desk(router), request_of(router, kind), kind, visit->service->id,
                        visit->lang, &job, &err)) {
        router_toast(router,
                     kind == SLIP_STEPS ? _("steps_printing", "The steps are being printed.")
                                        : _("req_printing", "The list is being printed."),
                     true);
        return;
    }
    router_toast(router, _("list_failed", "Could not print. Please ask an officer."), false);
    router_desk_failed(router, &err, "printing a list");
}
