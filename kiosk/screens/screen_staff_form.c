/* A paper form of the survey, by keypad: one after the other, as they lie in the stack. */
#include "paper_form.h"
#include "parts.h"
#include "staff_parts.h"
#include <string.h>

enum {
    TOP_GAP = 24,
    BOTTOM_GAP = 32,
    GUTTER = 40,
    RIGHT_W = 620,
    LABEL_W = 190,
    BRACKET_W = 430,
    ROW = 80,
    DAY = 96,
    FIELD = 96,
    KEYS = 388,
    KEYS_UPRIGHT = 168,
    SAVE = 280,
    SAVE_UPRIGHT = 250,
    CANCEL = 88,
    COUNT_H = 40
};

static void staff_form_enter(void *state, struct router *router)
{
    paper_form_begin(state, router);
}

static void staff_form_leave(void *state, struct router *router)
{
    struct paper_form *form = state;

    (void)router;
    explicit_bzero(form->suggestion, sizeof form->suggestion);
}

static struct ui_box content(struct ui *ui)
{
    int top = part_staff_top(ui) + TOP_GAP;

    return (struct ui_box){STAFF_MARGIN, top, ui_width(ui) - 2 * STAFF_MARGIN,
                           ui_height(ui) - BOTTOM_GAP - top};
}

/* The profile's parts, one below the other; those with many words take two rows. Returns the y below. */
static int fill_profile(struct ui *ui, struct paper_form *form, struct ui_box box, bool is_narrow)
{
    for (int part = PART_GENDER; part < PAPER_PARTS; part++) {
        int rows = part == PART_OCCUPATION || (part == PART_EDUCATION && is_narrow) ? 2 : 1;
        int height = rows * (ROW + PAPER_GAP) - PAPER_GAP;

        paper_draw_part(ui, form, (enum paper_part)part, LABEL_W,
                        (struct ui_box){box.x, box.y, box.w, height}, rows);
        box.y += height + PAPER_GAP;
    }
    return box.y + PAPER_GAP;
}

static void fill_landscape(struct ui *ui, struct paper_form *form, struct router *router)
{
    struct ui_box all = content(ui);
    struct ui_box left = {all.x, all.y, all.w - RIGHT_W - GUTTER, all.h};
    struct ui_box right = {all.x + all.w - RIGHT_W, all.y, RIGHT_W, all.h};
    int day_w = left.w - BRACKET_W - GUTTER;
    int y;

    paper_draw_day(ui, form, (struct ui_box){left.x, left.y, day_w, DAY});
    paper_draw_part(ui, form, PART_BRACKET, 0,
                    (struct ui_box){left.x + day_w + GUTTER, left.y, BRACKET_W, DAY}, 1);
    y = fill_profile(ui, form, (struct ui_box){left.x, left.y + DAY + PAPER_GAP, left.w, 0}, false);
    paper_draw_answers(ui, form, router, (struct ui_box){left.x, y, left.w, left.y + left.h - y});
    paper_draw_keys(ui, form, router, (struct ui_box){right.x, right.y, right.w, KEYS}, 2);
    paper_draw_extras(ui, form,
                      (struct ui_box){right.x, right.y + KEYS + 24, right.w, 2 * FIELD + PAPER_GAP},
                      true);
    paper_draw_save(ui, form, router,
                    (struct ui_box){right.x, right.y + right.h - SAVE, right.w, SAVE});
}

static void fill_portrait(struct ui *ui, struct paper_form *form, struct router *router)
{
    struct ui_box all = content(ui);
    int save = all.y + all.h - SAVE_UPRIGHT;
    int keys = save - 20 - KEYS_UPRIGHT;
    int fields = keys - 20 - FIELD;
    int y = all.y + DAY + PAPER_GAP;

    paper_draw_day(ui, form, (struct ui_box){all.x, all.y, all.w, DAY});
    paper_draw_part(ui, form, PART_BRACKET, LABEL_W, (struct ui_box){all.x, y, all.w, ROW}, 1);
    y = fill_profile(ui, form, (struct ui_box){all.x, y + ROW + PAPER_GAP, all.w, 0}, true);
    paper_draw_answers(ui, form, router, (struct ui_box){all.x, y, all.w, fields - 20 - y});
    paper_draw_extras(ui, form, (struct ui_box){all.x, fields, all.w, FIELD}, false);
    paper_draw_keys(ui, form, router, (struct ui_box){all.x, keys, all.w, KEYS_UPRIGHT}, 4);
    paper_draw_save(ui, form, router, (struct ui_box){all.x, save, all.w, SAVE_UPRIGHT});
}

