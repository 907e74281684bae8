/* The staff's day screen in every form, for checks and pictures; and a day to show on it. */
#pragma once
#include "domain/staff.h"
#include "screens/stage.h"

/* Sixty numbers of Pekanbaru with lives: 44 served, one skipped, one void, 14 waiting. */
void day_fill(struct stage *stage);
/* From the open desk to the day screen. */
void day_open(struct stage *stage);
/* On an open stage of role staff without officers. */
void day_gallery_walk(struct stage *stage,
                      void (*each)(struct stage *stage, const char *name, void *context),
                      void *context);
/* What only an office with hours has: more time, on a Friday after them. `plan` holds language, size
 * and measure. */
void day_gallery_hours(const struct stage *plan,
                       void (*each)(struct stage *stage, const char *name, void *context),
                       void *context);
