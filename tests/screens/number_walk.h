/* Everything that a visitor may see between the wish for a number and its end: 08 to 11, the question
 * whether anybody is there, and a kiosk out of service. */
#pragma once
#include "screens/stage.h"

/* What long_office.py makes. */
#define LONG_OFFICE BINARY_DIR "/tests/screens/long.json"

/* On that catalogue. Each form is handed to `each`; modes as in modes.h. */
void number_walk(struct stage *stage,
                 void (*each)(struct stage *stage, const char *name, void *context), void *context,
                 unsigned modes);
/* Opens screen 08 for the first permit, with nothing ticked, in these modes. */
void number_open(struct stage *stage, unsigned modes);
