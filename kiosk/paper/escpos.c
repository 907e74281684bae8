/* A slip as ESC/POS bytes: pictures only, because code pages differ between printers. */
#include "slip_build.h"

#include "base/mem.h"

enum { BAND_ROWS = 255, FEED_DOTS = 40 };

void slip_escpos(const struct slip *slip, struct text *out)
{
    static const uint8_t initialise[] = {0x1b, '@'};
    static const uint8_t feed[] = {0x1b, 'J', FEED_DOTS};
    static const uint8_t cut[] = {0x1d, 'V', 66, 0}; /* on to the cutter, then leave one point */
    const size_t row_bytes = (size_t)slip->rows.width / 8;
    size_t bytes;
    AUTO_FREE uint8_t *bits = slip_bitmap(slip, &bytes);

    text_add_bytes(out, initialise, sizeof(initialise));
    for (int y = 0; y < slip->height; y += BAND_ROWS) {
        int band = slip->height - y < BAND_ROWS ? slip->height - y : BAND_ROWS;
        uint8_t head[] = {0x1d, 'v', '0', 0, (uint8_t)row_bytes, 0, (uint8_t)band, 0};

        text_add_bytes(out, head, sizeof(head));
        text_add_bytes(out, bits + (size_t)y * row_bytes, (size_t)band * row_bytes);
    }
    text_add_bytes(out, feed, sizeof(feed));
    text_add_bytes(out, cut, sizeof(cut));
}
