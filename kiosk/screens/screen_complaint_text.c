/* Screen 17: what kind of complaint, about which service, and the words. */
#include "base/secret.h"
#include "base/text.h"
#include "complaint_form.h"
#include "dialog.h"
#include "domain/lapor.h"
#include "parts.h"
#include "service_choice.h"
#include "ui/form.h"
#include "ui/keys.h"
#include "words/complaint.h"

enum {
    ROW = 88,
    BUTTON = 104,
    GAP = 20,
    GAP_SMALL = 12,
    CANCEL_W = 328,
    COUNT_W = 176,
    INFO_ICON = 36,
    AREA_LEAST = 184, /* three lines */
    SERVICE_W = 268,  /* beside the kinds, where both share a row */
    SIDE_W = 620      /* landscape: the column beside the words */
};

struct text_state {
    struct ui_keyboard keyboard;
    struct service_choice services;
    bool is_choosing; /* the list of services is open */
    bool is_leaving;  /* "Batal" was touched: the visitor is asked once */
};

/* Where things stand on this panel and in these modes. */
struct places {
    struct ui_box kinds, service, label, area, info, buttons;
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

/* --- what stands below the words ---------------------------------------------------------------- */

struct info {
    const char *words; /* NULL: nothing */
    enum icon icon;
    enum ui_color color;
};

/* The most urgent thing there is to say; where there is hardly room, only what is urgent. */
static struct info info_of(const struct text_state *s, const struct visit_complaint *complaint,
                           bool has_room)
{
    const struct info full = {_("c_full", "600 letters are written: that is the limit. Nothing of "
                                          "it is lost; shorten it to add something."),
                              ICON_CIRCLE_ALERT, C_DANGER};

    if (s->keyboard.was_refused)
        return full;
    if (complaint_seems_to_have_nik(complaint->text))
        return (struct info){_("c_nik", "That looks like an identity number (NIK). It is not "
                                        "needed; please leave it out."),
                             ICON_TRIANGLE_ALERT, C_WARNING};
    if (ui_typing_letters(complaint->text) >= COMPLAINT_LETTERS)
        return full;
    if (complaint->text[0] && complaint_lacks_text(complaint))
        return (struct info){complaint_lacks_text(complaint), ICON_INFO, C_INK};
    if (!has_room)
        return (struct info){0};
    return (struct info){_("c_book", "Recorded in the Complaint Book and passed to the unit "
                                     "concerned. Do not write ID numbers or passwords here."),
                         ICON_INFO, C_INK2};
}

static void other_ways(char *out, size_t size)
{
    (void)text_fill(out, size, _("c_others", "Other ways: {name} {web}, SMS {sms}"), "name",
                    national_channel.name, "web", national_channel.web, "sms", national_channel.sms,
                    NULL);
}

static int words_height(struct ui *ui, const char *words, int width)
{
    return words ? ui_text_height(ui, words, F_CAPTION, W_MEDIUM, width - INFO_ICON - 16) : 0;
}

static void draw_info(struct ui *ui, const struct text_state *s,
                      const struct visit_complaint *complaint, struct ui_box box)
{
    struct info info = info_of(s, complaint, box.h > 0);
    char others[STRINGS_LINE];
    int height = words_height(ui, info.words, box.w);
    int x = box.x + INFO_ICON + 16;

    if (!info.words || box.h == 0)
        return;
    ui_icon(ui, info.icon, (struct ui_box){box.x, box.y, INFO_ICON, INFO_ICON}, info.color);
    part_text(ui, &(struct part_text){.x = x,
                                      .y = box.y,
                                      .w = box.w - INFO_ICON - 16,
                                      .text = info.words,
                                      .font = F_CAPTION,
                                      .weight = info.color == C_INK2 ? W_MEDIUM : W_SEMIBOLD,
                                      .color = info.color,
                                      .name = "info"});
    other_ways(others, sizeof others);
    if (height + words_height(ui, others, box.w) > box.h)
        return;
    part_text(ui, &(struct part_text){.x = x,
                                      .y = box.y + height,
                                      .w = box.w - INFO_ICON - 16,
                                      .text = others,
                                      .font = F_CAPTION,
                                      .weight = W_MEDIUM,
                                      .color = C_INK2,
                                      .name = "others"});
}

/* --- places ------------------------------------------------------------------------------------- */

/* The highest of what may stand there, so that the words above keep their box while one types. */
static int info_room(struct ui *ui, int width)
{
    const char *const all[] = {
        _("c_nik",
          "That looks like an identity number (NIK). It is not needed; please leave it out."),
        _("c_full", "600 letters are written: that is the limit. Nothing of it is lost; shorten it "
                    "to add something."),
        _("c_book", "Recorded in the Complaint Book and passed to the unit concerned. Do not write "
                    "ID numbers or passwords here."),
    };
    int most = 0;

    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        int height = ui_text_height(ui, all[i], F_CAPTION, W_SEMIBOLD, width - INFO_ICON - 16);

        most = height > most ? height : most;
    }
    return most;
}

