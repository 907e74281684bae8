/* Placing texts and tables on pages. */
#include "report_page.h"

#include "slip_build.h"

#include "base/clock.h"
#include "words/words.h"

#include <assert.h>
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <string.h>

enum { CELL_PAD = 9, CELL_LEAST = 88, CELL_PX = 24, ROW_PAD = 7, ROWS_WITH_HEAD = 2 };

/* A dot is an eighth of a millimetre. */
static const double pt_per_dot = 72 / 25.4 / 8;

static const struct page_format formats[] = {
    [PAPER_A4_WIDE] = {2376, 1680, 112, 88, 1560, 1},
    [PAPER_A4_TALL] = {1680, 2376, 112, 96, 2256, 1},
    [PAPER_A3_TALL] = {1680, 2376, 112, 96, 2256, 2376.0 / 1680},
};
static_assert(ARRAY_LEN(formats) == PAPER_COUNT, "every paper has its format");

static const struct page_text title_look = {32, FONT_BOLD, INK_PRIMARY, PAGE_LEFT};
static const struct page_text head_look = {21, FONT_SEMIBOLD, INK_SOFT, PAGE_LEFT};
static const struct page_text foot_look = {21, FONT_SEMIBOLD, INK_SOFT, PAGE_LEFT};

int page_content(const struct pages *pages)
{
    return pages->format->width - 2 * pages->format->margin;
}

void page_ink(struct pages *pages, enum page_ink ink)
{
    static const unsigned colours[] = {
        [INK_TEXT] = 0x12211C,  [INK_SOFT] = 0x3B4A44,    [INK_HAIR] = 0xC3C9C0,
        [INK_TINT] = 0xE3EFE9,  [INK_PRIMARY] = 0x0A5A48, [INK_DARK] = 0x07392E,
        [INK_MINT] = 0xCFE3DA,  [INK_ACCENT] = 0xF2B233,  [INK_DANGER] = 0x8F1616,
        [INK_WHITE] = 0xFFFFFF,
    };
    static_assert(ARRAY_LEN(colours) == INK_COUNT, "every ink has its colour");
    unsigned colour = colours[ink];

    cairo_set_source_rgb(pages->cr, (colour >> 16) / 255.0, (colour >> 8 & 0xff) / 255.0,
                         (colour & 0xff) / 255.0);
}

void page_box(struct pages *pages, enum page_ink ink, int x, int y, int width, int height)
{
    page_ink(pages, ink);
    cairo_rectangle(pages->cr, x, y, width, height);
    cairo_fill(pages->cr);
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

int page_line(struct pages *pages, const struct page_text *look, const char *text)
{
    int height = page_text(pages, look, text, pages->format->margin, pages->y, page_content(pages));

    pages->y += height;
    return height;
}

int page_fit_px(const struct page_text *look, const char *text, int width, int height, int least_px)
{
    struct page_text smaller = *look;

    while (smaller.px > least_px
           && (page_text_height(&smaller, text, width) > height
               || page_word_width(&smaller, text) > width))
        smaller.px -= smaller.px > 2 * least_px ? 4 : 1;
    return smaller.px;
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
    page_box(pages, ink, pages->format->margin, y, page_content(pages), thickness);
}

static void add_foot(struct pages *pages)
{
    const int bottom = pages->format->bottom, margin = pages->format->margin;
    const int content = page_content(pages);
    struct page_text number_look = foot_look;
    char n[16], m[16], line[WORDS_LINE];
    int y = bottom + 24;

    if (!pages->foot)
        return;
    rule(pages, bottom + 12, 1, INK_HAIR);
    page_text(pages, &foot_look, pages->foot, margin, y, content * 3 / 4);
    text_format(n, sizeof(n), "%d", pages->number);
    text_format(m, sizeof(m), "%d", pages->total);
    text_fill(line, sizeof(line), _("page", "Page {n} of {m}"), "n", n, "m", m, NULL);
    number_look.align = PAGE_RIGHT;
    page_text(pages, &number_look, line, margin, y, content);
}

void page_break(struct pages *pages)
{
    add_foot(pages);
    cairo_show_page(pages->cr);
    pages->number++;
    pages->y = pages->format->top;
}

void page_need(struct pages *pages, int height)
{
    if (pages->y + height > pages->format->bottom)
        page_break(pages);
}

static int draw_on(cairo_surface_t *surface, const struct page_document *document, int total)
{
    const struct page_format *format = &formats[document->paper];
    struct pages pages = {
        .format = format,
        .cr = cairo_create(surface),
        .foot = document->has_foot ? document->title : NULL,
        .number = 1,
        .total = total,
        .y = format->top,
    };

    cairo_scale(pages.cr, pt_per_dot * format->scale, pt_per_dot * format->scale);
    if (total == 0)
        cairo_clip(pages.cr); /* of no path: nothing is drawn, everything is measured */
    document->draw(&pages, document->context);
    add_foot(&pages);
    cairo_show_page(pages.cr);
    cairo_destroy(pages.cr);
    return pages.number;
}

static int count_pages(const struct page_document *document)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
    int pages = draw_on(surface, document, 0);

    cairo_surface_destroy(surface);
    return pages;
}

