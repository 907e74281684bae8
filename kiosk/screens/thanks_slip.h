/* The slip of thanks on screen 16: offered where a printer is ready, asked for once, then followed. */
#pragma once
#include "router.h"

struct thanks_slip {
    struct print_job job;
    bool has_job;
    bool has_failed; /* it was not even queued */
};

/* There is something to touch, or something to tell. */
bool thanks_slip_is_offered(const struct thanks_slip *slip, const struct router *router);
int thanks_slip_height(struct ui *ui, int width);
/* The button, and once it was touched in its place what became of the slip. */
void thanks_slip_draw(struct thanks_slip *slip, struct ui *ui, struct router *router,
                      struct ui_box box);
/* Something was committed: what became of it? */
void thanks_slip_look(struct thanks_slip *slip, struct router *router);
