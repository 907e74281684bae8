/* The shipped fonts, and text set in them. Sizes are in dots: one font pixel is one dot. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include <pango/pango.h>
#include <stdbool.h>

enum font_weight { FONT_SEMIBOLD, FONT_BOLD };

/* ERR_NOT_FOUND names the missing file. */
MUST_USE bool font_open(const char *dir, struct err *err);
void font_close(void);

/* A text in one paragraph, not wrapped; g_object_unref it. Control characters and bytes that are
 * not UTF-8 become spaces. Characters that the shipped fonts lack are looked for in the machine's
 * Noto fonts; what nobody has is drawn as a box with its code. A word broken at
 * a line's end gets no hyphen. */
PangoLayout *font_layout(const char *text, int px, enum font_weight weight) MUST_USE;
