/* Pieces that several screens share: texts, facts, paging. */
#include "parts.h"
#include "base/text.h"
#include <string.h>

enum { COLUMN_GAP = 32 };

int part_bottom(struct ui *ui)
{
    return ui_height(ui) - ui_nav_height(ui) - 32;
}

int part_top(struct ui *ui)
{
    return ui_top_height(ui) + 32;
}

int part_actions(struct ui *ui)
{
    return part_bottom(ui) - PART_ACTION;
}

struct ui_box part_column(struct ui *ui, enum part_side side)
{
    struct ui_box box = {PART_X, part_top(ui), ui_width(ui) - 2 * PART_X, 0};

    box.h = part_bottom(ui) - box.y;
    if (ui_is_landscape(ui)) {
        box.w = (box.w - COLUMN_GAP) / 2;
        box.x += side == PART_SECOND ? box.w + COLUMN_GAP : 0;
    }
    return box;
}

int part_text(struct ui *ui, const struct part_text *text)
{
    int height = ui_text_height(ui, text->text, text->font, text->weight, text->w);

    ui_text(ui, &(struct ui_text){.box = {text->x, text->y, text->w, height},
                                  .text = text->text,
                                  .font = text->font,
                                  .weight = text->weight,
                                  .color = text->color,
                                  .align = text->align,
                                  .name = text->name});
    return height;
}

void part_cut(struct ui *ui, char *out, size_t size, const char *text, enum ui_font font,
              enum ui_weight weight, int width, int height)
{
    size_t len;

    (void)text_copy(out, size, text);
    len = strlen(out);
    while (len > 0 && ui_text_height(ui, out, font, weight, width) > height) {
        while (len > 0 && out[len - 1] != ' ')
            len--;
        while (len > 0 && out[len - 1] == ' ')
            len--;
        if (len == 0)
            return; /* one word wider than the line: the text itself breaks it */
        (void)text_copy(out + len, size - len, "…");
    }
}

int part_longest_word(struct ui *ui, const char *words, enum ui_font font, enum ui_weight weight)
{
    int most = 0;

    while (*words) {
        char word[64];
        size_t len = strcspn(words, " ");

        (void)text_format(word, sizeof word, "%.*s", (int)len, words);
        int width = ui_text_width(ui, word, font, weight);
        most = width > most ? width : most;
        words += len + strspn(words + len, " ");
    }
    return most;
}

const char *part_counter_words(const struct router *router, const char *counter)
{
    const struct office *office = &router_catalog(router)->office;

    for (size_t i = 0; i < office->group_count; i++)
        for (size_t j = 0; j < office->groups[i].counter_count; j++)
            if (text_equal(office->groups[i].counters[j].id, counter))
                return strings_words(&office->groups[i].counters[j]);
    return counter;
}

enum ui_font part_font(struct ui *ui, const char *text, enum ui_weight weight, enum ui_font largest,
                       int width, int height)
{
    static const enum ui_font fonts[] = {F_H1, F_H2, F_TITLE, F_BODY, F_CAPTION};

    for (size_t i = 0; i < ARRAY_LEN(fonts); i++)
        if (fonts[i] >= largest && part_longest_word(ui, text, fonts[i], weight) <= width
            && ui_text_height(ui, text, fonts[i], weight, width) <= height)
            return fonts[i];
    return F_CAPTION;
}

static bool pair_fits(struct ui *ui, const struct part_text *first, const char *second)
{
    char words[STRINGS_LINE];

    strings_dotted(words, sizeof words, first->text, second);
    return second[0] && ui_text_width(ui, words, first->font, first->weight) + 8 <= first->w;
}

int part_pair_height(struct ui *ui, const struct part_text *first, const char *second)
{
    char words[STRINGS_LINE];

    strings_dotted(words, sizeof words, first->text, second);
    return ui_text_height(ui, words, first->font, first->weight,
                          pair_fits(ui, first, second) ? PART_W : first->w);
}

int part_pair(struct ui *ui, const struct part_text *first, const char *second,
              enum ui_color second_color)
{
    char words[STRINGS_LINE], tail[STRINGS_LINE];
    struct part_text text = *first;
    int width;

    strings_dotted(words, sizeof words, first->text, second);
    if (!pair_fits(ui, first, second)) {
        text.text = words;
        return part_text(ui, &text);
    }
    width = first->text[0] ? ui_text_width(ui, first->text, first->font, first->weight) : 0;
    text.w = width;
    if (width > 0)
        part_text(ui, &text);
    (void)text_format(tail, sizeof tail, "%s%s", width > 0 ? "· " : "", second);
    text.x += width > 0 ? width + 8 : 0;
    text.w = first->x + first->w - text.x;
    text.text = tail;
    text.color = second_color;
    text.name = NULL;
    return part_text(ui, &text);
}

int part_fact_height(struct ui *ui, const struct part_fact *fact)
{
    int width = fact->w - 60;

    return ui_text_height(ui, fact->label, F_CAPTION, W_MEDIUM, width)
           + ui_text_height(ui, fact->value, fact->is_small ? F_BODY : F_TITLE, W_BOLD, width);
}

