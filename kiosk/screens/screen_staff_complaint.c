/* One complaint for officers: what it is about, its words once somebody opens them, its weight with the
 * route that the standard prescribes, the answer, and the end. */
#include "base/text.h"
#include "complaint_desk.h"
#include "list_panel.h"
#include "parts.h"
#include "staff_parts.h"
#include "ui/form.h"
#include "words/complaint.h"

enum {
    GAP = 24,
    SIDE_W = 720, /* of the actions, on wide panels */
    GUTTER = 40,
    PICK = 88,
    BUTTON = 112,
    READ_BUTTON = 96,
    WORDS_LEAST = 440, /* of the words, on upright panels */
    TYPING_SIDE = 420,
    COUNT = 44
};

static void staff_complaint_enter(void *state, struct router *router)
{
    complaint_desk_read(state, router);
}

static void staff_complaint_leave(void *state, struct router *router)
{
    (void)router;
    complaint_desk_wipe(state);
}

/* --- what is known ------------------------------------------------------------------------------ */

static void day_words(char *out, size_t size, const char *pattern, int64_t day)
{
    static const int64_t day_ms = INT64_C(86400000);
    char date[64];

    words_date(date, sizeof date, day * day_ms, 0);
    (void)text_fill(out, size, pattern, "date", date, NULL);
}

static void promise(char *out, size_t size, const struct complaint_desk *s)
{
    if (s->complaint.due_day == 0)
        (void)text_copy(out, size, _("bk_no_due", "No date is promised"));
    else
        day_words(out, size,
                  complaint_is_overdue(&s->complaint, s->today)
                      ? _("bk_late", "Overdue since {date}")
                      : _("bk_due", "Promised for {date}"),
                  s->complaint.due_day);
}

/* Kind and service, when it came, how it stands, how to reply; returns the height used. */
static int draw_facts(struct ui *ui, const struct complaint_desk *s, struct router *router,
                      struct ui_box box)
{
    const struct complaint *complaint = &s->complaint;
    bool is_late = complaint_is_overdue(complaint, s->today);
    char what[STRINGS_LINE], came[STRINGS_LINE], when[STRINGS_LINE], due[STRINGS_LINE];
    int y = box.y;

    strings_dotted(what, sizeof what, words_complaint_kind(complaint->kind),
                   complaint->service_name);
    y += 8
         + part_text(ui, &(struct part_text){.x = box.x,
                                             .y = y,
                                             .w = box.w,
                                             .text = what,
                                             .font = F_TITLE,
                                             .weight = W_BOLD,
                                             .color = C_INK,
                                             .name = "what"});
    words_date_time(when, sizeof when, complaint->at_ms, router_offset_min(router));
    strings_dotted(came, sizeof came, when, words_complaint_reply(complaint->reply));
    y += 4
         + part_text(ui, &(struct part_text){.x = box.x,
                                             .y = y,
                                             .w = box.w,
                                             .text = came,
                                             .font = F_NAV,
                                             .weight = W_MEDIUM,
                                             .color = C_INK2});
    promise(due, sizeof due, s);
    y += part_pair(ui,
                   &(struct part_text){.x = box.x,
                                       .y = y,
                                       .w = box.w,
                                       .text = words_complaint_progress(complaint),
                                       .font = F_NAV,
                                       .weight = W_BOLD,
                                       .color = C_INK,
                                       .name = "state"},
                   due, is_late ? C_WARNING : C_INK2);
    return y - box.y;
}

/* Sealed until an officer wants to read it. */
static void draw_sealed(struct ui *ui, struct complaint_desk *s, struct router *router,
                        struct ui_box box)
{
    const struct label *trouble = s->trouble;
    static const struct label erased = W("bc_erased", "The text has been erased.");
    static const struct label noted =
        W("bc_noted", "The text is sealed. Who reads it is noted in the journal.");
    int y = box.y + box.h / 2 - 140;

