/* Pixels and how colours come onto them. Every call stays inside the clip. */
#pragma once
#include "ui/display.h"
#include <stddef.h>
#include <stdint.h>

struct canvas {
    uint32_t *pixels; /* 0xAARRGGBB, always opaque */
    int width, height;
    size_t stride; /* pixels from row to row */
    struct rect clip;
};

/* How much of a colour each pixel gets; w × h bytes. */
struct mask {
    uint8_t *alpha;
    int w, h;
};

/* True when something is left; `*a` becomes what both share. */
bool rect_clip(struct rect *a, const struct rect *b);

/* Colours are 0xRRGGBBAA throughout. */
void canvas_fill(struct canvas *canvas, struct rect rect, uint32_t color);
/* One pixel at `share` of 255. */
void canvas_dot(struct canvas *canvas, int x, int y, uint32_t color, int share);
void canvas_mask(struct canvas *canvas, const struct mask *mask, int x, int y, uint32_t color);
/* A part of a mask, mirrored where asked: corners are kept once. */
void canvas_corner(struct canvas *canvas, const struct mask *mask, int x, int y, uint32_t color,
                   bool is_right, bool is_bottom);
/* A picture of 0xAARRGGBB with straight alpha. */
void canvas_picture(struct canvas *canvas, const uint32_t *pixels, int w, int h, int x, int y);
