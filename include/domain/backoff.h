/* How long to wait after a failure, and how much to send at once. Pure: chance comes from outside. */
#pragma once
#include <stddef.h>
#include <stdint.h>

enum {
    BACKOFF_FIRST_MS = 1000,
    BACKOFF_MOST_MS = 300 * 1000,
    BACKOFF_TOLD_MOST_S = 3600, /* a longer wait that the office asks for is asked about again */
};

struct backoff {
    int failures; /* in a row */
};

/* Counts a failure and gives the milliseconds to wait: evenly between none and a ceiling that doubles from
 * BACKOFF_FIRST_MS to BACKOFF_MOST_MS ("full jitter"), so that kiosks that failed together do not return
 * together. `told_s` (-1: nothing was) comes on top. `chance` is evenly distributed over 32 bits. */
int64_t backoff_fail(struct backoff *backoff, int64_t told_s, uint32_t chance);
void backoff_reset(struct backoff *backoff);

/* `ms` and up to a fifth less or more of it. */
int64_t backoff_around(int64_t ms, uint32_t chance);

/* Half, down to 1; and twice, up to `most`. */
size_t backoff_smaller(size_t batch);
size_t backoff_larger(size_t batch, size_t most);
