/* A permit's pages in every form that they have. */
#pragma once
#include "screens/stage.h"

/* What long_permit.py makes. */
#define LONG_PERMIT BINARY_DIR "/tests/screens/long_permit.json"

/* Opens each permit of home in these modes of "Akses mudah" and calls `each` with every page of its requirements
 * (or that there are none), steps and information. */
void permit_gallery_walk(struct stage *stage,
                         void (*each)(struct stage *stage, const char *name, void *context),
                         void *context, unsigned modes);
