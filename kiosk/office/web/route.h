/* Finding the page for a request. */
#pragma once
#include "office/web/web.h"

struct route_match {
    const struct web_route *route; /* NULL: none */
    bool is_path_known;            /* by another method */
    char part[WEB_PARTS][WEB_PART_TEXT];
};
struct route_match route_find(const struct web_route *routes, size_t count, const char *method,
                              const char *path);
