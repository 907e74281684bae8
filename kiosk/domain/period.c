/* Reporting periods by civil dates. */
#include "domain/period.h"
#include "base/text.h"
#include "domain/calendar.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { DAY_MS = 86400000, WEEK = 7, MONTHS = 12, THURSDAY = 3 /* from Monday on */ };

/* How many months a kind has; 0 for those that are not made of months. */
static const int months_of[] = {
    [PERIOD_DAY] = 0,      [PERIOD_WEEK] = 0,  [PERIOD_MONTH] = 1, [PERIOD_TRIWULAN] = 3,
    [PERIOD_SEMESTER] = 6, [PERIOD_YEAR] = 12, [PERIOD_RANGE] = 0,
};
static_assert(ARRAY_LEN(months_of) == PERIOD_KINDS, "every kind has its months");

static struct civil civil_of(int64_t day)
{
    return calendar_civil(day * DAY_MS, 0);
}

/* The first day of a month counted from January of year 0. */
static int64_t first_of(int64_t month)
{
    struct civil civil = {
        .year = (int)(month / MONTHS), .month = (int)(month % MONTHS) + 1, .day = 1};

    return calendar_day(calendar_ms(&civil, 0), 0);
}

static int64_t monday_of(int64_t day)
{
    return day - (calendar_weekday(day) + WEEK - 1) % WEEK;
}

static struct period of_months(enum period_kind kind, int64_t month)
{
    int64_t first = month - month % months_of[kind];

    return (struct period){kind, first_of(first), first_of(first + months_of[kind]) - 1};
}

struct period period_of(enum period_kind kind, int64_t day)
{
    struct civil civil = civil_of(day);

    if (months_of[kind] > 0)
        return of_months(kind, (int64_t)civil.year * MONTHS + civil.month - 1);
    if (kind == PERIOD_WEEK)
        return (struct period){kind, monday_of(day), monday_of(day) + WEEK - 1};
    return (struct period){kind, day, day};
}

struct period period_before(const struct period *period)
{
    int64_t days = period->until_day - period->from_day + 1;

    if (period->kind == PERIOD_RANGE)
        return (struct period){PERIOD_RANGE, period->from_day - days, period->from_day - 1};
    return period_of(period->kind, period->from_day - 1);
}

struct period period_of_days(int64_t from_day, int64_t until_day)
{
    for (int kind = PERIOD_DAY; kind < PERIOD_RANGE; kind++) {
        struct period period = period_of((enum period_kind)kind, from_day);

        if (period.from_day == from_day && period.until_day == until_day)
            return period;
    }
    return (struct period){PERIOD_RANGE, from_day, until_day};
}

/* `count` digits and nothing else up to there; -1 for anything else. */
static int digits(const char *text, int count)
{
    int value = 0;

    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

static bool parse_week(int year, int week, struct period *out)
{
    /* The week that holds 4 January is the first one. */
    int64_t monday = monday_of(first_of((int64_t)year * MONTHS) + 3) + (week - 1) * (int64_t)WEEK;

    if (week < 1 || civil_of(monday + THURSDAY).year != year)
        return false;
    *out = period_of(PERIOD_WEEK, monday);
    return true;
}

static bool parse_part(int year, enum period_kind kind, int part, struct period *out)
{
    if (part < 1 || part > MONTHS / months_of[kind])
        return false;
    *out = of_months(kind, (int64_t)year * MONTHS + (part - 1) * (int64_t)months_of[kind]);
    return true;
}

static bool parse_range(const char *text, struct period *out)
{
    char from[16];
    int64_t from_day, until_day;

    if (strlen(text) != 22 || strncmp(text + 10, "..", 2) != 0)
        return false;
    (void)text_format(from, sizeof from, "%.10s", text);
    if (!calendar_parse_day(from, &from_day) || !calendar_parse_day(text + 12, &until_day)
        || until_day < from_day)
        return false;
    *out = (struct period){PERIOD_RANGE, from_day, until_day};
    return true;
}

bool period_parse(const char *text, struct period *out)
{
    size_t len = strlen(text);
    int year = len >= 4 ? digits(text, 4) : -1;
    int64_t day;

    if (year < 0 || (len > 4 && text[4] != '-'))
        return false;
    if (len == 4)
        return parse_part(year, PERIOD_YEAR, 1, out);
    if (len == 7 && text[5] == 'T')
        return parse_part(year, PERIOD_TRIWULAN, digits(text + 6, 1), out);
    if (len == 7 && text[5] == 'S')
        return parse_part(year, PERIOD_SEMESTER, digits(text + 6, 1), out);
    if (len == 7)
        return parse_part(year, PERIOD_MONTH, digits(text + 5, 2), out);
    if (len == 8 && text[5] == 'W')
        return parse_week(year, digits(text + 6, 2), out);
    if (len > 10)
        return parse_range(text, out);
    if (!calendar_parse_day(text, &day))
        return false;
    *out = period_of(PERIOD_DAY, day);
    return true;
}

void period_format(const struct period *period, char *out, size_t size)
{
    struct civil civil = civil_of(period->from_day);
    struct civil thursday = civil_of(period->from_day + THURSDAY);
    int64_t january = first_of((int64_t)thursday.year * MONTHS);
    char from[16], until[16];

    calendar_format_day(period->from_day, from);
    calendar_format_day(period->until_day, until);
    switch (period->kind) {
    case PERIOD_DAY:
        (void)text_copy(out, size, from);
        return;
    case PERIOD_WEEK:
        (void)text_format(out, size, "%04d-W%02d", thursday.year,
                          (int)((period->from_day + THURSDAY - january) / WEEK) + 1);
        return;
    case PERIOD_MONTH:
        (void)text_format(out, size, "%04d-%02d", civil.year, civil.month);
        return;
    case PERIOD_TRIWULAN:
        (void)text_format(out, size, "%04d-T%d", civil.year, (civil.month - 1) / 3 + 1);
        return;
    case PERIOD_SEMESTER:
        (void)text_format(out, size, "%04d-S%d", civil.year, (civil.month - 1) / 6 + 1);
        return;
    case PERIOD_YEAR:
        (void)text_format(out, size, "%04d", civil.year);
        return;
    case PERIOD_RANGE:
    case PERIOD_KINDS:
        break;
    }
    (void)text_format(out, size, "%s..%s", from, until);
}
