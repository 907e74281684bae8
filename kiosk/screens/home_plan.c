/* The layout of home. Rows and sectors give way before words do: what is not shown is behind "Semua"
 * and the search. */
#include "home_plan.h"
#include "offline.h"
#include "permit_row.h"

enum {
    TITLE_GAP = 24,
    AWAY_RISE = 8, /* the banner begins nearer to the top bar */
    HEAD = 48,
    SUBHEAD = 40,
    SUBHEAD_GAP = 8,
    SIDE_W = 560, /* landscape: the column of the queue and the other services */
    SIDE_GAP = 48,
    WIDE_BOTTOM = 16, /* landscape: nearer to the navigation bar */
    CALLED = 184,
    STRIP = 152,
    LOW_TOP = UI_LOW_REACH + 8,
    LOW_BOTTOM = 16,
    CALLED_LEAST = 240, /* label, a row and who waits */
    COLUMNS = HOME_COLUMNS
};

struct shape {
    int gap, head_gap;
    int search, sector, row, other;     /* least heights; row 0: what its words need */
    bool has_heads, has_small, is_bare; /* bare: sectors without their counts */
};
static const struct shape upright[] = {
    {40, 16, 104, 144, 160, 168, true, false, false},
    {40, 16, 104, 144, 160, 136, true, false, false},
    {32, 16, 104, 120, 144, 136, true, false, false},
    {28, 12, 104, 112, 136, 112, true, false, false},
    {24, 8, 104, 112, 0, 112, true, false, false},
    {20, 8, 96, 96, 0, 88, true, true, false},
    {16, 4, 88, 88, 0, 72, true, true, false},
    {16, 8, 88, 88, 0, 72, false, true, false},
    {16, 8, 88, 80, 0, 72, false, true, true},
};
static const struct shape wide[] = {
    {24, 8, 96, 120, 128, 0, true, false, false}, {20, 8, 96, 104, 0, 0, true, false, false},
    {16, 8, 88, 88, 0, 0, true, true, false},     {16, 8, 88, 72, 0, 0, true, true, true},
    {12, 8, 88, 72, 0, 0, false, true, true},
};
static const struct shape low[] = {
    {16, 0, 104, 104, 124, 104, false, true, true},
    {16, 0, 96, 96, 0, 96, false, true, true},
    {12, 0, 80, 80, 0, 72, false, true, true},
};

/* How many rows and how many lines of sectors are tried. */
struct share {
    int rows, lines;
};

static int cells_height(int columns, int height, size_t count)
{
    int lines = ((int)count + columns - 1) / columns;

    return lines > 0 ? lines * (height + HOME_GAP) - HOME_GAP : 0;
}

/* --- sectors, rows ------------------------------------------------------------------------------ */

static int rows_height(struct home_plan *plan, struct ui *ui, struct router *router, int least)
{
    int sum = 0;

    for (size_t i = 0; i < plan->row_count; i++) {
        int needed = permit_row_least(ui, router_service(router, i), plan->rows.w);

        plan->row_heights[i] = needed > least ? needed : least;
        sum += plan->row_heights[i] + PERMIT_ROW_GAP;
    }
    return sum > 0 ? sum - PERMIT_ROW_GAP : 0;
}

/* Search, sectors, rows from y down; returns the y below them. */
static int place_permits(struct home_plan *plan, struct ui *ui, struct router *router,
                         const struct home_offer *offer, const struct shape *shape,
                         struct share share, int y)
{
    const int x = PART_X, w = plan->title.w;
    bool has_all = home_shows_all(offer) && share.rows == (int)offer->permits;

