/* The two buttons of screen 08: a number in the general queue, and one before it. */
#include "confirm_parts.h"
#include "parts.h"
#include <assert.h>

const struct confirm_shape confirm_shapes[CONFIRM_SHAPES] = {
    {216, 36, 18, 28, 44, F_BODY, F_H2, false},
    {152, 24, 16, 16, 32, F_BODY, F_H2, false},
    {144, 20, 12, 12, 24, F_BODY, F_TITLE, true},
    {120, 8, 8, 8, 20, F_CAPTION, F_TITLE, true}};

static const struct {
    enum icon icon;
    struct label label;
} reasons[] = {
    {ICON_USER_ROUND, W("elder", "Seniors (60 and over)")},
    {ICON_ACCESSIBILITY, W("disab", "Persons with disabilities")},
    {ICON_HEART_HANDSHAKE, W("preg", "Pregnant or nursing mothers")},
    {ICON_BABY, W("child", "With a small child")},
};
static_assert(ARRAY_LEN(reasons) % 2 == 0, "two in a row");

enum {
    PAD = 50,
    REASON_X = 52,
    REASON_TEXT = 62,
    REASON_ICON = 44,
    REASON_RULE = 30,
    HEAD_X = 168,
    HEAD_END = 124,
    HEAD_ICON = 80,
    PRINTER = 56,
    LIP = 6
};

/* --- the words of a button ----------------------------------------------------------------------- */

struct head {
    const char *title, *sub;
    enum ui_font font;
    int width, title_h, height;
};

/* The title in the largest type that takes one line, else in the smallest on as many as it needs. */
static struct head head_of(struct ui *ui, const char *title, const char *sub, int width)
{
    static const enum ui_font fonts[] = {F_H1, F_H2, F_TITLE};
    struct head head = {.title = title, .sub = sub, .width = width - HEAD_X - HEAD_END};
    size_t i = 0;

    while (i + 1 < ARRAY_LEN(fonts) && ui_text_width(ui, title, fonts[i], W_BOLD) > head.width)
        i++;
    head.font = fonts[i];
    head.title_h = ui_text_height(ui, title, head.font, W_BOLD, head.width);
    head.height = head.title_h + ui_text_height(ui, sub, F_BODY, W_SEMIBOLD, head.width);
    return head;
}

static struct head general_head(struct ui *ui, const struct confirm_buttons *buttons, int width)
{
    return head_of(
        ui, buttons->has_paper ? _("pr", "Print queue number") : _("take_q", "Get a queue number"),
        _("general", "General queue"), width);
}

static struct head priority_head(struct ui *ui, const struct confirm_buttons *buttons, int width)
{
    return head_of(ui,
                   buttons->has_paper ? _("prp", "Print priority number")
                                      : _("prp_screen", "Get priority number"),
                   _("prp_for", "Priority for:"), width);
}

static void draw_head(struct ui *ui, const struct head *head, struct ui_box in, enum icon icon,
                      enum ui_color icon_color, enum ui_color ink, bool has_paper)
{
    int middle = in.y + in.h / 2;

    ui_icon(ui, icon, (struct ui_box){in.x + PAD, middle - HEAD_ICON / 2, HEAD_ICON, HEAD_ICON},
            icon_color);
    part_text(ui, &(struct part_text){.x = in.x + HEAD_X,
                                      .y = in.y,
                                      .w = head->width,
                                      .text = head->title,
                                      .font = head->font,
                                      .weight = W_BOLD,
                                      .color = ink});
    part_text(ui, &(struct part_text){.x = in.x + HEAD_X,
                                      .y = in.y + head->title_h,
                                      .w = head->width,
                                      .text = head->sub,
                                      .font = F_BODY,
                                      .weight = W_SEMIBOLD,
                                      .color = ink});
    if (has_paper)
        ui_icon(
            ui, ICON_PRINTER,
            (struct ui_box){in.x + in.w - PAD - PRINTER, middle - PRINTER / 2, PRINTER, PRINTER},
            ink);
}

/* --- who goes before ------------------------------------------------------------------------------ */

static int reason_pitch(int width)
{
    return (width - 80) / 2;
}

static int reason_row(struct ui *ui, const struct confirm_shape *shape, size_t first, int width)
{
    int highest = REASON_ICON - 4;

    for (size_t i = first; i < first + 2; i++) {
        int height = ui_text_height(ui, strings_label(&reasons[i].label), shape->reason, W_SEMIBOLD,
                                    reason_pitch(width) - REASON_TEXT - 12);

        highest = height > highest ? height : highest;
    }
    return highest;
}

