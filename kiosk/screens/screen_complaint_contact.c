/* Screen 18: how to reply and, where a reply is wanted, to whom; the privacy notice stands beside the
 * fields. What does not fit a panel or its modes gives way in a fixed order. */
#include "base/text.h"
#include "contact_form.h"
#include "parts.h"

enum { GAP = 16, HEAD_GAP = 24, HINT_GAP = 8, BACK_W = 336, BACK_W_WIDE = 264, COLUMN_GAP = 32 };

/* --- plans -------------------------------------------------------------------------------------- */

enum { COLUMN_PIECES = 6, PLANS = 4 };

/* Two columns: side by side on wide panels; on upright ones the second stands below the first, in low
 * reach within the lower half. PIECE_COUNT ends a column. */
struct plan {
    enum contact_piece first[COLUMN_PIECES], second[COLUMN_PIECES];
};
#define END PIECE_COUNT

/* What is tried, in this order; the last one always fits. */
enum situation { UPRIGHT, UPRIGHT_CONTACT, LOW, LOW_CONTACT, WIDE, WIDE_CONTACT, SITUATIONS };
static const struct plan plans[SITUATIONS][PLANS] = {
    [UPRIGHT] = {{{PIECE_QUESTION, PIECE_WAYS, END}, {END}},
                 {{PIECE_QUESTION, PIECE_WAYS_TIGHT, END}, {END}},
                 {{PIECE_QUESTION, PIECE_WAYS_PLAIN, END}, {END}},
                 {{PIECE_WAYS_PLAIN, END}, {END}}},
    [UPRIGHT_CONTACT] =
        {{{PIECE_QUESTION, PIECE_WAYS, PIECE_FIELDS, PIECE_NOTICE, PIECE_CONSENT, END}, {END}},
         {{PIECE_QUESTION, PIECE_WAYS_TIGHT, PIECE_FIELDS, PIECE_NOTICE, PIECE_CONSENT, END},
          {END}},
         {{PIECE_QUESTION, PIECE_WAYS_PLAIN, PIECE_FIELDS, PIECE_NOTICE, PIECE_CONSENT, END},
          {END}},
         {{PIECE_CHOSEN, PIECE_FIELDS, PIECE_NOTICE, PIECE_CONSENT, END}, {END}}},
    [LOW] = {{{PIECE_QUESTION, END}, {PIECE_WAYS, END}},
             {{PIECE_QUESTION, END}, {PIECE_WAYS_TIGHT, END}},
             {{PIECE_QUESTION, END}, {PIECE_WAYS_PLAIN, END}},
             {{END}, {PIECE_WAYS_PLAIN, END}}},
    [LOW_CONTACT] = {{{PIECE_QUESTION, PIECE_NOTICE, END},
                      {PIECE_CHOSEN, PIECE_FIELDS, PIECE_CONSENT, END}},
                     {{PIECE_NOTICE, END}, {PIECE_CHOSEN, PIECE_FIELDS, PIECE_CONSENT, END}},
                     {{PIECE_NOTICE, END}, {PIECE_CHOSEN, PIECE_FIELDS, PIECE_CONSENT, END}},
                     {{PIECE_NOTICE, END}, {PIECE_CHOSEN, PIECE_FIELDS, PIECE_CONSENT, END}}},
    [WIDE] = {{{PIECE_QUESTION, PIECE_WAYS, END}, {END}},
              {{PIECE_QUESTION, PIECE_WAYS_TIGHT, END}, {END}},
              {{PIECE_QUESTION, PIECE_WAYS_PLAIN, END}, {END}},
              {{PIECE_WAYS_PLAIN, END}, {END}}},
    [WIDE_CONTACT] = {{{PIECE_QUESTION, PIECE_WAYS_TIGHT, END},
                       {PIECE_FIELDS, PIECE_NOTICE, PIECE_CONSENT, END}},
                      {{PIECE_QUESTION, PIECE_WAYS_PLAIN, END},
                       {PIECE_FIELDS, PIECE_NOTICE, PIECE_CONSENT, END}},
                      {{PIECE_QUESTION, PIECE_CHOSEN, PIECE_NOTICE, END},
                       {PIECE_FIELDS, PIECE_CONSENT, END}},
                      {{PIECE_CHOSEN, PIECE_FIELDS, PIECE_CONSENT, END}, {PIECE_NOTICE, END}}},
};

static enum situation situation_of(const struct contact_form *form)
{
    bool has_contact = complaint_wants_contact(form->complaint) && !form->s->is_choosing;

    if (ui_is_landscape(form->ui))
        return has_contact ? WIDE_CONTACT : WIDE;
    if (ui_is_low_reach(form->ui))
        return has_contact ? LOW_CONTACT : LOW;
    return has_contact ? UPRIGHT_CONTACT : UPRIGHT;
}

static int walk_column(struct contact_form *form, const enum contact_piece *pieces,
                       struct ui_box box, bool is_measure)
{
    int y = box.y;

    for (int i = 0; pieces[i] != END; i++)
        y += contact_piece(form, pieces[i], (struct ui_box){box.x, y, box.w, 0}, is_measure) + GAP;
    return y > box.y ? y - GAP - box.y : 0;
}

static bool fits(struct contact_form *form, const struct plan *plan, const struct ui_box boxes[2])
{
    return walk_column(form, plan->first, boxes[0], true) <= boxes[0].h
           && walk_column(form, plan->second, boxes[1], true) <= boxes[1].h;
}

