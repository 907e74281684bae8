/* The inside of a frame, shared by the files of this floor. */
#pragma once
#include "base/mem.h"
#include "ui/ui.h"

/* In portrait; landscape is the same canvas turned. */
enum { UI_DESIGN_WIDTH = 1080, UI_DESIGN_HEIGHT = 1920, UI_LIP = 6, UI_MARGIN = 64 };

/* What a touch may hit; the list of the frame before answers a finger going down. */
struct target {
    char name[WIDGET_NAME];
    struct rect rect;
    bool is_live;    /* enabled and not under a modal */
    bool is_guarded; /* ignored for 400 ms after it fired */
};

/* One frame's memory; two of them take turns, so that damage can be told. */
struct page {
    struct arena *arena;
    struct display_command *commands;
    uint64_t *hashes;
    size_t command_count, command_room;
    struct widget *widgets;
    struct target *targets; /* same length as widgets */
    size_t widget_count, widget_room;
    struct display_list list;
    const struct ui_theme *theme;
    bool is_valid; /* false: nothing to compare with */
};

struct piece;

struct ui {
    const struct ui_measure *measure;
    struct piece *pieces; /* scratch of one text's layout */
    struct page pages[2];
    int current;
    struct ui_input input;
    const struct ui_theme *theme;
    double scale;
    int left;           /* window px of the canvas's left edge */
    int width, height;  /* design px */
    bool has_low_reach; /* asked for; in force where the canvas is upright */

    char pressed[WIDGET_NAME]; /* the target under the finger, "" for none */
    bool is_inside;            /* the finger is still on it */
    bool is_down;
    int64_t down_at_ms;
    int down_x, down_y;
    char held[WIDGET_NAME]; /* keeps its pressed look until held_until_ms */
    int64_t held_until_ms;
    char fired[WIDGET_NAME]; /* fires in this frame */
    char last_fired[WIDGET_NAME];
    int64_t last_fired_ms;
    int last_x, last_y;      /* window px where it was */
    bool has_turned;         /* the screen changed since */
    char focus[WIDGET_NAME]; /* "" until a key was pressed */
    bool was_touched;
    int64_t wake_at_ms;
};

/* The page that is being built, and the one before it. */
struct page *frame_now(struct ui *ui);
struct page *frame_before(struct ui *ui);

/* Design px to window px; edges round alone, so that neighbours meet at every scale. */
struct rect frame_rect(const struct ui *ui, struct ui_box box);
int frame_px(const struct ui *ui, int design);
uint32_t frame_color(const struct ui *ui, enum ui_color color);

/* Adds a command; its texts must live in the page's arena. */
void frame_add(struct ui *ui, const struct display_command *command);
/* Adds a tree entry. Returns true when it fires in this frame. */
bool frame_widget(struct ui *ui, const char *name, enum widget_role role, const char *label,
                  struct ui_box box, bool is_enabled, bool is_guarded, const char *state);
/* A tree entry that cannot be touched. */
void frame_note(struct ui *ui, const char *name, enum widget_role role, const char *label,
                struct ui_box box, const char *state);
/* Takes this frame's event: decides what is pressed, what has the focus, and what fires. */
void pointer_take(struct ui *ui);
bool frame_is_pressed(const struct ui *ui, const char *name);
bool frame_is_focused(const struct ui *ui, const char *name);

/* Fills list->damage with what differs between the two pages. */
void damage_find(struct page *now, const struct page *before);
uint64_t damage_hash(const struct display_command *command);

/* Text of any length, cut for the tree and the list at a character border. */
char *frame_keep(struct ui *ui, const char *text);

/* The focus ring around a box, drawn before its surface. */
void frame_focus_ring(struct ui *ui, struct ui_box box, int radius);
