/* Screen 05: what to bring, ticked line by line. */
#include "base/text.h"
#include "permit_place.h"
#include <string.h>

enum { ITEM_TEXT = 4 * STRINGS_LINE }; /* an item with its nested lines */

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

/* "8 dari 10 sudah dibawa" and the bar: below the words, or beside them where the body is wide. */
static void draw_progress(struct ui *ui, const struct visit_list *list,
                          const struct permit_place *place, int page, int pages)
{
    size_t total = item_list_shown(&list->service->requirements);
    size_t ticked = visit_count_ticked(list);
    const char *hint = _("tickhint", "touch what you have brought");
    struct ui_box bar = {place->x, place->line_y + 52, place->w, 16};
    char n[24], m[24], words[STRINGS_LINE];
    int width, used = 0;

    (void)text_format(n, sizeof n, "%zu", ticked);
    (void)text_format(m, sizeof m, "%zu", total);
    (void)text_fill(words, sizeof words, _("brought", "**{n} of {m}** brought"), "n", n, "m", m,
                    NULL);
    width = ui_text_width(ui, words, F_BODY, W_MEDIUM);
    if (pages > 1)
        used = 24 + part_page_words_at(ui, place->x + place->w, place->line_y, page, pages);
    if (place->is_beside)
        bar = (struct ui_box){place->x + width + 32, place->line_y + 12,
                              place->w - width - 32 - used, 16};
    else if (pages == 1 && width + ui_text_width(ui, hint, F_BODY, W_MEDIUM) + 40 > place->w)
        hint = "";
    part_pair(ui,
              &(struct part_text){.x = place->x,
                                  .y = place->line_y,
                                  .w = place->w - used,
                                  .text = words,
                                  .font = F_BODY,
                                  .weight = W_MEDIUM,
                                  .color = C_INK,
                                  .name = "brought"},
              pages > 1 || place->is_beside ? "" : hint, C_INK2);
    ui_progress(ui, bar, total > 0 ? (int)(ticked * 1000 / total) : 0, C_PRIMARY, words);
}

/* An item's row; one that is higher than a page goes on in further rows, which tick the same item. */
struct rows {
    const struct item_list *items;
    size_t next; /* item to be read */
    size_t item; /* the row's, from 0 */
    int part;    /* of that item, from 0 */
    size_t rest; /* of `whole`, what later rows show */
    char whole[ITEM_TEXT];
    char text[ITEM_TEXT]; /* the row's */
    int height;
};

/* The most words that have room, and "…" where more follow; returns how many bytes of `rest` they are. */
static size_t take_part(struct ui *ui, struct rows *rows, const char *rest, struct ui_box body)
{
    size_t len = strlen(rest);
    size_t word;

    (void)text_copy(rows->text, sizeof rows->text, rest);
    while (ui_check_height(ui, rows->text, body.w - 4) > body.h - 4) {
        for (word = len; word > 0 && rest[word - 1] != ' ' && rest[word - 1] != '\n';)
            word--;
        if (word == 0)
            return strlen(rest); /* one word: the text itself breaks it */
        len = word - 1;
        (void)text_format(rows->text, sizeof rows->text, "%.*s…", (int)len, rest);
    }
    return rest[len] ? len + 1 : len;
}

static bool next_row(struct ui *ui, struct rows *rows, struct ui_box body)
{
    if (rows->whole[rows->rest]) {
        rows->part++;
    } else {
        while (rows->next < rows->items->count && rows->items->items[rows->next].is_hidden)
            rows->next++;
        if (rows->next == rows->items->count)
            return false;
        rows->item = rows->next++;
        rows->part = 0;
        rows->rest = 0;
        item_text(rows->whole, sizeof rows->whole, &rows->items->items[rows->item]);
    }
    rows->rest += take_part(ui, rows, rows->whole + rows->rest, body);
    rows->height = ui_check_height(ui, rows->text, body.w - 4);
    if (rows->height > body.h - 4)
        rows->height = body.h - 4;
    return true;
}

static struct paging split(struct ui *ui, const struct item_list *items, struct ui_box body,
                           int page)
{
    struct paging paging = {.room = body.h - 4, .wanted = page};
    struct rows rows = {.items = items};

    while (next_row(ui, &rows, body))
        paging_add(&paging, rows.height);
    return paging;
}

static void draw_row(struct ui *ui, struct visit_list *list, const struct rows *rows,
                     struct ui_box box, bool has_divider)
{
    char name[WIDGET_NAME];

    if (rows->part == 0)
        (void)text_format(name, sizeof name, "item-%zu", rows->item + 1);
    else
        (void)text_format(name, sizeof name, "item-%zu-%d", rows->item + 1, rows->part + 1);
    if (ui_check_row(ui, &(struct ui_check){.name = name,
                                            .number = (int)rows->item + 1,
                                            .text = rows->text,
                                            .is_ticked = visit_is_ticked(list, rows->item),
                                            .has_divider = has_divider,
                                            .box = box}))
        visit_toggle(list, rows->item);
}

static void draw_rows(struct ui *ui, struct visit_list *list, const struct paging *paging,
                      struct ui_box body)
{
    struct rows rows = {.items = &list->service->requirements};
    int height = 0;
    int y = body.y + 2;

    for (size_t i = 0; i < paging->last && next_row(ui, &rows, body); i++)
        height += i >= paging->first ? rows.height : 0;
    ui_card(ui, (struct ui_box){body.x, body.y, body.w, height + 4}, 24, 2, C_EDGE, C_SURFACE);
    rows = (struct rows){.items = rows.items};
    for (size_t i = 0; i < paging->last && next_row(ui, &rows, body); i++) {
        if (i < paging->first)
            continue;
        draw_row(ui, list, &rows, (struct ui_box){body.x + 2, y, body.w - 4, rows.height},
                 i + 1 < paging->last);
        y += rows.height;
    }
}

static void requirements_frame(void *state, struct ui *ui, struct router *router)
{
    struct requirements_state *s = state;
    struct visit *visit = router_visit(router);
    struct visit_list *list = visit_open_list(visit, visit->service);
    const struct item_list *items = &visit->service->requirements;
    const struct permit_place place = permit_head(ui, router, TAB_REQUIREMENTS);
    const int top =
        place.is_low ? place.list_top : place.line_y + (place.is_beside ? 56 : 52 + 16 + 20);
    struct ui_box body = permit_list_body(&place, top, false);
    struct paging paging = split(ui, items, body, s->page);

    if (paging.pages > 1) {
        body = permit_list_body(&place, top, true);
        paging = split(ui, items, body, s->page);
    }
    paging_end(&paging, &s->page);
    if (place.is_beside) /* the column at the left is read first */
        permit_actions(ui, router, &place);
    draw_progress(ui, list, &place, s->page, paging.pages);
    permit_low_tabs(ui, router, &place, TAB_REQUIREMENTS);
    draw_rows(ui, list, &paging, body);
    if (paging.pages > 1)
        permit_pager(ui, &place, &s->page, paging.pages);
    if (!place.is_beside)
        permit_actions(ui, router, &place);
}

const struct screen screen_requirements = {
    .name = "requirements",
    .state_size = sizeof(struct requirements_state),
    .idle_ms = 90000,
    .enter = requirements_enter,
    .frame = requirements_frame,
};
