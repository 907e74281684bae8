/* Screens 02, 23, 26, 28, 30: permits by sector and the often chosen ones, and the other services. */
#include "base/text.h"
#include "home_called.h"
#include "home_plan.h"
#include "offline.h"
#include "permit_row.h"

enum {
    TYPE_H = 72,
    TYPE_ASIDE = 16,
    TYPE_PAD = 64,
    TYPE_APART = 12,
    SEARCH_TEXT = 106,
    HINT_ICON = 44
};

struct home_state {
    struct home_offer offer;
    struct home_called called;
};

static void home_news(void *state, struct router *router)
{
    struct home_state *s = state;

    home_called_look(&s->called, router);
    home_offer_look(&s->offer, router);
}

static void home_enter(void *state, struct router *router)
{
    struct home_state *s = state;

    home_offer_count(&s->offer, router);
    home_news(state, router);
}

/* What could be typed, or only what is done there where the example has no room. */
static void draw_example(struct ui *ui, struct ui_box box)
{
    const char *text = _("search_ph", "Search a permit, e.g. perekam medis");
    enum ui_font font = F_TITLE;

    if (ui_text_height(ui, text, font, W_MEDIUM, box.w) > box.h)
        font = F_BODY;
    if (ui_text_height(ui, text, font, W_MEDIUM, box.w) > box.h)
        text = _("find", "Search permits");
    ui_text(ui, &(struct ui_text){.box = box,
                                  .text = text,
                                  .font = font,
                                  .weight = W_MEDIUM,
                                  .color = C_INK2,
                                  .is_middle = true});
}

/* Looks like the box it leads to; all of it is touchable. */
static void draw_search(struct ui *ui, struct router *router, struct ui_box box)
{
    const char *type = _("type", "Type");
    int type_w = 40 + 12 + ui_text_width(ui, type, F_BODY, W_BOLD) + TYPE_PAD;
    int type_h = box.h - 24 < TYPE_H ? box.h - 24 : TYPE_H;
    struct ui_box in, key;

    if (ui_surface(ui,
                   &(struct ui_surface){.name = "search",
                                        .spoken = _("find", "Search permits"),
                                        .kind = UI_SURFACE_SECONDARY,
                                        .box = box,
                                        .reach_w = box.w - type_w - TYPE_ASIDE - TYPE_APART},
                   &in))
        router_go(router, &screen_search);
    key = (struct ui_box){in.x + box.w - type_w - TYPE_ASIDE, box.y + (box.h - type_h) / 2 - 2,
                          type_w, type_h};
    ui_icon(ui, ICON_SEARCH, (struct ui_box){in.x + 34, in.y + (in.h - 48) / 2, 48, 48}, C_INK);
    draw_example(ui, (struct ui_box){in.x + SEARCH_TEXT, in.y,
                                     key.x - in.x - SEARCH_TEXT - TYPE_ASIDE, in.h});
    if (ui_button(ui, &(struct ui_button){.name = "type",
                                          .label = type,
                                          .icon = ICON_KEYBOARD,
                                          .kind = UI_HELPER,
                                          .font = F_BODY,
                                          .box = key}))
        router_go(router, &screen_search);
}

static void draw_heading(struct ui *ui, struct ui_box box, const char *text, bool is_section)
{
    if (box.h == 0)
        return;
    ui_text(ui, &(struct ui_text){.box = box,
                                  .text = text,
                                  .font = is_section ? F_H2 : F_BODY,
                                  .weight = is_section ? W_BOLD : W_SEMIBOLD,
                                  .color = is_section ? C_INK : C_INK2,
                                  .max_lines = 1,
                                  .is_middle = true});
}

/* "Urus izin", with what to do at its right where both fit. */
static void draw_apply(struct ui *ui, struct ui_box box)
{
    const char *choose = _("sector", "Choose a sector");
    int width = ui_text_width(ui, choose, F_BODY, W_MEDIUM) + 8;

    if (box.h == 0)
        return;
    if (ui_text_width(ui, _("apply", "Apply for a permit"), F_H2, W_BOLD) + 32 + width <= box.w) {
        ui_text(ui, &(struct ui_text){.box = {box.x + box.w - width, box.y, width, box.h},
                                      .text = choose,
                                      .font = F_BODY,
                                      .weight = W_MEDIUM,
                                      .color = C_INK2,
                                      .align = UI_RIGHT,
                                      .max_lines = 1,
                                      .is_middle = true});
        box.w -= width + 32;
    }
    draw_heading(ui, box, _("apply", "Apply for a permit"), true);
}

