/* How long a test waits for what a kiosk does within a time of its own. A wait ends at the sign that it waits for,
 * so that a long one costs nothing; and the daily run's machine may be slow, and has other tests to run beside. */
#pragma once
#include <stdint.h>
#include <stdlib.h>

enum { PATIENCE_LEAST_MS = 60000 };

/* `ms` is what it may take where nobody else works: held to in campaigns (ANJUNGAN_LONG), a minute at least on every
 * other day. */
static inline int64_t patience_ms(int64_t ms)
{
    return getenv("ANJUNGAN_LONG") || ms > PATIENCE_LEAST_MS ? ms : PATIENCE_LEAST_MS;
}
