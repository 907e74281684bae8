/* Choosing one of the office's services, or none: a list by pages, for forms that name a service. */
#pragma once
#include "router.h"

struct service_choice {
    int page; /* all zero at first */
};
enum service_answer { SERVICE_OPEN, SERVICE_NONE, SERVICE_CHOSEN };

/* Fills the box: first `none` as a row of its own, then the services in the order of the home screen.
 * Rows are named "service-none", "service-1" …; `chosen` (NULL: none) is the one marked. `*out` is set
 * with SERVICE_CHOSEN. A name too long for two lines ends in "…". */
enum service_answer service_choice_draw(struct ui *ui, struct router *router,
                                        struct service_choice *choice, struct ui_box box,
                                        const struct service *chosen, const char *none,
                                        const struct service **out);
