/* The staff's screen of devices in every form that it has, one after the other, for checks and
 * pictures. */
#pragma once
#include "screens/stage.h"

/* Signs P-01 in on an open stage of the role "staff" and opens the screen. */
void devices_gallery_open(struct stage *stage);
/* The role ran on this machine and is gone, or (as long as the desk that is returned is open) runs. */
void devices_gallery_gone(struct stage *stage, const char *role);
struct desk *devices_gallery_run(struct stage *stage, const char *role);
/* A visitor at the kiosk asks for an officer. */
void devices_gallery_call(struct stage *stage, const char *screen);
/* Opens the screen and calls `each` with every form. */
void devices_gallery_walk(struct stage *stage,
                          void (*each)(struct stage *stage, const char *name, void *context),
                          void *context);
