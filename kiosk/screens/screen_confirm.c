/* Screen 08: one touch from the number, general or priority. */
#include "base/text.h"
#include "closed.h"
#include "parts.h"
#include "unticked.h"

enum { GENERAL = 216, PRIORITY_HEAD = 158, OPTION_GAP = 28, PAD = 50 };

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

/* --- the card: purpose, where to, how many wait ------------------------------------------------- */

enum { FACTS = 3, FACTS_WIDTH = PART_W - 76, FACT_PITCH = 300, FACT_GAP = 12 };

struct fact {
    enum icon icon;
    const char *label, *value;
    int width;
};

static int natural_width(struct ui *ui, const struct fact *fact)
{
    int label = ui_text_width(ui, fact->label, F_CAPTION, W_MEDIUM);
    int value = ui_text_width(ui, fact->value, F_TITLE, W_BOLD);

    return 60 + (label > value ? label : value) + FACT_GAP;
}

/* Equal columns as in the design, else as wide as each needs when that saves a broken line. */
static void share_width(struct ui *ui, struct fact *facts, size_t count)
{
    int pitch = count == FACTS ? FACT_PITCH : FACTS_WIDTH / (int)count;
    int sum = 0;
    bool is_tight = false;

    for (size_t i = 0; i < count; i++) {
        int natural = natural_width(ui, &facts[i]);

        sum += natural;
        is_tight = is_tight || natural > pitch;
        facts[i].width = pitch;
    }
    for (size_t i = 0; is_tight && sum <= FACTS_WIDTH && i < count; i++)
        facts[i].width = natural_width(ui, &facts[i]) + (FACTS_WIDTH - sum) / (int)count;
}

static int facts_height(struct ui *ui, const struct fact *facts, size_t count)
{
    int highest = 0;

    for (size_t i = 0; i < count; i++) {
        int width = facts[i].width - 60 - FACT_GAP;
        int height = ui_text_height(ui, facts[i].label, F_CAPTION, W_MEDIUM, width)
                     + ui_text_height(ui, facts[i].value, F_TITLE, W_BOLD, width);

        highest = height > highest ? height : highest;
    }
    return highest;
}

static int draw_purpose(struct ui *ui, const struct confirm_state *s, int y)
{
    char counters[STRINGS_LINE], people[64], wait[64];
    struct fact facts[FACTS] = {
        {ICON_MAP_PIN, _("dest", "Go to"), counters, 0},
        {ICON_USERS, _("waiting", "Waiting"), people, 0},
        {ICON_HOURGLASS, _("est", "Estimate"), wait, 0},
    };
    size_t count = s->queue.wait.is_known ? FACTS : FACTS - 1;
    const char *name = s->service ? s->service->name.id : strings_words(&s->group->name);
    int title = ui_text_height(ui, name, F_H2, W_BOLD, PART_W - 76);
    int height, x = PART_X + 38;

    words_all_counters(counters, sizeof counters, s->group, i18n_lang());
    words_people(people, sizeof people, s->queue.waiting);
    words_wait(wait, sizeof wait, &s->queue.wait);
    share_width(ui, facts, count);
    height = facts_height(ui, facts, count);
    ui_card(ui, (struct ui_box){PART_X, y, PART_W, 176 + title - 48 + height + 38}, 24, 2, C_HAIR,
            C_SURFACE);
    part_text(ui, &(struct part_text){.x = PART_X + 38,
                                      .y = y + 38,
                                      .w = PART_W - 76,
                                      .text = _("purpose", "Purpose"),
                                      .font = F_CAPTION,
                                      .weight = W_MEDIUM,
                                      .color = C_INK2});
    part_text(ui, &(struct part_text){.x = PART_X + 38,
                                      .y = y + 74,
                                      .w = PART_W - 76,
                                      .text = name,
                                      .font = F_H2,
                                      .weight = W_BOLD,
                                      .color = C_INK,
                                      .name = "purpose"});
    y += 150 + title - 48;
    ui_fill(ui, (struct ui_box){PART_X + 38, y, PART_W - 76, 2}, C_HAIR);
    for (size_t i = 0; i < count; i++) {
        part_fact(ui, &(struct part_fact){.x = x,
                                          .y = y + 26,
                                          .w = facts[i].width - FACT_GAP,
                                          .icon = facts[i].icon,
                                          .icon_color = C_INK,
                                          .label = facts[i].label,
                                          .value = facts[i].value});
        x += facts[i].width;
    }
    return y + 26 + height + 38;
}

