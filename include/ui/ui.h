/* The frame: a screen places widgets every time something happened; what it yields is a display
 * list for the painter and a tree of names, roles and spoken labels for tests and speech.
 *
 * Coordinates are design px (1080 wide and at least 1920 high in portrait, at least 1920 x 1080 in
 * landscape); `ui_end` yields window px.
 * Nothing here knows SDL. One frame answers at most one tap: a widget "fires" in the frame in which
 * the finger was lifted inside it, after a frame in which it was shown pressed. */
#pragma once
#include "base/attr.h"
#include "base/qr.h"
#include "ui/display.h"
#include "ui/icon.h"
#include "ui/theme.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ui;

/* How text is measured: one of the four seams (SDL_ttf with the shipped fonts, fixed width). */
struct ui_measure {
    /* Width in px of one line of UTF-8 at a font size in px. */
    int (*width)(void *context, enum ui_weight weight, int size_px, const char *text, size_t bytes);
    /* Distance in px from the top of the font's line to its baseline, and its whole height. */
    void (*extent)(void *context, enum ui_weight weight, int size_px, int *ascent, int *height);
    void *context;
};

struct ui *ui_new(const struct ui_measure *measure) MUST_USE;
void ui_free(struct ui *ui);

/* --- one frame ------------------------------------------------------------------------------ */

enum ui_event_kind {
    UI_NONE,
    UI_DOWN,
    UI_MOVE,
    UI_UP,
    UI_CANCEL,
    UI_KEY_NEXT,
    UI_KEY_PREVIOUS,
    UI_KEY_OK,
    UI_KEY_BACK,
    UI_KEY_REPEAT, /* what was said, once more; the last three are the voice's */
    UI_KEY_LOUDER,
    UI_KEY_SOFTER
};

/* At most one event a frame; the host feeds them one by one and shows each frame. */
struct ui_event {
    enum ui_event_kind kind;
    int x, y; /* window px */
};

struct ui_input {
    int width, height; /* window px */
    int64_t now_ms;    /* monotonic */
    struct ui_event event;
};

void ui_begin(struct ui *ui, const struct ui_input *input, const char *screen,
              const struct ui_theme *theme);
/* Ends the frame. The list is borrowed until the next ui_begin. */
const struct display_list *ui_end(struct ui *ui);

/* When the next frame is wanted though nothing happens (monotonic ms); INT64_MAX for never. */
int64_t ui_wake_at(const struct ui *ui);
/* A screen asks for a frame at `mono_ms` at the latest (countdown, progress). */
void ui_ask_wake(struct ui *ui, int64_t mono_ms);
int64_t ui_now_ms(const struct ui *ui);

/* The screen has changed: fingers that are down do nothing any more, focus goes to the start, and a
 * second tap on the same place within 400 ms of the one that changed it is not heard. */
void ui_forget_touch(struct ui *ui);
/* The end of a visit: overwrites every text of past frames. */
void ui_wipe(struct ui *ui);
/* True in a frame in which a finger went down or up or a key was pressed: the host restarts its idle
 * time. A finger that only moves does not. */
bool ui_was_touched(const struct ui *ui);
/* A key has put the ring on something, and no finger has taken it away since. */
bool ui_has_focus(const struct ui *ui);

/* --- geometry ------------------------------------------------------------------------------- */

struct ui_box {
    int x, y, w, h; /* design px */
};
int ui_width(const struct ui *ui);         /* 1080; in landscape 1920 or more */
int ui_height(const struct ui *ui);        /* 1920 or more; in landscape 1080 or more */
bool ui_is_landscape(const struct ui *ui); /* the window is wider than high */
/* Call it before ui_begin: "Jangkauan rendah" is wanted. In force on upright canvases alone: there the
 * screen keeps every touchable thing at y >= UI_LOW_REACH. */
void ui_ask_low_reach(struct ui *ui, bool has_low_reach);
bool ui_is_low_reach(const struct ui *ui);
bool ui_is_large_text(const struct ui *ui);
enum { UI_LOW_REACH = 960 };
/* The white field of a code is seen: words that stand near it keep off it. */
bool ui_is_high_contrast(const struct ui *ui);
/* Window px per design px. Letters are whole window px, so that what fits can differ by scale. */
double ui_scale(const struct ui *ui);

