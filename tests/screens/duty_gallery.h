/* The officer's desk in every form that it has, one after the other, for checks and pictures. */
#pragma once
#include "screens/stage.h"

/* Plays a morning as in the design on an open stage of the role "staff", office Pekanbaru, and calls
 * `each` with every form. */
void duty_gallery_walk(struct stage *stage,
                       void (*each)(struct stage *stage, const char *name, void *context),
                       void *context);
