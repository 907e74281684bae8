/* Who does not find a permit is helped by people: the words and the button that takes a number for the
 * information desk. Nothing where the office has no such desk. */
#pragma once
#include "router.h"

int ask_desk_height(struct ui *ui, const struct router *router, int width, bool has_band);
/* A band of sand where `has_band`, else a line; widgets "not-found" and "ask". */
void ask_desk_draw(struct ui *ui, struct router *router, struct ui_box box, const char *words,
                   bool is_open, bool has_band);
