/* The screens of a kiosk whose office does not answer. */
#pragma once
#include "desk/office.h"
#include "screens/stage.h"

/* The office answers now, and is away `ms` later; 0: it never answered. The kiosk has noticed. */
void away_since(struct stage *stage, int64_t ms);
/* Calls `each` with attract and home: half an hour away, three days, never, and with a closed office. */
void away_walk(const struct stage *plan,
               void (*each)(struct stage *stage, const char *name, void *context), void *context);