static void draw_sectors(struct ui *ui, struct router *router, const struct home_offer *offer,
                         const struct home_plan *plan)
{
    for (size_t i = 0; i < home_sector_cells(plan); i++) {
        struct home_sector_words words;
        struct home_tile tile = home_sector_cell(plan, offer, i, &words);

        if (!home_tile_draw(ui, &tile, home_sector_box(plan, i)))
            continue;
        if (plan->is_search_small && i == 0)
            router_go(router, &screen_search);
        else
            home_sector_open(router, offer, i - plan->is_search_small, plan->sector_tiles);
    }
}

static void draw_rows(struct ui *ui, struct router *router, const struct home_offer *offer,
                      const struct home_plan *plan)
{
    int y = plan->rows.y;

    for (size_t i = 0; i < plan->row_count; i++) {
        permit_row_draw(
            ui, router,
            &(struct permit_row){.service = router_service(router, i),
                                 .at = i,
                                 .box = {plan->rows.x, y, plan->rows.w, plan->row_heights[i]},
                                 .is_open = offer->office.is_open});
        y += plan->row_heights[i] + PERMIT_ROW_GAP;
    }
}

static void draw_others(struct ui *ui, struct router *router, const struct home_offer *offer,
                        const struct home_plan *plan)
{
    for (size_t i = 0; i < offer->other_count; i++) {
        char words[STRINGS_LINE];
        struct home_tile tile = home_other_tile(offer, router, i, words);

        tile.is_small = tile.hides_caption = plan->has_small_others;
        if (home_tile_draw(ui, &tile,
                           home_cell(plan->others, plan->other_columns, plan->other_height, i,
                                     offer->other_count)))
            home_other_open(router, offer, i);
    }
}

static void draw_hint(struct ui *ui, struct ui_box box)
{
    if (box.h == 0)
        return;
    ui_icon(ui, ICON_MOVE_DOWN, (struct ui_box){box.x, box.y, HINT_ICON, HINT_ICON}, C_PRIMARY);
    part_text(ui, &(struct part_text){
                      .x = box.x + 60,
                      .y = box.y,
                      .w = box.w - 60,
                      .text = _("low_all", "All buttons are in the lower part of the screen."),
                      .font = F_TITLE,
                      .weight = W_SEMIBOLD,
                      .color = C_INK});
}

static void home_frame(void *state, struct ui *ui, struct router *router)
{
    struct home_state *s = state;
    const struct home_plan plan = home_plan_of(ui, router, &s->offer);
    bool is_wide = ui_is_landscape(ui);
    const char *often =
        plan.sector_tiles > 0 ? _("often", "Often chosen") : _("apply", "Apply for a permit");

    if (plan.away.h > 0)
        offline_draw(ui, router, plan.away);
    ui_text(ui, &(struct ui_text){.box = plan.title,
                                  .text = _("ask", "How can we help you?"),
                                  .font = plan.title_font,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .name = "title"});
    draw_hint(ui, plan.hint);
    if (plan.called.h > 0 && !is_wide && ui_is_low_reach(ui))
        home_called_draw(ui, router, &s->called, plan.called);
    if (plan.closed.h > 0 && !is_wide)
        closed_draw(ui, router, &s->offer.office, plan.closed);
    if (plan.search.h > 0)
        draw_search(ui, router, plan.search);
    draw_apply(ui, plan.apply);
    draw_sectors(ui, router, &s->offer, &plan);
    draw_heading(ui, plan.often, often, plan.sector_tiles == 0);
    draw_rows(ui, router, &s->offer, &plan);
    if (plan.closed.h > 0 && is_wide)
        closed_draw(ui, router, &s->offer.office, plan.closed);
    if (plan.called.h > 0 && is_wide)
        home_called_draw(ui, router, &s->called, plan.called);
    draw_heading(ui, plan.other, _("other", "Other services"), !is_wide);
    draw_others(ui, router, &s->offer, &plan);
    if (plan.called.h > 0 && !is_wide && !ui_is_low_reach(ui))
        home_called_draw(ui, router, &s->called, plan.called);
}

const struct screen screen_home = {
    .name = "home",
    .state_size = sizeof(struct home_state),
    .idle_ms = 30000,
    .has_no_back = true,
    .has_no_home = true,
    .idles_quietly = true,
    .enter = home_enter,
    .frame = home_frame,
    .news = home_news,
};
