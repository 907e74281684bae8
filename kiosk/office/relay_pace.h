/* When the relay asks the office above again, and with how much: the kiosks' own rules
 * (domain/backoff.h). Pure. */
#pragma once
#include "domain/backoff.h"

enum relay_outcome {
    RELAY_NOTHING,   /* there was nothing to pass on */
    RELAY_TAKEN,     /* it went on */
    RELAY_FAILED,    /* the office above is away, or did not take it; or our database is away */
    RELAY_TIMED_OUT, /* perhaps for being too much */
    RELAY_TOO_LARGE, /* said by the office above, which is there: no need to wait long */
};
enum { RELAY_LOOK_MS = 1000 };

struct relay_pace {
    struct backoff backoff;
    size_t most; /* records at once */
};
/* The milliseconds to wait after `outcome` of sending `sent` records; `ceiling` is the most ever
 * sent at once. `told_s` and `chance` as in backoff_fail. */
int64_t relay_pace_next(struct relay_pace *pace, enum relay_outcome outcome, size_t sent,
                        size_t ceiling, int64_t told_s, uint32_t chance);
