/* Civil dates in the office's zone: Indonesia has three fixed offsets and no summer time. */
#pragma once
#include <stdint.h>

struct civil {
    int year;
    int month; /* 1..12 */
    int day;   /* 1..31 */
    int hour;
    int minute;
    int second;
    int weekday; /* 0 = Sunday */
};

struct civil calendar_civil(int64_t ms, int offset_min);
int64_t calendar_day(int64_t ms, int offset_min);               /* local days since 1970-01-01 */
int64_t calendar_ms(const struct civil *civil, int offset_min); /* weekday is ignored */
