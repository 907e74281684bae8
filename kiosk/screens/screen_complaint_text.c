/* Screen 17: what kind of complaint, about which service, and the words. */
#include "base/secret.h"
#include "base/text.h"
#include "complaint_form.h"
#include "dialog.h"
#include "parts.h"
#include "service_choice.h"
#include "ui/form.h"
#include "ui/keys.h"
#include "words/complaint.h"
#include "words_info.h"
#include "words_places.h"

enum { GAP = 20, TRAY_GAP = 16 };

struct text_state {
    struct ui_keyboard keyboard;
    struct service_choice services;
    bool is_choosing; /* the list of services is open */
    bool is_leaving;  /* "Batal" was touched: the visitor is asked once */
};

static void text_enter(void *state, struct router *router)
{
    (void)state;
    complaint_begin(&router_visit(router)->complaint);
}

static struct ui_typing typing_of(struct visit_complaint *complaint)
{
    return (struct ui_typing){
        .text = complaint->text,
        .size = sizeof complaint->text,
        .space = _("space", "space"),
        .shift = _("shift", "capital letter"),
        .erase = _("clear", "Clear"),
        .action = _("newline", "New line"),
        .is_prose = true,
        .has_lines = true,
        .max_letters = COMPLAINT_LETTERS,
    };
}

/* --- pieces ------------------------------------------------------------------------------------- */

/* Each as wide as its words need, and all of the row together. */
static void draw_kinds(struct ui *ui, struct visit_complaint *complaint, struct ui_box box)
{
    int spare = box.w - (COMPLAINT_KIND_COUNT - 1) * 16;
    int x = box.x;

    for (int i = 0; i < COMPLAINT_KIND_COUNT; i++)
        spare -= words_kind_least(ui, (enum complaint_kind)i);
    spare = spare > 0 ? spare / COMPLAINT_KIND_COUNT : 0;
    for (int i = 0; i < COMPLAINT_KIND_COUNT; i++) {
        enum complaint_kind kind = (enum complaint_kind)i;
        int width = words_kind_least(ui, kind) + spare;
        char name[WIDGET_NAME];

        (void)text_format(name, sizeof name, "kind-%s", complaint_kind_key(kind));
        if (ui_pick(ui, &(struct ui_pick){.name = name,
                                          .label = words_complaint_kind(kind),
                                          .box = {x, box.y, width, box.h},
                                          .is_selected = complaint->kind == kind})) {
            complaint->kind = kind;
            ui_ask_wake(ui, ui_now_ms(ui));
        }
        x += width + 16;
    }
}

static const char *service_words(struct ui *ui, const struct service *service, int width)
{
    const char *hint = _("c_service", "Which service is it about? (optional)");

    if (service)
        return strings_words(&service->name);
    return ui_text_width(ui, hint, F_BODY, W_SEMIBOLD) <= width ? hint
                                                                : _("c_service_short", "Service");
}

static void draw_service(struct ui *ui, struct text_state *s,
                         const struct visit_complaint *complaint, struct ui_box box)
{
    bool is_short = box.w <= WORDS_SERVICE_LOW;
    int width = box.w - 28 - 40 - 16 - (is_short ? 16 : 72);
    const char *words = service_words(ui, complaint->service, width);
    enum ui_font font = ui_text_width(ui, words, F_BODY, W_SEMIBOLD) <= width ? F_BODY : F_CAPTION;
    char label[STRINGS_LINE];
    struct ui_box in;

    part_cut(ui, label, sizeof label, words, font, W_SEMIBOLD, width,
             2 * ui_text_height(ui, "A", font, W_SEMIBOLD, width));
    if (ui_surface(
            ui,
            &(struct ui_surface){
                .name = "service", .spoken = words, .kind = UI_SURFACE_SECONDARY, .box = box},
            &in))
        s->is_choosing = true;
    ui_icon(ui, complaint->service ? ICON_CIRCLE_CHECK : ICON_CLIPBOARD_LIST,
            (struct ui_box){in.x + 28, in.y + (in.h - 40) / 2, 40, 40}, C_INK);
    ui_text(ui, &(struct ui_text){.box = {in.x + 84, in.y, width, in.h},
                                  .text = label,
                                  .font = font,
                                  .weight = W_SEMIBOLD,
                                  .color = C_INK,
                                  .is_middle = true});
    if (!is_short)
        ui_icon(ui, ICON_CHEVRON_RIGHT,
                (struct ui_box){in.x + in.w - 64, in.y + (in.h - 40) / 2, 40, 40}, C_INK);
}

static void leave(struct router *router)
{
    secret_wipe(&router_visit(router)->complaint, sizeof router_visit(router)->complaint);
    router_back(router);
}

static void draw_cancel(struct ui *ui, struct text_state *s, struct router *router,
                        struct ui_box box)
{
    if (!ui_button(ui, &(struct ui_button){.name = "cancel",
                                           .label = _("cancel", "Cancel"),
                                           .kind = UI_SECONDARY,
                                           .font = F_BODY,
                                           .box = box}))
        return;
    s->is_leaving = router_visit(router)->complaint.text[0] != '\0';
    if (!s->is_leaving)
        leave(router);
    ui_ask_wake(ui, ui_now_ms(ui));
}

static void draw_next(struct ui *ui, struct router *router, struct ui_box box)
{
    const struct visit_complaint *complaint = &router_visit(router)->complaint;

    if (ui_button(ui, &(struct ui_button){.name = "next",
                                          .label = _("c_next", "Continue to contact"),
                                          .icon = ICON_ARROW_RIGHT,
                                          .icon_after = true,
                                          .kind = UI_PRIMARY,
                                          .font = F_BODY,
                                          .box = box,
                                          .is_disabled = complaint_lacks_text(complaint) != NULL}))
        router_go(router, &screen_complaint_contact);
}

