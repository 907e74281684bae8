/* The info line of the board: what the standards promise, one service after the other. */
#pragma once
#include "domain/catalog.h"
#include <stddef.h>

/* How many facts the catalogue yields. Only what its documents say: free of charge where the
 * standard says so, a time where it states one. */
size_t board_fact_count(const struct catalog *catalog);
/* Fact number `index` in the language in use; "" past the last one. */
void board_fact(char *out, size_t size, const struct catalog *catalog, size_t index);
