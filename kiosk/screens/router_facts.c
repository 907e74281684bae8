/* What screens may know: the desk, the office, the visit, the permits in their order. */
#include "router_internal.h"
#include <assert.h>

struct desk *router_desk(const struct router *router)
{
    return router->desk;
}

const struct catalog *router_catalog(const struct router *router)
{
    return router->desk ? desk_catalog(router->desk) : router->spare_catalog;
}

const struct clock *router_clock(const struct router *router)
{
    return router->clock;
}

struct visit *router_visit(struct router *router)
{
    return &router->visit;
}

const struct printer_status *router_printer(const struct router *router)
{
    return &router->printer;
}

const struct printer_status *router_ill_printer(const struct router *router)
{
    return &router->ill_printer;
}

const struct office_view *router_office_view(const struct router *router)
{
    return &router->office_view;
}

int router_offset_min(const struct router *router)
{
    const struct catalog *catalog = router_catalog(router);

    return zone_offset_min(catalog ? catalog->office.zone : ZONE_WIB);
}

const char *router_office(const struct router *router)
{
    const struct catalog *catalog = router_catalog(router);

    return catalog ? strings_words(&catalog->office.name) : router->office ? router->office : "";
}

const char *router_help_line(const struct router *router)
{
    return router->help_line ? router->help_line : "";
}

const char *router_device(const struct router *router)
{
    return router->device ? router->device : "K1";
}

int router_complaint_keep_days(const struct router *router)
{
    return router->complaint_keep_days;
}

bool router_offers_voice(const struct router *router)
{
    return router->can_narrate && !router->has_headphones;
}

bool router_offers_survey(const struct router *router)
{
    return router->has_survey;
}

const char *router_fault(const struct router *router)
{
    return router->fault;
}

int64_t router_scaled_ms(const struct router *router, int64_t ms)
{
    bool is_patient = router->visit.modes.has_more_time && !router_top(router)->screen->is_staff;

    return ms * (router->idle_percent > 0 ? router->idle_percent : 100) / 100
           * (is_patient ? 2 : 1);
}

struct visit_modes router_modes(const struct router *router)
{
    struct visit_modes modes = router->visit.modes;

    if (router_top(router)->screen->is_staff)
        return (struct visit_modes){0};
    modes.has_voice = modes.has_voice || router->has_headphones;
    return modes;
}

const struct router_slot *router_below(const struct router *router)
{
    return router_top(router)->screen->is_panel && router->depth > 1
               ? &router->slots[router->depth - 2]
               : NULL;
}

size_t router_service_count(const struct router *router)
{
    return router->service_count;
}

const struct service *router_service(const struct router *router, size_t index)
{
    assert(index < router->service_count);
    return router->services[index];
}

size_t router_find(struct router *router, const char *text, const struct service *const **out)
{
    return router->finder ? finder_find(router->finder, text, out) : 0;
}

void router_forget_find(struct router *router)
{
    if (router->finder)
        finder_forget(router->finder);
}

size_t router_in_sector(struct router *router, const struct sector *sector,
                        const struct service *const **out)
{
    size_t count = 0;

    for (size_t i = 0; i < router->service_count; i++)
        if (!sector || router->services[i]->sector == sector)
            router->in_sector[count++] = router->services[i];
    *out = router->in_sector;
    return count;
}
