/* Screen 08: one touch from the number, general or priority. */
#include "base/text.h"
#include "closed.h"
#include "confirm_parts.h"
#include "parts.h"
#include "unticked.h"

enum {
    GAP = CONFIRM_GAP,
    TOP = 8, /* below part_top, upright */
    TITLE_GAP = 28,
    PROMISE = 100, /* upright: the foot, with the promise in its middle */
    PROMISE_WIDE = 72,
    PROMISE_ICON = 36,
    PROMISE_TEXT = 52
};

struct confirm_state {
    const struct service *service;
    const struct group *group;
    struct uuid request; /* one wish, one number: a second tap or another try repeats it */
    struct queue_view queue;
    struct opening opening;
    enum printer_trouble trouble; /* known before the touch: the number stays on the screen */
    bool has_failed;
};

static void confirm_news(void *state, struct router *router)
{
    struct confirm_state *s = state;
    struct queue_view queue;
    struct err err = {0};

    if (desk_view_queue(router_desk(router), s->group->id, &queue, &err))
        s->queue = queue;
    else
        router_desk_failed(router, &err, "reading the queue");
    s->opening = closed_look(router, s->group);
}

static void confirm_enter(void *state, struct router *router)
{
    struct confirm_state *s = state;
    const struct visit *visit = router_visit(router);

    s->service = visit->service;
    s->group = visit->group;
    s->request = uuid_v4();
    confirm_news(state, router);
}

/* The desk refused what the screen still offered: the hour struck between look and tap. */
static void show_closed(struct confirm_state *s, struct router *router)
{
    s->has_failed = false;
    s->opening = closed_look(router, s->group);
    if (s->opening.is_open) /* the clock jumps: the desk, which remembers, is right */
        s->opening = (struct opening){.reason = CLOSED_PAUSED};
}

static void take_number(struct confirm_state *s, struct router *router, bool is_priority)
{
    struct visit *visit = router_visit(router);
    uint16_t unticked[TICKET_MAX_UNTICKED];
    size_t count = visit_unticked(visit, unticked, TICKET_MAX_UNTICKED);
    struct err err = {0};
    const struct ticket_request request = {
        .request = s->request,
        .service = s->service ? s->service->id : s->group->id,
        .is_priority = is_priority,
        .lang = text_equal(visit->lang, "en") ? "en" : "id",
        .unticked = unticked,
        .unticked_count = count < TICKET_MAX_UNTICKED ? count : TICKET_MAX_UNTICKED,
        .wants_slip = true,
    };

    visit->printing_since = clock_mono_ms(router_clock(router)); /* the tap: a slow disk counts */
    if (!desk_issue_ticket(router_desk(router), &request, &visit->ticket, &err)) {
        if (err.code == ERR_CLOSED) {
            show_closed(s, router);
            return;
        }
        s->has_failed = true;
        router_desk_failed(router, &err, "issuing a number");
        return;
    }
    s->has_failed = false;
    part_make_ticket_qr(router);
    visit->is_again = visit->is_denied = visit->is_asked = false;
    visit->trouble = s->trouble;
    visit->place = router_printer(router)->place;
    router_restart(router, s->trouble == TROUBLE_NONE ? &screen_printing : &screen_problem);
}

/* --- what has to be said before the buttons ------------------------------------------------------- */

static struct part_text failed_words(int width)
{
    return (struct part_text){.w = width - 136,
                              .text = _("not_taken", "**No number was taken.** Please touch the "
                                                     "button again. If it does not work, ask "
                                                     "an officer."),
                              .font = F_BODY,
                              .weight = W_MEDIUM,
                              .color = C_DANGER,
                              .name = "failed"};
}

static int failed_height(struct ui *ui, int width)
{
    struct part_text words = failed_words(width);

    return ui_text_height(ui, words.text, words.font, words.weight, words.w) + 2 * 24;
}

static void draw_failed(struct ui *ui, struct ui_box box)
{
    struct part_text words = failed_words(box.w);

    box.h = failed_height(ui, box.w);
    words.x = box.x + 104;
    words.y = box.y + 24;
    ui_card(ui, box, 24, 2, C_DANGER, C_DANGER_TINT);
    ui_icon(ui, ICON_CIRCLE_ALERT, (struct ui_box){box.x + 32, box.y + 24, 44, 44}, C_DANGER);
    part_text(ui, &words);
}

/* Its least height: what is in the list may be counted instead. */
static int notice_least(struct ui *ui, const struct confirm_state *s, struct router *router,
                        int width)
{
    if (!s->opening.is_open)
        return closed_height(ui, router, &s->opening, width);
    return s->has_failed ? failed_height(ui, width) : unticked_least(ui, router, width);
}

static void draw_notice(struct ui *ui, const struct confirm_state *s, struct router *router,
                        struct ui_box box)
{
    if (!s->opening.is_open)
        closed_draw(ui, router, &s->opening, box);
    else if (s->has_failed)
        draw_failed(ui, box);
    else
        unticked_draw(ui, router, box);
}

/* --- places --------------------------------------------------------------------------------------- */

struct places {
    struct ui_box info, choose, buttons, promise;
};

static const char *choose_words(const struct confirm_state *s)
{
    return s->trouble == TROUBLE_NONE
               ? _("choose", "Touch one. The ticket prints at once.")
               : _("choose_screen", "Touch one. Your number appears on the screen: there is no "
                                    "paper ticket just now.");
}

static const char *promise_words(void)
{
    return _("noid", "We do not ask your name or ID number for a queue number.");
}