/* --- the two buttons ---------------------------------------------------------------------------- */

static const struct {
    enum icon icon;
    struct label label;
} reasons[] = {
    {ICON_USER_ROUND, W("elder", "Seniors (60 and over)")},
    {ICON_ACCESSIBILITY, W("disab", "Persons with disabilities")},
    {ICON_HEART_HANDSHAKE, W("preg", "Pregnant or nursing mothers")},
    {ICON_BABY, W("child", "With a small child")},
};
enum { REASON_LEFT = 116, REASON_RIGHT = 552, REASON_TEXT = 62, REASON_WIDTH = 436 - 62 - 12 };

static int reason_row(struct ui *ui, size_t first)
{
    int a =
        ui_text_height(ui, strings_label(&reasons[first].label), F_BODY, W_SEMIBOLD, REASON_WIDTH);
    int b = ui_text_height(ui, strings_label(&reasons[first + 1].label), F_BODY, W_SEMIBOLD,
                           REASON_WIDTH);

    return a > b ? a : b;
}

static int priority_height(struct ui *ui)
{
    return PRIORITY_HEAD + 30 + reason_row(ui, 0) + OPTION_GAP + reason_row(ui, 2) + 44;
}

static void draw_head(struct ui *ui, struct ui_box in, int middle, enum icon icon,
                      enum ui_color icon_color, enum ui_color ink, const char *title,
                      const char *sub, bool has_paper)
{
    int width = 660;

    ui_icon(ui, icon, (struct ui_box){in.x + PAD, middle - 40, 80, 80}, icon_color);
    ui_text(ui,
            &(struct ui_text){.box = {in.x + 168, middle - 52, width, 64},
                              .text = title,
                              .font = ui_text_width(ui, title, F_H1, W_BOLD) <= width ? F_H1 : F_H2,
                              .weight = W_BOLD,
                              .color = ink,
                              .max_lines = 1,
                              .is_middle = true});
    ui_text(ui, &(struct ui_text){.box = {in.x + 168, middle + 10, width, 40},
                                  .text = sub,
                                  .font = F_BODY,
                                  .weight = W_SEMIBOLD,
                                  .color = ink,
                                  .max_lines = 1});
    if (has_paper)
        ui_icon(ui, ICON_PRINTER, (struct ui_box){in.x + PART_W - 106, middle - 28, 56, 56}, ink);
}

static bool general_button(struct ui *ui, const struct confirm_state *s, int y)
{
    bool is_open = s->opening.is_open;
    bool has_paper = s->trouble == TROUBLE_NONE;
    enum ui_color ink = is_open ? C_ON_PRIMARY : C_DISABLED_FG;
    const char *title =
        has_paper ? _("pr", "Print queue number") : _("take_q", "Get a queue number");
    struct ui_box in;
    bool has_fired = ui_surface(ui,
                                &(struct ui_surface){.name = "take-general",
                                                     .spoken = title,
                                                     .kind = UI_SURFACE_PRIMARY,
                                                     .box = {PART_X, y, PART_W, GENERAL},
                                                     .is_disabled = !is_open},
                                &in);

    draw_head(ui, in, in.y + in.h / 2 - 1, ICON_TICKET, ink, ink, title,
              _("general", "General queue"), has_paper);
    return has_fired;
}

static bool priority_button(struct ui *ui, const struct confirm_state *s, int y, int height)
{
    bool is_open = s->opening.is_open;
    bool has_paper = s->trouble == TROUBLE_NONE;
    enum ui_color ink = is_open ? C_INK : C_DISABLED_FG;
    const char *title =
        has_paper ? _("prp", "Print priority number") : _("prp_screen", "Get priority number");
    struct ui_box in;
    bool has_fired = ui_surface(ui,
                                &(struct ui_surface){.name = "take-priority",
                                                     .spoken = title,
                                                     .kind = UI_SURFACE_SECONDARY,
                                                     .box = {PART_X, y, PART_W, height},
                                                     .is_disabled = !is_open},
                                &in);

    draw_head(ui, in, in.y + 88, ICON_HEART_HANDSHAKE, is_open ? C_PRIMARY : ink, ink, title,
              _("prp_for", "Priority for:"), has_paper);
    y = in.y + PRIORITY_HEAD;
    ui_fill(ui, (struct ui_box){in.x + PAD, y, PART_W - 2 * PAD, 2}, C_HAIR);
    y += 30;
    for (size_t i = 0; i < ARRAY_LEN(reasons); i++) {
        int row = reason_row(ui, i - i % 2);
        int x = i % 2 ? REASON_RIGHT : REASON_LEFT;

        ui_icon(ui, reasons[i].icon, (struct ui_box){x, y + (row - 44) / 2, 44, 44}, ink);
        ui_text(ui, &(struct ui_text){.box = {x + REASON_TEXT, y, REASON_WIDTH, row},
                                      .text = strings_label(&reasons[i].label),
                                      .font = F_BODY,
                                      .weight = W_SEMIBOLD,
                                      .color = ink,
                                      .is_middle = true});
        if (i % 2)
            y += row + OPTION_GAP;
    }
    return has_fired;
}

