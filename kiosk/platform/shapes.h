/* Shapes in 32-bit pixels, anti-aliased, inside the surface's clip rectangle. */
#pragma once
#include "base/qr.h"
#include "ui/display.h"
#include <SDL.h>

void shape_fill(SDL_Surface *surface, struct rect rect, uint32_t color);
void shape_round(SDL_Surface *surface, struct rect rect, int radius, uint32_t color);
void shape_ring(SDL_Surface *surface, struct rect rect, int stroke, uint32_t color);
void shape_tumpal(SDL_Surface *surface, struct rect rect, int period, uint32_t color,
                  uint32_t ground);
void shape_dashes(SDL_Surface *surface, struct rect rect, int period, uint32_t color);
void shape_qr(SDL_Surface *surface, struct rect rect, int module, const struct qr *qr,
              uint32_t color);
/* A soft edge of `spread` px around the box that lies `spread` inside `rect`. */
void shape_shadow(SDL_Surface *surface, struct rect rect, int radius, int spread, uint32_t color);
