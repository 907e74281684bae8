/* The finger and the keys: what they are on, and what fires. */
#include "base/text.h"
#include "ui/frame.h"
#include <stdlib.h>
#include <string.h>

enum {
    PRESSED_LOOK_MS = 120,
    DOUBLE_TAP_MS = 400, /* a second tap on the same target is a trembling hand, not a wish */
    SAME_PLACE_PX = 96,  /* design px: about 24 mm on a panel of 21.5 inches */
    DRAG_PX = 320,       /* so far from where it came down a finger drags; it does not tap */
};

static bool contains(const struct rect *rect, int x, int y)
{
    return x >= rect->x && y >= rect->y && x < rect->x + rect->w && y < rect->y + rect->h;
}

static const struct target *target_at(const struct page *page, int x, int y)
{
    /* the later one lies on top */
    for (size_t i = page->widget_count; i-- > 0;)
        if (page->targets[i].is_live && contains(&page->targets[i].rect, x, y))
            return &page->targets[i];
    return NULL;
}

static const struct target *target_named(const struct page *page, const char *name)
{
    for (size_t i = page->widget_count; i-- > 0;)
        if (page->targets[i].is_live && strcmp(page->targets[i].name, name) == 0)
            return &page->targets[i];
    return NULL;
}

static void fire(struct ui *ui, const struct target *target)
{
    int64_t now = ui->input.now_ms;

    if (target->is_guarded && strcmp(ui->last_fired, target->name) == 0
        && now - ui->last_fired_ms < DOUBLE_TAP_MS)
        return;
    text_copy(ui->fired, sizeof ui->fired, target->name);
    text_copy(ui->last_fired, sizeof ui->last_fired, target->name);
    ui->last_fired_ms = now;
    ui->last_x = ui->input.event.x;
    ui->last_y = ui->input.event.y;
    ui->has_turned = false;
}

/* The second half of a double tap whose first half turned the page: it was not meant for what lies
 * there now. */
static bool is_echo(const struct ui *ui)
{
    int near = frame_px(ui, SAME_PLACE_PX);

    return ui->has_turned && ui->input.now_ms - ui->last_fired_ms < DOUBLE_TAP_MS
           && abs(ui->input.event.x - ui->last_x) < near
           && abs(ui->input.event.y - ui->last_y) < near;
}

static void hold_pressed_look(struct ui *ui, const char *name, int64_t until_ms)
{
    text_copy(ui->held, sizeof ui->held, name);
    ui->held_until_ms = until_ms;
}

static void finger_down(struct ui *ui, const struct page *before)
{
    const struct target *target =
        is_echo(ui) ? NULL : target_at(before, ui->input.event.x, ui->input.event.y);

    ui->is_down = true;
    ui->is_inside = target != NULL;
    ui->down_at_ms = ui->input.now_ms;
    ui->down_x = ui->input.event.x;
    ui->down_y = ui->input.event.y;
    ui->held[0] = '\0';
    ui->focus[0] = '\0'; /* a finger needs no ring */
    text_copy(ui->pressed, sizeof ui->pressed, target ? target->name : "");
}

static void finger_moved(struct ui *ui, const struct page *before)
{
    const struct target *target;
    int far = frame_px(ui, DRAG_PX);

    if (ui->is_down
        && (abs(ui->input.event.x - ui->down_x) > far || abs(ui->input.event.y - ui->down_y) > far))
        ui->pressed[0] = '\0'; /* for good: it may come back */
    target = ui->is_down ? target_named(before, ui->pressed) : NULL;
    ui->is_inside = target && contains(&target->rect, ui->input.event.x, ui->input.event.y);
}

static void finger_up(struct ui *ui, const struct page *before)
{
    const struct target *target;

    finger_moved(ui, before); /* a driver may tell of the way's end only */
    target = ui->is_down ? target_named(before, ui->pressed) : NULL;
    if (target && contains(&target->rect, ui->input.event.x, ui->input.event.y)) {
        fire(ui, target);
        if (ui->input.now_ms - ui->down_at_ms < PRESSED_LOOK_MS)
            hold_pressed_look(ui, ui->pressed, ui->down_at_ms + PRESSED_LOOK_MS);
    }
    ui->is_down = false;
    ui->is_inside = false;
    ui->pressed[0] = '\0';
}

