/* Screen 11's ways to keep the number: its code, a photograph, a pen. */
#pragma once
#include "router.h"

/* The height that the title and the cards need; they fill more where there is more. */
int problem_ways_height(struct ui *ui, int width);
void problem_ways_draw(struct ui *ui, struct router *router, struct ui_box box);
