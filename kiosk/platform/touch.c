/* Fingers to one pointer. */
#include "platform/touch.h"

enum {
    SILENT_FINGER_MS = 5000, /* a palm that rests, or a lift that was lost, stops leading */
    HELD_FINGER_MS = 10000,  /* also one that trembles; staff hold the clock for three seconds */
    STUCK_MS = 30000,        /* no palm rests that long: staff are told */
};

int touch_px(float share, int side)
{
    float px = share * (float)side + 0.5f;

    if (!(px > 0)) /* also when it is no number */
        return 0;
    return px >= (float)side ? side - 1 : (int)px;
}

static bool is_leading(const struct touch *touch, const struct touch_sign *sign)
{
    return touch->is_down && touch->device == sign->device && touch->finger == sign->finger;
}

static bool is_held(const struct touch *touch, uint32_t now_ms)
{
    return now_ms - touch->since_ms >= HELD_FINGER_MS;
}

static bool may_overtake(const struct touch *touch, uint32_t now_ms)
{
    return !touch->is_on_target || now_ms - touch->heard_ms >= SILENT_FINGER_MS
           || is_held(touch, now_ms);
}

static bool take_down(struct touch *touch, const struct touch_sign *sign, struct ui_event *out)
{
    bool is_other = touch->is_down && !is_leading(touch, sign);

    if (is_other && !may_overtake(touch, sign->at_ms))
        return false;
    if (is_other) {
        touch->has_overtaken = true;
        touch->overtaken_device = touch->device;
        touch->overtaken_finger = touch->finger;
        touch->overtaken_since_ms = touch->since_ms;
    }
    touch->is_down = true;
    touch->device = sign->device;
    touch->finger = sign->finger;
    touch->since_ms = touch->heard_ms = sign->at_ms;
    touch->is_on_target = sign->is_on_target;
    *out = (struct ui_event){UI_DOWN, sign->x, sign->y};
    return true;
}

static void note_lift(struct touch *touch, const struct touch_sign *sign)
{
    if (touch->overtaken_device == sign->device && touch->overtaken_finger == sign->finger)
        touch->has_overtaken = false;
}

bool touch_take(struct touch *touch, const struct touch_sign *sign, struct ui_event *out)
{
    bool is_still = touch->x == sign->x && touch->y == sign->y;
    bool is_held_on = is_held(touch, sign->at_ms);

    if (sign->kind == TOUCH_UP)
        note_lift(touch, sign);
    if (sign->kind == TOUCH_DOWN ? !take_down(touch, sign, out) : !is_leading(touch, sign))
        return false;
    touch->is_down = sign->kind != TOUCH_UP;
    touch->heard_ms = sign->at_ms;
    touch->x = sign->x;
    touch->y = sign->y;
    if (sign->kind == TOUCH_MOVE)
        *out = (struct ui_event){UI_MOVE, sign->x, sign->y};
    if (sign->kind == TOUCH_UP)
        *out = (struct ui_event){is_held_on ? UI_CANCEL : UI_UP, sign->x, sign->y};
    return sign->kind != TOUCH_MOVE || !is_still;
}

bool touch_is_stuck(const struct touch *touch, uint32_t now_ms)
{
    return (touch->has_overtaken && now_ms - touch->overtaken_since_ms >= STUCK_MS)
           || (touch->is_down && now_ms - touch->since_ms >= STUCK_MS);
}

bool touch_cancel(struct touch *touch, struct ui_event *out)
{
    if (!touch->is_down)
        return false;
    touch->is_down = false;
    *out = (struct ui_event){UI_CANCEL, touch->x, touch->y};
    return true;
}
