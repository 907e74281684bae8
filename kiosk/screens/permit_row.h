/* A permit in a list: its name leads to what it needs, the button beside it to a number. */
#pragma once
#include "router.h"

enum { PERMIT_ROW = 160, PERMIT_ROW_LEAST = 112, PERMIT_ROW_GAP = 16 };

struct permit_row {
    const struct service *service;
    size_t at;         /* from 0; the widgets are "service-1" and "take-1" */
    struct ui_box box; /* of both together */
    const char *typed; /* words of the name that match it are marked; NULL: none */
    bool is_open;      /* else no number is given */
};

/* The height of the row in a list of that width: at least PERMIT_ROW. In a lower box the name ends in "…". */
int permit_row_height(struct ui *ui, const struct service *service, int width);
/* The same where room is short: at least PERMIT_ROW_LEAST. */
int permit_row_least(struct ui *ui, const struct service *service, int width);
/* Its button alone: the helper at a row's end, or where the box is wide a primary one. */
void permit_take_draw(struct ui *ui, struct router *router, const struct permit_row *row,
                      struct ui_box box);
void permit_row_draw(struct ui *ui, struct router *router, const struct permit_row *row);
