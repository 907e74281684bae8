/* Text in columns of a terminal, counted in characters. */
#pragma once
#include "base/text.h"

int columns_width(const char *text);
void columns_blanks(struct text *out, int count);
void columns_left(struct text *out, const char *text, int width);
void columns_right(struct text *out, const char *text, int width);
/* The text in lines of at most `width` characters, each ended; a longer word is not broken. */
void columns_wrap(struct text *out, const char *text, int width);
/* `name` in a column of `width`; a longer one has lines to itself, the last of them empty up to there. */
void columns_name(struct text *out, const char *name, int width);
