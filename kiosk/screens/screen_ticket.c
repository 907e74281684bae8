/* Screen 10: the number, and whether it is on paper. */
#include "base/text.h"
#include "paper_watch.h"
#include "parts.h"

enum {
    OPEN_MS = 20000,
    GAP = 24,
    GRAB = 120,
    BELOW_CARD = 28,
    QR = 330,       /* 33 modules of 10 px */
    QR_SMALL = 264, /* of 8 px */
    QR_LEAST = 198, /* of 6 px */
    QR_X = 20,
    SCAN_LINE = 40,
    FACTS_X = 370,
    FACTS_END = 28,
    FACTS_PAD = 28,
    FACTS_PAD_SMALL = 16,
    FACTS_GAP = 24,
    LEFT_ANSWER = 336,
    NUMBER_LEAST = 280 /* what gives way first is below the number */
};

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

/* --- the code, where to wait, where to go, who is before --------------------------------------- */

struct facts {
    char counters[STRINGS_LINE], ahead[STRINGS_LINE];
    struct part_fact list[3];
    int count;
};

/* How much place the code and the facts take. */
struct shape {
    int qr; /* 0: left out */
    int gap;
    bool has_small_values;
};
static const struct shape shapes[] = {
    {QR, FACTS_GAP, false},
    {QR_SMALL, FACTS_GAP / 2, false},
    {QR_SMALL, FACTS_GAP / 3, true},
    {QR_LEAST, FACTS_GAP / 3, true},
    {0, FACTS_GAP / 3, true}}; /* wide panels; 11 has the code too */

static void count_ahead(char *out, size_t size, const struct ticket *ticket)
{
    char n[16], a[16], b[16];

    words_people(out, size, ticket->people_ahead);
    if (!ticket->wait.is_known)
        return;
    (void)text_format(n, sizeof n, "%d", ticket->people_ahead);
    (void)text_format(a, sizeof a, "%d", ticket->wait.from_min);
    (void)text_format(b, sizeof b, "%d", ticket->wait.to_min);
    (void)text_fill(out, size,
                    N_("about", "{n} person, about {a}–{b} minutes",
                       "{n} people, about {a}–{b} minutes", (unsigned long)ticket->people_ahead),
                    "n", n, "a", a, "b", b, NULL);
}

static void list_facts(struct facts *out, const struct visit *visit)
{
    const char *room = strings_words(&visit->group->wait_at);

    words_counters(out->counters, sizeof out->counters, visit->group, i18n_lang());
    count_ahead(out->ahead, sizeof out->ahead, &visit->ticket);
    out->count = 0;
    out->list[out->count++] =
        (struct part_fact){.icon = ICON_ARMCHAIR,
                           .label = _("waitat", "Wait in"),
                           .value = room[0] ? room : _("room", "Waiting room")};
    if (out->counters[0])
        out->list[out->count++] = (struct part_fact){
            .icon = ICON_MAP_PIN, .label = _("when", "When called, go to"), .value = out->counters};
    out->list[out->count++] = (struct part_fact){
        .icon = ICON_USERS, .label = _("ahead", "Ahead of you"), .value = out->ahead};
}

/* The facts below each other; returns their height. */
static int walk_facts(struct ui *ui, const struct facts *facts, const struct shape *shape,
                      struct ui_box box, bool is_measure)
{
    int y = box.y;

    for (int i = 0; i < facts->count; i++) {
        struct part_fact fact = facts->list[i];

        fact.x = box.x;
        fact.y = y + (i > 0 ? shape->gap : 0);
        fact.w = box.w;
        fact.icon_color = C_PRIMARY;
        fact.is_small = shape->has_small_values;
        y = fact.y + (is_measure ? part_fact_height(ui, &fact) : part_fact(ui, &fact));
    }
    return y - box.y;
}

static int scan_height(struct ui *ui, const struct shape *shape)
{
    int height = ui_text_height(ui, _("scan", "Scan to keep"), F_CAPTION, W_MEDIUM, shape->qr);

    return height > SCAN_LINE ? height : SCAN_LINE;
}

/* From the top of the code to the end of its words. Its white field is part of the square: where
 * nobody sees that, a single line stands nearer. */
static int code_height(struct ui *ui, const struct shape *shape)
{
    int scan = scan_height(ui, shape);

    if (ui_is_high_contrast(ui))
        return shape->qr + 12 + scan;
    return scan > SCAN_LINE ? shape->qr + scan : shape->qr - shape->qr / 11 + 12 + scan;
}