static void draw_words(struct ui *ui, struct text_state *s, struct visit_complaint *complaint,
                       const struct words_places *at)
{
    const struct ui_typing typing = typing_of(complaint);
    const struct words_info urgent = words_info_of(complaint, s->keyboard.was_refused, false);
    bool is_told = at->info.h == 0 && urgent.words;

    ui_text(ui,
            &(struct ui_text){
                .box = {at->label.x, at->label.y, at->label.w - WORDS_COUNT_W - 16, at->label.h},
                .text = is_told ? urgent.words
                                : _("c_tell", "Tell us your complaint, suggestion or feedback"),
                .font = is_told ? F_CAPTION : F_BODY,
                .weight = W_SEMIBOLD,
                .color = is_told ? urgent.color : C_INK,
                .name = is_told ? "info" : NULL});
    ui_letter_count(ui,
                    (struct ui_box){at->label.x + at->label.w - WORDS_COUNT_W,
                                    at->label.y + at->label.h - 40, WORDS_COUNT_W, 40},
                    &typing);
    ui_text_area(
        ui,
        &(struct ui_area){.name = "words",
                          .box = at->area,
                          .text = complaint->text,
                          .hint = _("c_hint", "Type here"),
                          .up = _("prev", "Previous"),
                          .down = _("next", "Next"),
                          .has_no_turn = ui_is_low_reach(ui) || at->area.h < WORDS_AREA_LEAST},
        &s->keyboard);
    words_info_draw(ui, complaint, s->keyboard.was_refused, at->info);
}

static void write_words(struct ui *ui, struct text_state *s, struct router *router, int top)
{
    struct visit_complaint *complaint = &router_visit(router)->complaint;
    const struct ui_typing typing = typing_of(complaint);
    int tray = ui_height(ui) - ui_nav_height(ui);
    int bottom = tray - ui_keyboard_height(ui) - TRAY_GAP;
    const struct words_places at = words_places_of(ui, top, bottom);
    bool is_above = at.kinds.y < at.label.y;

    /* in reading order, which is how keys go through them */
    if (is_above)
        draw_kinds(ui, complaint, at.kinds);
    draw_words(ui, s, complaint, &at);
    if (!is_above)
        draw_kinds(ui, complaint, at.kinds);
    if (at.service.y < at.cancel.y)
        draw_service(ui, s, complaint, at.service);
    draw_cancel(ui, s, router, at.cancel);
    if (at.service.y == at.cancel.y)
        draw_service(ui, s, complaint, at.service);
    draw_next(ui, router, at.next);
    (void)ui_keyboard(ui, &s->keyboard, &typing, tray);
}

static void choose_service(struct ui *ui, struct text_state *s, struct router *router, int top)
{
    struct visit_complaint *complaint = &router_visit(router)->complaint;
    const struct service *service = complaint->service;
    int width = ui_width(ui) - 2 * PART_X;
    int y = top
            + part_text(ui, &(struct part_text){.x = PART_X,
                                                .y = top,
                                                .w = width,
                                                .text = _("c_which", "Which service is it about?"),
                                                .font = F_H2,
                                                .weight = W_BOLD,
                                                .color = C_INK,
                                                .name = "which"})
            + GAP;

    if (ui_is_low_reach(ui) && y < UI_LOW_REACH)
        y = UI_LOW_REACH;
    if (service_choice_draw(
            ui, router, &s->services, (struct ui_box){PART_X, y, width, part_bottom(ui) - y},
            complaint->service, _("c_no_service", "No particular service"), &service)
        == SERVICE_OPEN)
        return;
    complaint->service = service;
    s->is_choosing = false;
}

static void ask_leaving(struct ui *ui, struct text_state *s, struct router *router)
{
    switch (part_ask(
        ui, &(struct dialog){.name = "drop",
                             .icon = ICON_TRIANGLE_ALERT,
                             .title = _("c_drop", "Drop this complaint?"),
                             .words = _("c_drop_d", "What you have written will be erased."),
                             .stay = _("c_drop_stay", "Go on writing"),
                             .stay_icon = ICON_PEN_LINE,
                             .end = _("c_drop_end", "Drop and erase it"),
                             .end_icon = ICON_X})) {
    case DIALOG_OPEN:
        return;
    case DIALOG_STAY:
        break;
    case DIALOG_END:
        leave(router);
        break;
    }
    s->is_leaving = false;
    ui_ask_wake(ui, ui_now_ms(ui));
}

static void text_frame(void *state, struct ui *ui, struct router *router)
{
    struct text_state *s = state;
    bool was_choosing = s->is_choosing;
    int top = complaint_head(ui, COMPLAINT_WRITES) + GAP;

    if (s->is_choosing)
        choose_service(ui, s, router, top);
    else
        write_words(ui, s, router, top);
    if (s->is_leaving)
        ask_leaving(ui, s, router);
    if (s->is_choosing != was_choosing) {
        ui_forget_touch(ui); /* what lies under the finger now is something else */
        ui_ask_wake(ui, ui_now_ms(ui));
    }
}

const struct screen screen_complaint_text = {
    .name = "complaint-text",
    .state_size = sizeof(struct text_state),
    .idle_ms = 120000,
    .has_names = true,
    .enter = text_enter,
    .frame = text_frame,
};
