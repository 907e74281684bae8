/* How pixels reach the glass: the window's surface, or one streaming texture. */
#define LOG_AREA "window"
#include "platform/window_internal.h"
#include "base/alert.h"
#include "base/mem.h"
#include <stdlib.h>
#include <sys/mman.h>

/* The first picture fills every page of it. Had at once they cost half of what each costs by itself; where
 * the system will not, it gives them one by one. */
static void have_pages(const SDL_Surface *surface)
{
    (void)madvise(surface->pixels, (size_t)surface->h * (size_t)surface->pitch,
                  MADV_POPULATE_WRITE);
}

static bool prepare_surface(struct window *window, struct err *err)
{
    SDL_Surface *surface = SDL_GetWindowSurface(window->window);

    if (!surface)
        return err_set(err, ERR_OFFLINE, "the window has no pixels: %s", SDL_GetError());
    if (surface->format->BytesPerPixel != 4 || surface->format->Rmask != 0xff0000
        || surface->format->Bmask != 0xff)
        return err_set(err, ERR_OFFLINE, "pixels of the kind %s are not known",
                       SDL_GetPixelFormatName(surface->format->format));
    have_pages(surface);
    window->glass = (struct canvas){.pixels = surface->pixels,
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
    window->glass = (struct canvas){
        .pixels = window->own_pixels, .width = width, .height = height, .stride = (size_t)width};
    return true;
}

static void prepare_canvas(struct window *window)
{
    const struct canvas *glass = &window->glass;
    bool is_sideways = rotation_is_sideways(window->rotation);
    int width = is_sideways ? glass->height : glass->width;
    int height = is_sideways ? glass->width : glass->height;

    if (window->rotation == ROTATION_NONE) {
        window->canvas = *glass;
        return;
    }
    free(window->upright_pixels);
    window->upright_pixels =
        mem_zalloc((size_t)width * (size_t)height, sizeof *window->upright_pixels);
    window->canvas = (struct canvas){.pixels = window->upright_pixels,
                                     .width = width,
                                     .height = height,
                                     .stride = (size_t)width};
}

bool present_prepare(struct window *window, struct err *err)
{
    window->is_stale = true;
    if (!(window->has_surface ? prepare_surface(window, err) : prepare_texture(window, err)))
        return false;
    prepare_canvas(window);
    return true;
}

void present_close(struct window *window)
{
    if (window->texture)
        SDL_DestroyTexture(window->texture);
    if (window->renderer)
        SDL_DestroyRenderer(window->renderer);
    free(window->own_pixels);
    free(window->upright_pixels);
}

/* False: the glass may lack a part of it. Said when that begins. */
static bool put_texture(struct window *window, const SDL_Rect *rects, int count)
{
    bool is_put = true;

    for (int i = 0; i < count; i++) {
        const uint32_t *corner =
            window->glass.pixels + (size_t)rects[i].y * window->glass.stride + rects[i].x;

        is_put =
            SDL_UpdateTexture(window->texture, &rects[i], corner, (int)window->glass.stride * 4)
                == 0
            && is_put;
    }
    is_put = SDL_RenderCopy(window->renderer, window->texture, NULL, NULL) == 0 && is_put;
    if (!is_put && !window->has_failed)
        log_alert(ALERT_PICTURE,
                  "the picture does not reach the glass: %s; tried again with each frame",
                  SDL_GetError());
    window->has_failed = !is_put;
    SDL_RenderPresent(window->renderer);
    return is_put;
}

/* A surface that was resized in between takes nothing: its event follows. */
static void put(struct window *window, const SDL_Rect *rects, int count)
{
    if (count == 0)
        return;
    if (!window->has_surface)
        window->is_stale = !put_texture(window, rects, count);
    else
        window->is_stale = SDL_UpdateWindowSurfaceRects(window->window, rects, count) != 0;
}

/* A surface that was resized under our feet is asked for again. */
static bool is_ready(struct window *window)
{
    struct err err;
    int width = 0;
    int height = 0;

    SDL_GetWindowSize(window->window, &width, &height);
    if (!window->has_surface || (width == window->glass.width && height == window->glass.height))
        return true;
    if (present_prepare(window, &err))
        return true;
    log_error("%s, nothing is shown", err.text);
    return false;
}

/* Paints a part of the upright picture; returns its place on the glass. */
static SDL_Rect paint(struct window *window, const struct display_list *list, struct rect part)
{
    struct rect place =
        rotation_to_glass(window->rotation, part, window->canvas.width, window->canvas.height);

    painter_paint(&window->painter, &window->canvas, list, part);
    if (window->rotation != ROTATION_NONE)
        rotation_copy(window->rotation, &window->canvas, part, &window->glass);
    return (SDL_Rect){place.x, place.y, place.w, place.h};
}

void window_hold(struct window *window, const struct display_list *list)
{
    for (size_t i = 0; i < list->damage_count; i++) {
        if (window->held_count == DISPLAY_MAX_DAMAGE) {
            window->is_stale = true;
            return;
        }
        window->held[window->held_count++] = list->damage[i];
    }
}

static bool is_within(const struct rect *inner, const struct display_list *list)
{
    for (size_t i = 0; i < list->damage_count; i++) {
        const struct rect *outer = &list->damage[i];

        if (inner->x >= outer->x && inner->y >= outer->y
            && inner->x + inner->w <= outer->x + outer->w
            && inner->y + inner->h <= outer->y + outer->h)
            return true;
    }
    return false;
}

static int paint_damage(struct window *window, const struct display_list *list, SDL_Rect *rects)
{
    const struct rect whole = {0, 0, window->canvas.width, window->canvas.height};
    int count = 0;

    for (size_t i = 0; i < list->damage_count; i++) {
        struct rect damage = list->damage[i];

        if (rect_clip(&damage, &whole))
            rects[count++] = paint(window, list, damage);
    }
    for (size_t i = 0; i < window->held_count; i++) {
        struct rect held = window->held[i];

        if (!is_within(&held, list) && rect_clip(&held, &whole))
            rects[count++] = paint(window, list, held);
    }
    return count;
}

/* A finger is on something or beside everything, as far as a person can see. */
static void note_targets(struct window *window, const struct display_list *list)
{
    window->target_count = 0;
    for (size_t i = 0; i < list->widget_count && window->target_count < WINDOW_TARGETS; i++)
        if (list->widgets[i].is_touchable)
            window->targets[window->target_count++] = list->widgets[i].rect;
}

void window_show(struct window *window, const struct display_list *list, bool all)
{
    const struct rect whole = {0, 0, window->canvas.width, window->canvas.height};
    SDL_Rect rects[2 * DISPLAY_MAX_DAMAGE];
    int count = 0;

    note_targets(window, list);
    if (!is_ready(window))
        return;
    if (all || window->is_stale)
        rects[count++] = paint(window, list, whole);
    else
        count = paint_damage(window, list, rects);
    window->held_count = 0;
    put(window, rects, count);
}

bool present_again(struct window *window)
{
    const SDL_Rect whole = {0, 0, window->glass.width, window->glass.height};

    if (!window->is_stale)
        put(window, &whole, 1);
    return !window->is_stale;
}

const uint32_t *window_pixels(const struct window *window, int *width, int *height)
{
    *width = window->canvas.width;
    *height = window->canvas.height;
    return window->canvas.pixels;
}
