/* The staff's survey screens in every form, for checks and pictures; and answers to show on them. */
#pragma once
#include "screens/stage.h"

/* `count` forms of that day (since 1970) as if an officer had entered them; asserts that it works. */
void paper_enter(struct stage *stage, int count, int64_t day);
/* Types nine digits ("443434424") on the open form's keypad. */
void paper_type(struct stage *stage, const char *digits);
/* On an open stage of role staff without officers. */
void paper_gallery_walk(struct stage *stage,
                        void (*each)(struct stage *stage, const char *name, void *context),
                        void *context);
