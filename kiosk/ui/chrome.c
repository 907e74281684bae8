/* The frame every kiosk screen has: top bar, navigation bar, modal. */
#include "ui/words.h"

enum {
    TOP_BAR = 120,
    TOP_BAR_WIDE = 104,
    NAV_BAR = 152,
    NAV_BAR_WIDE = 120,
    NAV_BUTTON = 120,
    NAV_BUTTON_TALL = 132, /* with two lines */
    NAV_BUTTON_WIDE = 92,
    NAV_GAP = 12,
    NAV_ABOVE = 16,
    NAV_ABOVE_TALL = 10,
    NAV_MARGIN = 32, /* five stand upright */
    NAV_ICON = 44,
    NAV_ICON_TALL = 38, /* over two lines */
    NAV_LINES = 64,
    NAV_ASIDE = 10,     /* of the words, upright */
    STATUS_RIGHT = 292, /* from the canvas's right edge: clock and date stand beyond it */
    NAME_X = 152,
};

int ui_top_height(const struct ui *ui)
{
    return ui_is_landscape(ui) ? TOP_BAR_WIDE : TOP_BAR;
}

int ui_nav_height(const struct ui *ui)
{
    return ui_is_landscape(ui) ? NAV_BAR_WIDE : NAV_BAR;
}

/* `by`: how much higher everything stands in the lower bar of wide panels. */
static void draw_name(struct ui *ui, const struct ui_chrome *chrome, int right, int by)
{
    enum ui_color ink = chrome->is_dark ? C_WHITE : C_INK;
    enum ui_color soft = chrome->is_dark ? C_DARK_INK2 : C_INK2;
    int width = right - NAME_X;

    if (ui_text_width(ui, chrome->office, F_BODY, W_BOLD) > width) { /* takes all lines */
        ui_text(ui, &(struct ui_text){.box = {NAME_X, 11 - by, width, 96},
                                      .text = chrome->office,
                                      .font = F_CAPTION,
                                      .weight = W_BOLD,
                                      .color = ink,
                                      .max_lines = 3,
                                      .is_middle = true,
                                      .name = "office"});
        return;
    }
    ui_text(ui, &(struct ui_text){.box = {NAME_X, 23 - by, width, 40},
                                  .text = chrome->office,
                                  .font = F_BODY,
                                  .weight = W_BOLD,
                                  .color = ink,
                                  .max_lines = 1,
                                  .name = "office"});
    words_text(ui, &(struct ui_text){.box = {NAME_X, 61 - by, width, 40},
                                     .text = chrome->subtitle,
                                     .font = F_CAPTION,
                                     .weight = W_MEDIUM,
                                     .color = soft,
                                     .max_lines = 1});
}

void ui_top_bar(struct ui *ui, const struct ui_chrome *chrome)
{
    const struct ui_theme *theme = ui->theme;
    bool on_dark = chrome->is_dark;
    enum ui_color ink = on_dark ? C_WHITE : C_INK;
    enum ui_color soft = on_dark ? C_DARK_INK2 : C_INK2;
    int height = ui_top_height(ui);
    int by = (TOP_BAR - height) / 2;
    int status_right = ui->width - STATUS_RIGHT;
    int clock_w = STATUS_RIGHT - 8 - UI_MARGIN;
    int chip;

    /* the bar keeps its height, so its type keeps its size */
    ui->theme = ui_theme_get(theme->is_high_contrast, false);
    ui_fill(ui, (struct ui_box){0, 0, ui->width, height - 2}, on_dark ? C_DARK : C_BG);
    ui_fill(ui, (struct ui_box){0, height - 2, ui->width, 2}, on_dark ? C_DARK_HAIR : C_HAIR);
    ui_mark(ui, (struct ui_box){UI_MARGIN, 23 - by, 72, 72}, on_dark);
    chip = ui_chip(ui, (struct ui_box){status_right - 440, 31 - by, 440, 56}, chrome->status_icon,
                   chrome->status, chrome->status_tone, true, "status");
    draw_name(ui, chrome, status_right - chip - 16, by);
    ui_digits(ui, (struct ui_box){status_right + 8, 16 - by, clock_w, 52}, chrome->clock, F_FACE,
              ink, UI_RIGHT);
    words_text(ui, &(struct ui_text){.box = {status_right + 8, 63 - by, clock_w, 40},
                                     .text = chrome->date,
                                     .font = F_CAPTION,
                                     .weight = W_MEDIUM,
                                     .color = soft,
                                     .align = UI_RIGHT,
                                     .max_lines = 1});
    ui->theme = theme;
}

