/* A frame in a test: a typeface in which every character is half as wide as it is high, and a page
 * with two buttons that counts what fired. */
#pragma once
#include "ui/ui.h"

extern const struct ui_measure fixture_measure;

struct page_counts {
    int one, two;
};

struct stage {
    struct ui *ui;
    struct ui_input input;
    const struct ui_theme *theme;
    void (*draw)(struct stage *stage); /* places the widgets */
    struct page_counts fired;
    const struct display_list *list;
    int number; /* for the page to show */
};

/* 1080×1920 window, light, at 10 s. */
void stage_open(struct stage *stage, void (*draw)(struct stage *stage));
void stage_close(struct stage *stage);

/* One frame with that event (UI_NONE, keys) or at that place. */
void stage_frame(struct stage *stage, enum ui_event_kind kind);
void stage_touch(struct stage *stage, enum ui_event_kind kind, int x, int y);
/* Down and up, 60 ms apart. */
void stage_tap(struct stage *stage, int x, int y);

const struct widget *stage_widget(const struct stage *stage, const char *name);
const char *stage_state(const struct stage *stage, const char *name);
/* The command that draws this text, or NULL. */
const struct display_command *stage_text(const struct stage *stage, const char *text);

/* "one" at 64,200 and "two" at 64,400, each 400×112. */
void draw_two_buttons(struct stage *stage);
