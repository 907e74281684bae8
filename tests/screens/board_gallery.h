/* The board in every form that it has, one after the other, for checks and pictures. */
#pragma once
#include "screens/stage.h"

/* Plays a morning on an open stage of the role "display" and calls `each` with every form. */
void board_gallery_walk(struct stage *stage,
                        void (*each)(struct stage *stage, const char *name, void *context),
                        void *context);
