/* Touchable things: buttons, tiles, check rows, tabs; and the chips and bars beside them. */
#include "surface.h"
#include "ui/words.h"
#include "base/text.h"
#include <assert.h>
#include <string.h>

enum {
    ICON_GAP = 20,
    CHECK_BOX = 56,
    CHECK_TEXT_X = 170, /* number ends at 146, text begins here */
    CHECK_PAD = 26,
    TAB_PAD = 8,
    TAB_INSET = 32, /* of a label in a column */
    TAB_AIR = 54,   /* beside a label, where there is room */
    CHIP_LEFT = 20,
    CHIP_RIGHT = 23,
};

bool ui_surface(struct ui *ui, const struct ui_surface *surface, struct ui_box *inside)
{
    const struct surface_look *look = surface_look(ui, surface->kind, surface->is_disabled);

    struct ui_box reach = surface->box;

    if (surface->reach_w > 0)
        reach.w = surface->reach_w;
    *inside =
        surface_draw(ui, surface->name, look, surface->box, RADIUS_BUTTON, ui->theme->stroke_card);
    return frame_widget(ui, surface->name, ROLE_BUTTON, surface->spoken, reach,
                        !surface->is_disabled, true, "");
}

bool ui_hotspot(struct ui *ui, const char *name, const char *spoken, struct ui_box box)
{
    return frame_widget(ui, name, ROLE_BUTTON, spoken, box, true, true, "");
}

bool ui_hold(struct ui *ui, const char *name, const char *spoken, struct ui_box box, int hold_ms)
{
    int64_t due_ms = ui->down_at_ms + hold_ms;
    bool is_held = ui->is_down && ui->is_inside && strcmp(ui->pressed, name) == 0;

    (void)frame_widget(ui, name, ROLE_HOLD, spoken, box, true, true, ""); /* a lift is no answer */
    if (is_held && ui->input.now_ms < due_ms)
        ui_ask_wake(ui, due_ms);
    if (!is_held || ui->input.now_ms < due_ms)
        return false;
    ui_forget_touch(ui); /* once a finger */
    ui_ask_wake(ui, ui->input.now_ms);
    return true;
}

static int icon_size(enum ui_font font)
{
    return font == F_H2 || font == F_H1 ? 52 : font == F_TITLE || font == F_BODY ? 44 : 40;
}

static void draw_stacked(struct ui *ui, const struct ui_button *button, struct ui_box face,
                         enum ui_color ink)
{
    int label = ui_text_height(ui, button->label, button->font, W_BOLD, face.w - 16);
    int icon = 40;
    int top = face.y + (face.h - icon - 4 - label) / 2;

    ui_icon(ui, button->icon, (struct ui_box){face.x + (face.w - icon) / 2, top, icon, icon}, ink);
    words_text(ui, &(struct ui_text){
                       .box = {face.x + 8, top + icon + 4, face.w - 16, label},
                       .text = button->label,
                       .font = button->font,
                       .weight = W_BOLD,
                       .color = ink,
                       .align = UI_CENTER,
                   });
}

static void draw_label(struct ui *ui, const struct ui_button *button, struct ui_box face,
                       enum ui_color ink)
{
    int icon = button->icon == ICON_NONE ? 0 : icon_size(button->font);
    int gap = icon && button->label[0] ? ICON_GAP : 0;
    int line = ui->theme->type[button->font].line;
    int room = face.w - 2 * 16 - icon - gap;
    int natural = ui_text_width(ui, button->label, button->font, W_BOLD);
    int width = natural < room ? natural : room;
    int x = face.x + (face.w - icon - gap - width) / 2;
    int icon_x = button->icon_after ? x + width + gap : x;
    int text_x = button->icon_after ? x : x + icon + gap;
    int height = face.h - 8 < line ? line : face.h - 8;

