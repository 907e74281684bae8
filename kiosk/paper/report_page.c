/* Placing texts and tables on A4 pages. */
#include "report_page.h"

#include "base/text.h"
#include "words/words.h"

#include <assert.h>
#include <pango/pangocairo.h>
#include <string.h>

enum { CELL_PAD = 9, CELL_LEAST = 88, ROW_PAD = 7, ROWS_WITH_HEAD = 2 };

static const struct page_text title_look = {32, FONT_BOLD, INK_PRIMARY, PAGE_LEFT};
static const struct page_text head_look = {21, FONT_SEMIBOLD, INK_SOFT, PAGE_RIGHT};
static const struct page_text cell_look = {24, FONT_SEMIBOLD, INK_TEXT, PAGE_RIGHT};
static const struct page_text total_look = {24, FONT_BOLD, INK_TEXT, PAGE_RIGHT};
static const struct page_text foot_look = {21, FONT_SEMIBOLD, INK_SOFT, PAGE_LEFT};

void page_ink(struct pages *pages, enum page_ink ink)
{
    static const unsigned colours[] = {
        [INK_TEXT] = 0x12211C, [INK_SOFT] = 0x3B4A44,    [INK_HAIR] = 0xC3C9C0,
        [INK_TINT] = 0xE3EFE9, [INK_PRIMARY] = 0x0A5A48,
    };
    static_assert(ARRAY_LEN(colours) == INK_PRIMARY + 1, "every ink has its colour");
    unsigned colour = colours[ink];

    cairo_set_source_rgb(pages->cr, (colour >> 16) / 255.0, (colour >> 8 & 0xff) / 255.0,
                         (colour & 0xff) / 255.0);
}

static PangoLayout *layout_of(const struct page_text *look, const char *text, int width)
{
    static const PangoAlignment alignments[] = {
        [PAGE_LEFT] = PANGO_ALIGN_LEFT,
        [PAGE_CENTRE] = PANGO_ALIGN_CENTER,
        [PAGE_RIGHT] = PANGO_ALIGN_RIGHT,
    };
    PangoLayout *layout = font_layout(text, look->px, look->weight);

    pango_layout_set_width(layout, width * PANGO_SCALE);
    pango_layout_set_alignment(layout, alignments[look->align]);
    return layout;
}

static int height_of(PangoLayout *layout)
{
    int height = 0;

    pango_layout_get_pixel_size(layout, NULL, &height);
    return height;
}

int page_text(struct pages *pages, const struct page_text *look, const char *text, int x, int y,
              int width)
{
    PangoLayout *layout;
    int height;

    if (!text || !*text)
        return 0;
    layout = layout_of(look, text, width);
    height = height_of(layout);
    page_ink(pages, look->ink);
    cairo_move_to(pages->cr, x, y);
    pango_cairo_show_layout(pages->cr, layout);
    g_object_unref(layout);
    return height;
}

int page_text_height(const struct page_text *look, const char *text, int width)
{
    PangoLayout *layout;
    int height;

    if (!text || !*text)
        return 0;
    layout = layout_of(look, text, width);
    height = height_of(layout);
    g_object_unref(layout);
    return height;
}

int page_word_width(const struct page_text *look, const char *text)
{
    int widest = 0;

    while (text && *text) {
        size_t len = strcspn(text, " ");
        char word[64];
        int width = 0;

        text_format(word, sizeof(word), "%.*s", (int)len, text);
        PangoLayout *layout = font_layout(word, look->px, look->weight);
        pango_layout_get_pixel_size(layout, &width, NULL);
        g_object_unref(layout);
        widest = width > widest ? width : widest;
        text += len + strspn(text + len, " ");
    }
    return widest;
}

static void rule(struct pages *pages, int y, int thickness, enum page_ink ink)
{
    page_ink(pages, ink);
    cairo_rectangle(pages->cr, PAGE_MARGIN, y, PAGE_CONTENT, thickness);
    cairo_fill(pages->cr);
}