struct nav_item {
    const char *name, *label;
    enum icon icon;
    bool is_offered;
    enum ui_nav nav;
};

/* A long translation takes the smaller type, then a second line, rather than losing its end. */
static enum ui_font nav_font(struct ui *ui, const char *label, int room)
{
    bool is_smaller = ui->theme->type[F_CAPTION].size < ui->theme->type[F_NAV].size;

    if (ui_text_width(ui, label, F_NAV, W_SEMIBOLD) <= room || !is_smaller)
        return F_NAV;
    return ui_text_width(ui, label, F_CAPTION, W_SEMIBOLD) <= room
                   || ui_text_height(ui, label, F_NAV, W_SEMIBOLD, room) > NAV_LINES
               ? F_CAPTION
               : F_NAV;
}

static int nav_room(const struct ui *ui, int width)
{
    return width - (ui_is_landscape(ui) ? 16 + NAV_ICON + 16 + 16 : 2 * NAV_ASIDE);
}

/* One line for all, or room for two under every icon, so that the icons stand in one row. */
static bool nav_is_tall(struct ui *ui, const struct nav_item *items, int count, int width)
{
    int room = nav_room(ui, width);

    for (int i = 0; i < count; i++)
        if (ui_text_width(ui, items[i].label, nav_font(ui, items[i].label, room), W_SEMIBOLD)
            > room)
            return true;
    return false;
}

/* Icon over label; beside it where the bar is wide and low. */
static void draw_nav_label(struct ui *ui, const struct nav_item *item, struct ui_box face,
                           bool is_tall)
{
    bool is_wide = ui_is_landscape(ui);
    enum ui_color ink = item->is_offered ? C_INK : C_DISABLED_FG;
    int room = nav_room(ui, face.w);
    enum ui_font font = nav_font(ui, item->label, room);
    int natural = ui_text_width(ui, item->label, font, W_SEMIBOLD);
    int width = natural < room ? natural : room;
    int size = is_tall && !is_wide ? NAV_ICON_TALL : NAV_ICON;
    struct ui_box icon = {face.x + (face.w - size) / 2, face.y + (is_tall ? 12 : 14), size, size};
    struct ui_box words = {face.x + (face.w - room) / 2, icon.y + size + (is_tall ? 0 : 4), room,
                           is_tall ? NAV_LINES : 32};

    if (is_wide) {
        icon.x = face.x + (face.w - size - 16 - width) / 2;
        icon.y = face.y + (face.h - size) / 2;
        words = (struct ui_box){icon.x + size + 16, face.y, width, face.h};
    }
    ui_icon(ui, item->icon, icon, ink);
    words_text(ui, &(struct ui_text){.box = words,
                                     .text = item->label,
                                     .font = font,
                                     .weight = W_SEMIBOLD,
                                     .color = ink,
                                     .align = is_wide ? UI_LEFT : UI_CENTER,
                                     .max_lines = 2,
                                     .is_middle = is_wide});
}

static bool nav_button(struct ui *ui, const struct nav_item *item, struct ui_box box, bool is_tall)
{
    struct ui_box face = {box.x, box.y, box.w, box.h - UI_LIP};
    bool is_pressed = frame_is_pressed(ui, item->name);

    if (item->is_offered) {
        if (frame_is_focused(ui, item->name))
            frame_focus_ring(ui, box, 24);
        if (is_pressed)
            face.y += UI_LIP;
        else
            ui_round(ui, box, 24, C_LIP);
        ui_card(ui, face, 24, ui->theme->stroke_card, C_EDGE, is_pressed ? C_MINT : C_SURFACE);
    }
    draw_nav_label(ui, item, face, is_tall);
    return frame_widget(ui, item->name, ROLE_BUTTON, item->label, box, item->is_offered, true, "");
}

