/* The rule of the verified-time floor. */
#include "domain/time_floor.h"

/* Longer than a certificate lives (two years), so that a kiosk from the shelf is believed. */
static const int64_t beyond_ms = INT64_C(3) * 365 * 24 * 3600 * 1000;

int64_t time_floor(int64_t build_ms, int64_t seen_ms)
{
    return seen_ms > build_ms ? seen_ms : build_ms;
}

int64_t time_floor_verify(int64_t floor_ms, int64_t now_ms)
{
    if (now_ms < floor_ms || now_ms - floor_ms > beyond_ms)
        return floor_ms;
    return now_ms;
}