static int label_height(struct ui *ui, int width)
{
    return ui_text_height(ui, _("c_tell", "Tell us your complaint, suggestion or feedback"), F_BODY,
                          W_SEMIBOLD, width - COUNT_W - 16);
}

/* Label, words and info share the column from `top` to `end`: info goes where there is no room. */
static void place_words(struct ui *ui, struct places *at, struct ui_box column)
{
    char others[STRINGS_LINE];
    int label = label_height(ui, column.w);
    int info = info_room(ui, column.w);
    int more;

    other_ways(others, sizeof others);
    more = words_height(ui, others, column.w);
    at->label = (struct ui_box){column.x, column.y, column.w, label};
    at->area = (struct ui_box){column.x, column.y + label + 8, column.w, column.h - label - 8};
    if (at->area.h - GAP_SMALL - info < AREA_LEAST)
        return;
    if (at->area.h - GAP_SMALL - info - more >= AREA_LEAST + 64)
        info += more;
    at->area.h -= GAP_SMALL + info;
    at->info = (struct ui_box){column.x, at->area.y + at->area.h + GAP_SMALL, column.w, info};
}

static struct places places_wide(struct ui *ui, int top, int bottom)
{
    struct places at = {0};
    int side = ui_width(ui) - PART_X - SIDE_W;
    int y = bottom - BUTTON;

    at.buttons = (struct ui_box){side, y, SIDE_W, BUTTON};
    y -= GAP_SMALL + ROW;
    at.service = (struct ui_box){side, y, SIDE_W, ROW};
    y -= GAP_SMALL + ROW;
    at.kinds = (struct ui_box){side, y, SIDE_W, ROW};
    place_words(ui, &at, (struct ui_box){PART_X, top, side - 32 - PART_X, bottom - top});
    return at;
}

static struct places places_upright(struct ui *ui, int top, int bottom)
{
    struct places at = {.buttons = {PART_X, bottom - BUTTON, PART_W, BUTTON}};
    int end = at.buttons.y - GAP_SMALL - ROW;

    if (ui_is_low_reach(ui)) { /* one row for both, all of it within reach */
        at.kinds = (struct ui_box){PART_X, end, PART_W - SERVICE_W - 16, ROW};
        at.service = (struct ui_box){PART_X + PART_W - SERVICE_W, end, SERVICE_W, ROW};
    } else {
        at.kinds = (struct ui_box){PART_X, top, PART_W, ROW};
        at.service = (struct ui_box){PART_X, end, PART_W, ROW};
        top += ROW + GAP;
    }
    place_words(ui, &at, (struct ui_box){PART_X, top, PART_W, end - GAP_SMALL - top});
    return at;
}

/* --- pieces ------------------------------------------------------------------------------------- */

static void draw_kinds(struct ui *ui, struct visit_complaint *complaint, struct ui_box box)
{
    int count = COMPLAINT_KIND_COUNT;
    int width = (box.w - (count - 1) * 16) / count;

    for (int i = 0; i < count; i++) {
        char name[WIDGET_NAME];

        (void)text_format(name, sizeof name, "kind-%s", complaint_kind_key((enum complaint_kind)i));
        if (ui_pick(ui,
                    &(struct ui_pick){.name = name,
                                      .label = words_complaint_kind((enum complaint_kind)i),
                                      .box = {box.x + i * (width + 16), box.y, width, box.h},
                                      .is_selected = complaint->kind == (enum complaint_kind)i})) {
            complaint->kind = (enum complaint_kind)i;
            ui_ask_wake(ui, ui_now_ms(ui));
        }
    }
}

