/* A hidden window with a frame on it. */
#pragma once
#include "platform/window.h"
#include "ui/ui.h"

struct hidden {
    struct window *window;
    struct ui *ui;
    struct ui_input input;
    const struct display_list *list;
    void (*draw)(struct ui *ui, int step);
    int step;
};

void hidden_open(struct hidden *hidden, int width, int height, void (*draw)(struct ui *, int));
/* On a panel that hangs turned; width and height are the glass's. */
void hidden_open_turned(struct hidden *hidden, int width, int height, int degrees,
                        void (*draw)(struct ui *, int));
void hidden_close(struct hidden *hidden);
/* Draws and shows; `all` as for window_show. */
void hidden_show(struct hidden *hidden, bool all);
/* Draws a frame that another one follows at once. */
void hidden_hold(struct hidden *hidden);
/* 0xRRGGBB of a pixel as shown. */
uint32_t hidden_pixel(const struct hidden *hidden, int x, int y);
uint64_t hidden_hash(const struct hidden *hidden);
