/* Switches: a row with a knob and the word for where it stands. */
#include "surface.h"
#include "ui/words.h"
#include "ui/form.h"

enum {
    PAD = 32,
    ICON = 56,
    TEXT_X = 118,
    TRACK_W = 136,
    TRACK_H = 72,
    KNOB = 56,
    SIGN = 32,
    GAP = 24,
    AIR = 6,
    ROW = 128
};

/* Where the row's right part begins: both words have the same room. */
static int word_width(struct ui *ui, const struct ui_toggle *toggle)
{
    int on = ui_text_width(ui, toggle->on, F_BODY, W_BOLD);
    int off = ui_text_width(ui, toggle->off, F_BODY, W_BOLD);

    return on > off ? on : off;
}

static int text_width(struct ui *ui, const struct ui_toggle *toggle)
{
    return toggle->box.w - TEXT_X - 16 - TRACK_W - GAP - word_width(ui, toggle) - PAD;
}

static int words_height(struct ui *ui, const struct ui_toggle *toggle, int width, int *label)
{
    *label = ui_text_height(ui, toggle->label, F_TITLE, W_BOLD, width);
    if (!toggle->caption)
        return *label;
    return *label + ui_text_height(ui, toggle->caption, F_CAPTION, W_MEDIUM, width);
}

int ui_toggle_height(struct ui *ui, const struct ui_toggle *toggle)
{
    int label;
    int needed = words_height(ui, toggle, text_width(ui, toggle), &label) + UI_LIP + 2 * AIR;

    int least = toggle->least > 0 ? toggle->least : ROW;

    return needed < least ? least : needed;
}

static void draw_track(struct ui *ui, struct ui_box track, bool is_on)
{
    int inset = (TRACK_H - KNOB) / 2;
    struct ui_box knob = {is_on ? track.x + track.w - inset - KNOB : track.x + inset,
                          track.y + inset, KNOB, KNOB};

    if (is_on)
        ui_round(ui, track, TRACK_H / 2, C_PRIMARY);
    else
        ui_card(ui, track, TRACK_H / 2, 4, C_CONTROL, C_SURFACE);
    ui_round(ui, knob, KNOB / 2, is_on ? C_ON_PRIMARY : C_CONTROL);
    ui_icon(ui, is_on ? ICON_CHECK : ICON_MINUS,
            (struct ui_box){knob.x + (KNOB - SIGN) / 2, knob.y + (KNOB - SIGN) / 2, SIGN, SIGN},
            is_on ? C_PRIMARY : C_SURFACE);
}

static void draw_words(struct ui *ui, const struct ui_toggle *toggle, struct ui_box in,
                       enum ui_color ink)
{
    int width = text_width(ui, toggle);
    int label;
    int height = words_height(ui, toggle, width, &label);
    int y = in.y + (in.h - height) / 2;

    words_text(ui, &(struct ui_text){.box = {in.x + TEXT_X, y, width, label},
                                     .text = toggle->label,
                                     .font = F_TITLE,
                                     .weight = toggle->is_on ? W_BOLD : W_SEMIBOLD,
                                     .color = ink});
    if (toggle->caption)
        words_text(ui, &(struct ui_text){.box = {in.x + TEXT_X, y + label, width, height - label},
                                         .text = toggle->caption,
                                         .font = F_CAPTION,
                                         .weight = W_MEDIUM,
                                         .color = ink});
}

bool ui_toggle(struct ui *ui, const struct ui_toggle *toggle)
{
    const struct surface_look *look =
        toggle->is_on ? surface_look_chosen() : surface_look(ui, UI_SURFACE_SECONDARY, false);
    struct ui_box in = surface_draw_choice(ui, toggle->name, look, toggle->box, RADIUS_BUTTON);
    int word = word_width(ui, toggle);
    int word_x = in.x + in.w - PAD - word;

    ui_icon(ui, toggle->icon, (struct ui_box){in.x + PAD, in.y + (in.h - ICON) / 2, ICON, ICON},
            look->ink);
    draw_words(ui, toggle, in, look->ink);
    draw_track(
        ui, (struct ui_box){word_x - GAP - TRACK_W, in.y + (in.h - TRACK_H) / 2, TRACK_W, TRACK_H},
        toggle->is_on);
    words_text(ui, &(struct ui_text){.box = {word_x, in.y, word, in.h},
                                     .text = toggle->is_on ? toggle->on : toggle->off,
                                     .font = F_BODY,
                                     .weight = W_BOLD,
                                     .color = look->ink,
                                     .max_lines = 1,
                                     .is_middle = true});
    return frame_widget(ui, toggle->name, ROLE_CHECKBOX, toggle->label, toggle->box, true, true,
                        toggle->is_on ? "ticked" : "");
}
