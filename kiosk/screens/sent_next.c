/* What happens to a complaint, in three steps. */
#include "base/text.h"
#include "parts.h"
#include "sent_parts.h"
#include "words/complaint.h"
#include "words/complaint_promise.h"

enum { NODE = 56, NODE_GAP = 20, STEP_GAP = 12, STEPS = 3 };

struct step_words {
    const char *title;
    const char *caption; /* NULL: left out */
};

static int step_height(struct ui *ui, const struct step_words *step, int width)
{
    int height = ui_text_height(ui, step->title, F_TITLE, W_SEMIBOLD, width);

    if (step->caption)
        height += ui_text_height(ui, step->caption, F_CAPTION, W_MEDIUM, width);
    return height > NODE ? height : NODE;
}

static void draw_node(struct ui *ui, struct ui_box circle, int number)
{
    char digit[16];

    (void)text_format(digit, sizeof digit, "%d", number);
    ui_card(ui, circle, NODE / 2, 4, C_CONTROL, C_SURFACE);
    ui_text(ui, &(struct ui_text){.box = circle,
                                  .text = digit,
                                  .font = F_BODY,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .align = UI_CENTER,
                                  .max_lines = 1,
                                  .is_middle = true});
}

static void draw_step(struct ui *ui, const struct step_words *step, struct ui_box box)
{
    struct part_text text = {.x = box.x + NODE + NODE_GAP,
                             .y = box.y,
                             .w = box.w - NODE - NODE_GAP,
                             .text = step->title,
                             .font = F_TITLE,
                             .weight = W_SEMIBOLD,
                             .color = C_INK};

    if (!step->caption)
        text.y += (box.h - ui_text_height(ui, text.text, text.font, text.weight, text.w)) / 2;
    text.y += part_text(ui, &text);
    if (!step->caption)
        return;
    text.text = step->caption;
    text.font = F_CAPTION;
    text.weight = W_MEDIUM;
    text.color = C_INK2;
    part_text(ui, &text);
}

/* Nobody is written to who left no contact: the third step is the visitor's then. */
static void fill(struct step_words steps[STEPS], const struct complaint *sent, const char *ask)
{
    bool is_silent = sent->reply == REPLY_NONE;

    steps[0] = (struct step_words){_("c_n1", "Recorded in the Complaint Book"),
                                   _("c_n1_d", "Today, with this number")};
    steps[1] = (struct step_words){_("c_n2", "Handled by its category: light, medium or heavy"),
                                   _("c_n2_d", "Officers set the category")};
    steps[2] = (struct step_words){is_silent ? _("c_n3_none", "You ask for the answer")
                                             : _("c_n3", "The answer is given to you"),
                                   is_silent ? ask : words_complaint_reply(sent->reply)};
}

int sent_next(struct ui *ui, struct router *router, struct ui_box box,
              const struct sent_shape *shape, bool is_measure)
{
    const char *title = _("c_after", "What happens next");
    struct step_words steps[STEPS];
    char ask[STRINGS_LINE];
    int y = box.y + ui_text_height(ui, title, F_H2, W_BOLD, box.w) + STEP_GAP;

    words_complaint_ask(ask, sizeof ask, &router_catalog(router)->office, i18n_lang());
    fill(steps, &router_visit(router)->complaint.sent, ask);
    if (!is_measure)
        part_text(ui, &(struct part_text){.x = box.x,
                                          .y = box.y,
                                          .w = box.w,
                                          .text = title,
                                          .font = F_H2,
                                          .weight = W_BOLD,
                                          .color = C_INK});
    for (int i = 0; i < STEPS; i++) {
        struct ui_box line = {box.x + NODE / 2 - 2, y + NODE, 4, 0};

        if (!shape->has_captions)
            steps[i].caption = NULL;
        int height = step_height(ui, &steps[i], box.w - NODE - NODE_GAP);
        line.h = height + STEP_GAP - NODE;
        if (!is_measure) {
            if (i + 1 < STEPS)
                ui_fill(ui, line, C_LIP);
            draw_node(ui, (struct ui_box){box.x, y, NODE, NODE}, i + 1);
            draw_step(ui, &steps[i], (struct ui_box){box.x, y, box.w, height});
        }
        y += height + STEP_GAP;
    }
    return y - STEP_GAP - box.y;
}
