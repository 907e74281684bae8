/* Filing a complaint: its steps by widget name, and every form that its screens have. */
#pragma once
#include "screens/stage.h"

/* From the home screen to the first step; from there to the second with the design's words, to the last
 * with a phone number, and all the way to the complaint's number. */
void complaint_open_form(struct stage *stage);
void complaint_write(struct stage *stage);
void complaint_contact(struct stage *stage);
void complaint_send(struct stage *stage);
/* Types by the on-screen keyboard: small letters, digits, blanks, ",", "." and the keyboard's signs. */
void complaint_type(struct stage *stage, const char *text);

/* `modes` of "Akses mudah" (modes.h) hold all the way. */
void complaint_gallery_walk(struct stage *stage,
                            void (*each)(struct stage *stage, const char *name, void *context),
                            void *context, unsigned modes);
