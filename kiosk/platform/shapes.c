/* Shapes with smooth edges. */
#include "platform/shapes.h"
#include "base/mem.h"
#include <math.h>
#include <stdlib.h>

enum { CORNERS_KEPT = 24 };

struct corner {
    int radius;
    struct mask mask;
};

struct shapes {
    struct corner corners[CORNERS_KEPT];
    size_t next;          /* the one to give way */
    struct mask triangle; /* one period */
};

struct shapes *shapes_new(void)
{
    return mem_zalloc(1, sizeof(struct shapes));
}

void shapes_free(struct shapes *shapes)
{
    if (!shapes)
        return;
    for (size_t i = 0; i < CORNERS_KEPT; i++)
        free(shapes->corners[i].mask.alpha);
    free(shapes->triangle.alpha);
    free(shapes);
}

/* How much of a pixel lies inside an edge that is `distance` px away (positive: inside). */
static int cover(double distance)
{
    double share = distance + 0.5;

    return share <= 0 ? 0 : share >= 1 ? 255 : (int)lround(share * 255);
}

/* The upper left quarter of a disc. */
static void draw_corner(struct corner *corner, int radius)
{
    uint8_t *alpha = mem_zalloc((size_t)radius * (size_t)radius, 1);

    for (int y = 0; y < radius; y++)
        for (int x = 0; x < radius; x++)
            alpha[y * radius + x] =
                (uint8_t)cover(radius - hypot(radius - x - 0.5, radius - y - 0.5));
    free(corner->mask.alpha);
    *corner = (struct corner){radius, {alpha, radius, radius}};
}

static const struct mask *corner_of(struct shapes *shapes, int radius)
{
    struct corner *corner;

    for (size_t i = 0; i < CORNERS_KEPT; i++)
        if (shapes->corners[i].radius == radius)
            return &shapes->corners[i].mask;
    corner = &shapes->corners[shapes->next];
    shapes->next = (shapes->next + 1) % CORNERS_KEPT;
    draw_corner(corner, radius);
    return &corner->mask;
}

static int radius_within(const struct display_command *command)
{
    int most = (command->rect.w < command->rect.h ? command->rect.w : command->rect.h) / 2;

    return command->radius < most ? command->radius : most;
}

void shapes_round(struct shapes *shapes, struct canvas *canvas,
                  const struct display_command *command)
{
    struct rect rect = command->rect;
    int radius = radius_within(command);
    const struct mask *mask;
    uint32_t color = command->color;

    if (radius <= 0) {
        canvas_fill(canvas, rect, color);
        return;
    }
    mask = corner_of(shapes, radius);
    canvas_fill(canvas, (struct rect){rect.x + radius, rect.y, rect.w - 2 * radius, radius}, color);
    canvas_fill(canvas, (struct rect){rect.x, rect.y + radius, rect.w, rect.h - 2 * radius}, color);
    canvas_fill(
        canvas,
        (struct rect){rect.x + radius, rect.y + rect.h - radius, rect.w - 2 * radius, radius},
        color);
    for (int i = 0; i < 4; i++) {
        bool is_right = i & 1;
        bool is_bottom = i & 2;

        canvas_corner(canvas, mask, is_right ? rect.x + rect.w - radius : rect.x,
                      is_bottom ? rect.y + rect.h - radius : rect.y, color, is_right, is_bottom);
    }
}

/* Px inside the outer edge of a rounded rectangle, at the middle of a pixel. */
static double depth_at(const struct rect *rect, double radius, int x, int y)
{
    double half_w = rect->w / 2.0;
    double half_h = rect->h / 2.0;
    double dx = fabs(x + 0.5 - rect->x - half_w) - (half_w - radius);
    double dy = fabs(y + 0.5 - rect->y - half_h) - (half_h - radius);

    return dx > 0 && dy > 0 ? radius - hypot(dx, dy) : radius - (dx > dy ? dx : dy);
}

static void ring_row(struct canvas *canvas, const struct display_command *command, double radius,
                     int y, int from, int until)
{
    for (int x = from; x < until; x++) {
        double depth = depth_at(&command->rect, radius, x, y);
        int share = cover(depth) - cover(depth - command->stroke);

        if (share > 0)
            canvas_dot(canvas, x, y, command->color, share);
    }
}

void shapes_ring(struct canvas *canvas, const struct display_command *command)
{
    struct rect all = command->rect;
    struct rect seen = all;
    int most = (all.w < all.h ? all.w : all.h) / 2;
    double radius = command->radius > 0 && command->radius < most ? command->radius
                    : all.w < all.h                               ? all.w / 2.0
                                                                  : all.h / 2.0;
    int rim = command->stroke > (int)radius ? command->stroke : (int)radius;

    if (!rect_clip(&seen, &canvas->clip))
        return;
    for (int y = seen.y; y < seen.y + seen.h; y++) {
        if (rim * 2 < all.h && y >= all.y + rim && y < all.y + all.h - rim) {
            /* straight sides: only they, not the hollow between */
            ring_row(canvas, command, radius, y, all.x, all.x + command->stroke);
            ring_row(canvas, command, radius, y, all.x + all.w - command->stroke, all.x + all.w);
        } else {
            ring_row(canvas, command, radius, y, seen.x, seen.x + seen.w);
        }
    }
}

