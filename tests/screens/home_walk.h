/* Attract, home and the office's channels as visitors meet them: plain, offline, closed, with calls. */
#pragma once
#include "screens/stage.h"

/* `modes` of "Akses mudah" (modes.h) hold on home. */
void home_walk(struct stage *stage,
               void (*each)(struct stage *stage, const char *name, void *context), void *context,
               unsigned modes);
