/* zbar wants one byte a dot, and a picture larger than ours by nothing. */
#include "support/qr_read.h"

#include <stdlib.h>
#include <string.h>
#include <zbar.h>

static uint8_t *grey(const uint8_t *bits, size_t width, size_t height)
{
    uint8_t *out = malloc(width * height);

    if (!out)
        abort();
    for (size_t i = 0; i < width * height; i++)
        out[i] = (bits[i / 8] >> (7 - i % 8) & 1) != 0 ? 0 : 255;
    return out;
}

bool qr_read(const uint8_t *bits, int width, int height, char *out, size_t size)
{
    uint8_t *dots = grey(bits, (size_t)width, (size_t)height);
    zbar_image_scanner_t *scanner = zbar_image_scanner_create();
    zbar_image_t *image = zbar_image_create();
    const zbar_symbol_t *symbol;
    bool found = false;

    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
    zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
    zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
    zbar_image_set_size(image, (unsigned)width, (unsigned)height);
    zbar_image_set_data(image, dots, (unsigned long)width * (unsigned long)height, NULL);
    if (zbar_scan_image(scanner, image) == 1) {
        symbol = zbar_image_first_symbol(image);
        found = zbar_symbol_get_data_length(symbol) < size;
        if (found) {
            memcpy(out, zbar_symbol_get_data(symbol), zbar_symbol_get_data_length(symbol));
            out[zbar_symbol_get_data_length(symbol)] = '\0';
        }
    }
    zbar_image_destroy(image);
    zbar_image_scanner_destroy(scanner);
    free(dots);
    return found;
}