    ui_icon(ui, button->icon, (struct ui_box){icon_x, face.y + (face.h - icon) / 2, icon, icon},
            ink);
    words_text(ui, &(struct ui_text){
                       .box = {text_x, face.y + (face.h - height) / 2, width, height},
                       .text = button->label,
                       .font = button->font,
                       .weight = W_BOLD,
                       .color = ink,
                       .align = natural <= room ? UI_LEFT : UI_CENTER,
                       .is_middle = true,
                   });
}

bool ui_button(struct ui *ui, const struct ui_button *button)
{
    static const enum ui_surface_kind kinds[] = {
        [UI_PRIMARY] = UI_SURFACE_PRIMARY,
        [UI_SECONDARY] = UI_SURFACE_SECONDARY,
        [UI_HELPER] = UI_SURFACE_HELPER,
        [UI_ACCENT] = UI_SURFACE_ACCENT,
    };
    const struct surface_look *look = surface_look(ui, kinds[button->kind], button->is_disabled);
    struct ui_box face =
        surface_draw(ui, button->name, look, button->box,
                     button->radius > 0 ? button->radius : RADIUS_BUTTON, ui->theme->stroke_card);

    if (button->is_stacked)
        draw_stacked(ui, button, face, look->ink);
    else
        draw_label(ui, button, face, look->ink);
    return frame_widget(ui, button->name, ROLE_BUTTON,
                        button->spoken ? button->spoken : button->label, button->box,
                        !button->is_disabled, !button->is_key, "");
}

/* --- check rows ------------------------------------------------------------------------------- */

int ui_check_height(struct ui *ui, const char *text, int width)
{
    int line = ui->theme->type[F_BODY].line;
    int used = ui_text_height(ui, text, F_BODY, W_MEDIUM, width - CHECK_TEXT_X - CHECK_PAD);
    int words = used / line * (line - 4) + 40;

    words = words < used + 8 ? used + 8 : words; /* from the ninth line on */
    if (ui_is_landscape(ui)) /* 70, 82, 122 … for 1, 2, 3 lines: ten stand on a page */
        return used + 2 < 70 ? 70 : used + 2;
    return words < 88 ? 88 : words; /* 88, 112, 148, 184 … */
}

static void draw_check_box(struct ui *ui, struct ui_box box, bool is_ticked)
{
    if (is_ticked) {
        ui_round(ui, box, 14, C_PRIMARY);
        ui_icon(ui, ICON_CHECK, (struct ui_box){box.x + 6, box.y + 6, 44, 44}, C_ON_PRIMARY);
    } else {
        ui_card(ui, box, 14, 4, C_CONTROL, C_SURFACE);
    }
}

bool ui_check_row(struct ui *ui, const struct ui_check *check)
{
    struct ui_box box = check->box;
    struct ui_box mark = {box.x + CHECK_PAD, box.y + (box.h - CHECK_BOX) / 2, CHECK_BOX, CHECK_BOX};
    int text_x = check->number > 0 ? CHECK_TEXT_X : 2 * CHECK_PAD + CHECK_BOX;

    if (frame_is_pressed(ui, check->name))
        ui_round(ui, (struct ui_box){box.x + 2, box.y + 2, box.w - 4, box.h - 4}, 20, C_TINT);
    draw_check_box(ui, mark, check->is_ticked);
    if (check->number > 0) {
        char number[16];

        (void)text_format(number, sizeof number, "%d", check->number);
        words_text(ui, &(struct ui_text){
                           .box = {box.x + 84, box.y, 62, box.h},
                           .text = number,
                           .font = F_BODY,
                           .weight = W_BOLD,
                           .color = C_INK,
                           .align = UI_RIGHT,
                           .is_middle = true,
                       });
    }
    words_text(ui, &(struct ui_text){
                       .box = {box.x + text_x, box.y, box.w - text_x - CHECK_PAD, box.h},
                       .text = check->text,
                       .font = F_BODY,
                       .weight = W_MEDIUM,
                       .color = C_INK,
                       .is_middle = true,
                   });
    if (check->has_divider)
        ui_fill(ui, (struct ui_box){box.x + 2, box.y + box.h - 2, box.w - 4, 2}, C_HAIR);
    if (frame_is_focused(ui, check->name)) /* inside: rows stand close together in a card */
        frame_focus_ring(ui, (struct ui_box){box.x + 12, box.y + 12, box.w - 24, box.h - 24}, 12);
    return frame_widget(ui, check->name, ROLE_CHECKBOX, check->text, box, true, true,
                        check->is_ticked ? "ticked" : "");
}

