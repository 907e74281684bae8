/* The banner of screen 08 that lists what was not ticked. */
#pragma once
#include "router.h"

/* Draws between y and bottom: as many whole lines as fit, then "dan 4 lainnya". Nothing when all is
 * ticked or the list was never opened. */
void unticked_draw(struct ui *ui, struct router *router, int y, int bottom);
