/* Text on a surface: one font object per weight and size, rendered lines kept until the wipe. */
#pragma once
#include "base/err.h"
#include "ui/ui.h"
#include <SDL.h>
#include <stdbool.h>

struct glyphs;

/* ERR_NOT_FOUND names the font file that is missing or unreadable. */
MUST_USE bool glyphs_open(struct glyphs **out, const char *asset_dir, struct err *err);
void glyphs_close(struct glyphs *glyphs);
const struct ui_measure *glyphs_measure(struct glyphs *glyphs);

/* Draws one line with its left edge at x and its baseline at `baseline`, inside the clip. */
void glyphs_draw(struct glyphs *glyphs, SDL_Surface *surface, enum ui_weight weight, int size,
                 uint32_t color, const char *text, int x, int baseline);
/* Overwrites and drops every rendered line. */
void glyphs_wipe(struct glyphs *glyphs);
/* How many rendered lines are kept, for tests. */
int glyphs_kept(const struct glyphs *glyphs);