/* --- tabs ------------------------------------------------------------------------------------- */

static int tab_width(struct ui *ui, const struct ui_tab *tab)
{
    return 40 + 16 + ui_text_width(ui, tab->label, F_BODY, W_BOLD);
}

/* In a column labels begin below each other; in a row they stand in the middle. */
static void draw_tab(struct ui *ui, const struct ui_tab *tab, struct ui_box item, bool is_selected,
                     bool is_column)
{
    enum ui_color ink = is_selected ? C_ON_PRIMARY : C_INK;
    /* black on black tells nothing: there the chosen one also gets a check mark */
    bool is_checked = is_selected && (ui->theme->is_high_contrast || tab->icon == ICON_NONE);
    enum icon icon = is_checked ? ICON_CHECK : tab->icon;
    int aside = icon == ICON_NONE ? 0 : 56;
    int width = tab_width(ui, tab) - (56 - aside);
    int room = item.w - 16;
    int x;

    if (width > room)
        width = room;
    x = is_column ? item.x + TAB_INSET : item.x + (item.w - width) / 2;
    if (frame_is_focused(ui, tab->name))
        frame_focus_ring(ui, item, 16);
    if (is_selected)
        ui_round(ui, item, 16, C_PRIMARY);
    else if (frame_is_pressed(ui, tab->name))
        ui_round(ui, item, 16, C_MINT);
    ui_icon(ui, icon, (struct ui_box){x, item.y + (item.h - 40) / 2, 40, 40}, ink);
    words_text(ui, &(struct ui_text){
                       .box = {x + aside, item.y + 4, width - aside, item.h - 8},
                       .text = tab->label,
                       .font = F_BODY,
                       .weight = W_BOLD,
                       .color = ink,
                       .is_middle = true,
                   });
}

/* Shares the track: equal parts, but a long label takes what it needs; where that is too much, every
 * label takes its own width and they share the rest. */
struct shares {
    int equal;   /* for labels that fit in it */
    int surplus; /* for each, beside its label; -1 where equal parts do */
};

static struct shares share_track(struct ui *ui, const struct ui_tab *tabs, int count, int room)
{
    int natural = 0;
    int left = room;
    int fitting = count;

    for (int i = 0; i < count; i++) {
        int width = tab_width(ui, &tabs[i]);

        natural += width;
        if (width + 2 * TAB_AIR > room / count) {
            left -= width + 2 * TAB_AIR;
            fitting--;
        }
    }
    if (count == 0)
        return (struct shares){0, 0};
    if (fitting == 0 || left < fitting * room / (2 * count))
        return (struct shares){0, (room - natural) / count};
    return (struct shares){left / fitting, -1};
}

int ui_tabs(struct ui *ui, struct ui_box box, const struct ui_tab *tabs, size_t count,
            size_t selected)
{
    int room = box.w - TAB_PAD * (int)(count + 1);
    struct shares shares = share_track(ui, tabs, (int)count, room);
    int x = box.x + TAB_PAD;
    int fired = -1;

    ui_round(ui, box, RADIUS_BUTTON, C_SAND);
    for (size_t i = 0; i < count; i++) {
        struct ui_box item = {x, box.y + TAB_PAD, 0, box.h - 2 * TAB_PAD};
        int width = tab_width(ui, &tabs[i]);

        if (i + 1 == count)
            item.w = box.x + box.w - TAB_PAD - x;
        else if (shares.surplus >= 0 || shares.equal == 0)
            item.w = width + shares.surplus;
        else
            item.w = width + 2 * TAB_AIR > room / (int)count ? width + 2 * TAB_AIR : shares.equal;
        draw_tab(ui, &tabs[i], item, i == selected, false);
        if (frame_widget(ui, tabs[i].name, ROLE_TAB, tabs[i].label, item, true, true,
                         i == selected ? "selected" : ""))
            fired = (int)i;
        x += item.w + TAB_PAD;
    }
    return fired;
}

