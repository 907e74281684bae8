/* Screen 11: no paper, but the number is valid; how to keep it. */
#include "base/text.h"
#include "help_call.h"
#include "paper_watch.h"
#include "parts.h"
#include <assert.h>
#define LOG_AREA "screen"
#include "base/log.h"

enum { OPEN_MS = 60000, LOOK_MS = 2000, BUTTONS_ABOVE_NAV = 80, WAYS_END = 988 + 288 };

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

enum { BANNER_TEXT = PART_X + PART_W - 24 - 192 };

static void draw_banner(struct ui *ui, enum printer_trouble trouble)
{
    const char *valid = _("valid", "Your number is **valid**. Staff have been alerted.");
    bool is_long = ui_text_height(ui, valid, F_TITLE, W_MEDIUM, BANNER_TEXT) > 40;

    ui_round(ui, (struct ui_box){PART_X, 156, PART_W, 140}, 24, C_WARNING_TINT);
    ui_icon(ui, ICON_PRINTER, (struct ui_box){PART_X + 32, 190, 72, 72}, C_WARNING);
    ui_text(ui, &(struct ui_text){.box = {192, is_long ? 160 : 180, BANNER_TEXT, 48},
                                  .text = strings_label(&reasons[trouble]),
                                  .font = F_H2,
                                  .weight = W_BOLD,
                                  .color = C_WARNING,
                                  .max_lines = 1,
                                  .name = "reason"});
    part_text(ui, &(struct part_text){.x = 192,
                                      .y = is_long ? 208 : 232,
                                      .w = BANNER_TEXT,
                                      .text = valid,
                                      .font = F_TITLE,
                                      .weight = W_MEDIUM,
                                      .color = C_WARNING});
}

static void draw_card(struct ui *ui, struct router *router)
{
    const struct visit *visit = router_visit(router);
    const char *room = strings_words(&visit->group->wait_at);
    char counters[STRINGS_LINE], words[STRINGS_LINE];

    words_counters(counters, sizeof counters, visit->group, i18n_lang());
    (void)text_fill(words, sizeof words,
                    counters[0] ? _("wait_go", "Wait in: {room}, go to {counters}")
                                : _("wait_only", "Wait in: {room}"),
                    "room", room[0] ? room : _("room", "Waiting room"), "counters", counters, NULL);
    ui_card(ui, (struct ui_box){PART_X, 324, PART_W, 572}, 24, 2, C_HAIR, C_SURFACE);
    part_text(ui, &(struct part_text){.x = PART_X,
                                      .y = 366,
                                      .w = PART_W,
                                      .text = _("yourno", "Your queue number"),
                                      .font = F_TITLE,
                                      .weight = W_MEDIUM,
                                      .color = C_INK2,
                                      .align = UI_CENTER});
    part_number(ui, 414, visit->ticket.number);
    ui_text(ui, &(struct ui_text){.box = {PART_X + 24, 794, PART_W - 48, 80},
                                  .text = words,
                                  .font = F_TITLE,
                                  .weight = W_SEMIBOLD,
                                  .color = C_INK,
                                  .align = UI_CENTER,
                                  .is_middle = true,
                                  .name = "where"});
}

/* Narrow as in the design where that does not cost a third line. */
static int way_width(struct ui *ui, const char *text)
{
    return ui_text_height(ui, text, F_TITLE, W_SEMIBOLD, 310) <= 80 ? 310 : 350;
}

static int way_height(struct ui *ui, const char *text, enum ui_font font)
{
    int height = ui_text_height(ui, text, font, W_SEMIBOLD, way_width(ui, text));

    return height > 72 ? height : 72;
}

static void draw_way_texts(struct ui *ui, int y, int height)
{
    const struct {
        enum icon icon;
        const char *text;
    } ways[] = {
        {ICON_CAMERA, _("k2", "Photograph this screen")},
        {ICON_PEN_LINE, _("k3", "Write down or remember your number")},
    };
    enum ui_font font = F_TITLE;
    int total = way_height(ui, ways[0].text, font) + 16 + way_height(ui, ways[1].text, font);

    if (total > height - 16) {
        font = F_BODY;
        total = way_height(ui, ways[0].text, font) + 16 + way_height(ui, ways[1].text, font);
    }
    y += (height - total) / 2;
    for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
        int used = way_height(ui, ways[i].text, font);

        ui_icon(ui, ways[i].icon, (struct ui_box){578, y + (used - 56) / 2, 56, 56}, C_INK);
        ui_text(ui, &(struct ui_text){.box = {658, y, way_width(ui, ways[i].text), used},
                                      .text = ways[i].text,
                                      .font = font,
                                      .weight = W_SEMIBOLD,
                                      .color = C_INK,
                                      .is_middle = true});
        y += used + 16;
    }
}

static void draw_ways(struct ui *ui, struct router *router)
{
    int y = 988;

    part_text(ui, &(struct part_text){.x = PART_X,
                                      .y = 932,
                                      .w = PART_W,
                                      .text = _("keep", "Keep this number in one of these ways"),
                                      .font = F_BODY,
                                      .weight = W_BOLD,
                                      .color = C_INK});
    ui_card(ui, (struct ui_box){PART_X, y, 468, 288}, 24, 2, C_HAIR, C_SURFACE);
    part_ticket_qr(ui, router, (struct ui_box){70, 1000, 264, 264});
    ui_text(ui, &(struct ui_text){.box = {334, y + 4, 190, 280},
                                  .text = _("k1", "Scan with your phone"),
                                  .font = F_TITLE,
                                  .weight = W_SEMIBOLD,
                                  .color = C_INK,
                                  .is_middle = true});
    ui_card(ui, (struct ui_box){548, y, 468, 288}, 24, 2, C_HAIR, C_SURFACE);
    draw_way_texts(ui, y, 288);
}

static void problem_frame(void *state, struct ui *ui, struct router *router)
{
    struct problem_state *s = state;
    int64_t open_ms = router_scaled_ms(router, OPEN_MS);
    int64_t now = ui_now_ms(ui);
    int y = part_bottom(ui) + 32 - BUTTONS_ABOVE_NAV - 128;

    if (s->touched_ms == 0 || ui_was_touched(ui))
        s->touched_ms = now;
    mark_shown(s, ui, router);
    if (now >= s->look_at_ms)
        problem_news(state, router);
    ui_ask_wake(ui, s->look_at_ms);
    draw_banner(ui, router_visit(router)->trouble);
    draw_card(ui, router);
    draw_ways(ui, router);
    help_call_button(ui, router, HELP_PROBLEM, WAYS_END + 32);
    if (ui_button(ui, &(struct ui_button){.name = "again",
                                          .label = _("retry", "Try printing again"),
                                          .icon = ICON_ROTATE_CCW,
                                          .kind = UI_SECONDARY,
                                          .font = F_BODY,
                                          .box = {PART_X, y, 368, 128}}))
        print_again(s, router);
    if (ui_button(ui, &(struct ui_button){.name = "kept",
                                          .label = _("kept", "I have kept my number"),
                                          .kind = UI_PRIMARY,
                                          .font = F_H2,
                                          .box = {448, y, 568, 128}})) {
        forget(s, router);
        router_end_visit(router);
    }
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
