/* Where the parts of a permit's screens (05, 06, 07, 25) stand. Upright: name, chips, tabs, the body, its
 * pager, the actions. Lying across: name, tabs and actions at the left, the body at the right. In low reach tabs,
 * pager, actions and whatever is ticked stand low, what is only read above them. */
#pragma once
#include "parts.h"

enum permit_tab { TAB_REQUIREMENTS, TAB_STEPS, TAB_INFO };

struct permit_place {
    int x, w; /* of the body */
    int top,
        bottom;   /* of a body that is only read; the pager takes its part of it, see permit_body */
    int list_top; /* of one that is touched, with the line above it */
    int line_y;   /* that line */
    int pager_y;  /* PAGER_HEIGHT high */
    bool is_beside;             /* lying across */
    bool is_low;                /* low reach: pager and list keep their places */
    struct ui_box second, take; /* the actions */
};

/* Draws name and chips, and tabs where these stand above the body; says where the rest goes. */
struct permit_place permit_head(struct ui *ui, struct router *router, enum permit_tab open);

/* What the body has from `top` (the place's own, or below a line) to its end, with or without a pager. */
struct ui_box permit_body(const struct permit_place *place, int top, bool has_pager);
/* The same for a list that is touched. */
struct ui_box permit_list_body(const struct permit_place *place, int top, bool has_pager);
void permit_pager(struct ui *ui, const struct permit_place *place, int *page, int pages);

/* The list on paper (when there is one) and a number. */
void permit_actions(struct ui *ui, struct router *router, const struct permit_place *place);
/* Another second action than the list on paper, and the number; true: it fired. */
struct permit_second {
    const char *name; /* NULL: none, the number has the room of both */
    const char *label;
    enum icon icon;
};
bool permit_second(struct ui *ui, struct router *router, const struct permit_place *place,
                   const struct permit_second *second);
/* The number alone, in that box. */
void permit_take(struct ui *ui, struct router *router, struct ui_box box);
/* In low reach the tabs follow what is read: to be called after it, so that keys go in reading order. */
void permit_low_tabs(struct ui *ui, struct router *router, const struct permit_place *place,
                     enum permit_tab open);