/* Share of a pixel right of a slanted edge: 1 px wide steps, smoothed across the slope. */
static int between(double x, double left, double right, double slope)
{
    int inside_left = cover((x - left) * slope);
    int inside_right = cover((right - x) * slope);

    return inside_left < inside_right ? inside_left : inside_right;
}

/* Period p, height h: outer triangle (0,h)(p/2,0)(p,h), inner (.27p,h)(.5p,.46h)(.73p,h). */
static void draw_triangle(struct mask *mask, int period, int height)
{
    double outer_slope = height / hypot(height, period / 2.0);
    double inner_slope = 0.54 * height / hypot(0.54 * height, 0.23 * period);
    double middle = period / 2.0;

    free(mask->alpha);
    *mask = (struct mask){mem_zalloc((size_t)period * (size_t)height, 1), period, height};
    for (int y = 0; y < height; y++) {
        double down = (y + 0.5) / height;
        double inner = (down - 0.46) / 0.54;

        for (int x = 0; x < period; x++) {
            double at = x + 0.5;
            int share = between(at, middle - middle * down, middle + middle * down, outer_slope);

            if (inner > 0)
                share -= between(at, middle - 0.23 * period * inner, middle + 0.23 * period * inner,
                                 inner_slope);
            mask->alpha[y * period + x] = (uint8_t)(share > 0 ? share : 0);
        }
    }
}

void shapes_tumpal(struct shapes *shapes, struct canvas *canvas,
                   const struct display_command *command)
{
    const struct rect *rect = &command->rect;
    int period = command->stroke > 0 ? command->stroke : 1;

    if (shapes->triangle.w != period || shapes->triangle.h != rect->h)
        draw_triangle(&shapes->triangle, period, rect->h);
    canvas_fill(canvas, *rect, command->color2);
    for (int x = rect->x; x < rect->x + rect->w; x += period)
        canvas_mask(canvas, &shapes->triangle, x, rect->y, command->color);
}

void shapes_dashes(struct canvas *canvas, const struct display_command *command)
{
    int dash = command->stroke > 0 ? command->stroke : 1;
    int gap = dash / 2 > 0 ? dash / 2 : 1;
    bool is_down = command->rect.h > command->rect.w;
    int end = is_down ? command->rect.h : command->rect.w;

    for (int at = 0; at < end; at += dash + gap) {
        struct rect rect = command->rect;
        int len = dash < end - at ? dash : end - at;

        if (is_down) {
            rect.y += at;
            rect.h = len;
        } else {
            rect.x += at;
            rect.w = len;
        }
        canvas_fill(canvas, rect, command->color);
    }
}

void shapes_qr(struct canvas *canvas, const struct display_command *command)
{
    const struct qr *qr = command->qr;
    int side = command->stroke;

    if (!qr)
        return;
    for (int y = 0; y < qr->size; y++)
        for (int x = 0; x < qr->size; x++)
            if (qr->dark[y * qr->size + x])
                canvas_fill(canvas,
                            (struct rect){command->rect.x + x * side, command->rect.y + y * side,
                                          side, side},
                            command->color);
}

/* A blurred rectangle is the product of two blurred steps. */
static void blur_profile(double *out, int from, int count, double start, double end, double sigma)
{
    for (int i = 0; i < count; i++) {
        double at = from + i + 0.5;

        out[i] =
            0.5 * (erf((at - start) / (sigma * M_SQRT2)) - erf((at - end) / (sigma * M_SQRT2)));
    }
}

/* The dialog stands 16 above the middle of its shadow of 48 and hides what lies under it. */
static bool is_hidden(const struct display_command *command, int x, int y)
{
    const struct rect *all = &command->rect;
    int spread = command->stroke;
    int top = all->y + spread - spread / 3 + command->radius;
    int bottom = all->y + all->h - spread - spread / 3 - command->radius;

    return y >= top && y < bottom && x >= all->x + spread && x < all->x + all->w - spread;
}

void shapes_shadow(struct canvas *canvas, const struct display_command *command)
{
    struct rect all = command->rect;
    struct rect seen = all;
    double spread = command->stroke;
    double sigma = spread / 2 > 0.5 ? spread / 2 : 0.5;
    AUTO_FREE double *across = NULL;
    AUTO_FREE double *down = NULL;

    if (!rect_clip(&seen, &canvas->clip))
        return;
    across = mem_zalloc((size_t)seen.w, sizeof *across);
    down = mem_zalloc((size_t)seen.h, sizeof *down);
    blur_profile(across, seen.x, seen.w, all.x + spread, all.x + all.w - spread, sigma);
    blur_profile(down, seen.y, seen.h, all.y + spread, all.y + all.h - spread, sigma);
    for (int y = 0; y < seen.h; y++)
        for (int x = 0; x < seen.w; x++) {
            int share;

            if (is_hidden(command, seen.x + x, seen.y + y)) {
                x = all.x + all.w - command->stroke - 1 - seen.x;
                continue;
            }
            share = (int)(across[x] * down[y] * 255 + 0.5);
            if (share > 0)
                canvas_dot(canvas, seen.x + x, seen.y + y, command->color, share);
        }
}