static void draw_failed(struct ui *ui, int y)
{
    struct ui_box box = {PART_X, y, PART_W, 176};

    ui_card(ui, box, 24, 2, C_DANGER, C_DANGER_TINT);
    ui_icon(ui, ICON_CIRCLE_ALERT, (struct ui_box){box.x + 32, box.y + 24, 44, 44}, C_DANGER);
    ui_text(ui,
            &(struct ui_text){.box = {box.x + 104, box.y + 24, PART_W - 136, 128},
                              .text = _("not_taken", "**No number was taken.** Please touch the "
                                                     "button again. If it does not work, ask "
                                                     "an officer."),
                              .font = F_BODY,
                              .weight = W_MEDIUM,
                              .color = C_DANGER,
                              .name = "failed"});
}

static void draw_promise(struct ui *ui)
{
    const char *text = _("noid", "We do not ask your name or ID number for a queue number.");
    int width = ui_text_width(ui, text, F_CAPTION, W_MEDIUM);
    int x;

    if (width > PART_W - 52)
        width = PART_W - 52;
    x = (ui_width(ui) - width - 52) / 2;
    ui_icon(ui, ICON_SHIELD_CHECK, (struct ui_box){x, ui_height(ui) - 220, 36, 36}, C_INK2);
    ui_text(ui, &(struct ui_text){.box = {x + 52, ui_height(ui) - 234, width, 64},
                                  .text = text,
                                  .font = F_CAPTION,
                                  .weight = W_MEDIUM,
                                  .color = C_INK2,
                                  .is_middle = true});
}

static void confirm_frame(void *state, struct ui *ui, struct router *router)
{
    struct confirm_state *s = state;
    const struct printer_status *printer = router_printer(router);
    const char *choose = _("choose", "Touch one. The ticket prints at once.");

    s->trouble = printer->is_known ? printer->trouble : TROUBLE_NONE;
    if (s->trouble != TROUBLE_NONE)
        choose = _("choose_screen", "Touch one. Your number appears on the screen: there is no "
                                    "paper ticket just now.");
    int priority = priority_height(ui);
    int priority_y = ui_height(ui) - 252 - priority;
    int general_y = priority_y - 24 - GENERAL;
    int choose_y = general_y - 24 - ui_text_height(ui, choose, F_H2, W_BOLD, PART_W);
    int y = 160;

    y += 28
         + part_text(ui, &(struct part_text){.x = PART_X,
                                             .y = y,
                                             .w = PART_W,
                                             .text = _("take_q", "Get a queue number"),
                                             .font = F_H1,
                                             .weight = W_BOLD,
                                             .color = C_INK,
                                             .name = "title"});
    y = draw_purpose(ui, s, y) + 24;
    if (!s->opening.is_open)
        closed_draw(ui, router, &s->opening, y);
    else if (s->has_failed)
        draw_failed(ui, y);
    else
        unticked_draw(ui, router, y, choose_y - 24);
    if (s->opening.is_open)
        part_text(ui, &(struct part_text){.x = PART_X,
                                          .y = choose_y,
                                          .w = PART_W,
                                          .text = choose,
                                          .font = F_H2,
                                          .weight = W_BOLD,
                                          .color = C_INK,
                                          .name = "choose"});
    if (general_button(ui, s, general_y))
        take_number(s, router, false);
    else if (priority_button(ui, s, priority_y, priority))
        take_number(s, router, true);
    draw_promise(ui);
}

const struct screen screen_confirm = {
    .name = "confirm",
    .state_size = sizeof(struct confirm_state),
    .idle_ms = 60000,
    .enter = confirm_enter,
    .frame = confirm_frame,
    .news = confirm_news,
};