static struct ui_box facts_box(const struct shape *shape, struct ui_box box)
{
    int x = shape->qr > 0 ? FACTS_X - QR + shape->qr : FACTS_X - QR;

    return (struct ui_box){box.x + x, box.y, box.w - x - FACTS_END, box.h};
}

static int details_height(struct ui *ui, const struct facts *facts, const struct shape *shape,
                          struct ui_box box)
{
    int code = shape->qr > 0 ? 10 + code_height(ui, shape) + 27 : 0;
    int pad = shape->has_small_values ? FACTS_PAD_SMALL : FACTS_PAD;
    int all = 2 * pad + walk_facts(ui, facts, shape, facts_box(shape, box), true);

    return code > all ? code : all;
}

static void draw_code(struct ui *ui, struct router *router, const struct shape *shape,
                      struct ui_box box)
{
    int code = code_height(ui, shape);
    int scan = scan_height(ui, shape);
    int y = box.y + (box.h - code - 17) / 2;

    part_ticket_qr(ui, router, (struct ui_box){box.x + QR_X, y, shape->qr, shape->qr});
    ui_text(ui, &(struct ui_text){.box = {box.x + QR_X, y + code - scan, shape->qr, scan},
                                  .text = _("scan", "Scan to keep"),
                                  .font = F_CAPTION,
                                  .weight = W_MEDIUM,
                                  .color = C_INK2,
                                  .align = UI_CENTER,
                                  .is_middle = true});
}

static void draw_details(struct ui *ui, struct router *router, const struct facts *facts,
                         const struct shape *shape, struct ui_box box)
{
    struct ui_box at = facts_box(shape, box);

    if (shape->qr > 0)
        draw_code(ui, router, shape, box);
    at.y += (box.h - walk_facts(ui, facts, shape, at, true)) / 2;
    (void)walk_facts(ui, facts, shape, at, false);
}

/* --- places --------------------------------------------------------------------------------------- */

struct places {
    struct part_number number;
    struct ui_box head, card, details, grab, question, answers;
    const struct shape *shape;
};

static const char *head_words(const struct ticket_screen *s)
{
    return s->is_asked ? _("sent", "The ticket was sent to the printer")
                       : _("printed", "Your ticket is printed");
}

/* Upright one card holds all, and the bar that points to the slip stands below it. */
static void place_upright(struct ui *ui, const struct facts *facts, struct places *at)
{
    struct ui_box box = at->card;
    int details = details_height(ui, facts, at->shape, box);
    int room = at->question.y - GAP - GRAB - BELOW_CARD - box.y - details;
    int most = part_number_height(ui, &at->number, PART_NUMBER);

    at->number.box.h = room < most ? room : most;
    at->details = (struct ui_box){box.x, box.y + at->number.box.h, box.w, details};
    at->card.h = at->number.box.h + details;
    at->grab = (struct ui_box){box.x, box.y + at->card.h + BELOW_CARD, box.w, GRAB};
    int end = at->grab.y + GRAB + GAP; /* the question in the middle of what is left */
    at->question.h += at->question.y - end;
    at->question.y = end;
}

/* Wide: the number and where the slip is at the left, the rest at the right. */
static void place_wide(struct ui *ui, struct places *at)
{
    struct ui_box right = part_column(ui, PART_SECOND);

    at->grab = (struct ui_box){at->card.x, part_above_countdown(ui) - GRAB, at->card.w, GRAB};
    at->card.h = at->grab.y - GAP - at->card.y;
    at->number.box.h = at->card.h;
    at->details = (struct ui_box){right.x, right.y, right.w, at->question.y - GAP - right.y};
}

static bool has_room(struct ui *ui, const struct facts *facts, const struct places *at)
{
    if (ui_is_landscape(ui))
        return details_height(ui, facts, at->shape, at->details) <= at->details.h;
    return at->number.box.h >= part_number_height(ui, &at->number, NUMBER_LEAST);
}

