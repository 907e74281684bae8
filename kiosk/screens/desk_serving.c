/* Who is called or served here, and what may be done about it. */
#include "base/text.h"
#include "desk_screen.h"
#include "parts.h"

enum {
    PAD = 34,
    CHIP = 56,
    NUMBER = 172, /* down to the service's name */
    PAIR = 36,
    RECEIPT = 80,
    RECALL_TEXT = 92,
    WIDE = 800 /* from there on two columns in the card */
};

static const struct ticket *at_work(const struct desk_screen *s)
{
    return s->view.has_ticket ? &s->view.ticket : NULL;
}

static bool is_serving(const struct desk_screen *s)
{
    return s->view.has_ticket && s->view.ticket.state == TICKET_SERVING;
}

static int recalls_left(const struct ticket *ticket)
{
    int left = 1 + RECALLS_MOST - ticket->calls;

    return left > 0 ? left : 0;
}

/* --- the card --------------------------------------------------------------------------------- */

static void draw_timer(struct ui *ui, const struct ticket *ticket, int64_t now_ms,
                       struct ui_box line)
{
    int64_t since = ticket->state == TICKET_SERVING ? ticket->started_at_ms : ticket->called_at_ms;
    int64_t seconds = now_ms > since ? (now_ms - since) / 1000 : 0;
    char words[32];

    if (seconds < 100 * 60)
        (void)text_format(words, sizeof words, "%02d.%02d", (int)(seconds / 60),
                          (int)(seconds % 60));
    else
        (void)text_format(words, sizeof words, "%d.%02d.%02d", (int)(seconds / 3600),
                          (int)(seconds / 60 % 60), (int)(seconds % 60));
    ui_chip(ui, line, ICON_TIMER, words, UI_TONE_PLAIN, true, "timer");
    ui_ask_wake(ui, ui_now_ms(ui) + 1000 - (now_ms > since ? (now_ms - since) % 1000 : 0));
}

/* The numbers where they fit, else how many. */
static void draw_unticked(struct ui *ui, const struct ticket *ticket, struct ui_box box)
{
    char words[STRINGS_LINE], numbers[STRINGS_LINE];

    if (ticket->unticked_count == 0)
        return;
    words_numbers(numbers, sizeof numbers, ticket->unticked, ticket->unticked_count);
    (void)text_fill(words, sizeof words, _("p_unticked", "Not ticked: requirements {list}"), "list",
                    numbers, NULL);
    if (ui_text_height(ui, words, F_CAPTION, W_SEMIBOLD, box.w - 40) > box.h)
        strings_count(words, sizeof words, _("p_unticked_n", "Not ticked: {n} requirements"),
                      (int64_t)ticket->unticked_count);
    part_text(ui, &(struct part_text){.x = box.x + 40,
                                      .y = box.y,
                                      .w = box.w - 40,
                                      .text = words,
                                      .font = F_CAPTION,
                                      .weight = W_SEMIBOLD,
                                      .color = C_WARNING,
                                      .name = "unticked"});
    ui_icon(ui, ICON_CLIPBOARD_LIST, (struct ui_box){box.x, box.y, 32, 32}, C_WARNING);
}

static void draw_number(struct ui *ui, const struct ticket *ticket, struct ui_box box)
{
    int width = ui_text_width(ui, ticket->number, F_NUMBER_MAX, W_BOLD);
    int size = 188; /* of the design's "A-14"; a longer number is as wide as it may be */
    int natural = width * size / 400;

    if (natural > box.w)
        natural = box.w;
    ui_number(ui, (struct ui_box){box.x, box.y, natural, box.h}, ticket->number, C_INK, "serving");
}

/* Number, service and what is missing: from y on, in that width. */
static void draw_who(struct ui *ui, const struct ticket *ticket, struct ui_box box)
{
    char name[TICKET_NAME_TEXT];
    enum ui_font font =
        ui_text_width(ui, ticket->service_name, F_TITLE, W_SEMIBOLD) <= box.w ? F_TITLE : F_NAV;
    int line = font == F_TITLE ? 40 : 32;
    int room = box.h - NUMBER - (ticket->unticked_count > 0 ? 38 : 0);
    int y = box.y + NUMBER;

    draw_number(ui, ticket, (struct ui_box){box.x, box.y, box.w, NUMBER - 8});
    part_cut(ui, name, sizeof name, ticket->service_name, font, W_SEMIBOLD, box.w,
             room < line       ? line
             : room > 2 * line ? 2 * line
                               : room);
    y += part_text(ui, &(struct part_text){.x = box.x,
                                           .y = y,
                                           .w = box.w,
                                           .text = name,
                                           .font = font,
                                           .weight = W_SEMIBOLD,
                                           .color = C_INK,
                                           .name = "serving-service"});
    draw_unticked(ui, ticket, (struct ui_box){box.x, y + 6, box.w, box.y + box.h - y - 6});
}

