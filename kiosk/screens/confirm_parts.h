/* The pieces of screen 08: what the number is for, and the two buttons that give one. */
#pragma once
#include "router.h"

/* --- what it is for, where to, how many wait ----------------------------------------------------- */

struct confirm_card {
    const char *purpose;
    const struct group *group;
    const struct queue_view *queue; /* NULL: no numbers are given, nobody will wait */
    bool is_tight;                  /* less air, values in body text */
};
/* Draws the card from the top of the box and returns its height: at most box.h, for which a long name
 * goes into smaller type and in the end is cut. */
int confirm_card(struct ui *ui, const struct confirm_card *card, struct ui_box box);
/* The least height it can do with. */
int confirm_card_least(struct ui *ui, const struct confirm_card *card, int width);

/* --- the two buttons ----------------------------------------------------------------------------- */

/* How much place they take: the first as in the design, then what larger type leaves. */
struct confirm_shape {
    int general; /* height of the first button, at least */
    int air;     /* above and below the words of both */
    int rule;    /* between the words of the second and its reasons */
    int gap;     /* between reasons */
    int end;     /* below them */
    enum ui_font reason;
    enum ui_font choose; /* of the line above the buttons */
    bool is_tight;       /* of the card */
};
enum { CONFIRM_SHAPES = 4, CONFIRM_GAP = 24 };
extern const struct confirm_shape confirm_shapes[CONFIRM_SHAPES];

struct confirm_buttons {
    const struct confirm_shape *shape;
    bool is_open;
    bool has_paper; /* else the number stays on the screen */
};
enum confirm_wish { WISH_NONE, WISH_GENERAL, WISH_PRIORITY };
int confirm_buttons_height(struct ui *ui, const struct confirm_buttons *buttons, int width);
enum confirm_wish confirm_buttons_draw(struct ui *ui, const struct confirm_buttons *buttons,
                                       struct ui_box box);
