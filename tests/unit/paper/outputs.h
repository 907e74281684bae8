/* What a printer of either kind makes of a slip, read back. These end the test when they fail. */
#pragma once
#include "paper/slip_build.h"

/* The ESC/POS bytes are the bitmap, dot by dot, and cut; the PDF is one page that holds every word
 * of the slip. With a `code`, a phone reads exactly it off the bitmap and off the bytes, and every
 * module is whole dots in a white field; NULL: the slip has no code. */
void outputs_check(const struct slip *slip, const char *code);
/* The same without the words: a PDF keeps the letters of some scripts as drawings. */
void outputs_check_dots(const struct slip *slip, const char *code);
