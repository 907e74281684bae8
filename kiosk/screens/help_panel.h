/* "Panggilan pengunjung": who asks for an officer, in a box. */
#pragma once
#include "desk/devices.h"
#include "router.h"

struct help_panel {
    struct help_call calls[HELP_CALLS_MOST];
    size_t count;
    int page;
};
/* Returns the number of the call that was tapped as taken care of, else 0. */
int64_t help_panel_draw(struct ui *ui, struct router *router, struct help_panel *panel,
                        struct ui_box box);
