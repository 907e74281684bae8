/* Reads QR codes off a 1-bit picture with zbar, as a phone would. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The text of the only QR code in the picture (1 = black, rows of width/8 bytes) into `out`; false
 * when there is none, more than one, or its text is too long for `size`. */
bool qr_read(const uint8_t *bits, int width, int height, char *out, size_t size)
    __attribute__((warn_unused_result));
