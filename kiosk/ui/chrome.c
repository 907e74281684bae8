/* The frame every kiosk screen has: top bar, navigation bar, modal. */
#include "ui/frame.h"

enum {
    TOP_BAR = 120,
    NAV_BAR = 152,
    NAV_WIDTH = 226,
    NAV_GAP = 16,
    STATUS_RIGHT = 788,
    NAME_X = 152,
};

static void draw_name(struct ui *ui, const struct ui_chrome *chrome, int right)
{
    enum ui_color ink = chrome->is_dark ? C_WHITE : C_INK;
    enum ui_color soft = chrome->is_dark ? C_DARK_INK2 : C_INK2;
    int width = right - NAME_X;

    if (ui_text_width(ui, chrome->office, F_BODY, W_BOLD) > width) { /* takes all lines */
        ui_text(ui, &(struct ui_text){.box = {NAME_X, 11, width, 96},
                                      .text = chrome->office,
                                      .font = F_CAPTION,
                                      .weight = W_BOLD,
                                      .color = ink,
                                      .max_lines = 3,
                                      .is_middle = true,
                                      .name = "office"});
        return;
    }
    ui_text(ui, &(struct ui_text){.box = {NAME_X, 23, width, 40},
                                  .text = chrome->office,
                                  .font = F_BODY,
                                  .weight = W_BOLD,
                                  .color = ink,
                                  .max_lines = 1,
                                  .name = "office"});
    ui_text(ui, &(struct ui_text){.box = {NAME_X, 61, width, 40},
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
    int chip;

    /* the bar keeps its height, so its type keeps its size */
    ui->theme = ui_theme_get(theme->is_high_contrast, false);
    ui_fill(ui, (struct ui_box){0, 0, ui->width, TOP_BAR - 2}, on_dark ? C_DARK : C_BG);
    ui_fill(ui, (struct ui_box){0, TOP_BAR - 2, ui->width, 2}, on_dark ? C_DARK_HAIR : C_HAIR);
    ui_mark(ui, (struct ui_box){UI_MARGIN, 23, 72, 72}, on_dark);
    chip = ui_chip(ui, (struct ui_box){STATUS_RIGHT - 440, 31, 440, 56}, chrome->status_icon,
                   chrome->status, chrome->status_tone, true, "status");
    draw_name(ui, chrome, STATUS_RIGHT - chip - 16);
    ui_digits(ui, (struct ui_box){STATUS_RIGHT + 8, 16, 1016 - STATUS_RIGHT - 8, 52}, chrome->clock,
              F_FACE, ink, UI_RIGHT);
    ui_text(ui, &(struct ui_text){.box = {STATUS_RIGHT + 8, 63, 1016 - STATUS_RIGHT - 8, 40},
                                  .text = chrome->date,
                                  .font = F_CAPTION,
                                  .weight = W_MEDIUM,
                                  .color = soft,
                                  .align = UI_RIGHT,
                                  .max_lines = 1});
    ui->theme = theme;
}

static bool nav_button(struct ui *ui, const char *name, const char *label, enum icon icon, int x,
                       bool is_offered)
{
    struct ui_box box = {x, ui->height - NAV_BAR + NAV_GAP, NAV_WIDTH, 120};
    struct ui_box face = {box.x, box.y, box.w, box.h - UI_LIP};
    enum ui_color ink = is_offered ? C_INK : C_DISABLED_FG;
    bool is_pressed = frame_is_pressed(ui, name);
    /* a long translation takes the smaller type rather than losing its end */
    enum ui_font font =
        ui_text_width(ui, label, F_NAV, W_SEMIBOLD) <= face.w - 8 ? F_NAV : F_CAPTION;

    if (is_offered) {
        if (frame_is_focused(ui, name))
            frame_focus_ring(ui, box, 24);
        if (is_pressed)
            face.y += UI_LIP;
        else
            ui_round(ui, box, 24, C_LIP);
        ui_card(ui, face, 24, ui->theme->stroke_card, C_EDGE, is_pressed ? C_MINT : C_SURFACE);
    }
    ui_icon(ui, icon, (struct ui_box){face.x + (face.w - 44) / 2, face.y + 14, 44, 44}, ink);
    ui_text(ui, &(struct ui_text){.box = {face.x + 4, face.y + 62, face.w - 8, 32},
                                  .text = label,
                                  .font = font,
                                  .weight = W_SEMIBOLD,
                                  .color = ink,
                                  .align = UI_CENTER,
                                  .max_lines = 1});
    return frame_widget(ui, name, ROLE_BUTTON, label, box, is_offered, true, "");
}

enum ui_nav ui_nav_bar(struct ui *ui, const struct ui_nav_bar *bar)
{
    const struct {
        const char *name, *label;
        enum icon icon;
        bool is_offered;
        enum ui_nav nav;
    } items[] = {
        {"nav-back", bar->back, ICON_ARROW_LEFT, bar->has_back, UI_NAV_BACK},
        {"nav-home", bar->home, ICON_HOUSE, bar->has_home, UI_NAV_HOME},
        {"nav-language", bar->language, ICON_LANGUAGES, bar->has_language, UI_NAV_LANGUAGE},
        {"nav-access", bar->access, ICON_ACCESSIBILITY, bar->has_access, UI_NAV_ACCESS},
    };
    enum ui_nav fired = UI_NAV_NONE;

    ui_fill(ui, (struct ui_box){0, ui->height - NAV_BAR, ui->width, NAV_BAR}, C_SAND);
    if (ui->theme->is_high_contrast)
        ui_fill(ui, (struct ui_box){0, ui->height - NAV_BAR, ui->width, 4}, C_EDGE);
    for (size_t i = 0; i < ARRAY_LEN(items); i++)
        if (nav_button(ui, items[i].name, items[i].label, items[i].icon,
                       UI_MARGIN + (int)i * (NAV_WIDTH + NAV_GAP), items[i].is_offered))
            fired = items[i].nav;
    return fired;
}

struct ui_box ui_modal(struct ui *ui, struct ui_box box)
{
    struct page *page = frame_now(ui);
    struct display_command shadow = {.op = DRAW_SHADOW,
                                     .color = 0x00000059, /* black 35 % */
                                     .radius = frame_px(ui, 32),
                                     .stroke = frame_px(ui, 48)};

    for (size_t i = 0; i < page->widget_count; i++) {
        page->widgets[i].is_touchable = false;
        page->targets[i].is_live = false;
    }
    ui_fill(ui, (struct ui_box){0, 0, ui->width, ui->height}, C_SCRIM);
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
