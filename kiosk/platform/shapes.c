/* Shapes in 32-bit pixels, anti-aliased, inside the surface's clip rectangle. */
#include "shapes.h"
#include <math.h>
#include <stdbool.h>

/* A span of pixels to touch, already inside clip and surface. */
struct span {
    int x0, y0, x1, y1;
};

static struct span visible(const SDL_Surface *surface, struct rect rect)
{
    const SDL_Rect *clip = &surface->clip_rect;
    struct span span = {rect.x, rect.y, rect.x + rect.w, rect.y + rect.h};

    if (span.x0 < clip->x)
        span.x0 = clip->x;
    if (span.y0 < clip->y)
        span.y0 = clip->y;
    if (span.x1 > clip->x + clip->w)
        span.x1 = clip->x + clip->w;
    if (span.y1 > clip->y + clip->h)
        span.y1 = clip->y + clip->h;
    return span;
}

static uint32_t *row(const SDL_Surface *surface, int y)
{
    return (uint32_t *)(void *)((uint8_t *)surface->pixels + (ptrdiff_t)y * surface->pitch);
}

/* `color` is 0xRRGGBBAA; coverage 0..255. */
static void blend(uint32_t *pixel, uint32_t color, uint32_t coverage)
{
    uint32_t alpha = (color & 0xff) * coverage / 255;
    uint32_t under = *pixel;
    uint32_t red = ((under >> 16) & 0xff) * (255 - alpha) + (color >> 24) * alpha;
    uint32_t green = ((under >> 8) & 0xff) * (255 - alpha) + ((color >> 16) & 0xff) * alpha;
    uint32_t blue = (under & 0xff) * (255 - alpha) + ((color >> 8) & 0xff) * alpha;

    *pixel = 0xff000000u | (red / 255) << 16 | (green / 255) << 8 | blue / 255;
}

void shape_fill(SDL_Surface *surface, struct rect rect, uint32_t color)
{
    struct span span = visible(surface, rect);

    if (span.x0 >= span.x1 || span.y0 >= span.y1)
        return;
    if ((color & 0xff) == 0xff) {
        SDL_FillRect(surface, &(SDL_Rect){rect.x, rect.y, rect.w, rect.h},
                     0xff000000u | color >> 8);
        return;
    }
    for (int y = span.y0; y < span.y1; y++) {
        uint32_t *pixels = row(surface, y);

        for (int x = span.x0; x < span.x1; x++)
            blend(&pixels[x], color, 255);
    }
}

/* How much of a pixel lies inside a circle: its distance to the edge, clamped. */
static uint32_t coverage(double distance)
{
    return distance <= -0.5 ? 255 : distance >= 0.5 ? 0 : (uint32_t)((0.5 - distance) * 255);
}

static void corner(SDL_Surface *surface, struct rect square, double center_x, double center_y,
                   int radius, uint32_t color)
{
    struct span span = visible(surface, square);

    for (int y = span.y0; y < span.y1; y++) {
        uint32_t *pixels = row(surface, y);

        for (int x = span.x0; x < span.x1; x++) {
            double distance = hypot(x + 0.5 - center_x, y + 0.5 - center_y) - radius;
            uint32_t inside = coverage(distance);

            if (inside)
                blend(&pixels[x], color, inside);
        }
    }
}

void shape_round(SDL_Surface *surface, struct rect rect, int radius, uint32_t color)
{
    int most = (rect.w < rect.h ? rect.w : rect.h) / 2;
    int right;
    int bottom;

    if (radius > most)
        radius = most;
    if (radius <= 0) {
        shape_fill(surface, rect, color);
        return;
    }
    right = rect.x + rect.w - radius;
    bottom = rect.y + rect.h - radius;
    shape_fill(surface, (struct rect){rect.x, rect.y + radius, rect.w, rect.h - 2 * radius}, color);
    shape_fill(surface, (struct rect){rect.x + radius, rect.y, rect.w - 2 * radius, radius}, color);
    shape_fill(surface, (struct rect){rect.x + radius, bottom, rect.w - 2 * radius, radius}, color);
    corner(surface, (struct rect){rect.x, rect.y, radius, radius}, rect.x + radius, rect.y + radius,
           radius, color);
    corner(surface, (struct rect){right, rect.y, radius, radius}, right, rect.y + radius, radius,
           color);
    corner(surface, (struct rect){rect.x, bottom, radius, radius}, rect.x + radius, bottom, radius,
           color);
    corner(surface, (struct rect){right, bottom, radius, radius}, right, bottom, radius, color);
}