void page_foot(struct pages *pages)
{
    struct page_text number_look = foot_look;
    char n[16], m[16], line[WORDS_LINE];
    int y = PAGE_BOTTOM + 24;

    rule(pages, PAGE_BOTTOM + 12, 1, INK_HAIR);
    page_text(pages, &foot_look, pages->foot, PAGE_MARGIN, y, PAGE_CONTENT * 3 / 4);
    text_format(n, sizeof(n), "%d", pages->number);
    text_format(m, sizeof(m), "%d", pages->total);
    text_fill(line, sizeof(line), _("rp_page", "Page {n} of {m}"), "n", n, "m", m, NULL);
    number_look.align = PAGE_RIGHT;
    page_text(pages, &number_look, line, PAGE_MARGIN, y, PAGE_CONTENT);
}

void page_break(struct pages *pages)
{
    page_foot(pages);
    cairo_show_page(pages->cr);
    pages->number++;
    pages->y = PAGE_TOP;
}

void page_table_measure(struct page_table *table)
{
    int left = PAGE_CONTENT;

    for (int i = 1; i < table->columns; i++) {
        int width = page_word_width(&head_look, table->heads[i]) + 2 * CELL_PAD;

        table->widths[i] = width > CELL_LEAST ? width : CELL_LEAST;
        left -= table->widths[i];
    }
    table->widths[0] = left;
}

/* Heights of the tallest cell; with `y` >= 0 also draws them. */
static int cells_walk(struct pages *pages, const struct page_table *table,
                      const struct page_text *look, const char *const cells[CELLS_MOST], int y)
{
    struct page_text first = *look;
    int x = PAGE_MARGIN, tallest = 0;

    first.align = PAGE_LEFT;
    for (int i = 0; i < table->columns; i++) {
        const struct page_text *cell = i == 0 ? &first : look;
        int width = table->widths[i] - 2 * CELL_PAD;
        int height = y < 0 ? page_text_height(cell, cells[i], width)
                           : page_text(pages, cell, cells[i], x + CELL_PAD, y, width);

        tallest = height > tallest ? height : tallest;
        x += table->widths[i];
    }
    return tallest;
}

static int head_height(struct pages *pages, const struct page_table *table)
{
    return cells_walk(pages, table, &head_look, table->heads, -1) + 2 * ROW_PAD;
}

static void draw_head(struct pages *pages, const struct page_table *table, const char *title)
{
    int height = head_height(pages, table);

    pages->y += page_text(pages, &title_look, title, PAGE_MARGIN, pages->y, PAGE_CONTENT) + ROW_PAD;
    page_ink(pages, INK_TINT);
    cairo_rectangle(pages->cr, PAGE_MARGIN, pages->y, PAGE_CONTENT, height);
    cairo_fill(pages->cr);
    cells_walk(pages, table, &head_look, table->heads, pages->y + ROW_PAD);
    pages->y += height;
}

/* A heading alone at the foot of a page helps nobody. */
static bool has_room(struct pages *pages, const struct page_table *table, int height)
{
    int need = height;

    if (!table->is_begun)
        need = ROWS_WITH_HEAD * height + head_height(pages, table)
               + page_text_height(&title_look, table->title, PAGE_CONTENT) + ROW_PAD;
    return pages->y + need <= PAGE_BOTTOM;
}

void page_table_row(struct pages *pages, struct page_table *table,
                    const char *const cells[CELLS_MOST], bool is_total)
{
    const struct page_text *look = is_total ? &total_look : &cell_look;
    int height = cells_walk(pages, table, look, cells, -1) + 2 * ROW_PAD;

    assert(table->columns <= CELLS_MOST);
    if (!has_room(pages, table, height)) {
        page_break(pages);
        draw_head(pages, table, table->is_begun ? table->again : table->title);
    } else if (!table->is_begun) {
        draw_head(pages, table, table->title);
    }
    table->is_begun = true;
    if (is_total)
        rule(pages, pages->y, 3, INK_PRIMARY);
    cells_walk(pages, table, look, cells, pages->y + ROW_PAD);
    pages->y += height;
    rule(pages, pages->y - 1, 1, INK_HAIR);
}
