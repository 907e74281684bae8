/* Screen 09: until paper, trouble or eight seconds have come. */
#include "paper_watch.h"
#include "parts.h"

enum { PATIENCE_MS = 8000, LOOK_MS = 500, STEP_MS = 100 };
enum {
    CIRCLE = 320,
    CIRCLE_WIDE = 240, /* lower panels */
    CIRCLE_GAP = 56,
    BAR = 560,
    BAR_H = 16,
    BAR_GAP = 64,
    ARROW = 96,
    GAP = 16,
    LOWER = 24 /* than the middle, as the design has it */
};

struct printing_state {
    int64_t look_at_ms; /* should the wake file stay silent */
};

static void leave_for(struct router *router, enum paper_news news, enum printer_trouble trouble)
{
    struct visit *visit = router_visit(router);

    visit->trouble = trouble;
    visit->is_asked = news == PAPER_MAYBE;
    router_restart(router, news == PAPER_TROUBLE ? &screen_problem : &screen_ticket);
}

static void printing_news(void *state, struct router *router)
{
    struct printing_state *s = state;
    enum printer_trouble trouble;
    int64_t now = clock_mono_ms(router_clock(router));
    int64_t since = router_visit(router)->printing_since;
    enum paper_news news = paper_watch(router, &trouble);

    s->look_at_ms = now + LOOK_MS;
    if (news == PAPER_WAITING && now - since >= PATIENCE_MS) {
        news = PAPER_TROUBLE;
        trouble = TROUBLE_UNKNOWN;
    }
    if (news != PAPER_WAITING)
        leave_for(router, news, trouble);
}

/* The words; returns the y below them. */
static int draw_words(struct ui *ui, enum paper_place place, int y, bool is_measure)
{
    const struct part_text texts[] = {
        {.text = _("printing", "Printing your ticket"),
         .font = F_H1,
         .weight = W_BOLD,
         .color = C_INK,
         .name = "title"},
        {.text = paper_wait_words(place), .font = F_TITLE, .weight = W_MEDIUM, .color = C_INK2}};

    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct part_text text = texts[i];

        text.x = PART_X;
        text.y = y;
        text.w = ui_width(ui) - 2 * PART_X;
        text.align = UI_CENTER;
        y += is_measure ? ui_text_height(ui, text.text, text.font, text.weight, text.w)
                        : part_text(ui, &text);
        y += i + 1 < ARRAY_LEN(texts) ? GAP : 0;
    }
    return y;
}

static void printing_frame(void *state, struct ui *ui, struct router *router)
{
    struct printing_state *s = state;
    enum paper_place place = router_visit(router)->place;
    bool is_wide = ui_is_landscape(ui);
    int64_t now = ui_now_ms(ui);
    int64_t past = now - router_visit(router)->printing_since;
    int circle = is_wide ? CIRCLE_WIDE : CIRCLE;
    int bar_gap = is_wide ? BAR_GAP / 2 : BAR_GAP;
    int above = circle + (is_wide ? CIRCLE_GAP / 2 : CIRCLE_GAP);
    int below = bar_gap + BAR_H + bar_gap + ARROW;
    int top = ui_top_height(ui);
    int y = ui_height(ui) - ui_nav_height(ui) - top;

    if (now >= s->look_at_ms || past >= PATIENCE_MS)
        printing_news(state, router);
    y = top + (y - above - draw_words(ui, place, 0, true) - below) / 2 + (is_wide ? 0 : LOWER);
    part_medallion(ui, (struct ui_box){(ui_width(ui) - circle) / 2, y, circle, circle},
                   ICON_PRINTER, circle * 168 / CIRCLE, C_TINT, C_PRIMARY_DARK);
    y = draw_words(ui, place, y + above, false) + bar_gap;
    /* the time that has gone by, not a guess at the paper */
    ui_progress(ui, (struct ui_box){(ui_width(ui) - BAR) / 2, y, BAR, BAR_H},
                (int)(past * 1000 / PATIENCE_MS), C_PRIMARY, _("printing", "Printing your ticket"));
    ui_icon(ui, paper_place_icon(place, ICON_ARROW_DOWN),
            (struct ui_box){(ui_width(ui) - ARROW) / 2, y + BAR_H + bar_gap, ARROW, ARROW},
            C_PRIMARY);
    ui_ask_wake(ui, now + STEP_MS);
}

const struct screen screen_printing = {
    .name = "printing",
    .state_size = sizeof(struct printing_state),
    .has_no_back = true,
    .has_no_home = true,
    .tells_number = true,
    .frame = printing_frame,
    .news = printing_news,
};
