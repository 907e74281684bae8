/* Permits one below the other, by pages, in the room that a screen has left: in two columns where that is
 * wide, and as cards where a card fits. Search and list share it. */
#pragma once
#include "router.h"

enum { PERMIT_PAGES = 512 }; /* more could not be reached by pressing "Berikutnya" */

/* All zero at first, and again when other permits are to be shown. */
struct permit_list {
    int page;
    uint32_t starts[PERMIT_PAGES]; /* the first permit of each page up to the open one */
    uint32_t stamp;                /* what the pages were measured for: room, type, language */
};

struct permits {
    const struct service *const *services;
    size_t count;
    struct ui_box box;
    const char *typed; /* words of the names that match it are marked; NULL: none */
    bool is_open;      /* else no number is given */
    bool has_cards;    /* as cards rather than rows */
    bool has_no_pager; /* only the first page, and no way to another: the keyboard needs the room */
};

/* Widgets: those of permit_row.h, "page-up", "page-down"; "range" tells which of all are shown. */
void permit_list_draw(struct ui *ui, struct router *router, struct permit_list *list,
                      const struct permits *permits);
/* Where the last permit of the page ends; the words below a short list follow it. */
int permit_list_bottom(struct ui *ui, const struct permit_list *list,
                       const struct permits *permits);
