/* Where else somebody can turn with a complaint: the national channel with its code, and what the
 * office offers. */
#pragma once
#include "router.h"

/* The codes are made once, when the screen opens. */
struct complaint_ways {
    struct qr national; /* size 0: it could not be made */
};
void complaint_ways_open(struct complaint_ways *ways);
int complaint_ways_height(struct ui *ui, struct router *router, const struct complaint_ways *ways,
                          int width);
void complaint_ways_draw(struct ui *ui, struct router *router, const struct complaint_ways *ways,
                         struct ui_box box);