    if (s->complaint.is_erased)
        trouble = &erased;
    ui_card(ui, box, 24, 2, C_HAIR, C_SURFACE);
    ui_icon(ui, ICON_LOCK, (struct ui_box){box.x + box.w / 2 - 36, y, 72, 72}, C_INK2);
    y += 96;
    y += 24
         + part_text(ui, &(struct part_text){.x = box.x + 48,
                                             .y = y,
                                             .w = box.w - 96,
                                             .text = strings_label(trouble ? trouble : &noted),
                                             .font = F_BODY,
                                             .weight = W_MEDIUM,
                                             .color = trouble ? C_DANGER : C_INK2,
                                             .align = UI_CENTER,
                                             .name = "sealed"});
    if (!s->complaint.is_erased
        && ui_button(ui,
                     &(struct ui_button){.name = "read",
                                         .label = _("bc_read", "Read the complaint"),
                                         .icon = ICON_FILE_TEXT,
                                         .kind = UI_HELPER,
                                         .font = F_BODY,
                                         .box = {box.x + box.w / 2 - 280, y, 560, READ_BUTTON}}))
        complaint_desk_open(s, router);
}

static void draw_words(struct ui *ui, struct complaint_desk *s, struct router *router,
                       struct ui_box box)
{
    if (!s->is_open) {
        draw_sealed(ui, s, router, box);
        return;
    }
    ui_text_area(ui,
                 &(struct ui_area){.name = "words",
                                   .box = box,
                                   .text = s->shown,
                                   .hint = "",
                                   .up = _("prev", "Previous"),
                                   .down = _("next", "Next"),
                                   .is_read_only = true},
                 &s->turns);
}

/* --- what is done ------------------------------------------------------------------------------- */

static int draw_weights(struct ui *ui, struct complaint_desk *s, struct router *router,
                        struct ui_box box)
{
    static const enum complaint_weight weights[] = {WEIGHT_RINGAN, WEIGHT_SEDANG, WEIGHT_BERAT};
    int width = (box.w - 2 * STAFF_GAP) / 3;
    enum complaint_weight wanted = WEIGHT_NOT_SET;

    panel_title(ui, box, _("bp_weight", "Weight"), NULL);
    for (size_t i = 0; i < ARRAY_LEN(weights); i++) {
        char name[WIDGET_NAME];

        (void)text_format(name, sizeof name, "weight-%s", complaint_weight_key(weights[i]));
        if (ui_pick(ui, &(struct ui_pick){
                            .name = name,
                            .label = words_complaint_weight(weights[i]),
                            .box = {box.x + (int)i * (width + STAFF_GAP), box.y + 56, width, PICK},
                            .is_selected = s->complaint.weight == weights[i],
                            .is_disabled = !complaint_desk_may_weigh(s)}))
            wanted = weights[i];
    }
    if (wanted != WEIGHT_NOT_SET)
        complaint_desk_weigh(s, router, wanted);
    return 56 + PICK;
}

/* In the document's own words, in the officers' language. */
static void draw_route(struct ui *ui, const struct complaint_desk *s, struct router *router,
                       struct ui_box box)
{
    const char *lang = i18n_lang();
    const char *route = desk_complaint_route(router_desk(router), s->complaint.service_id,
                                             s->complaint.weight, lang);
    bool has_weight = s->complaint.weight != WEIGHT_NOT_SET;

    if (!has_weight)
        route =
            _("bc_weigh_first", "Choose the weight to see how the service standard handles it.");
    else if (!route)
        route = _("bc_no_route", "The service standard does not say how this weight is handled.");
    enum ui_font font =
        ui_text_height(ui, route, F_BODY, W_MEDIUM, box.w) <= box.h ? F_BODY : F_CAPTION;
    ui_text(ui, &(struct ui_text){.box = box,
                                  .text = route,
                                  .font = font,
                                  .weight = W_MEDIUM,
                                  .color = has_weight ? C_INK : C_INK2,
                                  .name = "route"});
}

static bool close_button(struct ui *ui, enum ui_button_kind kind, struct ui_box box)
{
    return ui_button(ui, &(struct ui_button){.name = "close",
                                             .label = _("bc_close", "Close complaint"),
                                             .icon = ICON_CHECK,
                                             .kind = kind,
                                             .font = F_BODY,
                                             .box = box});
}

static bool answer_button(struct ui *ui, bool is_disabled, struct ui_box box)
{
    return ui_button(ui, &(struct ui_button){.name = "answer",
                                             .label = _("bc_answer", "Write the answer"),
                                             .icon = ICON_PEN_LINE,
                                             .kind = UI_PRIMARY,
                                             .font = F_BODY,
                                             .box = box,
                                             .is_disabled = is_disabled});
}

