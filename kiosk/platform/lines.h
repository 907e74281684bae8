/* Lines of text: how wide they are, and their pixels, kept for the next time.
 *
 * Pixels are kept without colour (a mask is tinted when painted) up to a ceiling; the least recently
 * used go first. Widths are kept under a hash of the text, never the text itself. */
#pragma once
#include "platform/canvas.h"
#include "platform/fonts.h"

struct lines;

struct line {
    struct mask mask;
    int top; /* of the mask, from the top of the font's line */
};

struct lines *lines_new(struct fonts *fonts) MUST_USE;
void lines_free(struct lines *lines);

int lines_width(struct lines *lines, enum ui_weight weight, int size, const char *text,
                size_t bytes);
/* From the top of the font's line to its baseline, and the line's whole height. */
void lines_extent(struct lines *lines, enum ui_weight weight, int size, int *ascent, int *height);
/* Borrowed until the next call; NULL when there is nothing to see. */
const struct line *lines_get(struct lines *lines, enum ui_weight weight, int size,
                             const char *text);
/* Overwrites and drops everything kept. */
void lines_wipe(struct lines *lines);
/* Bytes of pixels and texts kept. */
size_t lines_kept(const struct lines *lines);
