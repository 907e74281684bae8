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
    int sector_columns, sector_heights[HOME_SECTORS + 2]; /* of each line */
    size_t sector_tiles;
    struct ui_box often; /* "Sering dipilih", or "Urus izin" where all stand below */
    struct ui_box rows;
    int row_heights[HOME_ROWS];
    size_t row_count;
    struct ui_box other; /* "Keperluan lain" */
    struct ui_box others;
    int other_columns, other_height;
    bool has_small_tiles, has_bare_tiles; /* of sectors: bare without their counts */
    bool has_small_others;
    struct ui_box called;
};
/* Tries its shapes in a fixed order until one fits. */
struct home_plan home_plan_of(struct ui *ui, struct router *router, const struct home_offer *offer);

/* The sectors' cells: their tiles, after the search where that is a tile too. */
size_t home_sector_cells(const struct home_plan *plan);
struct home_tile home_sector_cell(const struct home_plan *plan, const struct home_offer *offer,
                                  size_t cell, struct home_sector_words *words);
struct ui_box home_sector_box(const struct home_plan *plan, size_t cell);
/* Tile `at` of `count` in that many columns; an odd last one spans them all. */
struct ui_box home_cell(struct ui_box area, int columns, int height, size_t at, size_t count);

/* For home_plan_of: as many tiles as that many lines hold, in columns that break no word … */
enum { HOME_COLUMNS = 2 };
void home_share_sectors(struct home_plan *plan, struct ui *ui, const struct home_offer *offer,
                        int lines);
/* … and their height; a line is as high as its highest tile. */
int home_sectors_height(struct home_plan *plan, struct ui *ui, const struct home_offer *offer,
                        int least);
