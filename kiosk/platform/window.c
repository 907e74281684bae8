/* The window: what is opened, in which order, and closed. */
#define LOG_AREA "window"
#include "platform/window_internal.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/text.h"
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

enum { LARGE_BYTES = 512 << 10 };

static int measure_width(void *context, enum ui_weight weight, int size_px, const char *text,
                         size_t bytes)
{
    return lines_width(context, weight, size_px, text, bytes);
}

static void measure_extent(void *context, enum ui_weight weight, int size_px, int *ascent,
                           int *height)
{
    lines_extent(context, weight, size_px, ascent, height);
}

/* X11 and the dummy driver have a plain surface; asking for it keeps SDL from taking a software
 * OpenGL for it (four times the start and the memory). Wayland and KMSDRM only have textures. */
static bool has_plain_surface(const char *driver)
{
    return driver && (strcmp(driver, "x11") == 0 || strcmp(driver, "dummy") == 0);
}

static bool sleeps_by_itself(const char *driver)
{
    return driver && (strcmp(driver, "x11") == 0 || strcmp(driver, "wayland") == 0);
}

/* The pixels of large lines come and go. From the heap they leave holes in it, where glibc raises this by itself. */
static void set_heap(void)
{
    (void)mallopt(M_MMAP_THRESHOLD, LARGE_BYTES);
}

static void set_hints(bool is_hidden)
{
    const char *asked = is_hidden ? "dummy" : getenv("SDL_VIDEODRIVER");

    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0"); /* else one tap arrives twice */
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "1");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    SDL_SetHint(SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, "0"); /* the close itself is answered */
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    /* a compositor that wants clients to decorate themselves, like cage, makes 2.26 hide the window and
     * show it again with libdecor, which never comes */
    SDL_SetHint(SDL_HINT_VIDEO_WAYLAND_ALLOW_LIBDECOR, "0");
    /* OpenGL ES, here and below. 2.26 tries OpenGL first and takes OpenGL ES's library for it where that is the
     * only one: KMSDRM then stays black, without an error, and Wayland has no window */
    SDL_SetHint(SDL_HINT_RENDER_DRIVER, "opengles2");
    if (is_hidden)
        SDL_SetHintWithPriority(SDL_HINT_VIDEODRIVER, "dummy", SDL_HINT_OVERRIDE);
    if (has_plain_surface(asked) || (!asked && getenv("DISPLAY")))
        SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    /* X11 would read its table of composed letters at every start (20 ms); nobody composes here */
    (void)setenv("XCOMPOSEFILE", "/dev/null", 0);
}

/* On a bare X server a borderless window of the display's size is full screen at once, while asking
 * for full screen waits 100 ms for a window manager's answer. A desktop session has one. */
static Uint32 full_screen_flags(const struct window *window)
{
    bool is_desktop = getenv("XDG_CURRENT_DESKTOP") || getenv("DESKTOP_SESSION");

    return window->has_surface && !is_desktop ? SDL_WINDOW_BORDERLESS
                                              : SDL_WINDOW_FULLSCREEN_DESKTOP;
}

/* The size asked for, or all of the display. */
static bool create_window(struct window *window, const struct window_options *options,
                          struct err *err)
{
    Uint32 flags = options->is_hidden ? SDL_WINDOW_HIDDEN : SDL_WINDOW_SHOWN;
    int anywhere = (int)SDL_WINDOWPOS_UNDEFINED_DISPLAY((unsigned)options->display);
    SDL_Rect place = {anywhere, anywhere, options->width, options->height};
    int displays = SDL_GetNumVideoDisplays();

