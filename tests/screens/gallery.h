/* Every screen in every form that it has, one after the other, for checks and pictures. */
#pragma once
#include "screens/stage.h"

/* Plays a visit on an open stage of any office and calls `each` with every form of every screen. */
void gallery_walk(struct stage *stage,
                  void (*each)(struct stage *stage, const char *name, void *context),
                  void *context);
/* The same, leaving when form number `last` (from 0) has been seen: `each` may go anywhere from it. */
void gallery_until(struct stage *stage,
                   void (*each)(struct stage *stage, const char *name, void *context),
                   void *context, int last);