/* The next step, and below it the receipt once more; one that wants no reply may be closed with or
 * without an answer. `box` ends where they end. */
static void draw_actions(struct ui *ui, struct complaint_desk *s, struct router *router,
                         struct ui_box box)
{
    int half = (box.w - STAFF_GAP) / 2;
    struct ui_box print = {box.x, box.y + box.h - BUTTON, box.w, BUTTON};
    struct ui_box next = {box.x, print.y - STAFF_GAP - BUTTON, box.w, BUTTON};
    struct ui_box right = {box.x + half + STAFF_GAP, print.y, half, BUTTON};
    bool may_both = complaint_desk_may_close(s) && complaint_desk_may_answer(s);
    bool wants_close = false;

    if (s->complaint.state == COMPLAINT_ANSWERED)
        wants_close = close_button(ui, UI_PRIMARY, next);
    else if (s->complaint.state != COMPLAINT_CLOSED
             && answer_button(ui, !complaint_desk_may_answer(s), next))
        s->is_typing = true;
    if (may_both)
        print.w = half;
    if (ui_button(ui, &(struct ui_button){.name = "print",
                                          .label = _("bc_print", "Print receipt again"),
                                          .icon = ICON_PRINTER,
                                          .kind = UI_SECONDARY,
                                          .font = F_BODY,
                                          .box = print}))
        complaint_desk_print(s, router);
    if (may_both)
        wants_close = close_button(ui, UI_SECONDARY, right);
    if (wants_close)
        complaint_desk_close(s, router);
}

static int actions_height(void)
{
    return 2 * BUTTON + STAFF_GAP;
}

/* Weight, route and buttons from top to bottom. */
static void draw_side(struct ui *ui, struct complaint_desk *s, struct router *router,
                      struct ui_box box)
{
    int used = draw_weights(ui, s, router, box) + GAP;

    draw_route(ui, s, router,
               (struct ui_box){box.x, box.y + used, box.w, box.h - used - GAP - actions_height()});
    draw_actions(ui, s, router, box);
}

/* --- the answer --------------------------------------------------------------------------------- */

static void draw_typing_buttons(struct ui *ui, struct complaint_desk *s, struct router *router,
                                struct ui_box save, struct ui_box cancel)
{
    bool is_short = ui_typing_letters(s->answer) < COMPLAINT_LETTERS_LEAST;

    if (ui_button(ui, &(struct ui_button){.name = "cancel",
                                          .label = _("cancel", "Cancel"),
                                          .kind = UI_SECONDARY,
                                          .font = F_BODY,
                                          .box = cancel}))
        s->is_typing = false; /* what was typed stays until this screen is left */
    if (ui_button(ui, &(struct ui_button){.name = "save",
                                          .label = _("bc_save", "Save the answer"),
                                          .icon = ICON_CHECK,
                                          .kind = UI_PRIMARY,
                                          .font = F_BODY,
                                          .box = save,
                                          .is_disabled = is_short}))
        complaint_desk_answer(s, router);
}

/* Places the complaint's words in one half of the box; returns the other. */
static struct ui_box beside_words(struct ui *ui, struct complaint_desk *s, struct router *router,
                                  struct ui_box box)
{
    bool is_wide = ui_is_landscape(ui);
    struct ui_box words = box;

    if (is_wide)
        words.w = (box.w - STAFF_GAP) / 2;
    else
        words.h = (box.h - STAFF_GAP) / 2;
    draw_words(ui, s, router, words);
    return is_wide ? (struct ui_box){box.x + box.w - words.w, box.y, words.w, box.h}
                   : (struct ui_box){box.x, box.y + box.h - words.h, box.w, words.h};
}

static void draw_typing(struct ui *ui, struct complaint_desk *s, struct router *router,
                        struct ui_box all)
{
    const struct ui_typing typing = {.text = s->answer,
                                     .size = sizeof s->answer,
                                     .space = _("space", "space"),
                                     .shift = _("shift", "capital letter"),
                                     .erase = _("clear", "Clear"),
                                     .action = _("newline", "New line"),
                                     .is_prose = true,
                                     .has_lines = true,
                                     .max_letters = COMPLAINT_LETTERS};
    int bottom = ui_height(ui) - ui_keyboard_height(ui) - GAP;
    struct ui_box area = {all.x, all.y, all.w, bottom - all.y};
    struct ui_box count, save, cancel;

