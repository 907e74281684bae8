/* Pixels and how colours come onto them. */
#include "platform/canvas.h"
#include <assert.h>
#include <string.h>
#include <wchar.h>

bool rect_clip(struct rect *a, const struct rect *b)
{
    int x = a->x > b->x ? a->x : b->x;
    int y = a->y > b->y ? a->y : b->y;
    int right = a->x + a->w < b->x + b->w ? a->x + a->w : b->x + b->w;
    int bottom = a->y + a->h < b->y + b->h ? a->y + a->h : b->y + b->h;

    *a = (struct rect){x, y, right - x, bottom - y};
    return a->w > 0 && a->h > 0;
}

static uint32_t opaque(uint32_t color)
{
    return 0xff000000U | color >> 8;
}

/* `weight` of 256 parts of `over`. Red and blue are mixed in one go, green between them. */
static uint32_t mixed(uint32_t under, uint32_t over, uint32_t weight)
{
    uint32_t red_blue = (under & 0xff00ffU) * (256 - weight) + (over & 0xff00ffU) * weight;
    uint32_t green = (under & 0x00ff00U) * (256 - weight) + (over & 0x00ff00U) * weight;

    return 0xff000000U | (red_blue >> 8 & 0xff00ffU) | (green >> 8 & 0x00ff00U);
}

static uint32_t weight_of(uint32_t color, uint32_t share)
{
    uint32_t alpha = color & 0xff;

    share = alpha == 0xff ? share : (share * alpha + 127) / 255;
    return share + (share >> 7); /* 0..255 to 0..256 */
}

static uint32_t *row_at(const struct canvas *canvas, int x, int y)
{
    return canvas->pixels + (size_t)y * canvas->stride + x;
}

/* The C library has the widest stores that the processor knows; a loop here has not. */
static void fill_opaque(struct canvas *canvas, struct rect rect, uint32_t value)
{
    static_assert(sizeof(wchar_t) == sizeof value, "a wide character is as large as a pixel");

    for (int y = rect.y; y < rect.y + rect.h; y++)
        (void)wmemset((wchar_t *)row_at(canvas, rect.x, y), (wchar_t)value, (size_t)rect.w);
}

static void fill_mixed(struct canvas *canvas, struct rect rect, uint32_t value, uint32_t weight)
{
    uint32_t red_blue = (value & 0xff00ffU) * weight;
    uint32_t green = (value & 0x00ff00U) * weight;

    for (int y = rect.y; y < rect.y + rect.h; y++) {
        uint32_t *row = row_at(canvas, rect.x, y);

        for (int x = 0; x < rect.w; x++) /* as mixed(), its constant half done once */
            row[x] = 0xff000000U
                     | (((row[x] & 0xff00ffU) * (256 - weight) + red_blue) >> 8 & 0xff00ffU)
                     | (((row[x] & 0x00ff00U) * (256 - weight) + green) >> 8 & 0x00ff00U);
    }
}

void canvas_fill(struct canvas *canvas, struct rect rect, uint32_t color)
{
    uint32_t weight = weight_of(color, 255);

    if (!rect_clip(&rect, &canvas->clip))
        return;
    if (weight == 256)
        fill_opaque(canvas, rect, opaque(color));
    else
        fill_mixed(canvas, rect, opaque(color), weight);
}

void canvas_dot(struct canvas *canvas, int x, int y, uint32_t color, int share)
{
    const struct rect *clip = &canvas->clip;
    uint32_t *pixel;

    if (x < clip->x || y < clip->y || x >= clip->x + clip->w || y >= clip->y + clip->h)
        return;
    pixel = row_at(canvas, x, y);
    *pixel = mixed(*pixel, opaque(color), weight_of(color, (uint32_t)share));
}

/* Four pixels at once: the arithmetic of mixed() with its channels side by side. */
typedef uint8_t channels __attribute__((vector_size(16)));
typedef uint16_t wide_channels __attribute__((vector_size(32)));
typedef uint32_t four __attribute__((vector_size(16)));

