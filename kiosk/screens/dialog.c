/* Questions over the open screen. */
#include "dialog.h"
#include "base/text.h"
#include "parts.h"

enum {
    PAD = 56,        /* of ui_modal */
    ABOVE_NAV = 204, /* on an upright panel: the thumb's half, with the screen's actions covered */
    ABOVE_LITTLE = 24,
    LOWER_HALF = 896,
    STAY = 160,
    END = 112,
    GAP = 20,
    MEDALLION = 112,
    MEDALLION_ROOM = 144
};

struct ui_box part_dialog_open(struct ui *ui, int height)
{
    int whole = height + 2 * PAD;
    int top = ui_top_height(ui);
    int bottom = ui_height(ui) - ui_nav_height(ui);
    int y = bottom - ABOVE_NAV - whole;

    if (ui_is_landscape(ui))
        y = top + (bottom - top - whole) / 2;
    else if (y < LOWER_HALF) /* longer words in larger type: nearer to the thumb */
        y = bottom - ABOVE_LITTLE - whole;
    return ui_modal(ui, (struct ui_box){(ui_width(ui) - PART_W) / 2, y, PART_W, whole});
}

enum dialog_answer part_dialog_answers(struct ui *ui, struct ui_box in, const struct dialog *dialog)
{
    int y = in.y + in.h - DIALOG_ANSWERS;
    char stay[WIDGET_NAME], end[WIDGET_NAME];
    enum dialog_answer answer = DIALOG_OPEN;

    (void)text_format(stay, sizeof stay, "%s-stay", dialog->name);
    (void)text_format(end, sizeof end, "%s-end", dialog->name);
    if (ui_button(ui, &(struct ui_button){.name = stay,
                                          .label = dialog->stay,
                                          .icon = dialog->stay_icon,
                                          .kind = UI_PRIMARY,
                                          .font = F_FACE,
                                          .box = {in.x, y, in.w, STAY}}))
        answer = DIALOG_STAY;
    if (ui_button(ui, &(struct ui_button){.name = end,
                                          .label = dialog->end,
                                          .icon = dialog->end_icon,
                                          .kind = UI_SECONDARY,
                                          .font = F_TITLE,
                                          .box = {in.x, y + STAY + GAP, in.w, END}}))
        answer = DIALOG_END;
    return answer;
}

enum dialog_answer part_ask(struct ui *ui, const struct dialog *dialog)
{
    int left = dialog->icon == ICON_NONE ? 0 : MEDALLION_ROOM;
    int width = PART_W - 2 * PAD - left;
    int title = ui_text_height(ui, dialog->title, F_H1, W_BOLD, width);
    int words = ui_text_height(ui, dialog->words, F_TITLE, W_MEDIUM, width);
    int head = title + 8 + words;
    struct ui_box in;
    char name[WIDGET_NAME];

    if (left && head < MEDALLION)
        head = MEDALLION;
    in = part_dialog_open(ui, head + 32 + DIALOG_ANSWERS);
    if (left)
        part_medallion(ui, (struct ui_box){in.x, in.y, MEDALLION, MEDALLION}, dialog->icon, 56,
                       C_WARNING_TINT, C_WARNING);
    part_text(ui, &(struct part_text){.x = in.x + left,
                                      .y = in.y,
                                      .w = width,
                                      .text = dialog->title,
                                      .font = F_H1,
                                      .weight = W_BOLD,
                                      .color = C_INK,
                                      .name = dialog->name});
    (void)text_format(name, sizeof name, "%s-words", dialog->name);
    part_text(ui, &(struct part_text){.x = in.x + left,
                                      .y = in.y + title + 8,
                                      .w = width,
                                      .text = dialog->words,
                                      .font = F_TITLE,
                                      .weight = W_MEDIUM,
                                      .color = C_INK,
                                      .name = name});
    return part_dialog_answers(ui, in, dialog);
}