    if (options->display >= displays)
        return err_set(err, ERR_OFFLINE, "no display %d: there are %d, counted from 0",
                       options->display, displays);
    window->is_full_screen = options->width <= 0 || options->height <= 0;
    if (window->is_full_screen) {
        if (SDL_GetDisplayBounds(options->display, &place) != 0)
            return err_set(err, ERR_OFFLINE, "the display has no size: %s", SDL_GetError());
        flags |= full_screen_flags(window);
        SDL_ShowCursor(SDL_DISABLE);
    } else {
        flags |= SDL_WINDOW_RESIZABLE;
    }
    window->window = SDL_CreateWindow(options->title, place.x, place.y, place.w, place.h, flags);
    if (!window->window)
        return err_set(err, ERR_OFFLINE, "no window of %dx%d: %s", place.w, place.h,
                       SDL_GetError());
    if (!window->is_full_screen)
        SDL_SetWindowMinimumSize(window->window, 320, 240);
    return true;
}

/* From the window's first moment, or its renderer has it made anew. */
static void ask_for_gl_es(void)
{
    (void)SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
    (void)SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 2);
    (void)SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
}

static bool open_display(struct window *window, const struct window_options *options,
                         struct err *err)
{
    window->rotation = rotation_of_degrees(options->rotation);
    set_heap();
    set_hints(options->is_hidden);
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0)
        return err_set(err, ERR_OFFLINE, "no display: %s", SDL_GetError());
    SDL_StopTextInput(); /* no input method: we have no typed text, and it costs a start */
    window->has_surface = has_plain_surface(SDL_GetCurrentVideoDriver());
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, window->has_surface ? "0" : NULL);
    if (!window->has_surface)
        ask_for_gl_es();
    if (!create_window(window, options, err))
        return false;
    window->notice = SDL_RegisterEvents(1);
    if (!sleeps_by_itself(SDL_GetCurrentVideoDriver())
        && !sleeper_new(&window->sleeper, "/dev/input", err))
        return false;
    return present_prepare(window, err);
}

bool window_assets_are_there(const char *asset_dir, struct err *err)
{
    struct fonts *fonts = NULL;

    if (!icons_are_there(asset_dir, err) || !fonts_open(&fonts, asset_dir, err))
        return false;
    fonts_close(fonts);
    return true;
}

static bool open_assets(struct window *window, const struct window_options *options,
                        struct err *err)
{
    window->painter.icons = icons_new(options->asset_dir);
    if (icons_are_there(options->asset_dir, err)
        && fonts_open(&window->fonts, options->asset_dir, err))
        return true;
    (void)text_copy(window->lack, sizeof window->lack, err->text);
    return options->spare_font
           && (fonts_open(&window->fonts, options->asset_dir, NULL)
               || fonts_open_spare(&window->fonts, options->spare_font, NULL));
}

const char *window_lack(const struct window *window)
{
    return window->lack;
}

bool window_open(struct window **out, const struct window_options *options, struct err *err)
{
    struct window *window = mem_zalloc(1, sizeof *window);

    if (!keymap_fill(&window->keymap, &options->keys, err) || !open_assets(window, options, err)
        || !open_display(window, options, err)) {
        window_close(window);
        return false;
    }
    window->painter.shapes = shapes_new();
    window->painter.lines = lines_new(window->fonts);
    window->measure = (struct ui_measure){measure_width, measure_extent, window->painter.lines};
    log_debug("%s, %dx%d, turned by %d", SDL_GetCurrentVideoDriver(), window->glass.width,
              window->glass.height, options->rotation);
    *out = window;
    return true;
}

void window_close(struct window *window)
{
    if (!window)
        return;
    lines_free(window->painter.lines);
    shapes_free(window->painter.shapes);
    icons_close(window->painter.icons);
    fonts_close(window->fonts);
    present_close(window);
    sleeper_free(window->sleeper);
    if (window->window)
        SDL_DestroyWindow(window->window);
    if (SDL_WasInit(SDL_INIT_VIDEO))
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
    SDL_Quit();
    free(window);
}

const struct ui_measure *window_measure(struct window *window)
{
    return &window->measure;
}

void window_size(const struct window *window, int *width, int *height)
{
    *width = window->canvas.width;
    *height = window->canvas.height;
}

void window_wipe(struct window *window)
{
    lines_wipe(window->painter.lines);
}
