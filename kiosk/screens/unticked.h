/* The banner of screen 08 that lists what was not ticked. */
#pragma once
#include "router.h"

/* Draws from the top of the box: as many whole lines as its height allows, then "dan 4 lainnya".
 * Nothing when all is ticked or the list was never opened. */
void unticked_draw(struct ui *ui, struct router *router, struct ui_box box);
/* The height at which it tells how many, and that it hinders nobody; 0 when it draws nothing. */
int unticked_least(struct ui *ui, struct router *router, int width);
