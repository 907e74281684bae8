/* The shipped typeface in three weights: one open font per weight and size, because changing a
 * font's size costs milliseconds. */
#pragma once
#include "base/err.h"
#include "ui/theme.h"
#include <SDL_ttf.h>
#include <stdbool.h>

struct fonts;

/* Reads the font files. ERR_NOT_FOUND, ERR_CORRUPT (both name the file). */
MUST_USE bool fonts_open(struct fonts **out, const char *asset_dir, struct err *err);
/* One file for all weights, to say with what is wrong. */
MUST_USE bool fonts_open_spare(struct fonts **out, const char *path, struct err *err);
void fonts_close(struct fonts *fonts);

struct font {
    TTF_Font *ttf;
    int ascent, height;
};
/* Borrowed until the next call; NULL when SDL_ttf refuses the size. */
const struct font *fonts_get(struct fonts *fonts, enum ui_weight weight, int size);
