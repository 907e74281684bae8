/* Days and periods as words. */
#include "words/period.h"

#include "base/text.h"
#include "domain/calendar.h"
#include "words/report.h"
#include "words/words.h"

#include <assert.h>

#define DAY_MS INT64_C(86400000)

enum { DAYS_OF_WEEK = 7, MONTHS_OF_TRIWULAN = 3, MONTHS_OF_SEMESTER = 6, PERIOD_TEXT = 96 };

static struct civil civil_of(int64_t day)
{
    return calendar_civil(day * DAY_MS, 0);
}

static void plain_day(char *out, size_t size, int64_t day)
{
    struct civil civil = civil_of(day);
    char number[16], year[16];

    text_format(number, sizeof(number), "%d", civil.day);
    text_format(year, sizeof(year), "%d", civil.year);
    text_fill(out, size, _("k_date", "{day} {month} {year}"), "day", number, "month",
              words_month(civil.month), "year", year, NULL);
}

/* Without its year, and without its month where the last day names it. */
static void first_day(char *out, size_t size, const struct civil *from, const struct civil *until)
{
    char number[16];

    text_format(number, sizeof(number), "%d", from->day);
    if (from->month == until->month)
        text_copy(out, size, number);
    else
        text_fill(out, size, _("pw_day_month", "{day} {month}"), "day", number, "month",
                  words_month(from->month), NULL);
}

void words_period_days(char *out, size_t size, const struct period *period)
{
    struct civil from = civil_of(period->from_day), until = civil_of(period->until_day);
    char first[PERIOD_TEXT], last[PERIOD_TEXT];

    plain_day(last, sizeof(last), period->until_day);
    if (period->from_day == period->until_day) {
        text_copy(out, size, last);
        return;
    }
    if (from.year == until.year)
        first_day(first, sizeof(first), &from, &until);
    else
        plain_day(first, sizeof(first), period->from_day);
    text_fill(out, size, _("pw_days", "{from} to {until}"), "from", first, "until", last, NULL);
}

/* Of the ISO year that the week's Thursday is in. */
static void week_name(char *out, size_t size, int64_t monday)
{
    const int64_t thursday = monday + 3;
    struct civil civil = civil_of(thursday);
    struct civil new_year = {.year = civil.year, .month = 1, .day = 1};
    char week[16], year[16];

    text_format(week, sizeof(week), "%d",
                (int)((thursday - calendar_day(calendar_ms(&new_year, 0), 0)) / DAYS_OF_WEEK) + 1);
    text_format(year, sizeof(year), "%d", civil.year);
    text_fill(out, size, _("pw_week", "Week {n} of {year}"), "n", week, "year", year, NULL);
}

/* "IV": a triwulan's or semester's number */
static const char *roman(int number)
{
    static const char *const romans[] = {"", "I", "II", "III", "IV"};

    assert(number >= 1 && number < (int)ARRAY_LEN(romans));
    return romans[number];
}

void words_period_name(char *out, size_t size, const struct period *period)
{
    struct civil from = civil_of(period->from_day);
    char year[16];

    text_format(year, sizeof(year), "%d", from.year);
    switch (period->kind) {
    case PERIOD_DAY:
        words_day(out, size, period->from_day);
        break;
    case PERIOD_WEEK:
        week_name(out, size, period->from_day);
        break;
    case PERIOD_MONTH:
        text_fill(out, size, _("pw_month", "{month} {year}"), "month", words_month(from.month),
                  "year", year, NULL);
        break;
    case PERIOD_TRIWULAN:
        text_fill(out, size, _("pw_triwulan", "Quarter {n} {year}"), "n",
                  roman((from.month - 1) / MONTHS_OF_TRIWULAN + 1), "year", year, NULL);
        break;
    case PERIOD_SEMESTER:
        text_fill(out, size, _("pw_semester", "Semester {n} {year}"), "n",
                  roman((from.month - 1) / MONTHS_OF_SEMESTER + 1), "year", year, NULL);
        break;
    case PERIOD_YEAR:
        text_fill(out, size, _("pw_year", "Year {year}"), "year", year, NULL);
        break;
    case PERIOD_RANGE:
    case PERIOD_KINDS:
        words_period_days(out, size, period);
        break;
    }
}

void words_period(char *out, size_t size, const struct period *period)
{
    char name[PERIOD_TEXT], days[PERIOD_TEXT];

    words_period_name(name, sizeof(name), period);
    words_period_days(days, sizeof(days), period);
    if (period->kind == PERIOD_DAY || period->kind == PERIOD_RANGE)
        text_copy(out, size, name);
    else
        text_fill(out, size, _("pw_name_days", "{name} ({days})"), "name", name, "days", days,
                  NULL);
}

void words_period_brief(char *out, size_t size, const struct period *period)
{
    struct civil from = civil_of(period->from_day);
    char year[16], first[PERIOD_TEXT], last[PERIOD_TEXT];

    text_format(year, sizeof(year), "%d", from.year);
    switch (period->kind) {
    case PERIOD_TRIWULAN:
        text_fill(out, size, _("pw_triwulan_brief", "Qtr {n} {year}"), "n",
                  roman((from.month - 1) / MONTHS_OF_TRIWULAN + 1), "year", year, NULL);
        break;
    case PERIOD_SEMESTER:
        text_fill(out, size, _("pw_semester_brief", "S{n} {year}"), "n",
                  roman((from.month - 1) / MONTHS_OF_SEMESTER + 1), "year", year, NULL);
        break;
    case PERIOD_YEAR:
        text_copy(out, size, year);
        break;
    case PERIOD_MONTH:
        text_fill(out, size, _("pw_month", "{month} {year}"), "month",
                  words_short_month(from.month), "year", year, NULL);
        break;
    case PERIOD_DAY:
        words_short_date(out, size, period->from_day * DAY_MS, 0);
        break;
    case PERIOD_WEEK:
    case PERIOD_RANGE:
    case PERIOD_KINDS:
        words_short_date(first, sizeof(first), period->from_day * DAY_MS, 0);
        words_short_date(last, sizeof(last), period->until_day * DAY_MS, 0);
        text_fill(out, size, _("pw_days", "{from} to {until}"), "from", first, "until", last, NULL);
        break;
    }
}
