/* Screen 11: no paper, but the number is valid; how to keep it. */
#include "base/text.h"
#include "help_call.h"
#include "paper_watch.h"
#include "parts.h"
#include "problem_ways.h"
#include <assert.h>
#define LOG_AREA "screen"
#include "base/log.h"

enum {
    OPEN_MS = 60000,
    LOOK_MS = 2000,
    GAP = 28,
    KEEP_ABOVE = 36,
    CARD_PAD = 6,
    CALL_GAP = 32,
    CALL_GAP_WIDE = 24,
    LEFT_ANSWER = 368,
    LEFT_ANSWER_WIDE = 336,
    PLACE_LINES = 4 /* of where to wait and to go, which is never cut */
};

struct problem_state {
    int64_t touched_ms; /* 0 until the first frame */
    int64_t look_at_ms;
    bool is_drawn;  /* a frame with the number has been made */
    bool is_marked; /* and that is written down, or cannot be */
    bool is_kept;   /* the visitor has said so: the slip is stale */
};

static const struct label reasons[] = {
    [TROUBLE_NONE] = W("tr_slow", "The ticket is not out yet"),
    [TROUBLE_NO_PRINTER] = W("tr_none", "No printer is connected"),
    [TROUBLE_OFFLINE] = W("tr_offline", "The printer does not answer"),
    [TROUBLE_COVER_OPEN] = W("tr_cover", "The printer's cover is open"),
    [TROUBLE_JAM] = W("tr_jam", "The paper is jammed"),
    [TROUBLE_PAPER_OUT] = W("paper", "Out of ticket paper"),
    [TROUBLE_STOPPED] = W("tr_stopped", "The printer is stopped"),
    [TROUBLE_REFUSED] = W("tr_refused", "The printer does not take the ticket"),
    [TROUBLE_UNKNOWN] = W("tr_unknown", "The ticket could not be printed"),
};
static_assert(ARRAY_LEN(reasons) == TROUBLE_UNKNOWN + 1, "every trouble has its words");

static void forget(struct problem_state *s, struct router *router)
{
    struct err err = {0};

    if (s->is_kept)
        return;
    s->is_kept = true;
    if (!desk_forget_slip(router_desk(router), &router_visit(router)->ticket.id, &err))
        router_desk_failed(router, &err, "taking back a slip");
}

/* Once the number is on the glass: a write that fails, or takes long, does not keep it from there. */
static void mark_shown(struct problem_state *s, struct ui *ui, struct router *router)
{
    struct err err = {0};

    if (!s->is_drawn) {
        s->is_drawn = true;
        ui_ask_wake(ui, ui_now_ms(ui));
    } else if (!s->is_marked) {
        s->is_marked = true;
        if (!desk_mark_shown(router_desk(router), &router_visit(router)->ticket.id, &err))
            log_warn("noting that a number was shown: %s; it is shown all the same", err.text);
    }
}

/* The slip is wanted while this screen is open: paper may come after all. */
static void problem_news(void *state, struct router *router)
{
    struct problem_state *s = state;
    struct visit *visit = router_visit(router);
    enum printer_trouble trouble;
    enum paper_news news;

    s->look_at_ms = clock_mono_ms(router_clock(router)) + LOOK_MS;
    if (visit->is_denied)
        return; /* the visitor has looked: this paper did not come */
    news = paper_watch(router, &trouble);
    switch (news) {
    case PAPER_CONFIRMED:
    case PAPER_MAYBE:
        visit->is_asked = news == PAPER_MAYBE;
        s->is_kept = true; /* it is on paper: there is nothing to take back */
        router_restart(router, &screen_ticket);
        break;
    case PAPER_TROUBLE:
        if (trouble != TROUBLE_NONE)
            visit->trouble = trouble;
        break;
    case PAPER_WAITING:
        break;
    }
}

/* Home and the time-out say the same as "Nomor sudah saya simpan". */
static void problem_leave(void *state, struct router *router)
{
    forget(state, router);
}

static void print_again(struct problem_state *s, struct router *router)
{
    struct visit *visit = router_visit(router);
    struct print_job job;
    struct err err = {0};

    if (!desk_print_again(router_desk(router), &visit->ticket.id, &job, &err)) {
        router_toast(router, _("again_failed", "Could not print. Please keep your number."), false);
        router_desk_failed(router, &err, "printing again");
        return;
    }
    s->is_kept = true; /* wanted again: leaving must not take it back */
    visit->job = job.id;
    visit->is_again = true;
    visit->is_denied = false;
    visit->printing_since = clock_mono_ms(router_clock(router));
    router_restart(router, &screen_printing);
}

/* --- why, and that it does not matter ----------------------------------------------------------- */

enum { BANNER = 140, BANNER_TEXT = 128, BANNER_PAD = 24 };

static const char *valid_words(void)
{
    return _("valid", "Your number is **valid**. Staff have been alerted.");
}

static int banner_texts(struct ui *ui, enum printer_trouble trouble, int width)
{
    return ui_text_height(ui, strings_label(&reasons[trouble]), F_H2, W_BOLD, width)
           + ui_text_height(ui, valid_words(), F_TITLE, W_MEDIUM, width);
}

static int banner_height(struct ui *ui, enum printer_trouble trouble, int width)
{
    int height = banner_texts(ui, trouble, width - BANNER_TEXT - BANNER_PAD) + 2 * 20;

    return height > BANNER ? height : BANNER;
}

