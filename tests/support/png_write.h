/* Pictures of dots as PNG files. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

/* Writes `height` rows of width/8 bytes (1 = black, most significant bit first) and `blank` white
 * rows below them. False when the file cannot be written. */
bool png_write(const char *path, const uint8_t *bits, int width, int height, int blank);