/* --- drawing (not touchable) ---------------------------------------------------------------- */

void ui_fill(struct ui *ui, struct ui_box box, enum ui_color color);
void ui_round(struct ui *ui, struct ui_box box, int radius, enum ui_color color);
/* A card: border of `stroke` px in `border`, face inside; in high contrast at least as the theme says. */
void ui_card(struct ui *ui, struct ui_box box, int radius, int stroke, enum ui_color border,
             enum ui_color face);
void ui_icon(struct ui *ui, enum icon icon, struct ui_box box, enum ui_color color);
void ui_mark(struct ui *ui, struct ui_box box, bool on_dark); /* the office's product mark */
void ui_tumpal(struct ui *ui, struct ui_box box, enum ui_color triangle, enum ui_color ground);
void ui_dashes(struct ui *ui, struct ui_box line, enum ui_color color);
void ui_ring(struct ui *ui, struct ui_box box, int stroke,
             enum ui_color color); /* a circle's outline */
/* The code with its white quiet zone of 4 modules inside `box`; whole px per module. */
void ui_qr(struct ui *ui, struct ui_box box, const struct qr *qr, const char *label);
/* The same where more than one stands on the screen. */
void ui_qr_named(struct ui *ui, const char *name, struct ui_box box, const struct qr *qr,
                 const char *label);

enum ui_align { UI_LEFT, UI_CENTER, UI_RIGHT };

struct ui_text {
    struct ui_box box;
    const char *text;  /* UTF-8; "**" switches bold on and off; "\n" breaks */
    enum ui_font font; /* size and line height come from the theme */
    enum ui_weight weight;
    enum ui_color color;
    enum ui_align align;
    /* 0: as many as fit in box.h; more is marked as cut (a fault for ui/check) and ends in … */
    int max_lines;
    bool is_middle;   /* centred vertically in box.h */
    bool is_marking;  /* bold words stand on the highlight, as what was looked for */
    const char *name; /* of its entry in the tree, of role "text"; NULL: "" */
};
/* Draws and returns the height used in design px. What is written here is also said. */
int ui_text(struct ui *ui, const struct ui_text *text);
/* The height `text` would use at that width. */
int ui_text_height(struct ui *ui, const char *text, enum ui_font font, enum ui_weight weight,
                   int width);
int ui_text_width(struct ui *ui, const char *text, enum ui_font font, enum ui_weight weight);
/* One line as large as fits the box in width, at most the font's size (queue numbers). */
void ui_number(struct ui *ui, struct ui_box box, const char *text, enum ui_color color,
               const char *name);
/* Each digit centred in a cell of 0.66 em (clock, countdown); right- or centre-aligned. */
void ui_digits(struct ui *ui, struct ui_box box, const char *text, enum ui_font font,
               enum ui_color color, enum ui_align align);

/* --- widgets (true: it fired) ---------------------------------------------------------------- */

enum ui_button_kind { UI_PRIMARY, UI_SECONDARY, UI_HELPER, UI_ACCENT };

struct ui_button {
    const char *name; /* unique on the screen: tests tap by it */
    const char *label;
    const char *spoken; /* NULL: the label */
    enum icon icon;     /* ICON_NONE */
    bool icon_after;    /* right of the label */
    bool is_stacked;    /* icon above the label (helper "Ambil nomor") */
    enum ui_button_kind kind;
    enum ui_font font;
    struct ui_box box;
    bool is_disabled;
    bool is_key; /* a key: no double-tap guard */
    int radius;  /* 0: a button's, 24 */
};
bool ui_button(struct ui *ui, const struct ui_button *button);

/* A tile or any larger touchable: draws lip, border and face and returns the box for its content
 * (moved down while pressed) in `*inside`. `kind` chooses colours as for buttons; UI_TILE below. */
