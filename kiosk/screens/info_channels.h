/* The complaint channels of screen 07: four beside the code for SMS, the others one by one. */
#pragma once
#include "parts.h"

enum { CHANNELS_BESIDE_CODE = 4 };

/* Entries to show for the chosen service; channels of one kind are one entry. */
size_t channels_count(struct router *router);
int channels_height(struct ui *ui, struct router *router, int width);
void channels_draw(struct ui *ui, struct router *router, struct ui_box box);
/* Entry `number`, CHANNELS_BESIDE_CODE or more. */
int channels_other_height(struct ui *ui, struct router *router, size_t number, int width);
void channels_draw_other(struct ui *ui, struct router *router, size_t number, struct ui_box box);
