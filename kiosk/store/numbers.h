/* Document numbers of requirements as a blob: two bytes each, big endian. */
#pragma once
#include "store/query.h"
#include <stddef.h>
#include <stdint.h>

/* `out` has room for 2 * count bytes; returns how many were written. */
size_t numbers_pack(const uint16_t *numbers, size_t count, uint8_t *out);
/* Reads at most `most` (up to TICKET_MAX_UNTICKED) numbers of a column; returns how many. */
size_t numbers_from_row(const struct query *query, int column, uint16_t *out, size_t most);
