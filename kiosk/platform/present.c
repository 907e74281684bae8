/* How pixels reach the glass: the window's surface, or one streaming texture. */
#define LOG_AREA "window"
#include "platform/window_internal.h"
#include "base/log.h"
#include "base/mem.h"
#include <stdlib.h>

static bool prepare_surface(struct window *window, struct err *err)
{
    SDL_Surface *surface = SDL_GetWindowSurface(window->window);

    if (!surface)
        return err_set(err, ERR_OFFLINE, "the window has no pixels: %s", SDL_GetError());
    if (surface->format->BytesPerPixel != 4 || surface->format->Rmask != 0xff0000
        || surface->format->Bmask != 0xff)
        return err_set(err, ERR_OFFLINE, "pixels of the kind %s are not known",
                       SDL_GetPixelFormatName(surface->format->format));
    window->canvas = (struct canvas){.pixels = surface->pixels,
                                     .width = surface->w,
                                     .height = surface->h,
                                     .stride = (size_t)surface->pitch / 4};
    return true;
}

static bool prepare_texture(struct window *window, struct err *err)
{
    int width = 0;
    int height = 0;

    if (!window->renderer)
        window->renderer = SDL_CreateRenderer(window->window, -1, 0);
    if (!window->renderer || SDL_GetRendererOutputSize(window->renderer, &width, &height) != 0)
        return err_set(err, ERR_OFFLINE, "the window has no renderer: %s", SDL_GetError());
    if (window->texture)
        SDL_DestroyTexture(window->texture);
    window->texture = SDL_CreateTexture(window->renderer, SDL_PIXELFORMAT_ARGB8888,
                                        SDL_TEXTUREACCESS_STREAMING, width, height);
    if (!window->texture)
        return err_set(err, ERR_OFFLINE, "no texture of %dx%d: %s", width, height, SDL_GetError());
    free(window->own_pixels);
    window->own_pixels = mem_zalloc((size_t)width * (size_t)height, sizeof *window->own_pixels);
    window->canvas = (struct canvas){
        .pixels = window->own_pixels, .width = width, .height = height, .stride = (size_t)width};
    return true;
}

bool present_prepare(struct window *window, struct err *err)
{
    window->is_stale = true;
    return window->has_surface ? prepare_surface(window, err) : prepare_texture(window, err);
}

void present_close(struct window *window)
{
    if (window->texture)
        SDL_DestroyTexture(window->texture);
    if (window->renderer)
        SDL_DestroyRenderer(window->renderer);
    free(window->own_pixels);
}

static void put_texture(struct window *window, const SDL_Rect *rects, int count)
{
    for (int i = 0; i < count; i++) {
        const uint32_t *corner =
            window->canvas.pixels + (size_t)rects[i].y * window->canvas.stride + rects[i].x;

        SDL_UpdateTexture(window->texture, &rects[i], corner, (int)window->canvas.stride * 4);
    }
    SDL_RenderCopy(window->renderer, window->texture, NULL, NULL);
    SDL_RenderPresent(window->renderer);
}

/* A surface that was resized under our feet is asked for again. */
static bool is_ready(struct window *window)
{
    struct err err;
    int width = 0;
    int height = 0;

    SDL_GetWindowSize(window->window, &width, &height);
    if (!window->has_surface || (width == window->canvas.width && height == window->canvas.height))
        return true;
    if (present_prepare(window, &err))
        return true;
    log_error("%s, nothing is shown", err.text);
    return false;
}

void window_show(struct window *window, const struct display_list *list, bool all)
{
    const struct rect whole = {0, 0, window->canvas.width, window->canvas.height};
    SDL_Rect rects[DISPLAY_MAX_DAMAGE];
    int count = 0;

    if (!is_ready(window))
        return;
    if (all || window->is_stale) {
        painter_paint(&window->painter, &window->canvas, list,
                      (struct rect){0, 0, window->canvas.width, window->canvas.height});
        rects[count++] = (SDL_Rect){0, 0, window->canvas.width, window->canvas.height};
    } else {
        for (size_t i = 0; i < list->damage_count; i++) {
            struct rect damage = list->damage[i];

            if (!rect_clip(&damage, &whole))
                continue;
            painter_paint(&window->painter, &window->canvas, list, damage);
            rects[count++] = (SDL_Rect){damage.x, damage.y, damage.w, damage.h};
        }
    }
    window->is_stale = false;
    if (count == 0)
        return;
    if (!window->has_surface)
        put_texture(window, rects, count);
    else if (SDL_UpdateWindowSurfaceRects(window->window, rects, count) != 0)
        window->is_stale = true; /* resized in between: its event follows */
}

const uint32_t *window_pixels(const struct window *window, int *width, int *height)
{
    *width = window->canvas.width;
    *height = window->canvas.height;
    return window->canvas.pixels;
}
