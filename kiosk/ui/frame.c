/* Frames: what is placed, what the finger did to it, what the painter gets. */
#include "ui/words.h"
#include "base/text.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    PAGE_LIMIT = 4 << 20,
    PRESSED_LOOK_MS = 120,
    DOUBLE_TAP_MS = 400, /* a second tap on the same target is a trembling hand, not a wish */
    SAME_PLACE_PX = 96,  /* design px: about 35 mm on the panel */
};

struct ui *ui_new(const struct ui_measure *measure)
{
    struct ui *ui = mem_zalloc(1, sizeof *ui);

    ui->measure = measure;
    ui->theme = ui_theme_get(false, false);
    ui->scale = 1;
    ui->height = UI_DESIGN_HEIGHT;
    ui->last_fired_ms = INT64_MIN / 2; /* long ago */
    ui->pieces = mem_zalloc(WORDS_MAX_PIECES, sizeof *ui->pieces);
    for (int i = 0; i < 2; i++)
        ui->pages[i].arena = arena_new(PAGE_LIMIT);
    return ui;
}

void ui_free(struct ui *ui)
{
    if (!ui)
        return;
    for (int i = 0; i < 2; i++) {
        arena_free(ui->pages[i].arena);
        free(ui->pages[i].commands);
        free(ui->pages[i].hashes);
        free(ui->pages[i].widgets);
        free(ui->pages[i].targets);
    }
    free(ui->pieces);
    free(ui);
}

struct page *frame_now(struct ui *ui)
{
    return &ui->pages[ui->current];
}

struct page *frame_before(struct ui *ui)
{
    return &ui->pages[!ui->current];
}

static int px(double value)
{
    return (int)lround(value);
}

int frame_px(const struct ui *ui, int design)
{
    return px(design * ui->scale);
}

struct rect frame_rect(const struct ui *ui, struct ui_box box)
{
    int x0 = ui->left + px(box.x * ui->scale);
    int y0 = px(box.y * ui->scale);
    int x1 = ui->left + px((box.x + box.w) * ui->scale);
    int y1 = px((box.y + box.h) * ui->scale);

    /* what spans the canvas reaches the window's edges */
    if (box.x <= 0 && box.x + box.w >= UI_DESIGN_WIDTH) {
        x0 = 0;
        x1 = ui->input.width;
    }
    if (box.y + box.h >= ui->height)
        y1 = ui->input.height;
    return (struct rect){x0, y0, x1 > x0 ? x1 - x0 : 0, y1 > y0 ? y1 - y0 : 0};
}

uint32_t frame_color(const struct ui *ui, enum ui_color color)
{
    return ui->theme->color[color];
}

void frame_add(struct ui *ui, const struct display_command *command)
{
    struct page *page = frame_now(ui);

    if (command->rect.w <= 0 || command->rect.h <= 0)
        return;
    if (page->command_count == page->command_room) {
        page->command_room = page->command_room ? page->command_room * 2 : 256;
        page->commands = mem_resize(page->commands, page->command_room, sizeof *page->commands);
        page->hashes = mem_resize(page->hashes, page->command_room, sizeof *page->hashes);
    }
    page->hashes[page->command_count] = damage_hash(command);
    page->commands[page->command_count++] = *command;
}

/* --- touch ------------------------------------------------------------------------------------ */

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
    ui->held[0] = '\0';
    ui->focus[0] = '\0'; /* a finger needs no ring */
    text_copy(ui->pressed, sizeof ui->pressed, target ? target->name : "");
}

static void finger_moved(struct ui *ui, const struct page *before)
{
    const struct target *target = ui->is_down ? target_named(before, ui->pressed) : NULL;

    ui->is_inside = target && contains(&target->rect, ui->input.event.x, ui->input.event.y);
}

