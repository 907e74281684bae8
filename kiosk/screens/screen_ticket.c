/* Screen 10: the number, and whether it is on paper. */
#include "base/text.h"
#include "paper_watch.h"
#include "parts.h"

enum { OPEN_MS = 20000, BUTTONS_ABOVE_NAV = 80 };

struct ticket_screen {
    int64_t touched_ms; /* 0 until the first frame */
    bool is_asked;      /* "Apakah tiket tercetak?" has no answer yet */
};

static void ticket_enter(void *state, struct router *router)
{
    struct ticket_screen *s = state;

    s->is_asked = router_visit(router)->is_asked;
}

/* Only an uncertain job takes an answer; one that the queue calls finished keeps its word. */
static void answer(struct router *router, bool came_out)
{
    const struct visit *visit = router_visit(router);
    struct print_job job;
    struct err err = {0};

    if (!desk_job(router_desk(router), visit->job, &job, &err)
        || (job.state == PRINT_UNCERTAIN
            && !desk_answer_printed(router_desk(router), visit->job, came_out, &err)))
        router_desk_failed(router, &err, "keeping the visitor's answer");
}

static void not_there(struct router *router)
{
    router_visit(router)->trouble = TROUBLE_UNKNOWN;
    router_visit(router)->is_denied = true;
    router_restart(router, &screen_problem);
}

static void draw_pairs(struct ui *ui, struct router *router, int y)
{
    const struct visit *visit = router_visit(router);
    const struct ticket *ticket = &visit->ticket;
    const struct group *group = visit->group;
    char counters[STRINGS_LINE], n[16], a[16], b[16], ahead[STRINGS_LINE];
    const char *room = strings_words(&group->wait_at);
    struct part_fact fact = {.x = 434, .w = 564, .icon_color = C_PRIMARY};

    words_counters(counters, sizeof counters, group, i18n_lang());
    words_people(ahead, sizeof ahead, ticket->people_ahead);
    if (ticket->wait.is_known) {
        (void)text_format(n, sizeof n, "%d", ticket->people_ahead);
        (void)text_format(a, sizeof a, "%d", ticket->wait.from_min);
        (void)text_format(b, sizeof b, "%d", ticket->wait.to_min);
        (void)text_fill(ahead, sizeof ahead,
                        N_("about", "{n} person, about {a}–{b} minutes",
                           "{n} people, about {a}–{b} minutes",
                           (unsigned long)ticket->people_ahead),
                        "n", n, "a", a, "b", b, NULL);
    }
    fact.y = y;
    fact.icon = ICON_ARMCHAIR;
    fact.label = _("waitat", "Wait in");
    fact.value = room[0] ? room : _("room", "Waiting room");
    fact.y += part_fact(ui, &fact) + 24;
    if (counters[0]) {
        fact.icon = ICON_MAP_PIN;
        fact.label = _("when", "When called, go to");
        fact.value = counters;
        fact.y += part_fact(ui, &fact) + 24;
    }
    fact.icon = ICON_USERS;
    fact.label = _("ahead", "Ahead of you");
    fact.value = ahead;
    part_fact(ui, &fact);
}

static void draw_card(struct ui *ui, struct router *router)
{
    const struct visit *visit = router_visit(router);
    const char *name =
        visit->service ? visit->service->name.id : strings_words(&visit->group->name);
    enum ui_font font =
        ui_text_height(ui, name, F_TITLE, W_SEMIBOLD, PART_W - 48) <= 40 ? F_TITLE : F_BODY;

    ui_card(ui, (struct ui_box){PART_X, 232, PART_W, 954}, 24, 2, C_HAIR, C_SURFACE);
    part_text(ui, &(struct part_text){.x = PART_X,
                                      .y = 274,
                                      .w = PART_W,
                                      .text = _("yourno", "Your queue number"),
                                      .font = F_TITLE,
                                      .weight = W_MEDIUM,
                                      .color = C_INK2,
                                      .align = UI_CENTER});
    part_number(ui, 322, visit->ticket.number);
    ui_text(ui, &(struct ui_text){.box = {PART_X + 24, 702, PART_W - 48, 80},
                                  .text = name,
                                  .font = font,
                                  .weight = W_SEMIBOLD,
                                  .color = C_INK,
                                  .align = UI_CENTER,
                                  .is_middle = true,
                                  .name = "purpose"});
    ui_dashes(ui, (struct ui_box){PART_X + 2, 798, PART_W - 4, 4}, C_LIP);
    part_ticket_qr(ui, router, (struct ui_box){84, 808, 330, 330});
    ui_text(ui, &(struct ui_text){.box = {84, 1107, 330, 64},
                                  .text = _("scan", "Scan to keep"),
                                  .font = F_CAPTION,
                                  .weight = W_MEDIUM,
                                  .color = C_INK2,
                                  .align = UI_CENTER,
                                  .is_middle = true});
    draw_pairs(ui, router, 859);
}