static void move_focus(struct ui *ui, const struct page *before, int step)
{
    size_t count = before->widget_count;
    size_t at = step > 0 ? count - 1 : 0;

    for (size_t i = 0; i < count; i++)
        if (ui->focus[0] && strcmp(before->targets[i].name, ui->focus) == 0)
            at = i;
    for (size_t tries = 0; tries < count; tries++) {
        at = (at + (step > 0 ? 1 : count - 1)) % count;
        if (before->targets[at].is_live && before->widgets[at].role != ROLE_HOLD) {
            text_copy(ui->focus, sizeof ui->focus, before->targets[at].name);
            return;
        }
    }
}

static void press_key(struct ui *ui, const struct page *before, enum ui_event_kind kind)
{
    const char *name = kind == UI_KEY_BACK ? "nav-back" : ui->focus;
    const struct target *target = name[0] ? target_named(before, name) : NULL;

    if (!target)
        return;
    fire(ui, target);
    hold_pressed_look(ui, name, ui->input.now_ms + PRESSED_LOOK_MS);
}

/* Somebody did something. A finger that only wanders may be a fault of the panel, which must not
 * keep a visit open for ever. */
static bool is_touch(enum ui_event_kind kind)
{
    switch (kind) {
    case UI_DOWN:
    case UI_UP:
    case UI_KEY_NEXT:
    case UI_KEY_PREVIOUS:
    case UI_KEY_OK:
    case UI_KEY_BACK:
    case UI_KEY_REPEAT:
    case UI_KEY_LOUDER:
    case UI_KEY_SOFTER:
        return true;
    case UI_NONE:
    case UI_MOVE:
    case UI_CANCEL:
        return false;
    }
    return false;
}

void pointer_take(struct ui *ui)
{
    const struct page *before = frame_before(ui);

    if (ui->held[0] && ui->input.now_ms >= ui->held_until_ms)
        ui->held[0] = '\0';
    ui->fired[0] = '\0';
    ui->was_touched = is_touch(ui->input.event.kind);
    switch (ui->input.event.kind) {
    case UI_NONE:
        break;
    case UI_DOWN:
        finger_down(ui, before);
        break;
    case UI_MOVE:
        finger_moved(ui, before);
        break;
    case UI_UP:
        finger_up(ui, before);
        break;
    case UI_CANCEL:
        ui->is_down = ui->is_inside = false;
        ui->pressed[0] = '\0';
        break;
    case UI_KEY_NEXT:
    case UI_KEY_PREVIOUS:
        move_focus(ui, before, ui->input.event.kind == UI_KEY_NEXT ? 1 : -1);
        break;
    case UI_KEY_OK:
    case UI_KEY_BACK:
        press_key(ui, before, ui->input.event.kind);
        break;
    case UI_KEY_REPEAT:
    case UI_KEY_LOUDER:
    case UI_KEY_SOFTER:
        break; /* the voice's */
    }
}

void ui_forget_touch(struct ui *ui)
{
    ui->is_down = ui->is_inside = false;
    ui->has_turned = true;
    ui->pressed[0] = ui->held[0] = ui->fired[0] = ui->focus[0] = '\0';
}

bool ui_has_focus(const struct ui *ui)
{
    return ui->focus[0] != '\0';
}

bool ui_was_touched(const struct ui *ui)
{
    return ui->was_touched;
}

bool frame_is_pressed(const struct ui *ui, const char *name)
{
    return (ui->is_down && ui->is_inside && strcmp(ui->pressed, name) == 0)
           || (ui->held[0] && strcmp(ui->held, name) == 0);
}

bool frame_is_focused(const struct ui *ui, const char *name)
{
    return ui->focus[0] && strcmp(ui->focus, name) == 0;
}
