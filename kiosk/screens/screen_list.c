/* Screen 04: the permits of a sector, or all. */
#include "ask_desk.h"
#include "base/text.h"
#include "closed.h"
#include "parts.h"
#include "permit_list.h"

enum { MARK = 96, MARK_ICON = 56, TABS = 104, TABS_MOST = 4, TAB_TEXT = 128, GAP = 28 };

struct list_state {
    struct permit_list list;
    struct opening opening;
};

static void list_news(void *state, struct router *router)
{
    ((struct list_state *)state)->opening = closed_look(router, NULL);
}

/* --- the head ------------------------------------------------------------------------------------- */

static const char *title_of(const struct sector *sector)
{
    return sector ? strings_words(&sector->name) : _("all_permits", "All permits");
}

static int draw_title(struct ui *ui, const struct sector *sector, size_t count, int y, int width)
{
    const int x = PART_X + MARK + 24;
    char words[STRINGS_LINE], n[16];
    int used;

    (void)text_format(n, sizeof n, "%zu", count);
    (void)text_fill(words, sizeof words,
                    N_("here", "{n} permit at this office", "{n} permits at this office", count),
                    "n", n, NULL);
    ui_round(ui, (struct ui_box){PART_X, y, MARK, MARK}, 20, C_TINT);
    ui_icon(ui, sector ? icon_by_name(sector->icon, ICON_LIST_CHECKS) : ICON_LIST_CHECKS,
            (struct ui_box){PART_X + (MARK - MARK_ICON) / 2, y + (MARK - MARK_ICON) / 2, MARK_ICON,
                            MARK_ICON},
            C_PRIMARY_DARK);
    used = part_text(ui, &(struct part_text){.x = x,
                                             .y = y,
                                             .w = width - (x - PART_X),
                                             .text = title_of(sector),
                                             .font = F_H1,
                                             .weight = W_BOLD,
                                             .color = C_INK,
                                             .name = "title"});
    used += part_text(ui, &(struct part_text){.x = x,
                                              .y = y + used,
                                              .w = width - (x - PART_X),
                                              .text = words,
                                              .font = F_BODY,
                                              .weight = W_MEDIUM,
                                              .color = C_INK2,
                                              .name = "count"});
    return used > MARK ? used : MARK;
}

/* "Semua (3) | Kesehatan (2) | Pertanian (1)", where these fit on one line. */
struct sector_tabs {
    size_t count; /* 0: there are too many, or only one */
    struct ui_tab tabs[TABS_MOST];
    const struct sector *sectors[TABS_MOST];
    char names[TABS_MOST][WIDGET_NAME], labels[TABS_MOST][TAB_TEXT];
    size_t selected;
};

static void tabs_of(struct sector_tabs *out, struct ui *ui, struct router *router, int width)
{
    const struct catalog *catalog = router_catalog(router);
    const struct service *const *services;
    int needed = 0;

    *out = (struct sector_tabs){0};
    if (!catalog || catalog->sector_count < 2 || catalog->sector_count + 1 > TABS_MOST)
        return;
    for (size_t i = 0; i <= catalog->sector_count; i++) {
        const struct sector *sector = i > 0 ? &catalog->sectors[i - 1] : NULL;
        char n[16];

        (void)text_format(n, sizeof n, "%zu", router_in_sector(router, sector, &services));
        if (sector)
            (void)text_format(out->labels[i], TAB_TEXT, "%s (%s)", strings_words(&sector->name), n);
        else
            (void)text_fill(out->labels[i], TAB_TEXT, _("all", "All ({n})"), "n", n, NULL);
        (void)text_format(out->names[i], WIDGET_NAME, "sector-%zu", i);
        out->tabs[i] = (struct ui_tab){out->names[i], out->labels[i], ICON_NONE};
        out->sectors[i] = sector;
        needed += ui_text_width(ui, out->labels[i], F_BODY, W_SEMIBOLD) + 112;
        if (sector == router_visit(router)->sector)
            out->selected = i;
    }
    out->count = needed <= width ? catalog->sector_count + 1 : 0;
}

static void draw_tabs(struct list_state *s, struct ui *ui, struct router *router,
                      const struct sector_tabs *tabs, struct ui_box box)
{
    int fired = ui_tabs(ui, box, tabs->tabs, tabs->count, tabs->selected);

    if (fired < 0 || (size_t)fired == tabs->selected)
        return;
    router_visit(router)->sector = tabs->sectors[fired];
    s->list = (struct permit_list){0};
    ui_ask_wake(ui, ui_now_ms(ui));
}

/* Draws it and returns the y below it. Landscape: the tabs stand beside the title. */
static int draw_head(struct list_state *s, struct ui *ui, struct router *router, size_t count)
{
    const struct sector *sector = router_visit(router)->sector;
    const int width = ui_width(ui) - 2 * PART_X;
    const int half = ui_is_landscape(ui) ? width / 2 : width;
    int y = part_top(ui) - (ui_is_landscape(ui) ? 16 : 0);
    struct sector_tabs tabs;
    int used;

    tabs_of(&tabs, ui, router, half);
    used = draw_title(ui, sector, count, y, tabs.count > 0 ? half : width);
    if (tabs.count > 0 && ui_is_landscape(ui)) {
        draw_tabs(s, ui, router, &tabs, (struct ui_box){PART_X + width - half, y, half, TABS});
        used = used > TABS ? used : TABS;
    } else if (tabs.count > 0) {
        y += used + GAP;
        if (ui_is_low_reach(ui) && y < UI_LOW_REACH)
            y = UI_LOW_REACH;
        draw_tabs(s, ui, router, &tabs, (struct ui_box){PART_X, y, width, TABS});
        used = TABS;
    }
    y += used + GAP;
    return ui_is_low_reach(ui) && y < UI_LOW_REACH ? UI_LOW_REACH : y;
}

static void list_frame(void *state, struct ui *ui, struct router *router)
{
    struct list_state *s = state;
    struct permits permits = {.is_open = s->opening.is_open,
                              .has_cards = !ui_is_low_reach(ui) && !ui_is_landscape(ui)};
    const int width = ui_width(ui) - 2 * PART_X;
    const int ask = ask_desk_height(ui, router, width, true);
    const int bottom = part_bottom(ui);
    int y;

    permits.count = router_in_sector(router, router_visit(router)->sector, &permits.services);
    y = draw_head(s, ui, router, permits.count);
    permits.count = router_in_sector(router, router_visit(router)->sector, &permits.services);
    permits.box = (struct ui_box){PART_X, y, width, bottom - y - (ask > 0 ? ask + 24 : 0)};
    if (permits.count > 0)
        permit_list_draw(ui, router, &s->list, &permits);
    if (ask > 0)
        ask_desk_draw(ui, router, (struct ui_box){PART_X, bottom - ask, width, ask},
                      _("notlisted", "Not on the list? The information desk will help you."),
                      s->opening.is_open, true);
}

const struct screen screen_list = {
    .name = "list",
    .state_size = sizeof(struct list_state),
    .idle_ms = 60000,
    .enter = list_news,
    .frame = list_frame,
    .news = list_news,
};
