/* The window: shows display lists, delivers touches one at a time, measures text, sleeps.
 *
 * On X11 (and the dummy driver) the window's own CPU surface is painted: without
 * SDL_HINT_FRAMEBUFFER_ACCELERATION=0 SDL 2.26 puts even that through llvmpipe (225 ms start, 101 MB).
 * Wayland and KMSDRM have no such surface: there our surface is copied into one streaming texture. */
#define LOG_AREA "window"
#include "platform/window.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/text.h"
#include "painter.h"
#include <SDL.h>
#include <stdlib.h>
#include <string.h>

struct window {
    SDL_Window *handle;
    SDL_Renderer *renderer; /* NULL where the window's surface is painted */
    SDL_Texture *texture;
    SDL_Surface *surface; /* ours, or borrowed from the window */
    bool owns_surface;
    bool is_full_screen;
    struct painter painter;
    Uint32 notice; /* the user event of window_notify */
    bool has_finger;
    SDL_FingerID finger;
    SDL_TouchID device;
};

static bool start_sdl(const struct window_options *options, struct err *err)
{
    if (options->is_hidden)
        SDL_SetHint(SDL_HINT_VIDEODRIVER, "dummy");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0"); /* else a tap arrives twice */
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "1"); /* a mouse is finger 0 */
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    if (SDL_Init(SDL_INIT_VIDEO) != 0)
        return err_set(err, ERR_OFFLINE, "no display: %s", SDL_GetError());
    SDL_StopTextInput(); /* no foreign keyboard may pop up */
    return true;
}

static bool has_window_surface(void)
{
    const char *driver = SDL_GetCurrentVideoDriver();

    return text_equal(driver, "x11") || text_equal(driver, "dummy");
}

static bool make_surface(struct window *window, struct err *err)
{
    int width;
    int height;

    if (!window->renderer) {
        window->surface = SDL_GetWindowSurface(window->handle);
        if (!window->surface)
            return err_set(err, ERR_OFFLINE, "window surface: %s", SDL_GetError());
        if (window->surface->format->BytesPerPixel == 4
            && window->surface->format->Rmask == 0xff0000)
            return true;
        return err_set(err, ERR_OFFLINE, "the display needs 24-bit colour, this one has %s",
                       SDL_GetPixelFormatName(window->surface->format->format));
    }
    SDL_GetRendererOutputSize(window->renderer, &width, &height);
    SDL_FreeSurface(window->owns_surface ? window->surface : NULL);
    SDL_DestroyTexture(window->texture);
    window->surface = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_RGB888);
    window->owns_surface = true;
    window->texture = SDL_CreateTexture(window->renderer, SDL_PIXELFORMAT_RGB888,
                                        SDL_TEXTUREACCESS_STREAMING, width, height);
    if (!window->surface || !window->texture)
        return err_set(err, ERR_OFFLINE, "texture of %dx%d: %s", width, height, SDL_GetError());
    return true;
}

static bool make_window(struct window *window, const struct window_options *options,
                        struct err *err)
{
    Uint32 flags = window->is_full_screen ? SDL_WINDOW_FULLSCREEN_DESKTOP : SDL_WINDOW_RESIZABLE;
    int width = options->width ? options->width : 1080;
    int height = options->height ? options->height : 1920;

    if (has_window_surface())
        SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    window->handle = SDL_CreateWindow(options->title, SDL_WINDOWPOS_UNDEFINED,
                                      SDL_WINDOWPOS_UNDEFINED, width, height, flags);
    if (!window->handle)
        return err_set(err, ERR_OFFLINE, "window: %s", SDL_GetError());
    if (!has_window_surface()) {
        window->renderer = SDL_CreateRenderer(window->handle, -1, SDL_RENDERER_PRESENTVSYNC);
        if (!window->renderer)
            return err_set(err, ERR_OFFLINE, "renderer: %s", SDL_GetError());
    }
    if (window->is_full_screen)
        SDL_ShowCursor(SDL_DISABLE);
    return make_surface(window, err);
}

