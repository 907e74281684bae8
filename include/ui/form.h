/* What forms are made of: faces, small and tall options, where somebody stands in a form, a question
 * over it, and a box of many lines. */
#pragma once
#include "ui/ui.h"
#include <stdbool.h>
#include <stddef.h>

/* One answer of a survey question: a face beside its words, all of them alike until one is chosen.
 * 952 x 184, in low reach 152 high, narrower in landscape; the face is 112 where it has the room. */
struct ui_face {
    const char *name; /* unique on the screen, as everywhere */
    enum icon face;   /* ICON_FROWN … ICON_LAUGH */
    const char *label;
    struct ui_box box;
    bool is_selected; /* state "selected" */
};
bool ui_face(struct ui *ui, const struct ui_face *face);
enum { FACE_HEIGHT = 184, FACE_HEIGHT_LOW = 152, FACE_GAP = 20, FACE_GAP_LOW = 12 };

/* One of a few short words side by side, usually 88 high; the chosen one has a check mark before its
 * word. The word takes two lines, or the smaller type, rather than losing its end. */
struct ui_pick {
    const char *name;
    const char *label;
    const char *spoken; /* NULL: the label */
    struct ui_box box;
    bool is_selected;
    bool is_disabled;
};
bool ui_pick(struct ui *ui, const struct ui_pick *pick);

/* One of several rows, of which one is chosen: a circle, filled with a check mark. With a caption it
 * is the tall one (128 or 136); the plain row is 88. State "selected". */
struct ui_option {
    const char *name;
    const char *letter; /* NULL: none */
    const char *label;
    const char *caption; /* a second line in smaller type; NULL: none */
    enum icon icon;      /* beside the label; ICON_NONE */
    bool mark_first;     /* the circle stands at the left end, as in a visitor's forms */
    bool is_disabled;
    struct ui_box box;
    bool is_selected;
};
bool ui_option(struct ui *ui, const struct ui_option *option);
/* The height that the row needs for its words at that width: at least 88, or 128 with a caption. */
int ui_option_height(struct ui *ui, const struct ui_option *option);

/* `count` segments, of which those before `at` (from 0) are done and that one is under way; at ==
 * count: all done. Named "progress"; `spoken` says it in words, which stand beside it as well. */
void ui_segments(struct ui *ui, struct ui_box box, int at, int count, const char *spoken);

/* The steps of a form: numbered circles with a word, those before `at` (from 0) with a check mark,
 * named "steps". Returns the height used: 56, or what the longest word needs. */
int ui_steps(struct ui *ui, struct ui_box box, const char *const *labels, int count, int at,
             const char *spoken);

/* A switch: a row of at least 128 with a knob and the word for where it stands. State "ticked". */
struct ui_toggle {
    const char *name;
    enum icon icon;
    const char *label;
    const char *caption;  /* NULL: none */
    const char *on, *off; /* "Aktif", "Mati" */
    struct ui_box box;
    bool is_on;
    int least; /* height of the row; 0: as designed */
};
bool ui_toggle(struct ui *ui, const struct ui_toggle *toggle);
/* The height that the row needs for its words at that width. */
int ui_toggle_height(struct ui *ui, const struct ui_toggle *toggle);
