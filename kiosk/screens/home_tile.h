/* A tile of home: an icon, what it is and one line about it. */
#pragma once
#include "parts.h"

enum { HOME_GAP = 16 }; /* between tiles, rows and columns */

struct home_tile {
    const char *name;
    enum icon icon;
    const char *title;
    const char *caption; /* "": none */
    bool is_disabled;
    bool is_small;      /* a smaller icon */
    bool hides_caption; /* but for what says why it is grey */
};
/* The least height that shows all of its words at that width. */
int home_tile_height(struct ui *ui, const struct home_tile *tile, int width);
/* No word of it would be broken. */
bool home_tile_fits(struct ui *ui, const struct home_tile *tile, int width);
bool home_tile_draw(struct ui *ui, const struct home_tile *tile, struct ui_box box);
