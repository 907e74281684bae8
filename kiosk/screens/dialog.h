/* A question over the open screen: two answers, of which the first one loses nothing. */
#pragma once
#include "ui/ui.h"

struct dialog {
    const char *name; /* "leave": its widgets are "leave-stay" and "leave-end" */
    enum icon icon;   /* in the ring at its left; ICON_NONE: no ring */
    const char *title, *words;
    const char *stay, *end; /* the two labels */
    enum icon stay_icon, end_icon;
};
enum dialog_answer { DIALOG_OPEN, DIALOG_STAY, DIALOG_END };
/* In the lower half of an upright panel, in the middle of a wide one. Call it after the rest of the
 * screen was placed. */
enum dialog_answer part_ask(struct ui *ui, const struct dialog *dialog);

/* Opens a modal that has `height` inside, where questions stand; returns the box inside. */
struct ui_box part_dialog_open(struct ui *ui, int height);
/* The two answers at the foot of the modal, DIALOG_ANSWERS high. */
enum { DIALOG_ANSWERS = 292 };
enum dialog_answer part_dialog_answers(struct ui *ui, struct ui_box in,
                                       const struct dialog *dialog);
