/* The inside of a window, shared by the files that open it, show on it and listen to it. */
#pragma once
#include "platform/keymap.h"
#include "platform/painter.h"
#include "platform/rotation.h"
#include "platform/sleeper.h"
#include "platform/touch.h"
#include "platform/window.h"
#include <SDL.h>
#include <stdatomic.h>

enum { WINDOW_TARGETS = 128 };

struct window {
    SDL_Window *window;
    char lack[256]; /* of its fonts and icons, "" = nothing */
    bool is_full_screen;
    enum rotation rotation;
    struct canvas canvas;     /* the upright picture; where nothing is turned, the glass itself */
    struct canvas glass;      /* what the panel shows */
    uint32_t *upright_pixels; /* the canvas's, where it is turned */

    /* X11 and dummy: the glass is the window's own surface. Elsewhere: ours, and one texture. */
    bool has_surface;
    SDL_Renderer *renderer;
    SDL_Texture *texture;
    uint32_t *own_pixels;
    bool has_failed;                      /* the texture took no picture the last time */
    bool is_stale;                        /* nothing of the last picture is left: paint all */
    struct rect held[DISPLAY_MAX_DAMAGE]; /* damage of frames that were not shown */
    size_t held_count;

    struct fonts *fonts;
    struct painter painter;
    struct ui_measure measure;

    struct sleeper *sleeper; /* NULL: SDL sleeps by itself (X11, Wayland) */
    struct keymap keymap;
    struct touch touch;
    struct rect targets[WINDOW_TARGETS]; /* of the picture that is shown, upright */
    size_t target_count;
    Uint32 notice; /* SDL's number for our own event */
    atomic_bool is_notified;
    bool has_typed;    /* another key than ours was pressed; a scanner types fast */
    uint32_t typed_ms; /* when; SDL's clock, which starts again after 49.7 days */
};

/* Gets pixels for the window's size now. ERR_OFFLINE when SDL has none. */
MUST_USE bool present_prepare(struct window *window, struct err *err);
/* Puts the picture on the glass as it was painted last; false when nothing of it is left. */
MUST_USE bool present_again(struct window *window);
void present_close(struct window *window);