bool window_open(struct window **out, const struct window_options *options, struct err *err)
{
    struct window *window;

    if (!start_sdl(options, err))
        return false;
    window = mem_zalloc(1, sizeof *window);
    window->is_full_screen = options->width == 0;
    window->notice = SDL_RegisterEvents(1);
    if (glyphs_open(&window->painter.glyphs, options->asset_dir, err)
        && pictures_open(&window->painter.pictures, options->asset_dir, err)
        && make_window(window, options, err)) {
        *out = window;
        return true;
    }
    window_close(window);
    return false;
}

void window_close(struct window *window)
{
    if (!window)
        return;
    glyphs_close(window->painter.glyphs);
    pictures_close(window->painter.pictures);
    if (window->owns_surface)
        SDL_FreeSurface(window->surface);
    if (window->texture)
        SDL_DestroyTexture(window->texture);
    if (window->renderer)
        SDL_DestroyRenderer(window->renderer);
    if (window->handle)
        SDL_DestroyWindow(window->handle);
    free(window);
    SDL_Quit();
}

const struct ui_measure *window_measure(struct window *window)
{
    return glyphs_measure(window->painter.glyphs);
}

void window_size(const struct window *window, int *width, int *height)
{
    *width = window->surface->w;
    *height = window->surface->h;
}

static void present(struct window *window, const SDL_Rect *rects, int count)
{
    if (!window->renderer) {
        SDL_UpdateWindowSurfaceRects(window->handle, rects, count);
        return;
    }
    for (int i = 0; i < count; i++) {
        const SDL_Rect *rect = &rects[i];
        const Uint8 *pixels = (const Uint8 *)window->surface->pixels
                              + (ptrdiff_t)rect->y * window->surface->pitch
                              + (ptrdiff_t)rect->x * 4;

        SDL_UpdateTexture(window->texture, rect, pixels, window->surface->pitch);
    }
    SDL_RenderCopy(window->renderer, window->texture, NULL, NULL);
    SDL_RenderPresent(window->renderer);
}

void window_show(struct window *window, const struct display_list *list, bool all)
{
    const struct rect whole = {0, 0, window->surface->w, window->surface->h};
    const struct rect *damage = all ? &whole : list->damage;
    int count = all ? 1 : (int)list->damage_count;
    SDL_Rect rects[DISPLAY_MAX_DAMAGE];

    for (int i = 0; i < count; i++) {
        painter_paint(&window->painter, window->surface, list, &damage[i]);
        rects[i] = (SDL_Rect){damage[i].x, damage[i].y, damage[i].w, damage[i].h};
    }
    if (count > 0)
        present(window, rects, count);
}

/* --- events ------------------------------------------------------------------------------------ */

static enum window_news take_finger(struct window *window, const SDL_TouchFingerEvent *finger,
                                    enum ui_event_kind kind, struct ui_event *event)
{
    bool is_ours = window->has_finger && window->finger == finger->fingerId
                   && window->device == finger->touchId;

    if (kind == UI_DOWN && !window->has_finger) {
        window->has_finger = is_ours = true;
        window->finger = finger->fingerId;
        window->device = finger->touchId;
    }
    if (!is_ours)
        return WINDOW_NOTHING; /* a second finger, a palm */
    if (kind == UI_UP)
        window->has_finger = false;
    event->kind = kind;
    event->x = (int)(finger->x * (float)window->surface->w);
    event->y = (int)(finger->y * (float)window->surface->h);
    return WINDOW_EVENT;
}

