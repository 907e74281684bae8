/* What a frame yields: a display list in window px, the damage against the frame before, and the
 * widget tree. Plain values, so that tests, the painter and the checker read the same thing. */
#pragma once
#include "base/qr.h"
#include "ui/icon.h"
#include "ui/theme.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rect {
    int x, y, w, h;
};

enum display_op {
    DRAW_FILL,   /* rect in color */
    DRAW_ROUND,  /* rounded rect, anti-aliased corners of `radius` */
    DRAW_TEXT,   /* one line from the left edge on `baseline`; size, weight, color */
    DRAW_ICON,   /* icon scaled into rect, tinted */
    DRAW_MARK,   /* the product mark; color 0: in its own colours, else all in that one */
    DRAW_TUMPAL, /* triangles of period `stroke` px in color over ground color2 */
    DRAW_DASHES, /* a dashed line */
    DRAW_RING,   /* an outline of `stroke` px: a circle's, or with a radius a rounded rect's */
    DRAW_QR,     /* modules of `stroke` px from the rect's corner; grid in `qr` */
    DRAW_SHADOW, /* the modal's shadow around rect */
};

struct display_command {
    enum display_op op;
    struct rect rect; /* everything the command touches lies inside */
    uint32_t color;   /* 0xRRGGBBAA */
    uint32_t color2;
    int radius;
    int stroke;
    enum icon icon;
    bool on_dark;
    enum ui_weight weight;
    int size;         /* font size in window px */
    int baseline;     /* y of the baseline */
    const char *text; /* DRAW_TEXT; NUL-terminated */
    const struct qr *qr;
    bool is_cut; /* the text did not fit its box: a fault for the checker */
};

enum { DISPLAY_MAX_DAMAGE = 16, WIDGET_NAME = 48 };

enum widget_role {
    ROLE_BUTTON,
    ROLE_CHECKBOX,
    ROLE_TAB,
    ROLE_TEXT,
    ROLE_STATUS,
    ROLE_PROGRESS,
    ROLE_IMAGE,
    ROLE_DIALOG,
    ROLE_HOLD, /* acts after a long touch alone */
};
const char *widget_role_name(enum widget_role role);

struct widget {
    char name[WIDGET_NAME];
    enum widget_role role;
    const char *label; /* spoken */
    struct rect rect;  /* window px */
    bool is_enabled;
    bool is_touchable; /* false under a modal and for texts */
    const char *state; /* "", "pressed", "ticked", "selected", "focused", … */
};

struct display_list {
    const char *screen;
    int width, height; /* window px */
    double scale;      /* window px per design px */
    const char *focus; /* the widget that keys act on; "" before a key was pressed */
    bool is_low_reach; /* every touchable thing is to stand at y >= UI_LOW_REACH */
    const struct display_command *commands;
    size_t command_count;
    const struct widget *widgets; /* in reading (focus) order */
    size_t widget_count;
    struct rect damage[DISPLAY_MAX_DAMAGE]; /* what differs from the frame before, window px */
    size_t damage_count;
};
