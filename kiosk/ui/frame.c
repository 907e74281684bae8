/* Frames: what is placed, what the finger did to it, what the painter gets. */
#include "ui/words.h"
#include "base/text.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE_LIMIT = 4 << 20 };

struct ui *ui_new(const struct ui_measure *measure)
{
    struct ui *ui = mem_zalloc(1, sizeof *ui);

    ui->measure = measure;
    ui->theme = ui_theme_get(false, false);
    ui->scale = 1;
    ui->width = UI_DESIGN_WIDTH;
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
    if (box.x <= 0 && box.x + box.w >= ui->width) {
        x0 = 0;
        x1 = ui->input.width;
    }
    if (box.y + box.h >= ui->height)
        y1 = ui->input.height;
    /* a line that is drawn at all stays visible in the smallest window */
    if (box.w > 0 && x1 <= x0)
        x1 = x0 + 1;
    if (box.h > 0 && y1 <= y0)
        y1 = y0 + 1;
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

/* --- the frame -------------------------------------------------------------------------------- */

/* Spare length goes to the content; spare width only in landscape, where pages have columns. */
static void measure_canvas(struct ui *ui)
{
    bool is_wide = ui->input.width > ui->input.height;
    int width = is_wide ? UI_DESIGN_HEIGHT : UI_DESIGN_WIDTH;
    int height = is_wide ? UI_DESIGN_WIDTH : UI_DESIGN_HEIGHT;
    double by_width = ui->input.width / (double)width;
    double by_height = ui->input.height / (double)height;

    ui->scale = by_width < by_height ? by_width : by_height;
    ui->width = is_wide ? (int)floor(ui->input.width / ui->scale) : width;
    ui->height = (int)floor(ui->input.height / ui->scale);
    if (ui->width < width)
        ui->width = width;
    if (ui->height < height)
        ui->height = height;
    ui->left = is_wide ? 0 : px((ui->input.width - width * ui->scale) / 2);
}

bool ui_is_landscape(const struct ui *ui)
{
    return ui->width > ui->height;
}

void ui_ask_low_reach(struct ui *ui, bool has_low_reach)
{
    ui->has_low_reach = has_low_reach;
}

bool ui_is_high_contrast(const struct ui *ui)
{
    return ui->theme->is_high_contrast;
}

bool ui_is_large_text(const struct ui *ui)
{
    return ui->theme->is_large_text;
}

bool ui_is_low_reach(const struct ui *ui)
{
    return ui->has_low_reach && !ui_is_landscape(ui);
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
        .is_low_reach = ui_is_low_reach(ui),
    };
    pointer_take(ui);
    if (ui->held[0])
        ui_ask_wake(ui, ui->held_until_ms);
    ui_fill(ui, (struct ui_box){0, 0, ui->width, ui->height}, C_BG);
}

const struct display_list *ui_end(struct ui *ui)
{
    struct page *page = frame_now(ui);

    page->list.commands = page->commands;
    page->list.command_count = page->command_count;
    page->list.widgets = page->widgets;
    page->list.widget_count = page->widget_count;
    page->list.focus = arena_strdup(page->arena, ui->focus);
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

void ui_wipe(struct ui *ui)
{
    ui_forget_touch(ui);
    memset(ui->last_fired, 0, sizeof ui->last_fired); /* a key's name tells a digit */
    memset(ui->pressed, 0, sizeof ui->pressed);
    memset(ui->fired, 0, sizeof ui->fired);
    memset(ui->held, 0, sizeof ui->held);
    ui->down_x = ui->down_y = ui->last_x = ui->last_y = 0;
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

int ui_width(const struct ui *ui)
{
    return ui->width;
}

int ui_height(const struct ui *ui)
{
    return ui->height;
}

double ui_scale(const struct ui *ui)
{
    return ui->scale;
}