static void draw_service(struct ui *ui, struct text_state *s,
                         const struct visit_complaint *complaint, struct ui_box box)
{
    const struct service *service = complaint->service;
    const char *hint = _("c_service", "Which service is it about? (may be left open)");
    bool is_short = box.w <= SERVICE_W;
    char label[STRINGS_LINE];
    struct ui_box in;
    int width = box.w - 28 - 40 - 16 - (is_short ? 16 : 72);

    if (service)
        part_cut(ui, label, sizeof label, strings_words(&service->name), F_BODY, W_SEMIBOLD, width,
                 2 * ui_text_height(ui, "A", F_BODY, W_SEMIBOLD, width));
    else
        (void)text_copy(label, sizeof label, is_short ? _("c_service_short", "Service") : hint);
    if (ui_surface(ui,
                   &(struct ui_surface){.name = "service",
                                        .spoken = service ? strings_words(&service->name) : hint,
                                        .kind = UI_SURFACE_SECONDARY,
                                        .box = box},
                   &in))
        s->is_choosing = true;
    ui_icon(ui, service ? ICON_CIRCLE_CHECK : ICON_CLIPBOARD_LIST,
            (struct ui_box){in.x + 28, in.y + (in.h - 40) / 2, 40, 40}, C_INK);
    ui_text(ui, &(struct ui_text){.box = {in.x + 84, in.y, width, in.h},
                                  .text = label,
                                  .font = F_BODY,
                                  .weight = W_SEMIBOLD,
                                  .color = C_INK,
                                  .max_lines = 2,
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

static void draw_buttons(struct ui *ui, struct text_state *s, struct router *router,
                         struct ui_box box)
{
    const struct visit_complaint *complaint = &router_visit(router)->complaint;
    int cancel = box.w >= PART_W ? CANCEL_W : 184;
    int next = box.x + cancel + 16;

    if (ui_button(ui, &(struct ui_button){.name = "cancel",
                                          .label = _("cancel", "Cancel"),
                                          .kind = UI_SECONDARY,
                                          .font = F_BODY,
                                          .box = {box.x, box.y, cancel, box.h}})) {
        s->is_leaving = complaint->text[0] != '\0';
        if (!s->is_leaving)
            leave(router);
        ui_ask_wake(ui, ui_now_ms(ui));
    }
    if (ui_button(ui, &(struct ui_button){.name = "next",
                                          .label = _("c_next", "Continue to contact"),
                                          .icon = ICON_ARROW_RIGHT,
                                          .icon_after = true,
                                          .kind = UI_PRIMARY,
                                          .font = F_BODY,
                                          .box = {next, box.y, box.x + box.w - next, box.h},
                                          .is_disabled = complaint_lacks_text(complaint) != NULL}))
        router_go(router, &screen_complaint_contact);
}

static void draw_words(struct ui *ui, struct text_state *s, struct visit_complaint *complaint,
                       const struct places *at)
{
    const struct ui_typing typing = typing_of(complaint);

    ui_text(ui, &(struct ui_text){
                    .box = {at->label.x, at->label.y, at->label.w - COUNT_W - 16, at->label.h},
                    .text = _("c_tell", "Tell us your complaint, suggestion or feedback"),
                    .font = F_BODY,
                    .weight = W_SEMIBOLD,
                    .color = C_INK});
    ui_letter_count(ui,
                    (struct ui_box){at->label.x + at->label.w - COUNT_W,
                                    at->label.y + at->label.h - 40, COUNT_W, 40},
                    &typing);
    ui_text_area(ui,
                 &(struct ui_area){.name = "words",
                                   .box = at->area,
                                   .text = complaint->text,
                                   .hint = _("c_hint", "Type here"),
                                   .up = _("prev", "Previous"),
                                   .down = _("next", "Next")},
                 &s->keyboard);
    draw_info(ui, s, complaint, at->info);
}

static void write_words(struct ui *ui, struct text_state *s, struct router *router, int top)
{
    struct visit_complaint *complaint = &router_visit(router)->complaint;
    const struct ui_typing typing = typing_of(complaint);
    int tray = ui_height(ui) - ui_nav_height(ui);
    int bottom = tray - ui_keyboard_height(ui) - GAP;
    struct places at =
        ui_is_landscape(ui) ? places_wide(ui, top, bottom) : places_upright(ui, top, bottom);
    bool is_above = at.kinds.y < at.label.y;

    /* in reading order, which is how keys go through them */
    if (is_above)
        draw_kinds(ui, complaint, at.kinds);
    draw_words(ui, s, complaint, &at);
    if (!is_above)
        draw_kinds(ui, complaint, at.kinds);
    draw_service(ui, s, complaint, at.service);
    draw_buttons(ui, s, router, at.buttons);
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
    switch (
        part_ask(ui, &(struct dialog){.name = "drop",
                                      .icon = ICON_TRIANGLE_ALERT,
                                      .title = _("c_drop", "Drop this complaint?"),
                                      .words = _("c_drop_d", "What you have written is erased."),
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
    .has_landscape = true,
    .has_modes = true,
    .has_names = true,
    .enter = text_enter,
    .frame = text_frame,
};