/* From the navigation bar upwards; what is told stands above the buttons or at their left. */
static struct places place(struct ui *ui, const struct confirm_state *s,
                           const struct confirm_buttons *buttons)
{
    struct places at = {.info = part_column(ui, PART_FIRST),
                        .buttons = part_column(ui, PART_SECOND)};
    int foot = ui_height(ui) - ui_nav_height(ui);
    int least = ui_is_landscape(ui) ? PROMISE_WIDE : PROMISE;
    int width = at.buttons.w;
    int promise =
        ui_text_height(ui, promise_words(), F_CAPTION, W_MEDIUM, width - PROMISE_TEXT) + 16;

    at.promise = at.choose = at.buttons;
    at.promise.h = promise > least ? promise : least;
    at.promise.y = foot - at.promise.h;
    at.buttons.h = confirm_buttons_height(ui, buttons, width);
    at.buttons.y = at.promise.y - at.buttons.h;
    at.choose.h = ui_text_height(ui, choose_words(s), buttons->shape->choose, W_BOLD, width);
    at.choose.y = at.buttons.y - GAP - at.choose.h;
    if (ui_is_landscape(ui))
        return at;
    at.info.y += TOP;
    at.info.h = at.choose.y - GAP - at.info.y;
    return at;
}

static int title_height(struct ui *ui, int width)
{
    return ui_text_height(ui, _("take_q", "Get a queue number"), F_H1, W_BOLD, width) + TITLE_GAP;
}

static bool has_room(struct ui *ui, const struct confirm_state *s, struct router *router,
                     const struct confirm_card *card, const struct places *at)
{
    int notice = notice_least(ui, s, router, at->info.w);
    int info = title_height(ui, at->info.w) + confirm_card_least(ui, card, at->info.w)
               + (notice > 0 ? GAP + notice : 0);

    if (info > at->info.h || at->choose.y < part_top(ui))
        return false;
    return !ui_is_low_reach(ui) || at->buttons.y >= UI_LOW_REACH;
}

/* --- drawing -------------------------------------------------------------------------------------- */

static void draw_info(struct ui *ui, const struct confirm_state *s, struct router *router,
                      const struct confirm_card *card, struct ui_box box)
{
    int end = box.y + box.h;
    int notice = notice_least(ui, s, router, box.w);

    box.y += TITLE_GAP
             + part_text(ui, &(struct part_text){.x = box.x,
                                                 .y = box.y,
                                                 .w = box.w,
                                                 .text = _("take_q", "Get a queue number"),
                                                 .font = F_H1,
                                                 .weight = W_BOLD,
                                                 .color = C_INK,
                                                 .name = "title"});
    box.h = end - box.y - (notice > 0 ? GAP + notice : 0);
    box.y += confirm_card(ui, card, box) + GAP;
    box.h = end - box.y;
    draw_notice(ui, s, router, box);
}

static void draw_promise(struct ui *ui, struct ui_box box)
{
    int natural = ui_text_width(ui, promise_words(), F_CAPTION, W_MEDIUM);
    int width = natural < box.w - PROMISE_TEXT ? natural : box.w - PROMISE_TEXT;
    int x = box.x + (box.w - width - PROMISE_TEXT) / 2;

    ui_icon(ui, ICON_SHIELD_CHECK,
            (struct ui_box){x, box.y + (box.h - PROMISE_ICON) / 2, PROMISE_ICON, PROMISE_ICON},
            C_INK2);
    ui_text(ui, &(struct ui_text){.box = {x + PROMISE_TEXT, box.y, width, box.h},
                                  .text = promise_words(),
                                  .font = F_CAPTION,
                                  .weight = W_MEDIUM,
                                  .color = C_INK2,
                                  .is_middle = true});
}

static void confirm_frame(void *state, struct ui *ui, struct router *router)
{
    struct confirm_state *s = state;
    const struct printer_status *printer = router_printer(router);
    struct confirm_card card = {.purpose = s->service ? s->service->name.id
                                                      : strings_words(&s->group->name),
                                .group = s->group,
                                .queue = s->opening.is_open ? &s->queue : NULL};
    struct confirm_buttons buttons = {.shape = confirm_shapes, .is_open = s->opening.is_open};
    struct places at;
    size_t i = 0;

    s->trouble = printer->is_known ? printer->trouble : TROUBLE_NONE;
    buttons.has_paper = s->trouble == TROUBLE_NONE;
    at = place(ui, s, &buttons);
    while (i + 1 < CONFIRM_SHAPES && !has_room(ui, s, router, &card, &at)) {
        buttons.shape = &confirm_shapes[++i];
        card.is_tight = buttons.shape->is_tight;
        at = place(ui, s, &buttons);
    }
    draw_info(ui, s, router, &card, at.info);
    if (s->opening.is_open)
        part_text(ui, &(struct part_text){.x = at.choose.x,
                                          .y = at.choose.y,
                                          .w = at.choose.w,
                                          .text = choose_words(s),
                                          .font = buttons.shape->choose,
                                          .weight = W_BOLD,
                                          .color = C_INK,
                                          .name = "choose"});
    switch (confirm_buttons_draw(ui, &buttons, at.buttons)) {
    case WISH_NONE:
        break;
    case WISH_GENERAL:
        take_number(s, router, false);
        break;
    case WISH_PRIORITY:
        take_number(s, router, true);
        break;
    }
    draw_promise(ui, at.promise);
}

const struct screen screen_confirm = {
    .name = "confirm",
    .state_size = sizeof(struct confirm_state),
    .idle_ms = 60000,
    .enter = confirm_enter,
    .frame = confirm_frame,
    .news = confirm_news,
};
