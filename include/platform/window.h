/* The window: shows display lists, delivers touches one at a time, measures text, sleeps. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "ui/display.h"
#include "ui/ui.h"
#include <stdbool.h>
#include <stdint.h>

struct window;

/* Keys by SDL's names with commas between them ("Tab, Keypad 6"); "Shift+" before one asks for that key too.
 * NULL or "": no key does it. */
struct window_keys {
    const char *next, *previous, *ok, *back;
    const char *repeat, *softer, *louder;
};

struct window_options {
    const char *title;
    const char *asset_dir; /* fonts/, icons/ */
    int width, height;     /* 0: full screen on the display */
    int display;           /* which one, from 0 */
    int rotation;          /* degrees clockwise that the picture is turned: 0, 90, 180, 270 */
    struct window_keys keys;
    const char *
        spare_font; /* with it a window opens without its fonts and icons, too, to say so; may be NULL */
    bool is_hidden; /* dummy driver: no window, a plain surface (tests) */
};

/* ERR_NOT_FOUND: a font or icon is missing (named). ERR_OFFLINE: no display, or none of that number:
 * another one is never taken in its place, for somebody else's window may stand there.
 * ERR_INVALID: a key without that name, or one that is to do two things. */
MUST_USE bool window_open(struct window **out, const struct window_options *options,
                          struct err *err);
void window_close(struct window *window);

/* What a window that opened with its spare font misses; "" = nothing. */
const char *window_lack(const struct window *window);
/* Whether all fonts and icons are there. ERR_NOT_FOUND, ERR_CORRUPT: which is not. */
MUST_USE bool window_assets_are_there(const char *asset_dir, struct err *err);

const struct ui_measure *window_measure(struct window *window);
void window_size(const struct window *window, int *width, int *height);

/* Paints the damage (everything when `all`) and shows it. */
void window_show(struct window *window, const struct display_list *list, bool all);
/* Instead of it, for a frame that another one follows at once: its damage is painted and shown with that
 * one's. A picture that nobody could see costs as much as any. */
void window_hold(struct window *window, const struct display_list *list);

enum window_news {
    WINDOW_NOTHING,
    WINDOW_EVENT,
    WINDOW_RESIZED,
    WINDOW_EXPOSED,
    WINDOW_NOTICE,
    WINDOW_QUIT, /* somebody wants it closed */
    WINDOW_LOST  /* it has no pixels any more (logged): end with a failure, to be started again */
};
/* Sleeps until something happens or `timeout_ms` (-1: for ever) has passed; touch and mouse become
 * one pointer, second fingers are ignored (kiosk/platform/touch.h says which leads). */
enum window_news window_wait(struct window *window, int timeout_ms, struct ui_event *event);
/* Something has been held against the glass for longer than anybody does. Others can still tap. */
bool window_touch_is_stuck(const struct window *window);
/* Wakes window_wait from another thread with WINDOW_NOTICE. */
void window_notify(struct window *window);

/* Overwrites and drops every cached rendered text (end of a visit). */
void window_wipe(struct window *window);
/* The picture as it is shown: 0xAARRGGBB rows of `width` px, borrowed until the next show. */
const uint32_t *window_pixels(const struct window *window, int *width, int *height);
