/* Search and list in every form that they have. */
#pragma once
#include "screens/stage.h"

/* Opens the search from home in these modes of "Akses mudah" and calls `each` with every form: nothing typed, one
 * hit, many, none, without the keyboard; then the list of a sector and of all. Ends on home. */
void find_gallery_walk(struct stage *stage,
                       void (*each)(struct stage *stage, const char *name, void *context),
                       void *context, unsigned modes);
/* Types with the on-screen keyboard: small letters and spaces. */
void find_type(struct stage *stage, const char *text);
