/* What a visitor sees of printers: of the only one that is out, of one whose slips come out elsewhere, and of
 * two that are out. */
#pragma once
#include "screens/stage.h"

/* Begins at the first screen, in the modes of screens/modes.h. */
void printers_walk(struct stage *stage,
                   void (*each)(struct stage *stage, const char *name, void *context),
                   void *context, unsigned modes);
