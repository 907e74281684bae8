/* Screen 05: what to bring, ticked line by line. */
#include "base/text.h"
#include "parts.h"
#include <string.h>

struct requirements_state {
    int page;
};

static void requirements_enter(void *state, struct router *router)
{
    struct visit *visit = router_visit(router);

    (void)state;
    visit_open_list(visit, visit->service);
}

/* Nested lines of an item stand below it in the same row. */
static void item_text(char *out, size_t size, const struct item *item)
{
    size_t used;

    (void)text_copy(out, size, strings_words(item_shown(item)));
    for (size_t i = 0; i < item->line_count; i++) {
        if (item->lines[i].is_hidden)
            continue;
        used = strlen(out);
        (void)text_format(out + used, size - used, "\n• %s",
                          strings_words(item_shown(&item->lines[i])));
    }
}

static int draw_progress(struct ui *ui, const struct visit_list *list, int y, int page, int pages)
{
    size_t total = item_list_shown(&list->service->requirements);
    size_t ticked = visit_count_ticked(list);
    const char *hint = _("tickhint", "touch what you have brought");
    char n[24], m[24], words[STRINGS_LINE], spoken[STRINGS_LINE];
    bool has_room;

    (void)text_format(n, sizeof n, "%zu", ticked);
    (void)text_format(m, sizeof m, "%zu", total);
    (void)text_fill(words, sizeof words, _("brought", "**{n} of {m}** brought"), "n", n, "m", m,
                    NULL);
    (void)text_fill(spoken, sizeof spoken, "{n}/{m}", "n", n, "m", m, NULL);
    has_room =
        ui_text_width(ui, words, F_BODY, W_MEDIUM) + ui_text_width(ui, hint, F_BODY, W_MEDIUM) + 40
        <= PART_W;
    if (pages > 1)
        part_page_words(ui, y, page, pages);
    part_pair(ui,
              &(struct part_text){.x = PART_X,
                                  .y = y,
                                  .w = PART_W,
                                  .text = words,
                                  .font = F_BODY,
                                  .weight = W_MEDIUM,
                                  .color = C_INK,
                                  .name = "brought"},
              pages > 1 || !has_room ? "" : hint, C_INK2);
    ui_progress(ui, (struct ui_box){PART_X, y + 52, PART_W, 16},
                total > 0 ? (int)(ticked * 1000 / total) : 0, C_PRIMARY, spoken);
    return y + 52 + 16;
}

static struct paging split(struct ui *ui, const struct item_list *items, int room, int page)
{
    struct paging paging = {.room = room, .wanted = page};
    char text[STRINGS_LINE];

    for (size_t i = 0; i < items->count; i++) {
        if (items->items[i].is_hidden)
            continue;
        item_text(text, sizeof text, &items->items[i]);
        paging_add(&paging, ui_check_height(ui, text, PART_W - 4));
    }
    return paging;
}

static void draw_rows(struct ui *ui, struct visit_list *list, const struct paging *paging, int y)
{
    const struct item_list *items = &list->service->requirements;
    char text[STRINGS_LINE], name[WIDGET_NAME];
    size_t shown = 0;
    int top = y;
    int height = 0;

    for (size_t i = 0; i < items->count; i++) { /* the card first: it lies under its rows */
        if (items->items[i].is_hidden)
            continue;
        if (shown >= paging->first && shown < paging->last) {
            item_text(text, sizeof text, &items->items[i]);
            height += ui_check_height(ui, text, PART_W - 4);
        }
        shown++;
    }
    ui_card(ui, (struct ui_box){PART_X, top, PART_W, height + 4}, 24, 2, C_EDGE, C_SURFACE);
    shown = 0;
    y += 2;
    for (size_t i = 0; i < items->count; i++) {
        if (items->items[i].is_hidden)
            continue;
        if (shown >= paging->first && shown < paging->last) {
            item_text(text, sizeof text, &items->items[i]);
            height = ui_check_height(ui, text, PART_W - 4);
            (void)text_format(name, sizeof name, "item-%zu", i + 1);
            if (ui_check_row(ui, &(struct ui_check){.name = name,
                                                    .number = (int)i + 1,
                                                    .text = text,
                                                    .is_ticked = visit_is_ticked(list, i),
                                                    .has_divider = shown + 1 < paging->last,
                                                    .box = {PART_X + 2, y, PART_W - 4, height}}))
                visit_toggle(list, i);
            y += height;
        }
        shown++;
    }
}

static void requirements_frame(void *state, struct ui *ui, struct router *router)
{
    struct requirements_state *s = state;
    struct visit *visit = router_visit(router);
    struct visit_list *list = visit_open_list(visit, visit->service);
    const struct item_list *items = &visit->service->requirements;
    int head = part_permit_head(ui, router, TAB_REQUIREMENTS) + 24;
    int top = head + 52 + 16 + 20;
    int bottom = part_actions(ui);
    struct paging paging = split(ui, items, bottom - 40 - top - 4, s->page);

    if (paging.pages > 1) {
        bottom -= PAGER_HEIGHT + PAGER_GAP;
        paging = split(ui, items, bottom - 24 - top - 4, s->page);
    }
    paging_end(&paging, &s->page);
    draw_progress(ui, list, head, s->page, paging.pages);
    draw_rows(ui, list, &paging, top);
    if (paging.pages > 1)
        part_pager(ui, bottom, &s->page, paging.pages);
    part_permit_actions(ui, router);
}

const struct screen screen_requirements = {
    .name = "requirements",
    .state_size = sizeof(struct requirements_state),
    .idle_ms = 90000,
    .enter = requirements_enter,
    .frame = requirements_frame,
};
