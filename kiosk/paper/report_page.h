/* Pages of a document, drawn in dots like a slip (8 = 1 mm): texts in boxes, tables whose heading
 * stands on every page, and a foot with page numbers. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "font.h"
#include <cairo.h>
#include <stdint.h>

enum page_paper { PAPER_A4_WIDE, PAPER_A4_TALL, PAPER_A3_TALL, PAPER_COUNT };

/* A3 is A4 drawn larger: its dots are those of A4. */
struct page_format {
    int width, height;
    int margin;
    int top;
    int bottom; /* the foot stands below */
    double scale;
};

enum page_ink {
    INK_TEXT,
    INK_SOFT,
    INK_HAIR,
    INK_TINT,
    INK_PRIMARY,
    INK_DARK, /* a panel's ground */
    INK_MINT,
    INK_ACCENT,
    INK_DANGER,
    INK_WHITE,
    INK_COUNT
};
enum page_align { PAGE_LEFT, PAGE_CENTRE, PAGE_RIGHT };

struct pages {
    const struct page_format *format;
    cairo_t *cr;
    const char *foot; /* left of the page number; NULL: the document has no feet */
    int number;       /* of the page being drawn, from 1 */
    int total;        /* 0 while they are only counted */
    int y;            /* where the next thing goes */
};
int page_content(const struct pages *pages); /* the width between the margins */

/* What is written as one file. */
struct page_document {
    enum page_paper paper;
    const char *title; /* of the file, and in the foot */
    bool has_foot;
    int64_t made_ms; /* the file's date: equal facts make equal files */
    void (*draw)(struct pages *pages, const void *context);
    const void *context;
};
/* Draws once to count the pages, and once to keep them. ERR_FULL when `out` has no room. */
MUST_USE bool pages_write(const struct page_document *document, struct text *out, struct err *err);

void page_ink(struct pages *pages, enum page_ink ink);
void page_box(struct pages *pages, enum page_ink ink, int x, int y, int width, int height);

struct page_text {
    int px;
    enum font_weight weight;
    enum page_ink ink;
    enum page_align align;
};
/* Wraps at `width`, returns the height; 0 for NULL and "". */
int page_text(struct pages *pages, const struct page_text *look, const char *text, int x, int y,
              int width);
int page_text_height(const struct page_text *look, const char *text, int width);
/* Between the margins at pages->y, which moves below. Returns the height. */
int page_line(struct pages *pages, const struct page_text *look, const char *text);
/* The width of the longest word. */
int page_word_width(const struct page_text *look, const char *text);
/* The size, at most the look's and at least `least_px`, in which the text stays within the box. */
int page_fit_px(const struct page_text *look, const char *text, int width, int height,
                int least_px);

/* Ends this page with its foot and begins the next one. */
void page_break(struct pages *pages);
/* Breaks the page unless so much fits above the foot. */
void page_need(struct pages *pages, int height);

enum { CELLS_MOST = 24 };
struct page_table {
    const char *title;
    const char *again; /* the title on further pages */
    int columns;
    const char *heads[CELLS_MOST];
    enum page_align aligns[CELLS_MOST];
    int widths[CELLS_MOST]; /* 0: as wide as its heading needs */
    int wide;               /* the column that takes what the others leave */
    int px;                 /* of the cells; 0 = 24 */
    int follows;            /* how high what belongs below the next row is; stays on its page */
    int row_height;         /* 0: each as high as its texts */
    bool is_begun;
};
void page_table_measure(const struct pages *pages, struct page_table *table);
/* A row, with title and heading above it where a page begins. */
void page_table_row(struct pages *pages, struct page_table *table,
                    const char *const cells[CELLS_MOST], bool is_total);