static void draw_pair(struct ui *ui, struct ui_box line, const char *label, const char *value)
{
    int width = ui_text_width(ui, value, F_CAPTION, W_BOLD) + 8;

    if (width > line.w / 2)
        width = line.w / 2;
    ui_text(ui, &(struct ui_text){.box = {line.x, line.y, line.w - width - 8, line.h},
                                  .text = label,
                                  .font = F_CAPTION,
                                  .weight = W_MEDIUM,
                                  .color = C_INK2,
                                  .max_lines = 1,
                                  .is_middle = true});
    ui_text(ui, &(struct ui_text){.box = {line.x + line.w - width, line.y, width, line.h},
                                  .text = value,
                                  .font = F_CAPTION,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .align = UI_RIGHT,
                                  .max_lines = 1,
                                  .is_middle = true});
}

static void draw_pairs(struct ui *ui, struct router *router, const struct ticket *ticket,
                       struct ui_box box)
{
    int offset = router_offset_min(router);
    bool is_begun = ticket->state == TICKET_SERVING;
    char issued[16], moment[16];
    const struct {
        const char *label, *value;
    } pairs[] = {
        {_("p_kind", "Kind of queue"),
         ticket->is_priority ? _("prio", "Priority") : _("p_general", "General")},
        {_("p_taken", "Number taken"), issued},
        {is_begun ? _("p_begun", "Service began") : _("p_called_at", "Last called"), moment},
    };

    words_time(issued, sizeof issued, ticket->issued_at_ms, offset);
    words_time(moment, sizeof moment, is_begun ? ticket->started_at_ms : ticket->called_at_ms,
               offset);
    for (size_t i = 0; i < ARRAY_LEN(pairs); i++)
        draw_pair(ui, (struct ui_box){box.x, box.y + (int)i * PAIR, box.w, PAIR}, pairs[i].label,
                  pairs[i].value);
}

/* Where the receipt's button stands while somebody is served: whether to go on calling. */
static void draw_hint(struct ui *ui, const struct ticket *ticket, struct ui_box box)
{
    bool is_over = recalls_left(ticket) == 0;
    enum ui_color ink = is_over ? C_WARNING : C_PRIMARY_DARK;

    ui_round(ui, box, 16, is_over ? C_WARNING_TINT : C_TINT);
    ui_icon(ui, is_over ? ICON_TRIANGLE_ALERT : ICON_VOLUME_2,
            (struct ui_box){box.x + 20, box.y + (box.h - 36) / 2, 36, 36}, ink);
    ui_text(ui, &(struct ui_text){.box = {box.x + 72, box.y + 4, box.w - 88, box.h - 8},
                                  .text = is_over ? _("p_suggest_skip",
                                                      "Called again three times. Better to skip.")
                                                  : _("p_come", "Waiting for the person to come"),
                                  .font = F_CAPTION,
                                  .weight = W_SEMIBOLD,
                                  .color = ink,
                                  .is_middle = true,
                                  .name = "hint"});
}

static void draw_empty(struct ui *ui, const struct desk_screen *s, struct ui_box box)
{
    int middle = box.y + (box.h - 200) / 2;

    ui_icon(ui, ICON_ARMCHAIR, (struct ui_box){box.x + (box.w - 112) / 2, middle, 112, 112},
            C_CONTROL);
    ui_text(ui,
            &(struct ui_text){.box = {box.x, middle + 128, box.w, 80},
                              .text = s->view.waiting > 0 ? _("p_call_them", "Call the next number")
                                                          : _("p_nobody", "Nobody is waiting"),
                              .font = F_BODY,
                              .weight = W_MEDIUM,
                              .color = C_INK2,
                              .align = UI_CENTER,
                              .name = "idle-words"});
}