static inline void mix_four(uint32_t *pixels, const uint8_t *alpha, uint32_t value)
{
    four shares = {alpha[0], alpha[1], alpha[2], alpha[3]};
    four over = {value, value, value, value};
    channels under;
    channels spread;

    shares |= shares << 8; /* each channel of a pixel has its share */
    shares |= shares << 16;
    memcpy(&under, pixels, sizeof under);
    memcpy(&spread, &shares, sizeof spread);
    wide_channels weight = __builtin_convertvector(spread, wide_channels);
    weight += weight >> 7; /* as weight_of() */
    wide_channels sum = __builtin_convertvector(under, wide_channels) * (256 - weight)
                        + __builtin_convertvector((channels)over, wide_channels) * weight;
    channels mixture = __builtin_convertvector(sum >> 8, channels);
    memcpy(pixels, &mixture, sizeof mixture);
}

/* Most of a line of text is empty and much of a corner is full: these go by eight. */
static void mask_row(uint32_t *row, const uint8_t *alpha, int count, uint32_t color)
{
    enum { STEP = 8 };
    uint32_t value = opaque(color);
    bool is_opaque = (color & 0xff) == 0xff;

    for (int from = 0; from < count; from += STEP) {
        int until = from + STEP < count ? from + STEP : count;
        uint64_t step = 1;

        if (until - from == STEP)
            memcpy(&step, alpha + from, sizeof step);
        if (step == 0)
            continue;
        if (is_opaque && step == UINT64_MAX) {
            for (int i = from; i < from + STEP; i++)
                row[i] = value;
            continue;
        }
        if (is_opaque && until - from == STEP) {
            mix_four(row + from, alpha + from, value);
            mix_four(row + from + 4, alpha + from + 4, value);
            continue;
        }
        for (int i = from; i < until; i++)
            if (alpha[i])
                row[i] = mixed(row[i], value, weight_of(color, alpha[i]));
    }
}

void canvas_mask(struct canvas *canvas, const struct mask *mask, int x, int y, uint32_t color)
{
    struct rect rect = {x, y, mask->w, mask->h};

    if (!rect_clip(&rect, &canvas->clip))
        return;
    for (int j = 0; j < rect.h; j++)
        mask_row(row_at(canvas, rect.x, rect.y + j),
                 mask->alpha + (size_t)(rect.y - y + j) * (size_t)mask->w + (rect.x - x), rect.w,
                 color);
}

void canvas_corner(struct canvas *canvas, const struct mask *mask, int x, int y, uint32_t color,
                   bool is_right, bool is_bottom)
{
    enum { PIECE = 64 };
    struct rect rect = {x, y, mask->w, mask->h};
    uint8_t turned[PIECE];

    if (!rect_clip(&rect, &canvas->clip))
        return;
    for (int j = rect.y - y; j < rect.y - y + rect.h; j++) {
        int from_y = is_bottom ? mask->h - 1 - j : j;
        const uint8_t *alpha = mask->alpha + (size_t)from_y * (size_t)mask->w;
        int left = rect.x - x;

        if (!is_right) {
            mask_row(row_at(canvas, rect.x, y + j), alpha + left, rect.w, color);
            continue;
        }
        for (int done = 0; done < rect.w; done += PIECE) {
            int count = rect.w - done < PIECE ? rect.w - done : PIECE;

            for (int i = 0; i < count; i++)
                turned[i] = alpha[mask->w - 1 - left - done - i];
            mask_row(row_at(canvas, rect.x + done, y + j), turned, count, color);
        }
    }
}

void canvas_picture(struct canvas *canvas, const uint32_t *pixels, int w, int h, int x, int y)
{
    struct rect rect = {x, y, w, h};

    if (!rect_clip(&rect, &canvas->clip))
        return;
    for (int j = 0; j < rect.h; j++) {
        const uint32_t *from = pixels + (size_t)(rect.y - y + j) * (size_t)w + (rect.x - x);
        uint32_t *row = row_at(canvas, rect.x, rect.y + j);

        for (int i = 0; i < rect.w; i++) {
            uint32_t alpha = from[i] >> 24;

            if (alpha)
                row[i] = mixed(row[i], from[i], alpha + (alpha >> 7));
        }
    }
}
