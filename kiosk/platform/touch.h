/* Fingers to one pointer: the first finger on something leads, the others are ignored until it lifts. One
 * that rests beside everything (a palm, a sleeve) keeps nobody from tapping, and one that is held for long
 * ends as cancelled: it is no tap. */
#pragma once
#include "ui/ui.h"
#include <stdbool.h>
#include <stdint.h>

struct touch {
    bool is_down;
    int64_t device, finger;
    uint32_t heard_ms; /* last sign of the leading finger */
    uint32_t since_ms; /* it came down */
    bool is_on_target;
    int x, y;
    /* A contact that another one has overtaken and that was not lifted yet: dirt, water, a bent frame. */
    bool has_overtaken;
    int64_t overtaken_device, overtaken_finger;
    uint32_t overtaken_since_ms; /* it came down */
};

enum touch_kind { TOUCH_DOWN, TOUCH_MOVE, TOUCH_UP };

struct touch_sign {
    enum touch_kind kind;
    int64_t device, finger;
    int x, y;          /* window px */
    bool is_on_target; /* where it came down there is something to touch */
    uint32_t at_ms;    /* SDL's clock, which starts again after 49.7 days: only differences count */
};

/* True when `*out` is an event for the frame. */
bool touch_take(struct touch *touch, const struct touch_sign *sign, struct ui_event *out);
/* A contact has been held for longer than anybody holds one. */
bool touch_is_stuck(const struct touch *touch, uint32_t now_ms);
/* The window lost the finger (focus, hiding): true when there was one to cancel. */
bool touch_cancel(struct touch *touch, struct ui_event *out);
/* 0..1 of a side to px inside it; any float, also none. */
int touch_px(float share, int side);