int part_fact(struct ui *ui, const struct part_fact *fact)
{
    int x = fact->x + 60;
    int width = fact->w - 60;
    int label = part_text(ui, &(struct part_text){.x = x,
                                                  .y = fact->y,
                                                  .w = width,
                                                  .text = fact->label,
                                                  .font = F_CAPTION,
                                                  .weight = W_MEDIUM,
                                                  .color = C_INK2});
    int value = part_text(ui, &(struct part_text){.x = x,
                                                  .y = fact->y + label,
                                                  .w = width,
                                                  .text = fact->value,
                                                  .font = fact->is_small ? F_BODY : F_TITLE,
                                                  .weight = W_BOLD,
                                                  .color = C_INK});

    ui_icon(ui, fact->icon, (struct ui_box){fact->x, fact->y + 14, 44, 44}, fact->icon_color);
    return label + value;
}

void part_medallion(struct ui *ui, struct ui_box circle, enum icon icon, int icon_size,
                    enum ui_color fill, enum ui_color ink)
{
    ui_round(ui, circle, circle.w / 2, fill);
    ui_icon(ui, icon,
            (struct ui_box){circle.x + (circle.w - icon_size) / 2,
                            circle.y + (circle.h - icon_size) / 2, icon_size, icon_size},
            ink);
}

/* --- paging ----------------------------------------------------------------------------------- */

void paging_add(struct paging *paging, int height)
{
    bool is_full = paging->each > 0
                   && (paging->used + height > paging->room
                       || (paging->max_each > 0 && paging->each == paging->max_each));

    if (paging->pages == 0 || is_full) {
        paging->pages++;
        paging->used = 0;
        paging->each = 0;
        if (paging->pages - 1 <= paging->wanted)
            paging->first = paging->count;
    }
    paging->used += height;
    paging->each++;
    paging->count++;
    if (paging->pages - 1 <= paging->wanted)
        paging->last = paging->count;
}

void paging_end(struct paging *paging, int *page)
{
    if (paging->pages == 0)
        paging->pages = 1;
    if (*page >= paging->pages)
        *page = paging->pages - 1;
}

int part_page_step(struct ui *ui, const struct part_ways *ways)
{
    const struct {
        const char *name, *label;
        enum icon icon;
        struct ui_box box;
        bool is_disabled;
    } both[] = {
        {"page-up", _("prev", "Previous"), ICON_CHEVRON_UP, ways->up, ways->is_first},
        {"page-down", _("next", "Next"), ICON_CHEVRON_DOWN, ways->down, ways->is_last},
    };
    int step = 0;

    for (size_t i = 0; i < ARRAY_LEN(both); i++)
        if (ui_button(ui, &(struct ui_button){.name = both[i].name,
                                              .label = ways->has_label ? both[i].label : "",
                                              .spoken = both[i].label,
                                              .icon = both[i].icon,
                                              .kind = UI_SECONDARY,
                                              .font = ways->font,
                                              .box = both[i].box,
                                              .is_disabled = both[i].is_disabled,
                                              .is_key = true}))
            step = i == 0 ? -1 : 1;
    return step;
}

static void draw_ways(struct ui *ui, struct ui_box box, int *page, int pages, bool has_label)
{
    int width = (box.w - 16) / 2;

    *page +=
        part_page_step(ui, &(struct part_ways){.up = {box.x, box.y, width, box.h},
                                               .down = {box.x + width + 16, box.y, width, box.h},
                                               .font = has_label ? F_BODY : F_H2,
                                               .has_label = has_label,
                                               .is_first = *page == 0,
                                               .is_last = *page + 1 >= pages});
}

void part_pager(struct ui *ui, struct ui_box box, int *page, int pages)
{
    draw_ways(ui, box, page, pages, true);
}

void part_small_pager(struct ui *ui, struct ui_box box, int *page, int pages)
{
    draw_ways(ui, box, page, pages, false);
}

int part_page_words_at(struct ui *ui, int right, int y, int page, int pages)
{
    char n[16], m[16], words[64];
    int width;

    (void)text_format(n, sizeof n, "%d", page + 1);
    (void)text_format(m, sizeof m, "%d", pages);
    (void)text_fill(words, sizeof words, _("page", "Page {n} of {m}"), "n", n, "m", m, NULL);
    width = ui_text_width(ui, words, F_BODY, W_BOLD) + 4;
    ui_text(ui, &(struct ui_text){.box = {right - width, y, width,
                                          ui_text_height(ui, words, F_BODY, W_BOLD, width)},
                                  .text = words,
                                  .font = F_BODY,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .align = UI_RIGHT,
                                  .max_lines = 1,
                                  .name = "page"});
    return width;
}

void part_page_words(struct ui *ui, int y, int page, int pages)
{
    (void)part_page_words_at(ui, PART_X + PART_W, y, page, pages);
}