static void draw_title(struct ui *ui, const struct desk_screen *s, struct ui_box line)
{
    const char *title = !s->view.has_ticket ? _("p_none", "Nobody is being served")
                        : is_serving(s)     ? _("p_serv", "Now serving")
                                            : _("p_calling", "Being called");

    ui_text(ui, &(struct ui_text){.box = line,
                                  .text = title,
                                  .font = desk_font(ui, title, W_SEMIBOLD, F_BODY, line.w),
                                  .weight = W_SEMIBOLD,
                                  .color = C_INK2,
                                  .is_middle = true,
                                  .name = "state"});
}

void desk_serving_card(struct ui *ui, struct desk_screen *s, struct router *router,
                       struct ui_box box)
{
    const struct ticket *ticket = at_work(s);
    const char *receipt = _("p_rec", "Print file receipt");
    struct ui_box in = {box.x + PAD, box.y + 26, box.w - 2 * PAD, box.h - 52};
    bool is_wide = in.w > WIDE;
    struct ui_box left = in, right = in, foot;
    int pairs;

    if (is_wide) {
        left.w = (in.w - DESK_GUTTER) / 2;
        right.x = left.x + left.w + DESK_GUTTER;
        right.w = in.x + in.w - right.x;
    }
    foot = (struct ui_box){right.x, right.y + right.h - RECEIPT, right.w, RECEIPT};
    ui_card(ui, box, 24, 2, C_HAIR, C_SURFACE);
    draw_title(ui, s, (struct ui_box){in.x, in.y, ticket ? in.w - 176 : in.w, CHIP});
    if (!ticket) {
        draw_empty(ui, s, in);
        return;
    }
    draw_timer(ui, ticket, clock_now_ms(router_clock(router)),
               (struct ui_box){in.x + in.w - 176, in.y, 176, CHIP});
    pairs = foot.y - 3 * PAIR - (is_wide ? 24 : 46);
    left.y += CHIP + 8;
    left.h = (is_wide ? in.y + in.h : pairs - 8) - left.y;
    draw_who(ui, ticket, left);
    draw_pairs(ui, router, ticket, (struct ui_box){right.x, pairs, right.w, 3 * PAIR});
    if (!is_serving(s)) {
        draw_hint(ui, ticket, foot);
    } else if (ui_button(ui, &(struct ui_button){
                                 .name = "receipt",
                                 .label = receipt,
                                 .icon = ICON_RECEIPT_TEXT,
                                 .kind = UI_HELPER,
                                 .font = desk_font(ui, receipt, W_BOLD, F_BODY, foot.w - 96),
                                 .box = foot})) {
        router_go(router, &screen_staff_receipt);
    }
}

/* --- the buttons ------------------------------------------------------------------------------ */

/* "Panggil ulang", and below it how often that may still be done. */
static bool recall_button(struct ui *ui, const struct ticket *ticket, struct ui_box box)
{
    int left = recalls_left(ticket);
    char words[64];
    const char *label = _("p_again", "Call again");
    struct ui_box in;
    bool has_fired = ui_surface(ui,
                                &(struct ui_surface){.name = "recall",
                                                     .spoken = label,
                                                     .kind = UI_SURFACE_SECONDARY,
                                                     .box = box,
                                                     .is_disabled = left == 0},
                                &in);
    enum ui_color ink = left == 0 ? C_DISABLED_FG : C_INK;
    bool has_icon = ui_text_width(ui, label, F_CAPTION, W_BOLD) <= in.w - RECALL_TEXT - 12;
    int x = has_icon ? RECALL_TEXT : 20; /* a long translation needs the icon's place */
    struct ui_box upper = {in.x + x, in.y + 4, in.w - x - 12, in.h / 2 - 3};
    struct ui_box lower = {upper.x, in.y + in.h / 2 + 1, upper.w, in.h / 2 - 4};

    strings_count(words, sizeof words, _("p_recalls_left", "{n} times left"), left);
    if (has_icon)
        ui_icon(ui, ICON_VOLUME_2, (struct ui_box){in.x + 28, in.y + (in.h - 44) / 2, 44, 44}, ink);
    ui_text(ui, &(struct ui_text){.box = upper,
                                  .text = label,
                                  .font = desk_font(ui, label, W_BOLD, F_BODY, upper.w),
                                  .weight = W_BOLD,
                                  .color = ink,
                                  .max_lines = 1,
                                  .is_middle = true});
    ui_text(ui, &(struct ui_text){.box = lower,
                                  .text = words,
                                  .font = F_CAPTION,
                                  .weight = W_MEDIUM,
                                  .color = ink,
                                  .max_lines = 1,
                                  .is_middle = true});
    return has_fired;
}

