/* A titled list that pages by two arrows below it, where several stand on one screen. */
#pragma once
#include "ui/ui.h"

enum { PANEL_TITLE = 56, PANEL_STEP = 88 };

void panel_title(struct ui *ui, struct ui_box box, const char *title, const char *name);
/* The arrows, named `names`, at the bottom of the box; changes `*page`. */
void panel_steps(struct ui *ui, struct ui_box box, const char *const names[2], int *page,
                 int pages);
