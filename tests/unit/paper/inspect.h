/* Looking into a laid-out slip. */
#pragma once
#include "paper/slip_build.h"

/* True when some text of the slip contains `words`. */
bool slip_says(const struct slip *slip, const char *words);

/* Ends the test unless every text is whole and inside its box, no row runs into the next, and the
 * bitmap is white outside the margins (less two dots) but for the band of triangles. Only the permit under a number
 * may be shortened. */
void slip_check(const struct slip *slip);

bool dot_at(const uint8_t *bits, int width, int x, int y);