bool pages_write(const struct page_document *document, struct text *out, struct err *err)
{
    const struct page_format *format = &formats[document->paper];
    const double pt = pt_per_dot * format->scale;
    cairo_surface_t *surface;
    cairo_status_t status;
    char date[26];

    surface = cairo_pdf_surface_create_for_stream(write_to_text, out, format->width * pt,
                                                  format->height * pt);
    /* Without a date of ours cairo writes the wall clock's, and no two files would be equal. */
    clock_format_iso(document->made_ms, 0, date);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, document->title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
    (void)draw_on(surface, document, count_pages(document));
    cairo_surface_finish(surface);
    status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    return status == CAIRO_STATUS_SUCCESS
           || err_set(err, ERR_FULL, "%s as PDF: %s", document->title,
                      cairo_status_to_string(status));
}

void page_table_measure(const struct pages *pages, struct page_table *table)
{
    int left = page_content(pages);

    for (int i = 0; i < table->columns; i++) {
        int width = page_word_width(&head_look, table->heads[i]) + 2 * CELL_PAD;

        if (i == table->wide)
            continue;
        if (table->widths[i] == 0)
            table->widths[i] = width > CELL_LEAST ? width : CELL_LEAST;
        left -= table->widths[i];
    }
    assert(left > 0);
    table->widths[table->wide] = left;
}

/* The height of the tallest cell; with `y` >= 0 also draws them. */
static int cells_walk(struct pages *pages, const struct page_table *table,
                      const struct page_text *look, const char *const cells[CELLS_MOST], int y)
{
    struct page_text cell = *look;
    int x = pages->format->margin, tallest = 0;

    for (int i = 0; i < table->columns; i++) {
        int width = table->widths[i] - 2 * CELL_PAD;
        int height;

        cell.align = table->aligns[i];
        height = y < 0 ? page_text_height(&cell, cells[i], width)
                       : page_text(pages, &cell, cells[i], x + CELL_PAD, y, width);
        tallest = height > tallest ? height : tallest;
        x += table->widths[i];
    }
    return tallest;
}

static int head_height(struct pages *pages, const struct page_table *table)
{
    return cells_walk(pages, table, &head_look, table->heads, -1) + 2 * ROW_PAD;
}

static int title_height(const struct pages *pages, const char *title)
{
    return title ? page_text_height(&title_look, title, page_content(pages)) + ROW_PAD : 0;
}

static void draw_head(struct pages *pages, const struct page_table *table, const char *title)
{
    int height = head_height(pages, table);

    if (title)
        pages->y += page_line(pages, &title_look, title) > 0 ? ROW_PAD : 0;
    page_box(pages, INK_TINT, pages->format->margin, pages->y, page_content(pages), height);
    cells_walk(pages, table, &head_look, table->heads, pages->y + ROW_PAD);
    pages->y += height;
}

/* A heading alone at the foot of a page helps nobody. */
static bool has_room(struct pages *pages, const struct page_table *table, int height)
{
    int need = height + table->follows;

    if (!table->is_begun)
        need =
            ROWS_WITH_HEAD * height + head_height(pages, table) + title_height(pages, table->title);
    return pages->y + need <= pages->format->bottom;
}

/* While pages are counted, rows of a known height need no texts. */
static void draw_cells(struct pages *pages, const struct page_table *table,
                       const struct page_text *look, const char *const cells[CELLS_MOST])
{
    if (table->row_height == 0 || pages->total > 0)
        cells_walk(pages, table, look, cells, pages->y + ROW_PAD);
}

void page_table_row(struct pages *pages, struct page_table *table,
                    const char *const cells[CELLS_MOST], bool is_total)
{
    const struct page_text look = {table->px > 0 ? table->px : CELL_PX,
                                   is_total ? FONT_BOLD : FONT_SEMIBOLD, INK_TEXT, PAGE_LEFT};
    int height = table->row_height > 0 ? table->row_height
                                       : cells_walk(pages, table, &look, cells, -1) + 2 * ROW_PAD;

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
    draw_cells(pages, table, &look, cells);
    pages->y += height;
    rule(pages, pages->y - 1, 1, INK_HAIR);
}
