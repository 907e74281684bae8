/* "Akses mudah" as a visitor turns it on, for every test of a screen that has its modes. */
#pragma once
#include "screens/stage.h"

enum { MODE_LARGE = 1, MODE_CONTRAST = 2, MODE_LOW = 4, MODE_TIME = 8, MODES_COUNT = 16 };

/* Opens the panel from the open screen, turns its switches to exactly these modes and applies them. */
void modes_apply(struct stage *stage, unsigned modes);
/* "large-contrast-low"; "plain" for none. Borrowed, constant; more time is not named: it changes no
 * picture. */
const char *modes_name(unsigned modes);
