/* Fingers to one pointer: the first finger leads, the others are ignored until it lifts. */
#pragma once
#include "ui/ui.h"
#include <stdbool.h>
#include <stdint.h>

struct touch {
    bool is_down;
    int64_t device, finger;
    uint32_t heard_ms; /* last sign of the leading finger */
    int x, y;
};

enum touch_kind { TOUCH_DOWN, TOUCH_MOVE, TOUCH_UP };

struct touch_sign {
    enum touch_kind kind;
    int64_t device, finger;
    int x, y;       /* window px */
    uint32_t at_ms; /* SDL's clock, which starts again after 49.7 days: only differences count */
};

/* True when `*out` is an event for the frame. */
bool touch_take(struct touch *touch, const struct touch_sign *sign, struct ui_event *out);
/* The window lost the finger (focus, hiding): true when there was one to cancel. */
bool touch_cancel(struct touch *touch, struct ui_event *out);
/* 0..1 of a side to px inside it; any float, also none. */
int touch_px(float share, int side);
