/* What screens about a permit ask of the catalogue. */
#include "parts.h"

const struct screen *part_requirements_of(const struct service *service)
{
    return service->requirements.is_present && item_list_shown(&service->requirements) > 0
               ? &screen_requirements
               : &screen_missing;
}

const struct group *part_information(const struct router *router)
{
    return catalog_group(router_catalog(router), "B");
}