static void place(struct ui *ui, const struct ticket_screen *s, const struct visit *visit,
                  const struct facts *facts, const struct shape *shape, struct places *at)
{
    struct ui_box left = part_column(ui, PART_FIRST);
    struct ui_box right = part_column(ui, PART_SECOND);
    int head = part_centred_height(ui, left.w, head_words(s), false);
    int question = 0;

    if (s->is_asked)
        question =
            ui_text_height(ui, _("came_out", "Was your ticket printed?"), F_H1, W_BOLD, right.w)
            + GAP;
    *at = (struct places){
        .shape = shape,
        .head = {left.x, left.y, left.w, head > 56 ? head : 56},
        .question = {right.x, part_answers_y(ui) - question, right.w,
                     question > 0 ? question - GAP : 0},
        .answers = right,
    };
    left.y += at->head.h + GAP;
    at->card = left;
    at->number = (struct part_number){.box = left,
                                      .number = visit->ticket.number,
                                      .words = visit->service ? visit->service->name.id
                                                              : strings_words(&visit->group->name),
                                      .name = "purpose",
                                      .lines = 2};
    if (ui_is_landscape(ui))
        place_wide(ui, at);
    else
        place_upright(ui, facts, at);
}

/* --- drawing -------------------------------------------------------------------------------------- */

static void draw_card(struct ui *ui, struct router *router, const struct facts *facts,
                      const struct places *at)
{
    struct ui_box card = at->card;

    ui_card(ui, card, 24, 2, C_HAIR, C_SURFACE);
    part_number(ui, &at->number);
    if (ui_is_landscape(ui))
        ui_card(ui, at->details, 24, 2, C_HAIR, C_SURFACE);
    else
        ui_dashes(ui, (struct ui_box){card.x + 2, at->details.y, card.w - 4, 4}, C_LIP);
    draw_details(ui, router, facts, at->shape, at->details);
}

static void draw_grab(struct ui *ui, enum paper_place place, struct ui_box box)
{
    ui_round(ui, box, 24, C_ACCENT);
    part_centred_line(ui, box, paper_place_icon(place, ICON_ARROW_BIG_DOWN),
                      paper_grab_words(place), C_ON_ACCENT, true);
}

static void draw_question(struct ui *ui, struct ticket_screen *s, struct router *router,
                          const struct places *at)
{
    const struct part_answer answers[] = {{"not-printed", _("no", "No"), ICON_X},
                                          {"printed", _("yes", "Yes"), ICON_CHECK}};

    ui_text(ui, &(struct ui_text){.box = at->question,
                                  .text = _("came_out", "Was your ticket printed?"),
                                  .font = F_H1,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .align = UI_CENTER,
                                  .is_middle = true,
                                  .name = "question"});
    switch (part_answers(ui, at->answers, answers, LEFT_ANSWER)) {
    case PART_NOT_ANSWERED:
        break;
    case PART_LEFT_ANSWER:
        answer(router, false);
        not_there(router);
        break;
    case PART_RIGHT_ANSWER:
        answer(router, true);
        s->is_asked = false;
        s->touched_ms = ui_now_ms(ui);
        ui_ask_wake(ui, ui_now_ms(ui));
        break;
    }
}

static void draw_done(struct ui *ui, struct router *router, const struct places *at)
{
    const struct part_answer answers[] = {
        {"no-ticket", _("noticket", "No ticket came out"), ICON_ROTATE_CCW},
        {"done", _("done", "Done"), ICON_CHECK}};

    switch (part_answers(ui, at->answers, answers, LEFT_ANSWER)) {
    case PART_NOT_ANSWERED:
        break;
    case PART_LEFT_ANSWER:
        not_there(router);
        break;
    case PART_RIGHT_ANSWER:
        router_end_visit(router);
        break;
    }
}

static void ticket_frame(void *state, struct ui *ui, struct router *router)
{
    struct ticket_screen *s = state;
    const struct visit *visit = router_visit(router);
    int64_t open_ms = router_scaled_ms(router, OPEN_MS);
    int64_t now = ui_now_ms(ui);
    struct facts facts;
    struct places at;
    size_t last = ARRAY_LEN(shapes) - (ui_is_landscape(ui) ? 1 : 2);
    size_t i = 0;

    if (s->touched_ms == 0 || ui_was_touched(ui) || router_is_covered(router))
        s->touched_ms = now;
    if (now - s->touched_ms >= open_ms)
        router_end_visit(router);
    list_facts(&facts, visit);
    place(ui, s, visit, &facts, &shapes[i], &at);
    while (i < last && !has_room(ui, &facts, &at))
        place(ui, s, visit, &facts, &shapes[++i], &at);
    part_centred_line(ui, at.head, s->is_asked ? ICON_PRINTER : ICON_CIRCLE_CHECK, head_words(s),
                      C_PRIMARY_DARK, false);
    draw_card(ui, router, &facts, &at);
    draw_grab(ui, visit->place, at.grab);
    if (s->is_asked)
        draw_question(ui, s, router, &at);
    else
        draw_done(ui, router, &at);
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