/* The columns' boxes: `boxes[1].h` is 0 where there is but one. */
static void columns(struct ui *ui, int top, int bottom, struct ui_box boxes[2])
{
    int all = ui_width(ui) - 2 * PART_X;
    int half = (all - COLUMN_GAP) / 2;

    if (ui_is_landscape(ui)) {
        boxes[0] = (struct ui_box){PART_X, top, half, part_bottom(ui) - top};
        boxes[1] = (struct ui_box){PART_X + half + COLUMN_GAP, top, half, bottom - top};
    } else if (ui_is_low_reach(ui)) {
        boxes[0] = (struct ui_box){PART_X, top, all, UI_LOW_REACH - GAP - top};
        boxes[1] = (struct ui_box){PART_X, UI_LOW_REACH, all, bottom - UI_LOW_REACH};
    } else {
        boxes[0] = (struct ui_box){PART_X, top, all, bottom - top};
        boxes[1] = (struct ui_box){PART_X, bottom, all, 0};
    }
}

int contact_piece(struct contact_form *form, enum contact_piece piece, struct ui_box box,
                  bool is_measure)
{
    switch (piece) {
    case PIECE_QUESTION:
        return contact_question(form, box, is_measure);
    case PIECE_WAYS:
    case PIECE_WAYS_TIGHT:
    case PIECE_WAYS_PLAIN:
        return contact_ways(form, piece, box, is_measure);
    case PIECE_CHOSEN:
        return contact_chosen(form, box, is_measure);
    case PIECE_FIELDS:
        return contact_fields(form, box, is_measure);
    case PIECE_NOTICE:
        return contact_notice(form, box, is_measure);
    case PIECE_CONSENT:
        return contact_consent(form, box, is_measure);
    case PIECE_COUNT:
        break;
    }
    return 0;
}

/* --- the screen --------------------------------------------------------------------------------- */

static struct ui_box actions_box(struct ui *ui)
{
    int all = ui_width(ui) - 2 * PART_X;
    int half = (all - COLUMN_GAP) / 2;

    return ui_is_landscape(ui)
               ? (struct ui_box){PART_X + half + COLUMN_GAP, part_actions(ui) + 16, half, 112}
               : (struct ui_box){PART_X, part_actions(ui), all, PART_ACTION};
}

/* The place of the longest one is kept free: nothing moves when one comes or goes. */
static int hint_height(struct ui *ui, int width)
{
    const char *const all[] = {
        _("c_lacks_phone", "Type a phone number of 8 to 15 digits."),
        _("c_lacks_mail", "Type an e-mail address, for example name@mail.com."),
        _("c_lacks_consent", "Touch the box if you agree, or choose a way without contact."),
    };
    int most = 0;

    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        int height = ui_text_height(ui, all[i], F_CAPTION, W_SEMIBOLD, width);

        most = height > most ? height : most;
    }
    return most;
}

static void draw_actions(struct contact_form *form, struct ui_box box)
{
    const char *lack = complaint_lacks_contact(form->complaint);
    int back = ui_is_landscape(form->ui) ? BACK_W_WIDE : BACK_W;
    int hint = hint_height(form->ui, box.w);

    if (lack)
        ui_text(form->ui, &(struct ui_text){.box = {box.x, box.y - HINT_GAP - hint, box.w, hint},
                                            .text = lack,
                                            .font = F_CAPTION,
                                            .weight = W_SEMIBOLD,
                                            .color = C_INK2,
                                            .name = "hint"});
    if (ui_button(form->ui, &(struct ui_button){.name = "edit",
                                                .label = _("c_edit", "Edit text"),
                                                .icon = ICON_ARROW_LEFT,
                                                .kind = UI_SECONDARY,
                                                .font = F_BODY,
                                                .box = {box.x, box.y, back, box.h}}))
        router_back_to(form->router, &screen_complaint_text);
    if (ui_button(form->ui,
                  &(struct ui_button){.name = "next",
                                      .label = _("c_3", "Check & send"),
                                      .icon = ICON_ARROW_RIGHT,
                                      .icon_after = true,
                                      .kind = UI_PRIMARY,
                                      .font = F_H2,
                                      .box = {box.x + back + 16, box.y, box.w - back - 16, box.h},
                                      .is_disabled = lack != NULL}))
        router_go(form->router, &screen_complaint_check);
}

static void draw_form(struct contact_form *form, int top)
{
    struct ui_box actions = actions_box(form->ui);
    const struct plan *choices = plans[situation_of(form)];
    int at = 0;
    struct ui_box boxes[2];

    columns(form->ui, top, actions.y - 2 * HINT_GAP - hint_height(form->ui, actions.w), boxes);
    while (at + 1 < PLANS && !fits(form, &choices[at], boxes))
        at++;
    (void)walk_column(form, choices[at].first, boxes[0], false);
    (void)walk_column(form, choices[at].second, boxes[1], false);
    draw_actions(form, actions);
}

static void contact_frame(void *state, struct ui *ui, struct router *router)
{
    struct contact_state *s = state;
    enum contact_stage before = s->stage;
    struct contact_form form = {ui, router, s, &router_visit(router)->complaint};
    int top = complaint_head(ui, COMPLAINT_CONTACTS) + HEAD_GAP;

    if (s->stage == CONTACT_FORM)
        draw_form(&form, top);
    else
        contact_typing(&form, top);
    if (s->stage != before) {
        ui_forget_touch(ui); /* what lies under the finger now is something else */
        ui_ask_wake(ui, ui_now_ms(ui));
    }
}

const struct screen screen_complaint_contact = {
    .name = "complaint-contact",
    .state_size = sizeof(struct contact_state),
    .idle_ms = 120000,
    .has_names = true,
    .frame = contact_frame,
};
