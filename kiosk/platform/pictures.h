/* Icons and the product mark, rasterised from SVG at the size they are shown in. */
#pragma once
#include "base/err.h"
#include "ui/icon.h"
#include <SDL.h>
#include <stdbool.h>

struct pictures;

/* ERR_NOT_FOUND names the first icon or mark that is missing. */
MUST_USE bool pictures_open(struct pictures **out, const char *asset_dir, struct err *err);
void pictures_close(struct pictures *pictures);
/* Tinted with 0xRRGGBBAA. */
void pictures_icon(struct pictures *pictures, SDL_Surface *surface, enum icon icon, SDL_Rect place,
                   uint32_t color);
void pictures_mark(struct pictures *pictures, SDL_Surface *surface, SDL_Rect place);