static void draw_choosing(struct ui *ui, struct paper_form *form, struct router *router)
{
    struct ui_box all = content(ui);
    const char *cancel = _("cancel", "Cancel");
    const struct service *chosen = form->service;
    int button = ui_text_width(ui, cancel, F_BODY, W_BOLD) + 64;
    int head = part_text(ui, &(struct part_text){.x = all.x,
                                                 .y = all.y,
                                                 .w = all.w - button - STAFF_GAP,
                                                 .text = _("sf_which", "Which service is the form "
                                                                       "about?"),
                                                 .font = F_H2,
                                                 .weight = W_BOLD,
                                                 .color = C_INK,
                                                 .name = "which"});

    head = (head > CANCEL ? head : CANCEL) + 24;
    if (ui_button(ui, &(struct ui_button){.name = "cancel",
                                          .label = cancel,
                                          .kind = UI_SECONDARY,
                                          .font = F_BODY,
                                          .box = {all.x + all.w - button, all.y, button, CANCEL}}))
        form->stage = PAPER_FILL;
    switch (service_choice_draw(ui, router, &form->choice,
                                (struct ui_box){all.x, all.y + head, all.w, all.h - head}, chosen,
                                _("sw_skipped", "Not given"), &form->service)) {
    case SERVICE_OPEN:
        return;
    case SERVICE_NONE:
        form->service = NULL;
        break;
    case SERVICE_CHOSEN:
        break;
    }
    form->stage = PAPER_FILL;
}

static void draw_typing(struct ui *ui, struct paper_form *form)
{
    struct ui_box all = content(ui);
    int keyboard = ui_height(ui) - ui_keyboard_height(ui);
    const struct ui_typing typing = {.text = form->suggestion,
                                     .size = sizeof form->suggestion,
                                     .space = _("space", "space"),
                                     .shift = _("shift", "capital letter"),
                                     .erase = _("clear", "Clear"),
                                     .action = _("done", "Done"),
                                     .is_prose = true,
                                     .max_letters = SUGGESTION_LETTERS};
    struct ui_box area = {all.x, all.y + COUNT_H + 8, all.w, keyboard - 24 - all.y - COUNT_H - 8};

    part_text(ui, &(struct part_text){.x = all.x,
                                      .y = all.y,
                                      .w = all.w - 200,
                                      .text = _("sf_suggestion", "Suggestion (optional)"),
                                      .font = F_BODY,
                                      .weight = W_MEDIUM,
                                      .color = C_INK2});
    ui_letter_count(ui, (struct ui_box){all.x + all.w - 200, all.y, 200, COUNT_H}, &typing);
    ui_text_area(ui,
                 &(struct ui_area){.name = "words",
                                   .box = area,
                                   .text = form->suggestion,
                                   .hint = _("sf_hint", "as it stands on the form, without names"),
                                   .up = _("prev", "Previous"),
                                   .down = _("next", "Next")},
                 &form->keyboard);
    if (ui_keyboard(ui, &form->keyboard, &typing, ui_height(ui)))
        form->stage = PAPER_FILL;
}

static void staff_form_frame(void *state, struct ui *ui, struct router *router)
{
    struct paper_form *form = state;
    enum paper_stage before = form->stage;
    bool was_saved = form->was_saved;

    paper_form_see_day(form, router);
    (void)part_staff_bar(ui, router,
                         &(struct staff_bar){.title = _("sf_t", "Paper survey form"),
                                             .subtitle = router_office(router),
                                             .has_back = before == PAPER_FILL});
    switch (form->stage) {
    case PAPER_FILL:
        if (ui_is_landscape(ui))
            fill_landscape(ui, form, router);
        else
            fill_portrait(ui, form, router);
        break;
    case PAPER_SERVICE:
        draw_choosing(ui, form, router);
        break;
    case PAPER_SUGGESTION:
        draw_typing(ui, form);
        break;
    }
    if (form->stage != before)
        ui_forget_touch(ui); /* what lies under the finger now is another button */
    if (form->stage != before || form->was_saved != was_saved || ui_was_touched(ui))
        ui_ask_wake(ui, ui_now_ms(ui)); /* what was drawn first shows what was before */
}

const struct screen screen_staff_form = {
    .name = "staff-form",
    .state_size = sizeof(struct paper_form),
    .idle_ms = 120000,
    .has_no_nav = true,
    .is_staff = true,
    .has_names = true, /* people sign what they write, though nobody asks them to */
    .enter = staff_form_enter,
    .frame = staff_form_frame,
    .leave = staff_form_leave,
};
