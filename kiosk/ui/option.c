/* One of several: faces, small picks side by side, and rows with a circle. */
#include "surface.h"
#include "ui/words.h"
#include "ui/form.h"

enum {
    FACE_ICON = 112,
    FACE_PAD = 40,
    FACE_PAD_NARROW = 24,
    FACE_NARROW = 640, /* a face this wide or narrower stands nearer to the edge */
    FACE_MARK = 64,
    PICK_PAD = 8,
    PICK_MARK = 28,
    OPTION_PAD = 28,
    OPTION_LETTER = 56,
    OPTION_MARK = 40,
    OPTION_GAP = 16,
    OPTION_SHORT = 88,
    OPTION_TALL = 128,
    OPTION_TALL_MARK = 48,
    OPTION_TALL_PAD = 34,
    OPTION_AIR = 16 /* above and below the words */
};

static const struct surface_look *look_of(const struct ui *ui, enum ui_surface_kind kind,
                                          bool is_selected, bool is_disabled)
{
    return is_selected && !is_disabled ? surface_look_chosen()
                                       : surface_look(ui, kind, is_disabled);
}

static void draw_square(struct ui *ui, enum icon icon, struct ui_box row, int x, int size,
                        enum ui_color color)
{
    ui_icon(ui, icon, (struct ui_box){x, row.y + (row.h - size) / 2, size, size}, color);
}

bool ui_face(struct ui *ui, const struct ui_face *face)
{
    const struct surface_look *look = look_of(ui, UI_TILE, face->is_selected, false);
    struct ui_box in = surface_draw_choice(ui, face->name, look, face->box, RADIUS_BUTTON);
    int pad = in.w <= FACE_NARROW ? FACE_PAD_NARROW : FACE_PAD;
    int icon = in.h - 24 < FACE_ICON ? in.h - 24 : FACE_ICON;
    int text_x = in.x + pad + icon + pad;
    int room = in.x + in.w - pad - FACE_MARK - 16 - text_x; /* the same chosen or not */

    draw_square(ui, face->face, in, in.x + pad, icon, C_PRIMARY);
    words_text(ui, &(struct ui_text){.box = {text_x, in.y + 4, room, in.h - 8},
                                     .text = face->label,
                                     .font = F_FACE,
                                     .weight = face->is_selected ? W_BOLD : W_SEMIBOLD,
                                     .color = look->ink,
                                     .is_middle = true});
    if (face->is_selected)
        draw_square(ui, ICON_CIRCLE_CHECK, in, in.x + in.w - pad - FACE_MARK, FACE_MARK, look->ink);
    return frame_widget(ui, face->name, ROLE_BUTTON, face->label, face->box, true, true,
                        face->is_selected ? "selected" : "");
}

/* Two lines have no room below the check mark; beside it they may. */
static bool fits_beside(struct ui *ui, const struct ui_pick *pick, struct ui_box in, int mark)
{
    int room = in.w - 2 * PICK_PAD;

    return ui_text_height(ui, pick->label, F_CAPTION, W_BOLD, room) > in.h - 8 - PICK_MARK
           && ui_text_height(ui, pick->label, F_CAPTION, W_BOLD, room - mark) <= in.h - 4;
}

/* The check mark stands before the word, above it where both do not fit side by side. */
static void draw_pick(struct ui *ui, const struct ui_pick *pick, struct ui_box in,
                      enum ui_color ink)
{
    enum ui_weight weight = pick->is_selected ? W_BOLD : W_SEMIBOLD;
    int mark = pick->is_selected ? PICK_MARK + 8 : 0;
    int room = in.w - 2 * PICK_PAD;
    enum ui_font font =
        ui_text_width(ui, pick->label, F_BODY, weight) <= room - mark ? F_BODY : F_CAPTION;
    int natural = ui_text_width(ui, pick->label, font, weight);
    bool is_stacked = mark && natural > room - mark && !fits_beside(ui, pick, in, mark);
    int width = is_stacked ? room : natural < room - mark ? natural : room - mark;
    struct ui_box words = {in.x + (in.w - mark - width) / 2 + mark, in.y + 2, width, in.h - 4};

    if (is_stacked) {
        words = (struct ui_box){in.x + PICK_PAD, in.y + 4 + PICK_MARK, room, in.h - 8 - PICK_MARK};
        ui_icon(ui, ICON_CHECK,
                (struct ui_box){in.x + (in.w - PICK_MARK) / 2, in.y + 6, PICK_MARK, PICK_MARK},
                ink);
    } else if (mark) {
        draw_square(ui, ICON_CHECK, in, words.x - mark, PICK_MARK, ink);
    }
    words_text(ui, &(struct ui_text){.box = words,
                                     .text = pick->label,
                                     .font = font,
                                     .weight = weight,
                                     .color = ink,
                                     .align = width < natural || is_stacked ? UI_CENTER : UI_LEFT,
                                     .is_middle = true});
}