enum ui_nav ui_nav_bar(struct ui *ui, const struct ui_nav_bar *bar)
{
    const struct nav_item items[] = {
        {"nav-back", bar->back, ICON_ARROW_LEFT, bar->has_back, UI_NAV_BACK},
        {"nav-home", bar->home, ICON_HOUSE, bar->has_home, UI_NAV_HOME},
        {"nav-language", bar->language, ICON_LANGUAGES, bar->has_language, UI_NAV_LANGUAGE},
        {"nav-access", bar->access, ICON_ACCESSIBILITY, true, UI_NAV_ACCESS},
        {"nav-help", bar->help, ICON_CONCIERGE_BELL, bar->has_help, UI_NAV_HELP},
    };
    int count = (int)ARRAY_LEN(items);
    int height = ui_nav_height(ui);
    int top = ui->height - height;
    int margin = ui_is_landscape(ui) ? UI_MARGIN : NAV_MARGIN;
    int room = ui->width - 2 * margin - (count - 1) * NAV_GAP;
    bool is_tall = nav_is_tall(ui, items, count, room / count);
    enum ui_nav fired = UI_NAV_NONE;

    ui_fill(ui, (struct ui_box){0, top, ui->width, height}, C_SAND);
    if (ui->theme->is_high_contrast)
        ui_fill(ui, (struct ui_box){0, top, ui->width, 4}, C_EDGE);
    for (int i = 0; i < count; i++) {
        struct ui_box box = {margin + i * (room / count + NAV_GAP),
                             top + (is_tall ? NAV_ABOVE_TALL : NAV_ABOVE), room / count,
                             is_tall ? NAV_BUTTON_TALL : NAV_BUTTON};

        if (ui_is_landscape(ui)) {
            box.y = top + 14;
            box.h = NAV_BUTTON_WIDE;
        }

        if (nav_button(ui, &items[i], box, is_tall))
            fired = items[i].nav;
    }
    return fired;
}

/* What was drawn before can be seen through the scrim and not touched. */
static void cover(struct ui *ui)
{
    struct page *page = frame_now(ui);

    for (size_t i = 0; i < page->widget_count; i++) {
        page->widgets[i].is_touchable = false;
        page->targets[i].is_live = false;
    }
    ui_fill(ui, (struct ui_box){0, 0, ui->width, ui->height}, C_SCRIM);
}

void ui_sheet(struct ui *ui, int top)
{
    struct ui_box box = {0, top, ui->width, ui->height - top};

    cover(ui);
    if (ui->theme->is_high_contrast)
        ui_card(ui, box, 32, 4, C_EDGE, C_BG);
    else
        ui_round(ui, box, 32, C_BG);
    frame_note(ui, "dialog", ROLE_DIALOG, "", box, "");
}

struct ui_box ui_modal(struct ui *ui, struct ui_box box)
{
    struct display_command shadow = {.op = DRAW_SHADOW,
                                     .color = 0x00000059, /* black 35 % */
                                     .radius = frame_px(ui, 32),
                                     .stroke = frame_px(ui, 48)};

    cover(ui);
    shadow.rect =
        frame_rect(ui, (struct ui_box){box.x - 48, box.y + 16 - 48, box.w + 96, box.h + 96});
    frame_add(ui, &shadow);
    if (ui->theme->is_high_contrast)
        ui_card(ui, box, 32, 4, C_EDGE, C_SURFACE);
    else
        ui_round(ui, box, 32, C_SURFACE);
    frame_note(ui, "dialog", ROLE_DIALOG, "", box, "");
    return (struct ui_box){box.x + 56, box.y + 56, box.w - 112, box.h - 112};
}