enum ui_surface_kind {
    UI_TILE,
    UI_SURFACE_PRIMARY,
    UI_SURFACE_SECONDARY,
    UI_SURFACE_HELPER,
    UI_SURFACE_ACCENT, /* look here: saffron */
    UI_TILE_NOTED      /* a tile that stands out of its list: saffron tint */
};
struct ui_surface {
    const char *name;
    const char *spoken;
    enum ui_surface_kind kind;
    struct ui_box box;
    bool is_disabled;
    int reach_w; /* touchable from the left edge, where buttons stand on the rest; 0: all of it */
};
bool ui_surface(struct ui *ui, const struct ui_surface *surface, struct ui_box *inside);

/* The whole box is touchable and draws nothing itself (attract screen). */
bool ui_hotspot(struct ui *ui, const char *name, const char *spoken, struct ui_box box);

/* The whole box, drawn by nobody, fires while a finger stays on it for `hold_ms`; a finger lifted
 * before does nothing. Keys do not reach it. */
bool ui_hold(struct ui *ui, const char *name, const char *spoken, struct ui_box box, int hold_ms);

struct ui_check {
    const char *name;
    int number; /* shown right-aligned; 0: none */
    const char *text;
    bool is_ticked;
    bool has_divider; /* hairline below */
    struct ui_box box;
};
bool ui_check_row(struct ui *ui, const struct ui_check *check);
/* Height the row needs for its text: 88, 112, 148, 184 …; lying across 70, 82, 122 … */
int ui_check_height(struct ui *ui, const char *text, int width);

struct ui_tab {
    const char *name;
    const char *label;
    enum icon icon;
};
/* A segment control; returns the tab that fired, or -1. */
int ui_tabs(struct ui *ui, struct ui_box box, const struct ui_tab *tabs, size_t count,
            size_t selected);
/* The same, one below the other. */
int ui_tabs_down(struct ui *ui, struct ui_box box, const struct ui_tab *tabs, size_t count,
                 size_t selected);

enum ui_tone { UI_TONE_GOOD, UI_TONE_WARNING, UI_TONE_DANGER, UI_TONE_INFO, UI_TONE_PLAIN };
/* A chip of height box.h, as wide as it needs (at most box.w); right-aligned when asked. Returns
 * its width. */
int ui_chip(struct ui *ui, struct ui_box box, enum icon icon, const char *label, enum ui_tone tone,
            bool align_right, const char *name);

/* share 0..1000 of the bar filled. */
void ui_progress(struct ui *ui, struct ui_box box, int share, enum ui_color fill,
                 const char *spoken);

/* --- the frame every kiosk screen has --------------------------------------------------------- */

int ui_top_height(const struct ui *ui); /* of the top bar: 120, in landscape 104 */
int ui_nav_height(const struct ui *ui); /* of the navigation bar: 152, in landscape 120 */

struct ui_chrome {
    const char *office;   /* name in the top bar */
    const char *subtitle; /* "Anjungan Layanan" */
    const char *clock;    /* "09.41"; "--.--" when the clock is not to be trusted */
    const char *date;     /* "Sen, 23 Nov 2026" */
    const char *status;   /* chip */
    enum icon status_icon;
    enum ui_tone status_tone;
    bool is_dark; /* attract, out of service */
};
void ui_top_bar(struct ui *ui, const struct ui_chrome *chrome);

/* The five navigation buttons. An action that is not offered stays visible, flat and grey. */
enum ui_nav { UI_NAV_NONE, UI_NAV_BACK, UI_NAV_HOME, UI_NAV_LANGUAGE, UI_NAV_ACCESS, UI_NAV_HELP };
struct ui_nav_bar {
    const char *back, *home, *language, *access, *help; /* labels */
    bool has_back, has_home, has_language, has_help;    /* "Akses mudah" always is */
};
enum ui_nav ui_nav_bar(struct ui *ui, const struct ui_nav_bar *bar);

/* A modal: everything drawn before it becomes untouchable and lies under the scrim. Returns the
 * box inside its padding. Call it after the screen below was placed. */
struct ui_box ui_modal(struct ui *ui, struct ui_box box);
/* The same from y = `top` down to the navigation bar, across the canvas and on its ground. */
void ui_sheet(struct ui *ui, int top);