static bool button(struct ui *ui, const char *name, const char *label, enum icon icon,
                   enum ui_button_kind kind, struct ui_box box, bool is_disabled)
{
    enum ui_font font = kind == UI_PRIMARY ? F_H2 : F_BODY;
    int icon_room = kind == UI_PRIMARY ? 72 : 64;

    return ui_button(
        ui, &(struct ui_button){.name = name,
                                .label = label,
                                .icon = icon,
                                .kind = kind,
                                .font = desk_font(ui, label, W_BOLD, font, box.w - 32 - icon_room),
                                .box = box,
                                .is_disabled = is_disabled});
}

/* The two secondary buttons share the line, the first taking `percent` of it. */
struct pair {
    struct ui_box first, second;
};
static struct pair share(struct ui_box line, int percent)
{
    int first = (line.w - DESK_GAP) * percent / 100;

    return (struct pair){{line.x, line.y, first, line.h},
                         {line.x + first + DESK_GAP, line.y, line.w - DESK_GAP - first, line.h}};
}

static void actions_called(struct ui *ui, struct desk_screen *s, struct ui_box two,
                           struct ui_box primary)
{
    const struct ticket *ticket = &s->view.ticket;
    struct pair at = share(two, 56);
    bool is_over = recalls_left(ticket) == 0;

    if (recall_button(ui, ticket, at.first))
        desk_screen_wish(s, ACT_RECALL, &ticket->id);
    if (button(ui, "skip", _("p_pass", "Skip"), ICON_SKIP_FORWARD,
               is_over ? UI_ACCENT : UI_SECONDARY, at.second, false))
        desk_screen_wish(s, ACT_SKIP, &ticket->id);
    if (button(ui, "start", _("p_start", "Start serving"), ICON_USER_ROUND, UI_PRIMARY, primary,
               false))
        desk_screen_wish(s, ACT_START, &ticket->id);
}

static void actions_serving(struct ui *ui, struct desk_screen *s, struct ui_box two,
                            struct ui_box primary)
{
    const struct ticket *ticket = &s->view.ticket;
    struct pair at = share(two, 48);

    if (button(ui, "finish", _("p_finish", "Finish"), ICON_CHECK, UI_SECONDARY, at.first, false))
        desk_screen_wish(s, ACT_FINISH, &ticket->id);
    if (button(ui, "move", _("p_move", "Transfer"), ICON_ARROW_RIGHT, UI_SECONDARY, at.second,
               false)) {
        s->picked = *ticket;
        s->sheet = SHEET_MOVE;
        s->choice_page = 0;
    }
    if (button(ui, "call-next", _("p_next", "Call next"), ICON_MEGAPHONE, UI_PRIMARY, primary,
               s->view.waiting == 0))
        desk_screen_wish(s, ACT_CALL_NEXT, NULL);
}

static void actions_idle(struct ui *ui, struct desk_screen *s, struct ui_box two,
                         struct ui_box primary)
{
    struct pair at = share(two, 56);

    (void)button(ui, "recall", _("p_again", "Call again"), ICON_VOLUME_2, UI_SECONDARY, at.first,
                 true);
    (void)button(ui, "skip", _("p_pass", "Skip"), ICON_SKIP_FORWARD, UI_SECONDARY, at.second, true);
    if (button(ui, "call-next", _("p_next", "Call next"), ICON_MEGAPHONE, UI_PRIMARY, primary,
               s->view.waiting == 0))
        desk_screen_wish(s, ACT_CALL_NEXT, NULL);
}

void desk_serving_actions(struct ui *ui, struct desk_screen *s, struct ui_box two,
                          struct ui_box primary)
{
    if (!s->view.has_ticket)
        actions_idle(ui, s, two, primary);
    else if (is_serving(s))
        actions_serving(ui, s, two, primary);
    else
        actions_called(ui, s, two, primary);
}
