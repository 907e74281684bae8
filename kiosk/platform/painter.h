/* The painter: a display list onto pixels, no more of it than asked. */
#pragma once
#include "platform/canvas.h"
#include "platform/icons.h"
#include "platform/lines.h"
#include "platform/shapes.h"

struct painter {
    struct shapes *shapes;
    struct lines *lines;
    struct icons *icons;
};

/* Paints what of the list lies inside `area`. */
void painter_paint(struct painter *painter, struct canvas *canvas, const struct display_list *list,
                   struct rect area);
