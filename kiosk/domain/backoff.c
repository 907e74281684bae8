/* Waits after failures. */
#include "domain/backoff.h"

enum { DOUBLINGS_MOST = 20 }; /* far past the ceiling, far from an overflow */

static int64_t part(int64_t ms, uint32_t chance)
{
    return (int64_t)(((uint64_t)ms * chance) >> 32);
}

int64_t backoff_fail(struct backoff *backoff, int64_t told_s, uint32_t chance)
{
    int64_t ceiling_ms = (int64_t)BACKOFF_FIRST_MS << backoff->failures;
    int64_t told = told_s > 0 ? told_s : 0;

    if (told > BACKOFF_TOLD_MOST_S)
        told = BACKOFF_TOLD_MOST_S;
    if (backoff->failures < DOUBLINGS_MOST)
        backoff->failures++;
    if (ceiling_ms > BACKOFF_MOST_MS)
        ceiling_ms = BACKOFF_MOST_MS;
    return told * 1000 + part(ceiling_ms + 1, chance);
}

void backoff_reset(struct backoff *backoff)
{
    backoff->failures = 0;
}

int64_t backoff_around(int64_t ms, uint32_t chance)
{
    return ms - ms / 5 + part(2 * (ms / 5) + 1, chance);
}

size_t backoff_smaller(size_t batch)
{
    return batch > 1 ? batch / 2 : 1;
}

size_t backoff_larger(size_t batch, size_t most)
{
    return batch <= most / 2 ? batch * 2 : most;
}