    if (ui_is_landscape(ui)) {
        area.w -= TYPING_SIDE + GAP;
        count = (struct ui_box){area.x + area.w + GAP, all.y, TYPING_SIDE, COUNT};
        save = (struct ui_box){count.x, bottom - BUTTON, TYPING_SIDE, BUTTON};
        cancel = save;
        cancel.y -= BUTTON + STAFF_GAP;
    } else {
        int half = (all.w - STAFF_GAP) / 2;

        area.h -= BUTTON + COUNT + 2 * STAFF_GAP;
        count = (struct ui_box){all.x, area.y + area.h + STAFF_GAP, all.w, COUNT};
        cancel = (struct ui_box){all.x, bottom - BUTTON, half, BUTTON};
        save = (struct ui_box){all.x + half + STAFF_GAP, bottom - BUTTON, half, BUTTON};
    }
    if (s->is_open) /* what is answered stays in sight */
        area = beside_words(ui, s, router, area);
    ui_text_area(ui,
                 &(struct ui_area){.name = "answer",
                                   .box = area,
                                   .text = s->answer,
                                   .hint = _("bc_answer_hint", "The office's answer"),
                                   .up = _("prev", "Previous"),
                                   .down = _("next", "Next")},
                 &s->keyboard);
    ui_letter_count(ui, count, &typing);
    draw_typing_buttons(ui, s, router, save, cancel);
    (void)ui_keyboard(ui, &s->keyboard, &typing, ui_height(ui));
}

/* --- the screen --------------------------------------------------------------------------------- */

static void draw_complaint(struct ui *ui, struct complaint_desk *s, struct router *router,
                           struct ui_box all)
{
    if (ui_is_landscape(ui)) {
        struct ui_box left = {all.x, all.y, all.w - SIDE_W - GUTTER, all.h};
        int used = draw_facts(ui, s, router, left) + GAP;

        draw_words(ui, s, router, (struct ui_box){left.x, left.y + used, left.w, left.h - used});
        draw_side(ui, s, router, (struct ui_box){all.x + all.w - SIDE_W, all.y, SIDE_W, all.h});
        return;
    }
    int used = draw_facts(ui, s, router, all) + GAP;
    int words = (all.h - used) / 2;

    if (words < WORDS_LEAST)
        words = WORDS_LEAST;
    draw_words(ui, s, router, (struct ui_box){all.x, all.y + used, all.w, words});
    used += words + GAP;
    draw_side(ui, s, router, (struct ui_box){all.x, all.y + used, all.w, all.h - used});
}

static void staff_complaint_frame(void *state, struct ui *ui, struct router *router)
{
    struct complaint_desk *s = state;
    bool was_typing = s->is_typing;
    bool was_open = s->is_open;
    int top = part_staff_top(ui) + GAP;
    struct ui_box all = {STAFF_MARGIN, top, ui_width(ui) - 2 * STAFF_MARGIN,
                         ui_height(ui) - STAFF_MARGIN - top};

    (void)part_staff_bar(ui, router,
                         &(struct staff_bar){.title = router_complaint(router),
                                             .subtitle = _("bp_title", "Complaint book"),
                                             .has_back = !s->is_typing});
    if (!s->is_found)
        return;
    if (s->is_typing)
        draw_typing(ui, s, router, all);
    else
        draw_complaint(ui, s, router, all);
    if (s->is_typing != was_typing || s->is_open != was_open) {
        ui_forget_touch(ui); /* what lies under the finger now is something else */
        ui_ask_wake(ui, ui_now_ms(ui));
    }
}

const struct screen screen_staff_complaint = {
    .name = "staff-complaint",
    .state_size = sizeof(struct complaint_desk),
    .idle_ms = 120000,
    .is_staff = true,
    .has_names = true,
    .enter = staff_complaint_enter,
    .frame = staff_complaint_frame,
    .news = staff_complaint_enter,
    .leave = staff_complaint_leave,
};
