/* A4 pages that lie on their side, drawn in dots like a slip (8 = 1 mm): texts in boxes, tables
 * whose heading stands on every page, and a foot with page numbers. */
#pragma once
#include "font.h"
#include <cairo.h>

enum {
    PAGE_WIDTH = 2376,
    PAGE_HEIGHT = 1680,
    PAGE_MARGIN = 112,
    PAGE_TOP = 88,
    PAGE_BOTTOM = 1560, /* the foot stands below */
    PAGE_CONTENT = PAGE_WIDTH - 2 * PAGE_MARGIN,
    CELLS_MOST = 24
};

enum page_ink { INK_TEXT, INK_SOFT, INK_HAIR, INK_TINT, INK_PRIMARY };
enum page_align { PAGE_LEFT, PAGE_CENTRE, PAGE_RIGHT };

struct pages {
    cairo_t *cr;
    const char *foot; /* left of the page number */
    int number;       /* of the page being drawn, from 1 */
    int total;        /* 0 while they are only counted */
    int y;            /* where the next thing goes */
};

void page_ink(struct pages *pages, enum page_ink ink);

struct page_text {
    int px;
    enum font_weight weight;
    enum page_ink ink;
    enum page_align align;
};
/* Wraps at `width`, returns the height. */
int page_text(struct pages *pages, const struct page_text *look, const char *text, int x, int y,
              int width);
int page_text_height(const struct page_text *look, const char *text, int width);
/* The width of the longest word. */
int page_word_width(const struct page_text *look, const char *text);

/* Ends this page with its foot and begins the next one. */
void page_break(struct pages *pages);
void page_foot(struct pages *pages);

struct page_table {
    const char *title;
    const char *again; /* the title on further pages */
    int columns;
    const char *heads[CELLS_MOST];
    int widths[CELLS_MOST];
    bool is_begun;
};
/* The first column takes what the others leave. */
void page_table_measure(struct page_table *table);
/* A row, with title and heading above it where a page begins. Cells right, the first one left. */
void page_table_row(struct pages *pages, struct page_table *table,
                    const char *const cells[CELLS_MOST], bool is_total);
