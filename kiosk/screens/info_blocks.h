/* The blocks of screen 07, in the order in which they stand; each knows its height and draws itself. */
#pragma once
#include "parts.h"

enum info_kind { INFO_CARDS, INFO_HEADING, INFO_LINE, INFO_COMPLAIN, INFO_CHANNELS, INFO_CHANNEL };

struct info_block {
    enum info_kind kind;
    const char *text; /* heading, line */
    int number;       /* of a line; of a channel that stands alone */
};

enum { INFO_MAX_BLOCKS = 160 };

/* What the catalogue says about the service, at most INFO_MAX_BLOCKS; returns the count. With
 * `has_complain` the button to the complaint's form stands below the channels, where the actions have
 * no room for it. */
size_t info_blocks(struct router *router, struct info_block *out, bool has_complain);
int info_height(struct ui *ui, struct router *router, const struct info_block *block, int width);
/* At the top of the box and as wide. */
void info_draw(struct ui *ui, struct router *router, const struct info_block *block,
               struct ui_box box);
