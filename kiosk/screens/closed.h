/* What a visitor reads while no numbers are given: why, and when again. */
#pragma once
#include "desk/opening.h"
#include "router.h"

/* Looks at the office, or at one group of it. Where even that fails the office counts as open: the
 * tap itself will tell. */
struct opening closed_look(struct router *router, const struct group *group);

/* The card; the height of its box is what its width needs. */
int closed_height(struct ui *ui, const struct router *router, const struct opening *opening, int w);
void closed_draw(struct ui *ui, const struct router *router, const struct opening *opening,
                 struct ui_box box);
