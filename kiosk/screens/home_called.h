/* Who is called and how many wait, as home shows it. */
#pragma once
#include "desk/board.h"
#include "desk/ticket.h"
#include "parts.h"

struct home_called {
    struct queue_view queue;
    struct board_call calls[3]; /* the newest of as many counters, newest first */
    size_t count;
};
void home_called_look(struct home_called *called, struct router *router);
/* In the way that suits the box: a strip, a card of one number, or a card of several. */
void home_called_draw(struct ui *ui, const struct router *router, const struct home_called *called,
                      struct ui_box box);