int ui_tabs_down(struct ui *ui, struct ui_box box, const struct ui_tab *tabs, size_t count,
                 size_t selected)
{
    int height = (box.h - TAB_PAD * (int)(count + 1)) / (int)count;
    int fired = -1;

    ui_round(ui, box, RADIUS_BUTTON, C_SAND);
    for (size_t i = 0; i < count; i++) {
        struct ui_box item = {box.x + TAB_PAD, box.y + TAB_PAD + (int)i * (height + TAB_PAD),
                              box.w - 2 * TAB_PAD, height};

        draw_tab(ui, &tabs[i], item, i == selected, true);
        if (frame_widget(ui, tabs[i].name, ROLE_TAB, tabs[i].label, item, true, true,
                         i == selected ? "selected" : ""))
            fired = (int)i;
    }
    return fired;
}

/* --- what only informs ------------------------------------------------------------------------ */

static const struct {
    enum ui_color face, ink;
} tones[] = {
    [UI_TONE_GOOD] = {C_TINT, C_PRIMARY_DARK},
    [UI_TONE_WARNING] = {C_WARNING_TINT, C_WARNING},
    [UI_TONE_DANGER] = {C_DANGER_TINT, C_DANGER},
    [UI_TONE_INFO] = {C_INFO_TINT, C_INFO},
    [UI_TONE_PLAIN] = {C_SAND, C_INK},
};
static_assert(sizeof tones / sizeof *tones == UI_TONE_PLAIN + 1, "every tone has its colours");

int ui_chip(struct ui *ui, struct ui_box box, enum icon icon, const char *label, enum ui_tone tone,
            bool align_right, const char *name)
{
    int text = ui_text_width(ui, label, F_CAPTION, W_SEMIBOLD);
    int icon_room = icon == ICON_NONE ? 0 : 32 + 12;
    int width = CHIP_LEFT + icon_room + text + CHIP_RIGHT;
    int x;

    if (width > box.w)
        width = box.w;
    x = align_right ? box.x + box.w - width : box.x;
    ui_round(ui, (struct ui_box){x, box.y, width, box.h}, box.h / 2, tones[tone].face);
    ui_icon(ui, icon, (struct ui_box){x + CHIP_LEFT, box.y + (box.h - 32) / 2, 32, 32},
            tones[tone].ink);
    words_text(ui, &(struct ui_text){
                       .box = {x + CHIP_LEFT + icon_room, box.y,
                               width - CHIP_LEFT - CHIP_RIGHT - icon_room, box.h},
                       .text = label,
                       .font = F_CAPTION,
                       .weight = W_SEMIBOLD,
                       .color = tones[tone].ink,
                       .max_lines = 1,
                       .is_middle = true,
                   });
    if (name)
        frame_note(ui, name, ROLE_STATUS, label, (struct ui_box){x, box.y, width, box.h}, "");
    return width;
}

void ui_progress(struct ui *ui, struct ui_box box, int share, enum ui_color fill,
                 const char *spoken)
{
    int width = box.w * (share < 0 ? 0 : share > 1000 ? 1000 : share) / 1000;

    ui_round(ui, box, box.h / 2, C_HAIR);
    if (width > 0)
        ui_round(ui, (struct ui_box){box.x, box.y, width < box.h ? box.h : width, box.h}, box.h / 2,
                 fill);
    frame_note(ui, "progress", ROLE_PROGRESS, spoken, box, "");
}
