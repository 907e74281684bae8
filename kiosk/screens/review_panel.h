/* "Periksa data": which of the office's files could not be read, and the catalogue's review marks, one
 * source after the other, in a box. */
#pragma once
#include "router.h"

struct review_panel {
    int source; /* among those that have marks */
    int page;   /* of its marks */
};
/* How many marks the catalogue has in all, and files that could not be read. */
size_t review_panel_count(const struct router *router);
/* Needs a catalogue. */
void review_panel_draw(struct ui *ui, const struct router *router, struct review_panel *panel,
                       struct ui_box box);
