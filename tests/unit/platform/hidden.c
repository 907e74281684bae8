#include "hidden.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

void hidden_open(struct hidden *hidden, int width, int height, void (*draw)(struct ui *, int))
{
    hidden_open_turned(hidden, width, height, 0, draw);
}

void hidden_open_turned(struct hidden *hidden, int width, int height, int degrees,
                        void (*draw)(struct ui *, int))
{
    struct window_options options = {.title = "hidden",
                                     .asset_dir = SOURCE_DIR "/assets",
                                     .width = width,
                                     .height = height,
                                     .rotation = degrees,
                                     .keys = {.next = "Tab, Right, Down",
                                              .previous = "Shift+Tab, Left, Up",
                                              .ok = "Return, Keypad Enter, Space",
                                              .back = "Escape"},
                                     .is_hidden = true};
    struct err err = {0};

    *hidden = (struct hidden){.draw = draw, .input = {width, height, 1000, {UI_NONE, 0, 0}}};
    if (!window_open(&hidden->window, &options, &err))
        fail_msg("%s", err.text);
    hidden->ui = ui_new(window_measure(hidden->window));
}

void hidden_close(struct hidden *hidden)
{
    ui_free(hidden->ui);
    window_close(hidden->window);
}

static void draw(struct hidden *hidden)
{
    window_size(hidden->window, &hidden->input.width, &hidden->input.height);
    ui_begin(hidden->ui, &hidden->input, "hidden", ui_theme_get(false, false));
    hidden->draw(hidden->ui, hidden->step);
    hidden->list = ui_end(hidden->ui);
}

void hidden_show(struct hidden *hidden, bool all)
{
    draw(hidden);
    window_show(hidden->window, hidden->list, all);
}

void hidden_hold(struct hidden *hidden)
{
    draw(hidden);
    window_hold(hidden->window, hidden->list);
}

uint32_t hidden_pixel(const struct hidden *hidden, int x, int y)
{
    int width;
    int height;
    const uint32_t *pixels = window_pixels(hidden->window, &width, &height);

    assert_in_range(x, 0, width - 1);
    assert_in_range(y, 0, height - 1);
    return pixels[y * width + x] & 0xffffff;
}

uint64_t hidden_hash(const struct hidden *hidden)
{
    int width;
    int height;
    const uint32_t *pixels = window_pixels(hidden->window, &width, &height);
    uint64_t hash = 14695981039346656037ULL;

    for (int i = 0; i < width * height; i++)
        hash = (hash ^ (pixels[i] & 0xffffff)) * 1099511628211ULL;
    return hash;
}