static int general_height(struct ui *ui, const struct confirm_buttons *buttons, int width)
{
    struct head head = general_head(ui, buttons, width);
    int least = head.height + 2 * buttons->shape->air + LIP;

    return least > buttons->shape->general ? least : buttons->shape->general;
}

static int priority_height(struct ui *ui, const struct confirm_buttons *buttons, int width)
{
    const struct confirm_shape *shape = buttons->shape;
    struct head head = priority_head(ui, buttons, width);
    int height = shape->air + head.height + shape->rule + REASON_RULE + shape->end;

    for (size_t i = 0; i < ARRAY_LEN(reasons); i += 2)
        height += reason_row(ui, shape, i, width) + (i > 0 ? shape->gap : 0);
    return height;
}

static void draw_reasons(struct ui *ui, const struct confirm_shape *shape, struct ui_box in,
                         enum ui_color ink)
{
    int pitch = reason_pitch(in.w);

    for (size_t i = 0; i < ARRAY_LEN(reasons); i++) {
        int row = reason_row(ui, shape, i - i % 2, in.w);
        int x = in.x + REASON_X + (i % 2 ? pitch : 0);

        ui_icon(ui, reasons[i].icon,
                (struct ui_box){x, in.y + (row - REASON_ICON) / 2, REASON_ICON, REASON_ICON}, ink);
        ui_text(ui, &(struct ui_text){.box = {x + REASON_TEXT, in.y, pitch - REASON_TEXT - 12, row},
                                      .text = strings_label(&reasons[i].label),
                                      .font = shape->reason,
                                      .weight = W_SEMIBOLD,
                                      .color = ink,
                                      .is_middle = true});
        if (i % 2)
            in.y += row + shape->gap;
    }
}

/* --- buttons --------------------------------------------------------------------------------------- */

static bool general_button(struct ui *ui, const struct confirm_buttons *buttons, struct ui_box box)
{
    enum ui_color ink = buttons->is_open ? C_ON_PRIMARY : C_DISABLED_FG;
    struct head head = general_head(ui, buttons, box.w);
    struct ui_box in;
    bool has_fired = ui_surface(ui,
                                &(struct ui_surface){.name = "take-general",
                                                     .spoken = head.title,
                                                     .kind = UI_SURFACE_PRIMARY,
                                                     .box = box,
                                                     .is_disabled = !buttons->is_open},
                                &in);

    in.y += (in.h - head.height) / 2;
    in.h = head.height;
    draw_head(ui, &head, in, ICON_TICKET, ink, ink, buttons->has_paper);
    return has_fired;
}

static bool priority_button(struct ui *ui, const struct confirm_buttons *buttons, struct ui_box box)
{
    const struct confirm_shape *shape = buttons->shape;
    enum ui_color ink = buttons->is_open ? C_INK : C_DISABLED_FG;
    struct head head = priority_head(ui, buttons, box.w);
    struct ui_box in;
    bool has_fired = ui_surface(ui,
                                &(struct ui_surface){.name = "take-priority",
                                                     .spoken = head.title,
                                                     .kind = UI_SURFACE_SECONDARY,
                                                     .box = box,
                                                     .is_disabled = !buttons->is_open},
                                &in);

    in.y += shape->air;
    in.h = head.height;
    draw_head(ui, &head, in, ICON_HEART_HANDSHAKE, buttons->is_open ? C_PRIMARY : ink, ink,
              buttons->has_paper);
    in.y += head.height + shape->rule;
    ui_fill(ui, (struct ui_box){in.x + PAD, in.y, in.w - 2 * PAD, 2}, C_HAIR);
    in.y += REASON_RULE;
    draw_reasons(ui, shape, in, ink);
    return has_fired;
}

int confirm_buttons_height(struct ui *ui, const struct confirm_buttons *buttons, int width)
{
    return general_height(ui, buttons, width) + CONFIRM_GAP + priority_height(ui, buttons, width);
}

enum confirm_wish confirm_buttons_draw(struct ui *ui, const struct confirm_buttons *buttons,
                                       struct ui_box box)
{
    enum confirm_wish wish = WISH_NONE;
    int general = general_height(ui, buttons, box.w);

    if (general_button(ui, buttons, (struct ui_box){box.x, box.y, box.w, general}))
        wish = WISH_GENERAL;
    box.y += general + CONFIRM_GAP;
    box.h = priority_height(ui, buttons, box.w);
    if (priority_button(ui, buttons, box))
        wish = WISH_PRIORITY;
    return wish;
}
