/* Where somebody stands in a form: segments, and numbered steps. */
#include "base/text.h"
#include "ui/form.h"
#include "ui/words.h"

enum { SEGMENT_GAP = 8, SEGMENT_STROKE = 3, CIRCLE = 56, CIRCLE_GAP = 12, COLUMN_GAP = 16 };

void ui_segments(struct ui *ui, struct ui_box box, int at, int count, const char *spoken)
{
    bool is_black = ui->theme->is_high_contrast;

    for (int i = 0; i < count; i++) {
        int x = box.x + i * (box.w + SEGMENT_GAP) / count;
        int end = box.x + (i + 1) * (box.w + SEGMENT_GAP) / count - SEGMENT_GAP;
        struct ui_box segment = {x, box.y, end - x, box.h};

        if (i < at)
            ui_round(ui, segment, box.h / 2, C_PRIMARY);
        else if (i == at) /* yellow means done as well in high contrast: there the core is white */
            ui_card(ui, segment, box.h / 2, SEGMENT_STROKE, C_PRIMARY_DARK,
                    is_black ? C_INK : C_ACCENT);
        else if (is_black) /* an empty outline: a white one would be the brightest */
            ui_card(ui, segment, box.h / 2, SEGMENT_STROKE, C_DISABLED_FG, C_BG);
        else
            ui_round(ui, segment, box.h / 2, C_HAIR);
    }
    frame_note(ui, "progress", ROLE_PROGRESS, spoken, box, "");
}

static void draw_circle(struct ui *ui, struct ui_box circle, int number, bool is_done, bool is_now)
{
    char digits[16];

    if (is_now)
        ui_round(ui, circle, CIRCLE / 2, C_PRIMARY);
    else
        ui_card(ui, circle, CIRCLE / 2, 4, is_done ? C_PRIMARY : C_CONTROL, C_SURFACE);
    if (is_done) {
        ui_icon(ui, ICON_CHECK, (struct ui_box){circle.x + 12, circle.y + 12, 32, 32}, C_INK);
        return;
    }
    (void)text_format(digits, sizeof digits, "%d", number);
    words_text(ui, &(struct ui_text){.box = circle,
                                     .text = digits,
                                     .font = F_BODY,
                                     .weight = W_BOLD,
                                     .color = is_now ? C_ON_PRIMARY : C_INK,
                                     .align = UI_CENTER,
                                     .max_lines = 1,
                                     .is_middle = true});
}

/* Equal columns; where a word does not fit its own and all fit together, each takes what it needs and
 * they share the rest. Returns what is to be added to each, -1 with equal columns. */
static int surplus_of(struct ui *ui, const char *const *labels, int count, int width, int room)
{
    int left = width + COLUMN_GAP;
    bool is_tight = false;

    for (int i = 0; i < count; i++) {
        int label = ui_text_width(ui, labels[i], F_BODY, W_BOLD);

        is_tight = is_tight || label > room;
        left -= CIRCLE + CIRCLE_GAP + label + COLUMN_GAP;
    }
    return is_tight && left >= 0 ? left / count : -1;
}

int ui_steps(struct ui *ui, struct ui_box box, const char *const *labels, int count, int at,
             const char *spoken)
{
    int column = (box.w + COLUMN_GAP) / count;
    int room = column - COLUMN_GAP - CIRCLE - CIRCLE_GAP;
    int surplus = surplus_of(ui, labels, count, box.w, room);
    int height = CIRCLE;
    int x = box.x;

    for (int i = 0; surplus < 0 && i < count; i++) {
        int needed = ui_text_height(ui, labels[i], F_BODY, W_BOLD, room);

        if (needed > height)
            height = needed;
    }
    for (int i = 0; i < count; i++) {
        int width = surplus < 0 ? room : ui_text_width(ui, labels[i], F_BODY, W_BOLD) + surplus;

        draw_circle(ui, (struct ui_box){x, box.y + (height - CIRCLE) / 2, CIRCLE, CIRCLE}, i + 1,
                    i < at, i == at);
        words_text(ui, &(struct ui_text){.box = {x + CIRCLE + CIRCLE_GAP, box.y, width, height},
                                         .text = labels[i],
                                         .font = F_BODY,
                                         .weight = i == at ? W_BOLD : W_MEDIUM,
                                         .color = C_INK,
                                         .is_middle = true});
        x += CIRCLE + CIRCLE_GAP + width + COLUMN_GAP;
    }
    frame_note(ui, "steps", ROLE_PROGRESS, spoken, (struct ui_box){box.x, box.y, box.w, height},
               "");
    return height;
}