    plan->has_small_tiles = shape->has_small;
    plan->has_bare_tiles = shape->is_bare;
    if (offer->permits == 0) /* there is nothing to look for */
        return y - shape->gap;
    plan->is_search_small = ui_is_low_reach(ui);
    if (!plan->is_search_small) {
        plan->search = (struct ui_box){x, y, w, shape->search};
        y += shape->search + shape->gap;
    }
    plan->sectors = (struct ui_box){x, y, w, 0};
    home_share_sectors(plan, ui, offer, has_all ? 0 : share.lines);
    if (plan->sector_tiles > 0 && shape->has_heads && !ui_is_landscape(ui)) {
        plan->apply = (struct ui_box){x, y, w, HEAD};
        y += HEAD + shape->head_gap;
    }
    plan->sectors.y = y;
    plan->sectors.h = home_sectors_height(plan, ui, offer, shape->sector);
    y += plan->sectors.h > 0 ? plan->sectors.h + (shape->has_heads ? shape->gap - 8 : HOME_GAP) : 0;
    plan->row_count = (size_t)share.rows;
    plan->rows.w = w;
    plan->rows.h = rows_height(plan, ui, router, shape->row);
    if (plan->row_count > 0 && shape->has_heads && (has_all || offer->is_ranked)) {
        int height = has_all ? HEAD : SUBHEAD;

        plan->often = (struct ui_box){x, y, w, height};
        y += height + SUBHEAD_GAP;
    }
    plan->rows.x = x;
    plan->rows.y = y;
    return plan->rows.h > 0 ? y + plan->rows.h : y - shape->gap;
}

/* --- other services ----------------------------------------------------------------------------- */

/* The height that each needs. */
static int others_least(struct home_plan *plan, struct ui *ui, const struct router *router,
                        const struct home_offer *offer, int least)
{
    char words[STRINGS_LINE];

    for (size_t i = 0; i < offer->other_count; i++) {
        struct ui_box cell = home_cell(plan->others, plan->other_columns, 0, i, offer->other_count);
        struct home_tile tile = home_other_tile(offer, router, i, words);
        int height;

        tile.is_small = tile.hides_caption = plan->has_small_others;
        height = home_tile_height(ui, &tile, cell.w);
        least = height > least ? height : least;
    }
    return least;
}

static int place_others(struct home_plan *plan, struct ui *ui, const struct router *router,
                        const struct home_offer *offer, const struct shape *shape, int y)
{
    if (shape->has_heads) {
        plan->other = (struct ui_box){PART_X, y, plan->title.w, HEAD};
        y += HEAD + shape->head_gap;
    }
    plan->has_small_others = shape->has_small;
    plan->others = (struct ui_box){PART_X, y, plan->title.w, 0};
    plan->other_columns = COLUMNS;
    plan->other_height = others_least(plan, ui, router, offer, shape->other);
    plan->others.h = cells_height(COLUMNS, plan->other_height, offer->other_count);
    return y + plan->others.h;
}

/* Landscape: one below the other beside the permits, as high as there is room. */
static void place_side(struct home_plan *plan, struct ui *ui, struct router *router,
                       const struct home_offer *offer, int bottom)
{
    const int x = ui_width(ui) - PART_X - SIDE_W;
    const int count = (int)offer->other_count;
    struct ui_box top = {x, part_top(ui), SIDE_W, CALLED};
    int least, room;

    if (offer->office.is_open) {
        plan->called = top;
    } else {
        top.h = closed_height(ui, router, &offer->office, SIDE_W);
        plan->closed = top;
    }
    for (int i = 0; i < 3; i++) { /* captions go first, then the queue */
        int y = top.y + top.h + TITLE_GAP;

        if (i == 2 && offer->office.is_open) {
            plan->called.h = 0;
            y = top.y;
        }
        plan->has_small_others = i > 0;
        plan->other = (struct ui_box){x, y, SIDE_W, SUBHEAD};
        y += SUBHEAD + SUBHEAD_GAP;
        plan->others = (struct ui_box){x, y, SIDE_W, bottom - y};
        plan->other_columns = 1;
        least = others_least(plan, ui, router, offer, 0);
        room = count > 0 ? (bottom - y + HOME_GAP) / count - HOME_GAP : 0;
        plan->other_height = room < 168 ? room : 168;
        if (room >= least)
            return;
    }
}

/* --- the whole ---------------------------------------------------------------------------------- */

static void place_title(struct home_plan *plan, struct ui *ui, const struct router *router, int w)
{
    const char *title = _("ask", "How can we help you?");
    int away = offline_height(ui, router, w);
    int y = part_top(ui);

    plan->title_font = F_H1;
    if (ui_is_low_reach(ui) && ui_text_width(ui, title, F_DISPLAY_S, W_BOLD) <= w)
        plan->title_font = F_DISPLAY_S;
    if (away > 0) {
        plan->away = (struct ui_box){PART_X, y - AWAY_RISE, w, away};
        y += away - AWAY_RISE + TITLE_GAP;
    }
    plan->title =
        (struct ui_box){PART_X, y, w, ui_text_height(ui, title, plan->title_font, W_BOLD, w)};
}

