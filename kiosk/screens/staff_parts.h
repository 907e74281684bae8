/* Pieces that the officers' screens share, on wide and on upright panels. */
#pragma once
#include "router.h"

enum { STAFF_MARGIN = 40, STAFF_GAP = 16 };

/* The bar on top: who works where, what is ill, the time, and the way out. */
struct staff_bar {
    const char *title, *subtitle;
    bool has_back;           /* "Kembali" in place of the mark */
    const char *action_name; /* NULL, or one more button beside "Kunci" */
    const char *action;      /* its label, left out on upright panels */
    enum icon action_icon;
};
/* Handles "Kembali" and "Kunci" itself; true when the action fired. */
bool part_staff_bar(struct ui *ui, struct router *router, const struct staff_bar *bar);
/* The y below it: where the content begins. */
int part_staff_top(struct ui *ui);

/* The frame of the screens before work begins (32): a dark panel at the left or on top, which says
 * what this is; way back and time on the light part. Returns the light part for the content. */
struct ui_box part_staff_door(struct ui *ui, struct router *router);

/* A page of rows: how many of `total` stand on it, moved to one that exists. */
struct staff_pages {
    int page, pages;
    size_t first, last; /* [first, last) */
};
struct staff_pages part_staff_pages(size_t total, size_t each, int *page);
/* Two buttons with "Halaman n dari m" between them; nothing where one page holds all. */
void part_staff_pager(struct ui *ui, struct ui_box box, int *page, int pages);