static void draw_grab(struct ui *ui, enum paper_place place, int y)
{
    struct ui_box box = {PART_X, y, PART_W, 120};

    ui_round(ui, box, 24, C_ACCENT);
    part_centred_line(ui, box, paper_place_icon(place, ICON_ARROW_BIG_DOWN),
                      paper_grab_words(place), C_ON_ACCENT, true);
}

static bool button(struct ui *ui, const char *name, const char *label, enum icon icon,
                   bool is_primary, int y)
{
    return ui_button(ui, &(struct ui_button){
                             .name = name,
                             .label = label,
                             .icon = icon,
                             .icon_after = is_primary,
                             .kind = is_primary ? UI_PRIMARY : UI_SECONDARY,
                             .font = is_primary ? F_H2 : F_BODY,
                             .box = {is_primary ? 416 : PART_X, y, is_primary ? 600 : 336, 128}});
}

static void draw_question(struct ui *ui, struct ticket_screen *s, struct router *router, int y)
{
    ui_text(ui, &(struct ui_text){.box = {PART_X, 1366, PART_W, y - 24 - 1366},
                                  .text = _("came_out", "Was your ticket printed?"),
                                  .font = F_H1,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .align = UI_CENTER,
                                  .is_middle = true,
                                  .name = "question"});
    if (button(ui, "not-printed", _("no", "No"), ICON_X, false, y)) {
        answer(router, false);
        not_there(router);
    }
    if (button(ui, "printed", _("yes", "Yes"), ICON_CHECK, true, y)) {
        answer(router, true);
        s->is_asked = false;
        s->touched_ms = ui_now_ms(ui);
        ui_ask_wake(ui, ui_now_ms(ui));
    }
}

static void ticket_frame(void *state, struct ui *ui, struct router *router)
{
    struct ticket_screen *s = state;
    int64_t open_ms = router_scaled_ms(router, OPEN_MS);
    int64_t now = ui_now_ms(ui);
    int y = part_bottom(ui) + 32 - BUTTONS_ABOVE_NAV - 128;
    struct ui_box head = {PART_X, 152, PART_W, 56};

    if (s->touched_ms == 0 || ui_was_touched(ui))
        s->touched_ms = now;
    if (now - s->touched_ms >= open_ms)
        router_end_visit(router);
    if (s->is_asked)
        part_centred_line(ui, head, ICON_PRINTER, _("sent", "The ticket was sent to the printer"),
                          C_PRIMARY_DARK, false);
    else
        part_centred_line(ui, head, ICON_CIRCLE_CHECK, _("printed", "Your ticket is printed"),
                          C_PRIMARY_DARK, false);
    draw_card(ui, router);
    draw_grab(ui, router_visit(router)->place, 1214);
    if (s->is_asked) {
        draw_question(ui, s, router, y);
    } else {
        if (button(ui, "no-ticket", _("noticket", "No ticket came out"), ICON_ROTATE_CCW, false, y))
            not_there(router);
        if (button(ui, "done", _("done", "Done"), ICON_CHECK, true, y))
            router_end_visit(router);
    }
    part_countdown(ui, _("return", "Screen resets in **{n}** seconds"), open_ms,
                   open_ms - (now - s->touched_ms));
}

const struct screen screen_ticket = {
    .name = "ticket",
    .state_size = sizeof(struct ticket_screen),
    .has_no_back = true,
    .has_countdown = true,
    .tells_number = true,
    .enter = ticket_enter,
    .frame = ticket_frame,
};