/* The upper half in low reach: what can only be read. */
static void place_reading(struct home_plan *plan, struct ui *ui, const struct router *router,
                          const struct home_offer *offer)
{
    int y = plan->title.y + plan->title.h + HOME_GAP;
    int line = ui_text_height(ui, _("low_all", "All buttons are in the lower part of the screen."),
                              F_TITLE, W_SEMIBOLD, plan->title.w - 60);

    plan->hint = (struct ui_box){PART_X, y, plan->title.w, line};
    y += line + 2 * TITLE_GAP;
    if (!offer->office.is_open) {
        plan->closed = (struct ui_box){PART_X, y, plan->title.w,
                                       closed_height(ui, router, &offer->office, plan->title.w)};
        y += plan->closed.h + TITLE_GAP;
    }
    plan->called = (struct ui_box){PART_X, y, plan->title.w, LOW_TOP - TITLE_GAP - y};
    if (plan->called.h < CALLED_LEAST)
        plan->called.h = 0;
}

/* Between title and bottom in one column. */
static bool place_column(struct home_plan *plan, struct ui *ui, struct router *router,
                         const struct home_offer *offer, const struct shape *shape,
                         struct share share)
{
    bool is_low = ui_is_low_reach(ui);
    int bottom = is_low ? ui_height(ui) - ui_nav_height(ui) - LOW_BOTTOM : part_bottom(ui);
    int y = is_low ? LOW_TOP : plan->title.y + plan->title.h + TITLE_GAP;

    if (!offer->office.is_open && !is_low) {
        plan->closed = (struct ui_box){PART_X, y, plan->title.w,
                                       closed_height(ui, router, &offer->office, PART_W)};
        y += plan->closed.h + TITLE_GAP;
    }
    y = place_permits(plan, ui, router, offer, shape, share, y);
    y = place_others(plan, ui, router, offer, shape, y + shape->gap);
    if (!is_low && y + shape->gap + STRIP <= bottom)
        plan->called = (struct ui_box){PART_X, bottom - STRIP, plan->title.w, STRIP};
    return y <= bottom;
}

static bool place_wide(struct home_plan *plan, struct ui *ui, struct router *router,
                       const struct home_offer *offer, const struct shape *shape,
                       struct share share)
{
    int bottom = ui_height(ui) - ui_nav_height(ui) - WIDE_BOTTOM;

    return place_permits(plan, ui, router, offer, shape, share,
                         plan->title.y + plan->title.h + HOME_GAP)
           <= bottom;
}

/* Fewer lines of sectors first, then fewer rows. False: nothing is left to be given up. */
static bool give_way(struct share *share)
{
    if (share->lines > 2 || (share->rows == 0 && share->lines > 1))
        share->lines--;
    else if (share->rows > 1)
        share->rows--;
    else if (share->lines > 1)
        share->lines--;
    else if (share->rows > 0)
        share->rows--;
    else
        return false;
    if (share->lines == 0)
        share->lines = 1;
    return true;
}

struct home_plan home_plan_of(struct ui *ui, struct router *router, const struct home_offer *offer)
{
    bool is_wide = ui_is_landscape(ui), is_low = ui_is_low_reach(ui);
    const struct shape *shapes = is_wide ? wide : is_low ? low : upright;
    size_t count = is_wide ? ARRAY_LEN(wide) : is_low ? ARRAY_LEN(low) : ARRAY_LEN(upright);
    struct share share = {.rows = (int)offer->often};
    struct home_plan frame = {0}, plan;

    if (home_shows_all(offer))
        share.rows = (int)offer->permits;
    share.lines = ((int)home_sector_tiles(offer) + is_low + COLUMNS - 1) / COLUMNS;
    place_title(&frame, ui, router, ui_width(ui) - 2 * PART_X - (is_wide ? SIDE_W + SIDE_GAP : 0));
    if (is_wide)
        place_side(&frame, ui, router, offer, ui_height(ui) - ui_nav_height(ui) - WIDE_BOTTOM);
    if (is_low)
        place_reading(&frame, ui, router, offer);
    for (;;) {
        for (size_t i = 0; i < count; i++) {
            plan = frame;
            if (is_wide ? place_wide(&plan, ui, router, offer, &shapes[i], share)
                        : place_column(&plan, ui, router, offer, &shapes[i], share))
                return plan;
        }
        if (!give_way(&share))
            return plan;
    }
}
