/* Fingers to one pointer. */
#include "platform/touch.h"

/* A palm that rests on the glass, or a lift that was lost, stops leading after this long. */
enum { SILENT_FINGER_MS = 5000 };

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

bool touch_take(struct touch *touch, const struct touch_sign *sign, struct ui_event *out)
{
    static const enum ui_event_kind kinds[] = {
        [TOUCH_DOWN] = UI_DOWN, [TOUCH_MOVE] = UI_MOVE, [TOUCH_UP] = UI_UP};
    bool is_still = touch->x == sign->x && touch->y == sign->y;

    if (sign->kind == TOUCH_DOWN) {
        if (touch->is_down && !is_leading(touch, sign)
            && sign->at_ms - touch->heard_ms < SILENT_FINGER_MS)
            return false;
    } else if (!is_leading(touch, sign)) {
        return false;
    }
    *touch = (struct touch){
        sign->kind != TOUCH_UP, sign->device, sign->finger, sign->at_ms, sign->x, sign->y};
    if (sign->kind == TOUCH_MOVE && is_still)
        return false;
    *out = (struct ui_event){kinds[sign->kind], sign->x, sign->y};
    return true;
}

bool touch_cancel(struct touch *touch, struct ui_event *out)
{
    if (!touch->is_down)
        return false;
    touch->is_down = false;
    *out = (struct ui_event){UI_CANCEL, touch->x, touch->y};
    return true;
}
