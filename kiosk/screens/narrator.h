/* What a visitor who does not see the screen is told: read from the display list, frame by frame.
 *
 * A new screen or dialog: its title, what stands on it in words beside the choices, and how many of those there are.
 * A focus that moved: the widget, its state, and the how-manieth it is. A notice: its words. At first the office, and
 * whenever it changes how it serves. Nothing while the voice is off. */
#pragma once
#include "base/attr.h"
#include "ui/display.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NARRATION_TEXT = 2048 };

/* All zero at first and after each visit. */
struct narrator {
    uint32_t page;             /* of screen, title and dialog, as told last */
    uint32_t notice;           /* of the notice told last */
    uint32_t status;           /* of how the kiosk serves, as told last */
    char focus[WIDGET_NAME];   /* told last */
    uint32_t state;            /* of that widget */
    size_t typed;              /* letters in the box that is typed into */
    char said[NARRATION_TEXT]; /* the last line, to be repeated */
    bool has_line;             /* and not taken yet */
    bool is_private;           /* headphones: what is typed may be heard */
};

/* Looks at a frame that is to be shown. */
void narrator_look(struct narrator *narrator, const struct display_list *list);
/* The last line once more; before the first one, the whole page. */
void narrator_repeat(struct narrator *narrator, const struct display_list *list);
/* What is to be said now, once; what was being said before is to stop. NULL: nothing new. Borrowed until the next
 * look. */
const char *narrator_take(struct narrator *narrator);