/* Only the keys of a keypad act; a scanner's or a keyboard's other bytes do nothing. */
static enum window_news take_key(const struct window *window, const SDL_KeyboardEvent *key,
                                 struct ui_event *event)
{
    static const struct {
        SDL_Keycode key;
        enum ui_event_kind kind;
    } keys[] = {
        {SDLK_TAB, UI_KEY_NEXT},    {SDLK_DOWN, UI_KEY_NEXT},     {SDLK_RIGHT, UI_KEY_NEXT},
        {SDLK_UP, UI_KEY_PREVIOUS}, {SDLK_LEFT, UI_KEY_PREVIOUS}, {SDLK_RETURN, UI_KEY_OK},
        {SDLK_KP_ENTER, UI_KEY_OK}, {SDLK_SPACE, UI_KEY_OK},      {SDLK_ESCAPE, UI_KEY_BACK},
    };

    if (key->repeat)
        return WINDOW_NOTHING;
    if (key->keysym.sym == SDLK_q && (key->keysym.mod & KMOD_CTRL) && !window->is_full_screen)
        return WINDOW_QUIT;
    for (size_t i = 0; i < ARRAY_LEN(keys); i++)
        if (keys[i].key == key->keysym.sym) {
            event->kind = keys[i].kind;
            return WINDOW_EVENT;
        }
    return WINDOW_NOTHING;
}

static enum window_news take_window(struct window *window, const SDL_WindowEvent *news)
{
    struct err err = {0};

    switch (news->event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
        if (!make_surface(window, &err))
            log_error("%s", err.text);
        return WINDOW_RESIZED;
    case SDL_WINDOWEVENT_EXPOSED:
    case SDL_WINDOWEVENT_RESTORED:
    case SDL_WINDOWEVENT_SHOWN:
        return WINDOW_EXPOSED;
    case SDL_WINDOWEVENT_CLOSE:
        return window->is_full_screen ? WINDOW_NOTHING : WINDOW_QUIT;
    default:
        return WINDOW_NOTHING;
    }
}

static enum window_news take(struct window *window, const SDL_Event *sdl, struct ui_event *event)
{
    if (sdl->type == window->notice)
        return WINDOW_NOTICE;
    switch (sdl->type) {
    case SDL_FINGERDOWN:
        return take_finger(window, &sdl->tfinger, UI_DOWN, event);
    case SDL_FINGERMOTION:
        return take_finger(window, &sdl->tfinger, UI_MOVE, event);
    case SDL_FINGERUP:
        return take_finger(window, &sdl->tfinger, UI_UP, event);
    case SDL_KEYDOWN:
        return take_key(window, &sdl->key, event);
    case SDL_WINDOWEVENT:
        return take_window(window, &sdl->window);
    case SDL_RENDER_TARGETS_RESET:
    case SDL_RENDER_DEVICE_RESET:
        return WINDOW_EXPOSED;
    default:
        return WINDOW_NOTHING;
    }
}

enum window_news window_wait(struct window *window, int timeout_ms, struct ui_event *event)
{
    Uint64 until = SDL_GetTicks64() + (Uint64)(timeout_ms > 0 ? timeout_ms : 0);
    SDL_Event sdl;

    event->kind = UI_NONE;
    for (;;) {
        Uint64 now = SDL_GetTicks64();
        int left = timeout_ms < 0 ? -1 : now >= until ? 0 : (int)(until - now);
        enum window_news news;

        if (!SDL_WaitEventTimeout(&sdl, left))
            return WINDOW_NOTHING;
        news = take(window, &sdl, event);
        if (news != WINDOW_NOTHING)
            return news;
    }
}

void window_notify(struct window *window)
{
    SDL_Event event = {.type = window->notice};

    SDL_PushEvent(&event);
}

void window_wipe(struct window *window)
{
    glyphs_wipe(window->painter.glyphs);
}

const uint32_t *window_pixels(const struct window *window, int *width, int *height)
{
    *width = window->surface->pitch / 4 == window->surface->w ? window->surface->w
                                                              : window->surface->pitch / 4;
    *height = window->surface->h;
    return window->surface->pixels;
}
