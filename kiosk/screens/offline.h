/* The banner that says that the office is away, and since when (screen 26). */
#pragma once
#include "router.h"

/* Its height at that width; 0 while the office answers, or where there is none to be reached. */
int offline_height(struct ui *ui, const struct router *router, int w);
/* The height of the box is what its width needs. */
void offline_draw(struct ui *ui, const struct router *router, struct ui_box box);
