/* Where things stand on screen 17, on this panel and in these modes. */
#pragma once
#include "complaint_form.h"

enum {
    WORDS_COUNT_W = 176,    /* of "95 / 600", at the right of the label */
    WORDS_AREA_LEAST = 184, /* three lines of what is typed */
    WORDS_SERVICE_LOW = 240 /* the service's button in low reach, where it shares a row */
};

/* `info` without height: there is no room for it, and what is urgent stands in the label's place. */
struct words_places {
    struct ui_box kinds, service, label, area, info, cancel, next;
};
/* Between `top` and the keyboard's `bottom`. */
struct words_places words_places_of(struct ui *ui, int top, int bottom);
/* The width below which a kind's words would be cut. */
int words_kind_least(struct ui *ui, enum complaint_kind kind);
