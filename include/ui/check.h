/* The layout check: what a person could not read or hit, found without a person.
 *
 * Runs over one display list: touch targets of at least 64 design px, gaps (8 design px between
 * buttons) and overlaps, text that is cut, covered, beyond what it stands on or on other text,
 * contrast of text (7:1; disabled 4:1) against what lies under it, controls and named texts without a
 * label, a focus order that does not follow reading order, repeated names, things outside the
 * window, and in low reach what would have to be touched above it. */
#pragma once
#include "ui/display.h"
#include <stdbool.h>
#include <stddef.h>

struct ui_fault {
    char text[256]; /* "home/take-1: 180x60 is under 64 design px" */
};

/* Writes at most `max` faults and returns how many there are in all. */
size_t ui_check_list(const struct display_list *list, struct ui_fault *faults, size_t max);

/* WCAG contrast ratio × 100 of two opaque colours (0xRRGGBBAA). */
int ui_contrast(uint32_t a, uint32_t b);

/* The glass that shows the list: the same target is larger on a larger one. */
struct ui_glass {
    const char *name;    /* "21.5 inch" */
    double width_mm;     /* of the whole window */
    double least_mm;     /* of a target's shorter side */
    double least_key_mm; /* of a key of the keyboard */
};

/* Writes at most `max` targets that are smaller on that glass and returns how many there are in all. */
size_t ui_check_glass(const struct display_list *list, const struct ui_glass *glass,
                      struct ui_fault *faults, size_t max);
