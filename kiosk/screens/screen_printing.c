/* Screen 09: until paper, trouble or eight seconds have come. */
#include "paper_watch.h"
#include "parts.h"

enum { PATIENCE_MS = 8000, LOOK_MS = 500, STEP_MS = 100, CIRCLE = 320, BAR = 560 };

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

static void printing_frame(void *state, struct ui *ui, struct router *router)
{
    struct printing_state *s = state;
    int64_t now = ui_now_ms(ui);
    int64_t past = now - router_visit(router)->printing_since;
    int y = 576 + (ui_height(ui) - 1920) / 2;

    if (now >= s->look_at_ms || past >= PATIENCE_MS)
        printing_news(state, router);
    part_medallion(ui, (struct ui_box){(ui_width(ui) - CIRCLE) / 2, y, CIRCLE, CIRCLE},
                   ICON_PRINTER, 168, C_TINT, C_PRIMARY_DARK);
    y += CIRCLE + 56;
    y += 16
         + part_text(ui, &(struct part_text){.x = PART_X,
                                             .y = y,
                                             .w = PART_W,
                                             .text = _("printing", "Printing your ticket"),
                                             .font = F_H1,
                                             .weight = W_BOLD,
                                             .color = C_INK,
                                             .align = UI_CENTER,
                                             .name = "title"});
    y += part_text(ui, &(struct part_text){.x = PART_X,
                                           .y = y + 8,
                                           .w = PART_W,
                                           .text = paper_wait_words(router_visit(router)->place),
                                           .font = F_TITLE,
                                           .weight = W_MEDIUM,
                                           .color = C_INK2,
                                           .align = UI_CENTER});
    y += 64;
    /* the time that has gone by, not a guess at the paper */
    ui_progress(ui, (struct ui_box){(ui_width(ui) - BAR) / 2, y, BAR, 16},
                (int)(past * 1000 / PATIENCE_MS), C_PRIMARY, _("printing", "Printing your ticket"));
    ui_icon(ui, paper_place_icon(router_visit(router)->place, ICON_ARROW_DOWN),
            (struct ui_box){(ui_width(ui) - 96) / 2, y + 80, 96, 96}, C_PRIMARY);
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
