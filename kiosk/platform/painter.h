/* Paints the damaged parts of a display list onto a surface. */
#pragma once
#include "glyphs.h"
#include "pictures.h"
#include "ui/display.h"
#include <SDL.h>

struct painter {
    struct glyphs *glyphs;
    struct pictures *pictures;
};

void painter_paint(struct painter *painter, SDL_Surface *surface, const struct display_list *list,
                   const struct rect *damage);