static void draw_banner(struct ui *ui, enum printer_trouble trouble, struct ui_box box)
{
    int width = box.w - BANNER_TEXT - BANNER_PAD;
    int texts = banner_texts(ui, trouble, width);
    int air = (box.h - texts) / 2 > 24 ? 4 : 0; /* one line each, as in the design */
    int y = box.y + (box.h - texts) / 2 - air / 2;

    ui_round(ui, box, 24, C_WARNING_TINT);
    ui_icon(ui, ICON_PRINTER, (struct ui_box){box.x + 32, box.y + (box.h - 72) / 2, 72, 72},
            C_WARNING);
    y += air
         + part_text(ui, &(struct part_text){.x = box.x + BANNER_TEXT,
                                             .y = y,
                                             .w = width,
                                             .text = strings_label(&reasons[trouble]),
                                             .font = F_H2,
                                             .weight = W_BOLD,
                                             .color = C_WARNING,
                                             .name = "reason"});
    part_text(ui, &(struct part_text){.x = box.x + BANNER_TEXT,
                                      .y = y,
                                      .w = width,
                                      .text = valid_words(),
                                      .font = F_TITLE,
                                      .weight = W_MEDIUM,
                                      .color = C_WARNING});
}

static void where_words(char *out, size_t size, const struct visit *visit)
{
    const char *room = strings_words(&visit->group->wait_at);
    char counters[STRINGS_LINE];

    words_counters(counters, sizeof counters, visit->group, i18n_lang());
    (void)text_fill(out, size,
                    counters[0] ? _("wait_go", "Wait in: {room}, go to {counters}")
                                : _("wait_only", "Wait in: {room}"),
                    "room", room[0] ? room : _("room", "Waiting room"), "counters", counters, NULL);
}

/* --- places --------------------------------------------------------------------------------------- */

struct places {
    struct ui_box banner, card, ways, call, answers;
};

/* Upright the number is as large as what stands below it allows; wide it has the left half. */
static struct places place(struct ui *ui, enum printer_trouble trouble,
                           const struct part_number *number)
{
    bool is_wide = ui_is_landscape(ui);
    struct ui_box left = part_column(ui, PART_FIRST);
    struct ui_box right = part_column(ui, PART_SECOND);
    struct places at = {
        .banner = left, .card = left, .ways = right, .call = right, .answers = right};
    int most = part_number_height(ui, number, PART_NUMBER) + CARD_PAD;

    at.banner.y += is_wide ? 0 : 4;
    at.banner.h = banner_height(ui, trouble, left.w);
    at.card.y = at.banner.y + at.banner.h + GAP;
    at.call.h = HELP_CALL_HEIGHT;
    at.call.y = part_answers_y(ui) - CALL_GAP_WIDE - at.call.h;
    at.ways.h = problem_ways_height(ui, right.w);
    if (is_wide) {
        at.card.h = part_above_countdown(ui) - at.card.y;
        at.ways.h = at.call.y - CALL_GAP_WIDE - at.ways.y;
        return at;
    }
    int room = at.call.y - CALL_GAP_WIDE - at.ways.h - KEEP_ABOVE - at.card.y;
    at.card.h = room < most ? room : most;
    at.ways.y = at.card.y + at.card.h + KEEP_ABOVE;
    int below = at.ways.y + at.ways.h + CALL_GAP;
    at.call.y = below < at.call.y ? below : at.call.y;
    return at;
}

static void draw_answers(struct ui *ui, struct problem_state *s, struct router *router,
                         struct ui_box box)
{
    const struct part_answer answers[] = {
        {"again", _("retry", "Try printing again"), ICON_ROTATE_CCW},
        {"kept", _("kept", "I have kept my number"), ICON_NONE}};

    switch (part_answers(ui, box, answers, ui_is_landscape(ui) ? LEFT_ANSWER_WIDE : LEFT_ANSWER)) {
    case PART_NOT_ANSWERED:
        break;
    case PART_LEFT_ANSWER:
        print_again(s, router);
        break;
    case PART_RIGHT_ANSWER:
        forget(s, router);
        router_end_visit(router);
        break;
    }
}

static void problem_frame(void *state, struct ui *ui, struct router *router)
{
    struct problem_state *s = state;
    const struct visit *visit = router_visit(router);
    int64_t open_ms = router_scaled_ms(router, OPEN_MS);
    int64_t now = ui_now_ms(ui);
    char where[STRINGS_LINE];
    struct part_number number = {.box = part_column(ui, PART_FIRST),
                                 .number = visit->ticket.number,
                                 .words = where,
                                 .name = "where",
                                 .lines = PLACE_LINES};

    if (s->touched_ms == 0 || ui_was_touched(ui) || router_is_covered(router))
        s->touched_ms = now;
    mark_shown(s, ui, router);
    if (now >= s->look_at_ms)
        problem_news(state, router);
    ui_ask_wake(ui, s->look_at_ms);
    where_words(where, sizeof where, visit);
    struct places at = place(ui, visit->trouble, &number);
    number.box = at.card;
    number.box.h -= CARD_PAD;
    draw_banner(ui, visit->trouble, at.banner);
    ui_card(ui, at.card, 24, 2, C_HAIR, C_SURFACE);
    part_number(ui, &number);
    problem_ways_draw(ui, router, at.ways);
    help_call_button(ui, router, HELP_PROBLEM, at.call);
    draw_answers(ui, s, router, at.answers);
    if (now - s->touched_ms >= open_ms)
        router_end_visit(router);
    part_countdown(ui, _("stays", "This screen stays for {m} seconds. **{n}** seconds left"),
                   open_ms, open_ms - (now - s->touched_ms));
}

const struct screen screen_problem = {
    .name = "problem",
    .state_size = sizeof(struct problem_state),
    .has_no_back = true,
    .has_countdown = true,
    .tells_number = true,
    .frame = problem_frame,
    .news = problem_news,
    .leave = problem_leave,
};
