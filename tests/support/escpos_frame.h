/* Where one ESC/POS command ends and the next begins. */
#pragma once
#include <stddef.h>
#include <stdint.h>

/* The most that one command may hold: a raster of a metre. */
enum { ESCPOS_COMMAND_MAX = 1 << 20 };

/* Bytes of the command at the front; 0 when more are needed to tell. At least 1 with `len` > 0 and
 * all of it there. */
size_t escpos_command_length(const uint8_t *bytes, size_t len);