bool ui_pick(struct ui *ui, const struct ui_pick *pick)
{
    const struct surface_look *look =
        look_of(ui, UI_SURFACE_SECONDARY, pick->is_selected, pick->is_disabled);
    struct ui_box in = surface_draw_choice(ui, pick->name, look, pick->box, RADIUS_OPTION);

    draw_pick(ui, pick, in, look->ink);
    return frame_widget(ui, pick->name, ROLE_BUTTON, pick->spoken ? pick->spoken : pick->label,
                        pick->box, !pick->is_disabled, true, pick->is_selected ? "selected" : "");
}

/* --- rows with a circle ----------------------------------------------------------------------- */

/* Where things stand in a row, from its left edge. */
struct places {
    int mark_x, mark; /* the circle and its size */
    int icon_x, letter_x, text_x, text_w;
};

static struct places places_of(const struct ui_option *option)
{
    bool is_tall = option->caption;
    int pad = is_tall ? OPTION_TALL_PAD : OPTION_PAD;
    int mark = is_tall ? OPTION_TALL_MARK : OPTION_MARK;
    int x = pad;
    struct places at = {.mark = mark, .mark_x = option->box.w - pad - mark};

    if (option->mark_first) {
        at.mark_x = x;
        x += mark + (option->icon == ICON_NONE ? OPTION_GAP : pad);
    }
    at.icon_x = x;
    if (option->icon != ICON_NONE)
        x += mark + pad;
    at.letter_x = x;
    if (option->letter)
        x += OPTION_LETTER;
    at.text_x = x;
    at.text_w = (option->mark_first ? option->box.w - pad : at.mark_x - OPTION_GAP) - x;
    return at;
}

/* The chosen row is bold, which is wider; the row keeps its height whichever is chosen. */
static int words_height(struct ui *ui, const struct ui_option *option, int width)
{
    int label =
        ui_text_height(ui, option->label, option->caption ? F_TITLE : F_BODY, W_BOLD, width);

    if (!option->caption)
        return label;
    return label + ui_text_height(ui, option->caption, F_CAPTION, W_MEDIUM, width);
}

int ui_option_height(struct ui *ui, const struct ui_option *option)
{
    int needed = words_height(ui, option, places_of(option).text_w) + 2 * OPTION_AIR + UI_LIP;
    int least = option->caption ? OPTION_TALL : OPTION_SHORT;

    return needed < least ? least : needed;
}

static void draw_words(struct ui *ui, const struct ui_option *option, struct ui_box in,
                       const struct places *at, enum ui_color ink)
{
    enum ui_font font = option->caption ? F_TITLE : F_BODY;
    enum ui_weight weight = option->is_selected ? W_BOLD : W_SEMIBOLD;
    struct ui_box box = {in.x + at->text_x, in.y, at->text_w, in.h};

    if (option->caption) {
        int label = ui_text_height(ui, option->label, font, weight, box.w);
        int caption = ui_text_height(ui, option->caption, F_CAPTION, W_MEDIUM, box.w);

        box.y += (in.h - label - caption) / 2;
        box.h = label;
        words_text(ui, &(struct ui_text){.box = {box.x, box.y + label, box.w, caption},
                                         .text = option->caption,
                                         .font = F_CAPTION,
                                         .weight = W_MEDIUM,
                                         .color = ink});
    }
    words_text(ui, &(struct ui_text){.box = box,
                                     .text = option->label,
                                     .font = font,
                                     .weight = weight,
                                     .color = ink,
                                     .is_middle = true});
}

bool ui_option(struct ui *ui, const struct ui_option *option)
{
    const struct surface_look *look =
        look_of(ui, UI_SURFACE_SECONDARY, option->is_selected, option->is_disabled);
    struct ui_box in = surface_draw_choice(ui, option->name, look, option->box,
                                           option->caption ? RADIUS_BUTTON : RADIUS_OPTION);
    struct places at = places_of(option);

    draw_square(ui, option->icon, in, in.x + at.icon_x, at.mark, look->ink);
    if (option->letter)
        words_text(ui, &(struct ui_text){.box = {in.x + at.letter_x, in.y, OPTION_LETTER, in.h},
                                         .text = option->letter,
                                         .font = F_H2,
                                         .weight = W_BOLD,
                                         .color = look->ink,
                                         .max_lines = 1,
                                         .is_middle = true});
    draw_words(ui, option, in, &at, look->ink);
    draw_square(ui, option->is_selected ? ICON_CIRCLE_CHECK : ICON_CIRCLE, in, in.x + at.mark_x,
                at.mark, look->ink);
    return frame_widget(ui, option->name, ROLE_BUTTON, option->label, option->box,
                        !option->is_disabled, true, option->is_selected ? "selected" : "");
}
