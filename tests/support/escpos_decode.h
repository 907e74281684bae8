/* Reads ESC/POS bytes as a printer would and gives back the picture on the paper.
 *
 * Strict: a command that our slips do not use is a fault, told in words. Status requests (DLE EOT,
 * GS r, GS a, GS ( H) may stand anywhere; they print nothing. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct escpos_slip {
    int width;     /* dots */
    int height;    /* dots of raster, feeding not counted */
    uint8_t *bits; /* as slip_bitmap: 1 = black, most significant bit first; yours */
    int bands;
    int highest_band; /* rows */
    int feed_dots;    /* fed after the picture, before the cut */
    bool is_cut;
    size_t bytes; /* how much of the input this slip was, its cut included */
};

/* The first slip in `bytes`: up to and with its cut, or to the end. On false `why` says what was
 * found and where, and nothing is to be freed. */
bool escpos_decode(const uint8_t *bytes, size_t len, struct escpos_slip *out, char why[128])
    __attribute__((warn_unused_result));
void escpos_slip_clear(struct escpos_slip *slip);
