/* The strip below the board: who is next, and one line of information. */
#pragma once
#include "ui/ui.h"

struct router;

enum {
    BOARD_SIDE = 64,  /* the board's margin */
    BOARD_STRIP = 136 /* height of the strip in landscape, and of its upper half in portrait */
};

void board_strip(struct ui *ui, const struct router *router, struct ui_box strip, bool is_wide);