void shape_ring(SDL_Surface *surface, struct rect rect, int stroke, uint32_t color)
{
    struct span span = visible(surface, rect);
    double outer = (rect.w < rect.h ? rect.w : rect.h) / 2.0;
    double middle = outer - stroke / 2.0;
    double center_x = rect.x + rect.w / 2.0;
    double center_y = rect.y + rect.h / 2.0;

    for (int y = span.y0; y < span.y1; y++) {
        uint32_t *pixels = row(surface, y);

        for (int x = span.x0; x < span.x1; x++) {
            double distance = hypot(x + 0.5 - center_x, y + 0.5 - center_y);
            uint32_t inside = coverage(fabs(distance - middle) - stroke / 2.0);

            if (inside)
                blend(&pixels[x], color, inside);
        }
    }
}

/* The tumpal's outer and inner triangle (design: .27p, .46h), in units of one period. */
static bool in_outer(double u, double v)
{
    return v >= fabs(u - 0.5) * 2;
}

static bool in_inner(double u, double v)
{
    return v >= 0.46 + fabs(u - 0.5) / 0.23 * 0.54;
}

void shape_tumpal(SDL_Surface *surface, struct rect rect, int period, uint32_t color,
                  uint32_t ground)
{
    enum { SAMPLES = 4 };
    struct span span = visible(surface, rect);

    if (period < 2)
        return;
    for (int y = span.y0; y < span.y1; y++) {
        uint32_t *pixels = row(surface, y);

        for (int x = span.x0; x < span.x1; x++) {
            uint32_t outer = 0;
            uint32_t inner = 0;

            for (int i = 0; i < SAMPLES * SAMPLES; i++) {
                double u = fmod(x - rect.x + (i % SAMPLES + 0.5) / SAMPLES, period) / period;
                double v = (y - rect.y + (i / SAMPLES + 0.5) / SAMPLES) / rect.h;

                outer += in_outer(u, v);
                inner += in_inner(u, v);
            }
            if (outer)
                blend(&pixels[x], color, outer * 255 / (SAMPLES * SAMPLES));
            if (inner)
                blend(&pixels[x], ground, inner * 255 / (SAMPLES * SAMPLES));
        }
    }
}

void shape_dashes(SDL_Surface *surface, struct rect rect, int period, uint32_t color)
{
    int dash = period * 7 / 12;

    if (period < 2)
        period = 2;
    if (dash < 1)
        dash = 1;
    for (int x = rect.x; x < rect.x + rect.w; x += period) {
        int left = rect.x + rect.w - x;

        shape_fill(surface, (struct rect){x, rect.y, dash < left ? dash : left, rect.h}, color);
    }
}

void shape_qr(SDL_Surface *surface, struct rect rect, int module, const struct qr *qr,
              uint32_t color)
{
    for (int y = 0; y < qr->size; y++)
        for (int x = 0; x < qr->size; x++)
            if (qr->dark[y * qr->size + x])
                shape_fill(surface,
                           (struct rect){rect.x + x * module, rect.y + y * module, module, module},
                           color);
}

void shape_shadow(SDL_Surface *surface, struct rect rect, int radius, int spread, uint32_t color)
{
    struct span span = visible(surface, rect);
    double left = rect.x + spread + radius;
    double top = rect.y + spread + radius;
    double right = rect.x + rect.w - spread - radius;
    double bottom = rect.y + rect.h - spread - radius;

    for (int y = span.y0; y < span.y1; y++) {
        uint32_t *pixels = row(surface, y);
        double dy = y < top ? top - y : y > bottom ? y - bottom : 0;

        for (int x = span.x0; x < span.x1; x++) {
            double dx = x < left ? left - x : x > right ? x - right : 0;
            double beyond = dx == 0 ? dy - radius : dy == 0 ? dx - radius : hypot(dx, dy) - radius;
            double share = 0.5 - beyond / (2.0 * spread); /* half way at the box's edge */

            if (share <= 0)
                continue;
            share = share >= 1 ? 1 : share * share * (3 - 2 * share);
            blend(&pixels[x], color, (uint32_t)(share * 255));
        }
    }
}
