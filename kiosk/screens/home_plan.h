/* Where things stand on home, on this panel and in these modes. */
#pragma once
#include "desk/ticket.h"
#include "home_offer.h"

/* Boxes without height: not on this panel. */
struct home_plan {
    struct ui_box title, hint, away, closed, search;
    enum ui_font title_font;
    bool is_search_small; /* a tile in the sectors' first place */
    struct ui_box apply;  /* "Urus izin" */
    struct ui_box sectors;
    int sector_columns, sector_height;
    size_t sector_tiles;
    struct ui_box often; /* "Sering dipilih", or "Urus izin" where all stand below */
    struct ui_box rows;
    int row_heights[HOME_ROWS];
    size_t row_count;
    struct ui_box other; /* "Keperluan lain" */
    struct ui_box others;
    int other_columns, other_height;
    bool has_small_tiles, has_small_others;
    struct ui_box called;
};
/* Tries its shapes in a fixed order until one fits. */
struct home_plan home_plan_of(struct ui *ui, struct router *router, const struct home_offer *offer);

/* Tile `at` of `count` in that many columns; an odd last one spans them all. */
struct ui_box home_cell(struct ui_box area, int columns, int height, size_t at, size_t count);
