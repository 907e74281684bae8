/* How the sectors of home share their columns and lines. */
#include "home_plan.h"

enum { COLUMNS_SMALL = 3 };

struct ui_box home_cell(struct ui_box area, int columns, int height, size_t at, size_t count)
{
    size_t line = at / (size_t)columns;
    size_t first = line * (size_t)columns;
    int here = count - first < (size_t)columns ? (int)(count - first) : columns;
    int width = (area.w - (here - 1) * HOME_GAP) / here;

    return (struct ui_box){area.x + (int)(at - first) * (width + HOME_GAP),
                           area.y + (int)line * (height + HOME_GAP), width, height};
}

size_t home_sector_cells(const struct home_plan *plan)
{
    return plan->sector_tiles + plan->is_search_small;
}

struct home_tile home_sector_cell(const struct home_plan *plan, const struct home_offer *offer,
                                  size_t cell, struct home_sector_words *words)
{
    struct home_tile tile;

    if (plan->is_search_small && cell == 0)
        tile = (struct home_tile){.name = "search",
                                  .icon = ICON_SEARCH,
                                  .title = _("find", "Search permits"),
                                  .caption = ""};
    else
        tile = home_sector_tile(offer, cell - plan->is_search_small, plan->sector_tiles, words);
    tile.is_small = plan->has_small_tiles;
    tile.hides_caption = plan->has_bare_tiles;
    return tile;
}

struct ui_box home_sector_box(const struct home_plan *plan, size_t cell)
{
    struct ui_box box =
        home_cell(plan->sectors, plan->sector_columns, 0, cell, home_sector_cells(plan));
    size_t line = cell / (size_t)plan->sector_columns;

    box.y = plan->sectors.y;
    for (size_t i = 0; i < line; i++)
        box.y += plan->sector_heights[i] + HOME_GAP;
    box.h = plan->sector_heights[line];
    return box;
}

static bool cells_fit(const struct home_plan *plan, struct ui *ui, const struct home_offer *offer)
{
    struct home_sector_words words;

    for (size_t i = 0; i < home_sector_cells(plan); i++) {
        struct home_tile tile = home_sector_cell(plan, offer, i, &words);

        if (!home_tile_fits(ui, &tile, home_sector_box(plan, i).w))
            return false;
    }
    return true;
}

void home_share_sectors(struct home_plan *plan, struct ui *ui, const struct home_offer *offer,
                        int lines)
{
    size_t all = home_sector_tiles(offer);
    int columns = plan->has_small_tiles ? COLUMNS_SMALL : HOME_COLUMNS;

    for (; columns > 0; columns--) {
        int cells = columns * lines - plan->is_search_small;
        size_t room = cells > 0 ? (size_t)cells : lines > 0;

        plan->sector_columns = columns;
        plan->sector_tiles = all < room ? all : room;
        if (cells_fit(plan, ui, offer))
            return;
    }
    plan->sector_columns = 1;
}

int home_sectors_height(struct home_plan *plan, struct ui *ui, const struct home_offer *offer,
                        int least)
{
    size_t cells = home_sector_cells(plan), columns = (size_t)plan->sector_columns;
    struct home_sector_words words;
    int sum = 0;

    for (size_t i = 0; i < cells; i++) {
        struct home_tile tile = home_sector_cell(plan, offer, i, &words);
        int height = home_tile_height(ui, &tile, home_sector_box(plan, i).w);
        int *line = &plan->sector_heights[i / columns];

        if (i % columns == 0)
            *line = least;
        *line = height > *line ? height : *line;
    }
    for (size_t i = 0; i * columns < cells; i++)
        sum += plan->sector_heights[i] + HOME_GAP;
    return cells > 0 ? sum - HOME_GAP : 0;
}
