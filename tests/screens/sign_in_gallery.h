/* The way into staff mode in every form, for checks and pictures. */
#pragma once
#include "screens/stage.h"

/* `count` officers: P-01 … , the first one a supervisor; all with the PIN 246813. */
void sign_in_add_officers(struct stage *stage, int count);
void sign_in_type(struct stage *stage, const char *digits);
/* From the names to the desk of "Loket 2". */
void sign_in_at_counter(struct stage *stage);
/* On an open stage of role staff without officers. */
void sign_in_gallery_walk(struct stage *stage,
                          void (*each)(struct stage *stage, const char *name, void *context),
                          void *context);