static void finger_up(struct ui *ui, const struct page *before)
{
    const struct target *target = ui->is_down ? target_named(before, ui->pressed) : NULL;

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
        if (before->targets[at].is_live) {
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

static void take_event(struct ui *ui)
{
    const struct page *before = frame_before(ui);

    ui->fired[0] = '\0';
    ui->was_touched = ui->input.event.kind != UI_NONE && ui->input.event.kind != UI_CANCEL;
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
    }
}

/* --- the frame -------------------------------------------------------------------------------- */

static void measure_canvas(struct ui *ui)
{
    double by_width = ui->input.width / (double)UI_DESIGN_WIDTH;
    double by_height = ui->input.height / (double)UI_DESIGN_HEIGHT;

    ui->scale = by_width < by_height ? by_width : by_height;
    ui->left = px((ui->input.width - UI_DESIGN_WIDTH * ui->scale) / 2);
    ui->height = (int)floor(ui->input.height / ui->scale);
    if (ui->height < UI_DESIGN_HEIGHT)
        ui->height = UI_DESIGN_HEIGHT;
}

void ui_begin(struct ui *ui, const struct ui_input *input, const char *screen,
              const struct ui_theme *theme)
{
    struct page *page;

    assert(input->width > 0 && input->height > 0);
    ui->current = !ui->current;
    page = frame_now(ui);
    arena_reset(page->arena);
    page->command_count = 0;
    page->widget_count = 0;
    page->is_valid = true;
    page->theme = theme;
    ui->input = *input;
    ui->theme = theme;
    ui->wake_at_ms = INT64_MAX;
    measure_canvas(ui);
    page->list = (struct display_list){
        .screen = arena_strdup(page->arena, screen),
        .width = input->width,
        .height = input->height,
        .scale = ui->scale,
    };
    take_event(ui);
    if (ui->held[0] && input->now_ms >= ui->held_until_ms)
        ui->held[0] = '\0';
    if (ui->held[0])
        ui_ask_wake(ui, ui->held_until_ms);
    ui_fill(ui, (struct ui_box){0, 0, UI_DESIGN_WIDTH, ui->height}, C_BG);
}

const struct display_list *ui_end(struct ui *ui)
{
    struct page *page = frame_now(ui);

    page->list.commands = page->commands;
    page->list.command_count = page->command_count;
    page->list.widgets = page->widgets;
    page->list.widget_count = page->widget_count;
    damage_find(page, frame_before(ui));
    return &page->list;
}

int64_t ui_wake_at(const struct ui *ui)
{
    return ui->wake_at_ms;
}

void ui_ask_wake(struct ui *ui, int64_t mono_ms)
{
    if (mono_ms < ui->wake_at_ms)
        ui->wake_at_ms = mono_ms;
}

int64_t ui_now_ms(const struct ui *ui)
{
    return ui->input.now_ms;
}

void ui_forget_touch(struct ui *ui)
{
    ui->is_down = ui->is_inside = false;
    ui->has_turned = true;
    ui->pressed[0] = ui->held[0] = ui->fired[0] = ui->focus[0] = '\0';
}

void ui_wipe(struct ui *ui)
{
    ui_forget_touch(ui);
    for (int i = 0; i < 2; i++) {
        struct page *page = &ui->pages[i];

        arena_reset(page->arena);
        if (page->commands)
            memset(page->commands, 0, page->command_room * sizeof *page->commands);
        if (page->widgets) {
            memset(page->widgets, 0, page->widget_room * sizeof *page->widgets);
            memset(page->targets, 0, page->widget_room * sizeof *page->targets);
        }
        page->command_count = page->widget_count = 0;
        page->is_valid = false;
        page->list = (struct display_list){.screen = "", .width = 1, .height = 1, .scale = 1};
    }
}

bool ui_was_touched(const struct ui *ui)
{
    return ui->was_touched;
}

int ui_width(const struct ui *ui)
{
    (void)ui;
    return UI_DESIGN_WIDTH;
}

int ui_height(const struct ui *ui)
{
    return ui->height;
}

struct ui_box ui_content(const struct ui *ui)
{
    return (struct ui_box){UI_MARGIN, 120, UI_DESIGN_WIDTH - 2 * UI_MARGIN, ui->height - 120 - 152};
}

char *frame_keep(struct ui *ui, const char *text)
{
    size_t len = strlen(text);

    if (len > WORDS_MAX_BYTES)
        len = text_valid_utf8(text, WORDS_MAX_BYTES);
    return arena_strndup(frame_now(ui)->arena, text, len);
}

/* --- the tree --------------------------------------------------------------------------------- */

bool frame_is_pressed(const struct ui *ui, const char *name)
{
    return (ui->is_down && ui->is_inside && strcmp(ui->pressed, name) == 0)
           || (ui->held[0] && strcmp(ui->held, name) == 0);
}

bool frame_is_focused(const struct ui *ui, const char *name)
{
    return ui->focus[0] && strcmp(ui->focus, name) == 0;
}

static void add_entry(struct ui *ui, const struct widget *widget, bool is_guarded)
{
    struct page *page = frame_now(ui);
    struct target *target;

    if (page->widget_count == page->widget_room) {
        page->widget_room = page->widget_room ? page->widget_room * 2 : 64;
        page->widgets = mem_resize(page->widgets, page->widget_room, sizeof *page->widgets);
        page->targets = mem_resize(page->targets, page->widget_room, sizeof *page->targets);
    }
    target = &page->targets[page->widget_count];
    text_copy(target->name, sizeof target->name, widget->name);
    target->rect = widget->rect;
    target->is_live = widget->is_touchable && widget->is_enabled;
    target->is_guarded = is_guarded;
    page->widgets[page->widget_count] = *widget;
    page->widgets[page->widget_count++].label = frame_keep(ui, widget->label);
}

bool frame_widget(struct ui *ui, const char *name, enum widget_role role, const char *label,
                  struct ui_box box, bool is_enabled, bool is_guarded, const char *state)
{
    struct widget widget = {
        .role = role,
        .label = label ? label : "",
        .rect = frame_rect(ui, box),
        .is_enabled = is_enabled,
        .is_touchable = true,
        .state = frame_is_pressed(ui, name)   ? "pressed"
                 : !is_enabled                ? "disabled"
                 : state[0]                   ? state
                 : frame_is_focused(ui, name) ? "focused"
                                              : "",
    };

    text_copy(widget.name, sizeof widget.name, name);
    add_entry(ui, &widget, is_guarded);
    return is_enabled && ui->fired[0] && strcmp(ui->fired, name) == 0;
}

void frame_note(struct ui *ui, const char *name, enum widget_role role, const char *label,
                struct ui_box box, const char *state)
{
    struct widget widget = {.role = role,
                            .label = label ? label : "",
                            .rect = frame_rect(ui, box),
                            .is_enabled = true,
                            .state = state};

    text_copy(widget.name, sizeof widget.name, name);
    add_entry(ui, &widget, false);
}

static const char *const roles[] = {
    [ROLE_BUTTON] = "button", [ROLE_CHECKBOX] = "checkbox", [ROLE_TAB] = "tab",
    [ROLE_TEXT] = "text",     [ROLE_STATUS] = "status",     [ROLE_PROGRESS] = "progress",
    [ROLE_IMAGE] = "image",   [ROLE_DIALOG] = "dialog",
};
static_assert(sizeof roles / sizeof *roles == ROLE_DIALOG + 1, "every role has its word");

const char *widget_role_name(enum widget_role role)
{
    return roles[role];
}
