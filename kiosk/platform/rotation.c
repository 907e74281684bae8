#include "platform/rotation.h"
#include <assert.h>
#include <stddef.h>

/* Both pictures are walked in squares that stay in the processor's nearest cache: a sideways copy reads
 * rows and writes columns. */
enum { SQUARE = 16 };

static int at_most(int most, int value)
{
    return value < most ? value : most;
}

bool rotation_is_sideways(enum rotation rotation)
{
    return rotation == ROTATION_90 || rotation == ROTATION_270;
}

enum rotation rotation_of_degrees(int degrees)
{
    assert(degrees >= 0 && degrees < 360 && degrees % 90 == 0);
    return (enum rotation)(degrees / 90);
}

struct rect rotation_to_glass(enum rotation rotation, struct rect upright, int width, int height)
{
    const struct rect r = upright;

    switch (rotation) {
    case ROTATION_90:
        return (struct rect){height - r.y - r.h, r.x, r.h, r.w};
    case ROTATION_180:
        return (struct rect){width - r.x - r.w, height - r.y - r.h, r.w, r.h};
    case ROTATION_270:
        return (struct rect){r.y, width - r.x - r.w, r.h, r.w};
    case ROTATION_NONE:
        break;
    }
    return r;
}

void rotation_from_glass(enum rotation rotation, int width, int height, int *x, int *y)
{
    const int glass_x = *x;
    const int glass_y = *y;

    switch (rotation) {
    case ROTATION_90:
        *x = glass_y;
        *y = height - 1 - glass_x;
        break;
    case ROTATION_180:
        *x = width - 1 - glass_x;
        *y = height - 1 - glass_y;
        break;
    case ROTATION_270:
        *x = width - 1 - glass_y;
        *y = glass_x;
        break;
    case ROTATION_NONE:
        break;
    }
}

/* Pixels on the glass from one of the picture to its right neighbour, and to the one below it. */
static void find_steps(enum rotation rotation, ptrdiff_t stride, ptrdiff_t *right, ptrdiff_t *below)
{
    static const struct {
        int right_x, right_y, below_x, below_y;
    } steps[] = {
        [ROTATION_NONE] = {1, 0, 0, 1},
        [ROTATION_90] = {0, 1, -1, 0},
        [ROTATION_180] = {-1, 0, 0, -1},
        [ROTATION_270] = {0, -1, 1, 0},
    };

    *right = steps[rotation].right_x + steps[rotation].right_y * stride;
    *below = steps[rotation].below_x + steps[rotation].below_y * stride;
}

static void copy_square(const uint32_t *from, size_t from_stride, uint32_t *to, ptrdiff_t right,
                        ptrdiff_t below, int w, int h)
{
    for (int y = 0; y < h; y++) {
        const uint32_t *source = from + (size_t)y * from_stride;
        uint32_t *target = to + y * below;

        for (int x = 0; x < w; x++, target += right)
            *target = source[x];
    }
}

void rotation_copy(enum rotation rotation, const struct canvas *upright, struct rect rect,
                   struct canvas *glass)
{
    ptrdiff_t right, below;

    find_steps(rotation, (ptrdiff_t)glass->stride, &right, &below);
    for (int y = rect.y; y < rect.y + rect.h; y += SQUARE) {
        for (int x = rect.x; x < rect.x + rect.w; x += SQUARE) {
            const struct rect corner = rotation_to_glass(rotation, (struct rect){x, y, 1, 1},
                                                         upright->width, upright->height);

            copy_square(upright->pixels + (size_t)y * upright->stride + x, upright->stride,
                        glass->pixels + (size_t)corner.y * glass->stride + corner.x, right, below,
                        at_most(SQUARE, rect.x + rect.w - x), at_most(SQUARE, rect.y + rect.h - y));
        }
    }
}
