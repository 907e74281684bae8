/* Icons and the product mark, from SVG. */
#define LOG_AREA "icons"
#include "platform/icons.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include <SDL_image.h>
#include <stdlib.h>
#include <unistd.h>

enum { ICONS_KEPT = 96, SVG_MAX = 1 << 20, BIGGEST_SIDE = 4096 };

struct picture {
    enum icon icon; /* ICON_NONE: the slot is free */
    int w, h;
    struct mask mask; /* no pixels: the file could not be drawn */
    uint64_t used;
};

struct icons {
    char *asset_dir;
    struct picture pictures[ICONS_KEPT];
    uint64_t calls;
    uint32_t *mark;
    int mark_w, mark_h;
};

struct icons *icons_new(const char *asset_dir)
{
    struct icons *icons = mem_zalloc(1, sizeof *icons);

    icons->asset_dir = mem_strdup(asset_dir);
    return icons;
}

bool icons_are_there(const char *asset_dir, struct err *err)
{
    for (int icon = ICON_NONE; icon < ICON_COUNT; icon++) {
        const char *name = icon_name((enum icon)icon);
        AUTO_FREE char *path = icon == ICON_NONE ? mem_format("%s/mark.svg", asset_dir)
                                                 : mem_format("%s/icons/%s.svg", asset_dir, name);

        if (access(path, R_OK) != 0)
            return err_set(err, ERR_NOT_FOUND, "icon %s is missing", path);
    }
    return true;
}

void icons_close(struct icons *icons)
{
    if (!icons)
        return;
    for (size_t i = 0; i < ICONS_KEPT; i++)
        free(icons->pictures[i].mask.alpha);
    free(icons->mark);
    free(icons->asset_dir);
    free(icons);
}

/* The file's picture as 0xAARRGGBB, or NULL, which is logged. */
static SDL_Surface *draw_file(const char *path, int w, int h)
{
    AUTO_FREE char *svg = NULL;
    size_t len;
    struct err err;
    SDL_RWops *source;
    SDL_Surface *drawn;
    SDL_Surface *surface;

    if (w > BIGGEST_SIDE || h > BIGGEST_SIDE)
        return NULL;
    if (!file_read(path, SVG_MAX, &svg, &len, &err)) {
        log_error("%s, it is not shown", err.text);
        return NULL;
    }
    source = SDL_RWFromConstMem(svg, (int)len);
    drawn = source ? IMG_LoadSizedSVG_RW(source, w, h) : NULL;
    if (source)
        (void)SDL_RWclose(source); /* unlike the font's opener, this one does not close it */
    surface = drawn ? SDL_ConvertSurfaceFormat(drawn, SDL_PIXELFORMAT_ARGB8888, 0) : NULL;
    SDL_FreeSurface(drawn);
    if (!surface)
        log_error("%s: %s, it is not shown", path, SDL_GetError());
    return surface;
}

static uint32_t pixel_of(const SDL_Surface *surface, int x, int y)
{
    const uint32_t *row = (const void *)((const uint8_t *)surface->pixels + y * surface->pitch);

    return x < surface->w && y < surface->h ? row[x] : 0;
}

static void draw_picture(const struct icons *icons, struct picture *picture)
{
    AUTO_FREE char *path =
        mem_format("%s/icons/%s.svg", icons->asset_dir, icon_name(picture->icon));
    int w = picture->w;
    int h = picture->h;
    int side = w < h ? w : h; /* icons are square: in the middle of their box */
    SDL_Surface *surface = draw_file(path, side, side);

    if (!surface)
        return;
    picture->mask = (struct mask){mem_zalloc((size_t)w * (size_t)h, 1), w, h};
    for (int y = 0; y < side; y++)
        for (int x = 0; x < side; x++)
            picture->mask.alpha[(y + (h - side) / 2) * w + x + (w - side) / 2] =
                (uint8_t)(pixel_of(surface, x, y) >> 24);
    SDL_FreeSurface(surface);
}

const struct mask *icons_get(struct icons *icons, enum icon icon, int w, int h)
{
    struct picture *oldest = &icons->pictures[0];

    icons->calls++;
    for (size_t i = 0; i < ICONS_KEPT; i++) {
        struct picture *picture = &icons->pictures[i];

        if (picture->icon == icon && picture->w == w && picture->h == h) {
            picture->used = icons->calls;
            return picture->mask.alpha ? &picture->mask : NULL;
        }
        if (picture->used < oldest->used)
            oldest = picture;
    }
    free(oldest->mask.alpha);
    *oldest = (struct picture){.icon = icon, .w = w, .h = h, .used = icons->calls};
    draw_picture(icons, oldest);
    return oldest->mask.alpha ? &oldest->mask : NULL;
}

const uint32_t *icons_mark(struct icons *icons, int w, int h)
{
    if (icons->mark_w != w || icons->mark_h != h) {
        AUTO_FREE char *path = mem_format("%s/mark.svg", icons->asset_dir);
        SDL_Surface *surface = draw_file(path, w, h);

        free(icons->mark);
        icons->mark = surface ? mem_zalloc((size_t)w * (size_t)h, sizeof *icons->mark) : NULL;
        icons->mark_w = w;
        icons->mark_h = h;
        for (int y = 0; surface && y < h; y++)
            for (int x = 0; x < w; x++)
                icons->mark[y * w + x] = pixel_of(surface, x, y);
        SDL_FreeSurface(surface);
    }
    return icons->mark;
}
