/* What documents have in common: the head, boxes of figures, and lines of notes. */
#pragma once
#include "domain/catalog.h"
#include "report_page.h"

struct page_head {
    const struct catalog *catalog;
    const char *lang;
    const char *title;
    const char *period; /* the day or the period */
    const char *state;  /* a line below, NULL or "": none */
    int64_t made_ms;
};
/* Office, address, the band, title and period; when it was made stands at the right. */
void page_head(struct pages *pages, const struct page_head *head);
/* The office's name in full, else in short. */
const char *office_title(const struct office *office, const char *lang);

enum { FIGURES_MOST = 12, FIGURE_TEXT = 64 };
struct page_figure {
    char figure[FIGURE_TEXT];
    const char *label;
};
/* Boxes of equal width in one row. */
void page_figures(struct pages *pages, const struct page_figure *figures, size_t count);
/* A line of small print, on the next page where there is no room. */
void page_note(struct pages *pages, const char *text);
/* "Per layanan (lanjutan)" */
void page_again(char *out, size_t size, const char *title);
