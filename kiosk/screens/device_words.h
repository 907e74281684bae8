/* The devices of the hall as lines for staff: what they are called, how they are, and what to do. */
#pragma once
#include "desk/devices.h"
#include "strings.h"
#include "ui/icon.h"
#include "ui/ui.h"

struct device_line {
    enum icon icon;
    const char *name;
    const char *state;      /* "Kertas habis" */
    enum ui_tone tone;      /* GOOD: nothing to do; else WARNING or DANGER */
    const char *what_to_do; /* whole sentences; "" when all is well */
};

enum { DEVICE_LINES_MOST = DEVICES_MOST + 6 };
struct device_lines {
    struct device_line lines[DEVICE_LINES_MOST];
    size_t count;
    /* Texts of some lines, as long as these lines live. */
    char unprinted[STRINGS_LINE];
    char away[STRINGS_LINE], unsent[STRINGS_LINE], set_aside[STRINGS_LINE];
};
/* The printer first, then the programs that ever ran on this machine, the office as far as it is to be
 * reached, and slips that are missing.
 * Texts are in the language in use. */
void device_words(struct device_lines *out, const struct devices *devices, int offset_min);
/* The icon that goes with a tone: a check, a triangle, or a circle with a mark. */
enum icon device_tone_icon(enum ui_tone tone);
