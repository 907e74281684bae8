/* Civil dates by arithmetic alone (the proleptic Gregorian calendar). */
#include "domain/calendar.h"
#include "base/text.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_MS = 86400000, DAYS_PER_ERA = 146097 }; /* an era is 400 years */

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

int64_t calendar_day(int64_t ms, int offset_min)
{
    return floor_div(ms + (int64_t)offset_min * 60000, DAY_MS);
}

int calendar_weekday(int64_t day)
{
    return (int)(((day + 4) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
}

/* Years begin in March here, so that the leap day is the last one of a year. */
struct civil calendar_civil(int64_t ms, int offset_min)
{
    int64_t local_ms = ms + (int64_t)offset_min * 60000;
    int64_t day = floor_div(local_ms, DAY_MS);
    int64_t rest_s = (local_ms - day * DAY_MS) / 1000;
    int64_t shifted = day + 719468; /* days since 0000-03-01 */
    int64_t era = floor_div(shifted, DAYS_PER_ERA);
    int64_t of_era = shifted - era * DAYS_PER_ERA;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * of_year + 2) / 153; /* 0 = March */

    return (struct civil){
        .year = (int)(year + era * 400 + (month >= 10 ? 1 : 0)),
        .month = (int)(month < 10 ? month + 3 : month - 9),
        .day = (int)(of_year - (153 * month + 2) / 5 + 1),
        .hour = (int)(rest_s / 3600),
        .minute = (int)(rest_s / 60 % 60),
        .second = (int)(rest_s % 60),
        .weekday = calendar_weekday(day),
    };
}

int64_t calendar_ms(const struct civil *civil, int offset_min)
{
    int64_t year = (int64_t)civil->year - (civil->month <= 2 ? 1 : 0);
    int64_t era = floor_div(year, 400);
    int64_t of_era = year - era * 400;
    int64_t month = civil->month > 2 ? civil->month - 3 : civil->month + 9;
    int64_t of_year = (153 * month + 2) / 5 + civil->day - 1;
    int64_t days = era * DAYS_PER_ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
    int64_t seconds = civil->hour * INT64_C(3600) + civil->minute * INT64_C(60) + civil->second;

    return days * DAY_MS + seconds * 1000 - (int64_t)offset_min * 60000;
}

bool calendar_parse_day(const char *text, int64_t *out_day)
{
    static const char shape[] = "dddd-dd-dd";
    struct civil civil = {0};

    if (strlen(text) != strlen(shape))
        return false;
    for (size_t i = 0; shape[i] != '\0'; i++) {
        if (shape[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != '-')
            return false;
    }
    civil.year = (int)strtol(text, NULL, 10);
    civil.month = (int)strtol(text + 5, NULL, 10);
    civil.day = (int)strtol(text + 8, NULL, 10);
    if (civil.month < 1 || civil.month > 12 || civil.day < 1 || civil.day > 31)
        return false;
    *out_day = calendar_day(calendar_ms(&civil, 0), 0);
    /* A 31 February comes out as a day in March. */
    struct civil back = calendar_civil(*out_day * DAY_MS, 0);
    return back.month == civil.month && back.day == civil.day;
}

void calendar_format_day(int64_t day, char out[16])
{
    struct civil civil = calendar_civil(day * DAY_MS, 0);

    text_format(out, 16, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
}
