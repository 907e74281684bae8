/* The relay's pace (see relay_pace.h). */
#include "office/relay_pace.h"

int64_t relay_pace_next(struct relay_pace *pace, enum relay_outcome outcome, size_t sent,
                        size_t ceiling, int64_t told_s, uint32_t chance)
{
    switch (outcome) {
    case RELAY_NOTHING:
        backoff_reset(&pace->backoff);
        return RELAY_LOOK_MS;
    case RELAY_TAKEN:
        backoff_reset(&pace->backoff);
        pace->most = backoff_larger(pace->most, ceiling);
        return 0;
    case RELAY_TOO_LARGE:
        backoff_reset(&pace->backoff);
        pace->most = backoff_smaller(sent);
        return backoff_around(RELAY_LOOK_MS, chance);
    case RELAY_TIMED_OUT:
        pace->most = backoff_smaller(sent);
        break;
    case RELAY_FAILED:
        break;
    }
    return backoff_fail(&pace->backoff, told_s, chance);
}
