/* "Periksa data": the catalogue's review marks, one source after the other, in a box. */
#pragma once
#include "router.h"

struct review_panel {
    int source; /* among those that have marks */
    int page;   /* of its marks */
};
/* How many marks the catalogue has in all. */
size_t review_panel_count(const struct catalog *catalog);
void review_panel_draw(struct ui *ui, const struct catalog *catalog, struct review_panel *panel,
                       struct ui_box box);
