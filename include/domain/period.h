/* Reporting periods: a day, an ISO week, a month, a triwulan, a semester, a year, or any range. */
#pragma once
#include "base/attr.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum period_kind {
    PERIOD_DAY,
    PERIOD_WEEK,
    PERIOD_MONTH,
    PERIOD_TRIWULAN,
    PERIOD_SEMESTER,
    PERIOD_YEAR,
    PERIOD_RANGE,
    PERIOD_KINDS
};

/* Local days since 1970, both included. */
struct period {
    enum period_kind kind;
    int64_t from_day;
    int64_t until_day;
};

/* The period of that kind which holds `day`; PERIOD_RANGE is the day alone. */
struct period period_of(enum period_kind kind, int64_t day);
/* The one before; of a range, as many days before it. */
struct period period_before(const struct period *period);
/* The smallest kind that a range is exactly: 1 July to 30 September is a triwulan. */
struct period period_of_days(int64_t from_day, int64_t until_day);
/* "2026-11-23", "2026-W47", "2026-11", "2026-T4", "2026-S2", "2026". */
MUST_USE bool period_parse(const char *text, struct period *out);
/* The same form; a range as "2026-11-01..2026-11-15". */
void period_format(const struct period *period, char *out, size_t size);
