/* Civil dates in the office's zone: Indonesia has three fixed offsets and no summer time. */
#pragma once
#include "base/attr.h"
#include <stdbool.h>
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
int calendar_weekday(int64_t day);                              /* of days since 1970; 0 = Sunday */
int64_t calendar_ms(const struct civil *civil, int offset_min); /* weekday is ignored */

/* "2026-12-25" as days since 1970; false for anything else, a 31 February included. */
MUST_USE bool calendar_parse_day(const char *text, int64_t *out_day);
/* "2026-12-25"; a day outside the years 0 to 9999 is cut. */
void calendar_format_day(int64_t day, char out[16]);
