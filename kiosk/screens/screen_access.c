/* Screen 24: "Akses mudah", a panel over the screen that it was opened from. */
#include "parts.h"
#include "ui/form.h"

enum { ROWS = 5, GAP = 16, GAP_SMALL = 12, LOW_ROW = 112, HEAD = 40, CLOSE_W = 296 };

struct access_state {
    struct visit_modes modes; /* as the switches stand; in force with "Terapkan" */
};

static void access_enter(void *state, struct router *router)
{
    struct access_state *s = state;

    s->modes = router_visit(router)->modes;
}

struct row {
    const char *name;
    enum icon icon;
    struct label label, caption;
};
static const struct row rows[ROWS] = {
    {"mode-large", ICON_A_LARGE_SMALL, W("ac_big", "Large text"),
     W("ac_big_d", "Letters 25% larger")},
    {"mode-contrast", ICON_CONTRAST, W("ac_hc", "High contrast"),
     W("ac_hc_d", "Black background, white letters, yellow buttons")},
    {"mode-low", ICON_PANEL_BOTTOM, W("ac_low", "Low reach"),
     W("ac_low_d", "All buttons in the lower half of the screen")},
    {"mode-time", ICON_HOURGLASS, W("ac_time", "More time"),
     W("ac_time_d", "Screen time limits twice as long")},
    {"mode-voice", ICON_VOLUME_2, W("ac_voice", "Voice"),
     W("ac_voice_d", "Reads the screen aloud")},
};

/* The voice comes last, and only where it is the switch that decides. */
static int count_rows(const struct router *router)
{
    return router_offers_voice(router) ? ROWS : ROWS - 1;
}

static bool *switch_of(struct access_state *s, int row)
{
    bool *const switches[ROWS] = {&s->modes.has_large_text, &s->modes.has_high_contrast,
                                  &s->modes.has_low_reach, &s->modes.has_more_time,
                                  &s->modes.has_voice};

    return switches[row];
}

/* Where the switches stand: one below the other, in landscape two by two. */
struct grid {
    int x, y, w;      /* of all */
    int columns, row; /* height of a row */
    int gap;
    int rows;  /* switches */
    int least; /* of a row; 0: as designed */
    bool has_caption;
};

static int grid_height(const struct grid *grid)
{
    int lines = (grid->rows + grid->columns - 1) / grid->columns;

    return lines * grid->row + (lines - 1) * grid->gap;
}

static int column_width(const struct grid *grid)
{
    return (grid->w - (grid->columns - 1) * GAP) / grid->columns;
}

static struct ui_toggle toggle_of(struct access_state *s, int row, const struct grid *grid)
{
    return (struct ui_toggle){
        .name = rows[row].name,
        .icon = rows[row].icon,
        .label = strings_label(&rows[row].label),
        .caption = grid->has_caption ? strings_label(&rows[row].caption) : NULL,
        .on = _("on", "On"),
        .off = _("off", "Off"),
        .box = {0, 0, column_width(grid), 0},
        .least = grid->least,
        .is_on = *switch_of(s, row),
    };
}

static void measure(struct ui *ui, struct access_state *s, struct grid *grid)
{
    grid->row = 0;
    for (int i = 0; i < grid->rows; i++) {
        struct ui_toggle toggle = toggle_of(s, i, grid);
        int height = ui_toggle_height(ui, &toggle);

        if (height > grid->row)
            grid->row = height;
    }
}

/* All switches are within low reach whether or not it is on; longer words in larger type give up
 * their second line for it. */
static struct grid lay_out(struct ui *ui, struct router *router, struct access_state *s)
{
    bool is_wide = ui_is_landscape(ui);
    struct grid grid = {.x = PART_X,
                        .w = ui_width(ui) - 2 * PART_X,
                        .columns = is_wide ? 2 : 1,
                        .gap = GAP,
                        .rows = count_rows(router),
                        .has_caption = true};
    int bottom = part_actions(ui) - 24;
    int least = is_wide ? ui_top_height(ui) + 200 : UI_LOW_REACH;

    measure(ui, s, &grid);
    if (bottom - grid_height(&grid) < least) {
        grid.gap = GAP_SMALL;
        grid.least = LOW_ROW;
        measure(ui, s, &grid);
    }
    if (bottom - grid_height(&grid) < least) {
        grid.has_caption = false;
        grid.gap = GAP;
        measure(ui, s, &grid);
    }
    grid.y = bottom - grid_height(&grid);
    return grid;
}

static void place_head(struct ui *ui, const struct grid *grid)
{
    const char *title = _("acc", "Easy access");
    const char *words = _("ac_until", "Applies until you finish using this screen.");
    int below = ui_text_height(ui, words, F_BODY, W_MEDIUM, grid->w);
    int above = ui_text_height(ui, title, F_H1, W_BOLD, grid->w);
    int words_y = grid->y - 48 - below;
    int title_y = words_y - 4 - above;

    ui_sheet(ui, title_y - HEAD);
    part_text(ui, &(struct part_text){.x = grid->x,
                                      .y = title_y,
                                      .w = grid->w,
                                      .text = title,
                                      .font = F_H1,
                                      .weight = W_BOLD,
                                      .color = C_INK,
                                      .name = "access"});
    part_text(ui, &(struct part_text){.x = grid->x,
                                      .y = words_y,
                                      .w = grid->w,
                                      .text = words,
                                      .font = F_BODY,
                                      .weight = W_MEDIUM,
                                      .color = C_INK2,
                                      .name = "access-words"});
}

static void place_actions(struct ui *ui, struct access_state *s, struct router *router)
{
    int y = part_actions(ui);
    int apply_x = PART_X + CLOSE_W + 16;

    if (ui_button(ui, &(struct ui_button){.name = "access-close",
                                          .label = _("close", "Close"),
                                          .icon = ICON_X,
                                          .kind = UI_SECONDARY,
                                          .font = F_TITLE,
                                          .box = {PART_X, y, CLOSE_W, PART_ACTION}}))
        router_back(router);
    if (ui_button(ui, &(struct ui_button){
                          .name = "access-apply",
                          .label = _("apply_b", "Apply"),
                          .icon = ICON_CHECK,
                          .icon_after = true,
                          .kind = UI_PRIMARY,
                          .font = F_H2,
                          .box = {apply_x, y, ui_width(ui) - PART_X - apply_x, PART_ACTION}})) {
        router_visit(router)->modes = s->modes;
        router_back(router);
    }
}

static void access_frame(void *state, struct ui *ui, struct router *router)
{
    struct access_state *s = state;
    const struct grid grid = lay_out(ui, router, s);

    place_head(ui, &grid);
    for (int i = 0; i < grid.rows; i++) {
        struct ui_toggle toggle = toggle_of(s, i, &grid);

        toggle.box.x = grid.x + i % grid.columns * (toggle.box.w + GAP);
        toggle.box.y = grid.y + i / grid.columns * (grid.row + grid.gap);
        toggle.box.h = grid.row;
        if (ui_toggle(ui, &toggle)) {
            *switch_of(s, i) = !*switch_of(s, i);
            ui_ask_wake(ui, ui_now_ms(ui)); /* this frame shows it as it was */
        }
    }
    place_actions(ui, s, router);
}

const struct screen screen_access = {
    .name = "access",
    .state_size = sizeof(struct access_state),
    .idle_ms = 60000,
    .has_no_back = true,
    .is_panel = true,
    .enter = access_enter,
    .frame = access_frame,
};
