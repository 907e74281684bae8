/* Whether the office takes numbers: its weekly hours, holidays, and what staff decided. */
#include "domain/opening.h"
#include "base/attr.h"
#include "base/mem.h"
#include "base/text.h"
#include "domain/calendar.h"

#include <assert.h>
#include <stdlib.h>

enum {
    DAY_MIN = 24 * 60,
    MINUTE_MS = 60000,
    HORIZON_DAYS = 400,   /* longer than any run of holidays; beyond it the opening is not known */
    NEVER_CLOSES_DAYS = 8 /* open for a week on end: open around the clock */
};

static const char *const reason_names[] = {
    [OPEN] = "open",
    [CLOSED_DAY_ENDED] = "day_ended",
    [CLOSED_PAUSED] = "paused",
    [CLOSED_HOLIDAY] = "holiday",
    [CLOSED_WEEKDAY] = "weekday",
    [CLOSED_BEFORE] = "before",
    [CLOSED_BREAK] = "break",
    [CLOSED_AFTER] = "after",
    [CLOSED_LAST_TICKET] = "last_ticket",
    [CLOSED_QUOTA] = "quota",
};
static_assert(ARRAY_LEN(reason_names) == CLOSED_REASON_COUNT, "every reason has a name");

const char *closed_reason_name(enum closed_reason reason)
{
    return reason_names[reason];
}

static int compare_day(const void *key, const void *element)
{
    int64_t day = *(const int64_t *)key;
    const struct holiday *holiday = element;

    return (day > holiday->day) - (day < holiday->day);
}

const struct holiday *holidays_find(const struct holidays *holidays, int64_t day)
{
    if (holidays == NULL || holidays->count == 0)
        return NULL;
    return bsearch(&day, holidays->days, holidays->count, sizeof *holidays->days, compare_day);
}

void holidays_free(struct holidays *holidays)
{
    if (holidays != NULL)
        arena_free(holidays->memory); /* which holds the table too */
}

/* The calendar of one group. `limit_min` is the minute of the day from which it gives no number. */
struct hours {
    const struct office *office;
    const struct holidays *holidays;
    int offset_min;
    int limit_min;
};

/* A minute of the office's local time. */
struct moment {
    int64_t day;
    int minute;
};

static struct moment moment_at(const struct hours *hours, int64_t ms)
{
    int64_t day = calendar_day(ms, hours->offset_min);
    int64_t of_day_ms = ms + (int64_t)hours->offset_min * MINUTE_MS - day * DAY_MIN * MINUTE_MS;

    return (struct moment){.day = day, .minute = (int)(of_day_ms / MINUTE_MS)};
}

static int64_t moment_ms(const struct hours *hours, struct moment at)
{
    return (at.day * DAY_MIN + at.minute - hours->offset_min) * MINUTE_MS;
}

static bool is_on(const struct hours *hours, const struct open_span *span, int64_t day)
{
    return span->weekday == calendar_weekday(day) && holidays_find(hours->holidays, day) == NULL;
}

/* When the last of the spans that cover this minute ends; -1 when none covers it. */
static int covered_until(const struct hours *hours, struct moment at)
{
    int until = -1;

    for (size_t i = 0; i < hours->office->hours_count; i++) {
        const struct open_span *span = &hours->office->hours[i];

        if (span->from_min <= at.minute && at.minute < span->to_min && span->to_min > until
            && is_on(hours, span, at.day))
            until = span->to_min;
    }
    return until;
}

/* The next minute of this day, from `at` on, at which a span begins; -1 when none does. */
static int next_start(const struct hours *hours, struct moment at, int limit_min)
{
    int start = -1;

    for (size_t i = 0; i < hours->office->hours_count; i++) {
        const struct open_span *span = &hours->office->hours[i];

        if (span->from_min >= at.minute && span->from_min < limit_min
            && (start < 0 || span->from_min < start) && is_on(hours, span, at.day))
            start = span->from_min;
    }
    return start;
}

static bool is_open_at(const struct hours *hours, struct moment at)
{
    return at.minute < hours->limit_min && covered_until(hours, at) >= 0;
}

/* When numbers are given again, looked for from `at` on; 0 when it is not known. */
static int64_t next_opening_ms(const struct hours *hours, struct moment at)
{
    for (int i = 0; i < HORIZON_DAYS; i++) {
        int start = next_start(hours, at, hours->limit_min);

        if (start >= 0)
            return moment_ms(hours, (struct moment){.day = at.day, .minute = start});
        at = (struct moment){.day = at.day + 1};
    }
    return 0;
}

static int64_t next_day_opening_ms(const struct hours *hours, struct moment at)
{
    return next_opening_ms(hours, (struct moment){.day = at.day + 1});
}

/* When the group, open at `at`, gives the last number of this stretch: spans that meet, at midnight
 * too, are one. 0 = never. */
static int64_t closing_ms(const struct hours *hours, struct moment at)
{
    int64_t horizon = at.day + NEVER_CLOSES_DAYS;

    while (is_open_at(hours, at)) {
        int until = covered_until(hours, at);

        if (until > hours->limit_min)
            until = hours->limit_min;
        at.minute = until;
        if (at.minute == DAY_MIN)
            at = (struct moment){.day = at.day + 1};
        if (at.day > horizon)
            return 0;
    }
    return moment_ms(hours, at);
}

/* The same with the time that staff added. */
static int64_t extended_closing_ms(const struct hours *hours, int64_t now_ms, int64_t extra_until)
{
    struct moment now = moment_at(hours, now_ms);
    int64_t closes = is_open_at(hours, now) ? closing_ms(hours, now) : now_ms;

    if (closes == 0 || closes >= extra_until)
        return closes;
    return is_open_at(hours, moment_at(hours, extra_until))
               ? closing_ms(hours, moment_at(hours, extra_until))
               : extra_until;
}

static struct opening closed(enum closed_reason reason, int64_t opens_ms)
{
    return (struct opening){.reason = reason, .opens_ms = opens_ms};
}

/* Closed by the calendar at this moment, and no staff opened. */
static struct opening closed_by_calendar(const struct hours *hours, struct moment at)
{
    struct opening opening = closed(CLOSED_HOLIDAY, next_opening_ms(hours, at));
    bool is_covered = covered_until(hours, at) >= 0;
    int later = next_start(hours, at, hours->limit_min);
    int later_for_others = next_start(hours, at, DAY_MIN);
    int first = next_start(hours, (struct moment){.day = at.day}, DAY_MIN);

    opening.holiday = holidays_find(hours->holidays, at.day);
    if (opening.holiday != NULL)
        return opening;
    if (first < 0)
        opening.reason = CLOSED_WEEKDAY;
    else if (is_covered || (later < 0 && later_for_others >= 0))
        opening.reason = CLOSED_LAST_TICKET;
    else if (later < 0)
        opening.reason = CLOSED_AFTER;
    else
        opening.reason = first < at.minute ? CLOSED_BREAK : CLOSED_BEFORE;
    return opening;
}

static bool is_quota_given(const struct group *group, const struct opening_day *day)
{
    return group != NULL && group->quota > 0 && day->issued_in_group >= group->quota;
}

/* Without stated hours only what the group limits can close; when the office opens, nobody said. */
static struct opening without_hours(const struct hours *hours, const struct group *group,
                                    const struct opening_day *day, int64_t now_ms)
{
    struct moment now = moment_at(hours, now_ms);
    struct moment last = {.day = now.day, .minute = hours->limit_min};

    if (now.minute >= hours->limit_min && now_ms >= day->extra_until_ms)
        return closed(CLOSED_LAST_TICKET, 0);
    if (is_quota_given(group, day))
        return closed(CLOSED_QUOTA, 0);
    if (hours->limit_min == DAY_MIN)
        return (struct opening){.is_open = true};
    int64_t closes = moment_ms(hours, last);
    return (struct opening){
        .is_open = true, .closes_ms = closes > day->extra_until_ms ? closes : day->extra_until_ms};
}

static struct opening by_hours(const struct hours *hours, const struct group *group,
                               const struct opening_day *day, int64_t now_ms)
{
    struct moment now = moment_at(hours, now_ms);
    bool is_quota = is_quota_given(group, day);

    if (!is_open_at(hours, now) && now_ms >= day->extra_until_ms) {
        struct opening opening = closed_by_calendar(hours, now);
        bool is_today = opening.opens_ms != 0 && moment_at(hours, opening.opens_ms).day == now.day;

        if (!is_today || !is_quota)
            return opening;
    }
    if (is_quota)
        return closed(CLOSED_QUOTA, next_day_opening_ms(hours, now));
    return (struct opening){.is_open = true,
                            .closes_ms = extended_closing_ms(hours, now_ms, day->extra_until_ms)};
}

struct opening opening_at(const struct office *office, const struct group *group,
                          const struct holidays *holidays, const struct opening_day *day,
                          int64_t now_ms, bool is_clock_trusted)
{
    struct hours hours = {.office = office,
                          .holidays = holidays,
                          .offset_min = zone_offset_min(office->zone),
                          .limit_min = group != NULL && group->last_ticket_min > 0
                                           ? group->last_ticket_min
                                           : DAY_MIN};
    struct opening opening;

    if (day->is_ended_by_staff) {
        opening = closed(CLOSED_DAY_ENDED, 0);
        if (is_clock_trusted && office->hours_count > 0)
            opening.opens_ms = next_day_opening_ms(&hours, moment_at(&hours, now_ms));
        return opening;
    }
    if (day->is_paused) {
        opening = closed(CLOSED_PAUSED, 0);
        if (day->pause_reason != NULL)
            text_copy(opening.note, sizeof opening.note, day->pause_reason);
        return opening;
    }
    if (!is_clock_trusted)
        return (struct opening){.is_open = true};
    return office->hours_count > 0 ? by_hours(&hours, group, day, now_ms)
                                   : without_hours(&hours, group, day, now_ms);
}

static bool is_workday(const struct hours *hours, int64_t day)
{
    int weekday = calendar_weekday(day);

    if (hours->office->hours_count == 0)
        return weekday >= 1 && weekday <= 5 && holidays_find(hours->holidays, day) == NULL;
    return next_start(hours, (struct moment){.day = day}, DAY_MIN) >= 0;
}

int64_t opening_add_workdays(const struct office *office, const struct holidays *holidays,
                             int64_t day, int workdays, bool *is_sure)
{
    struct hours hours = {.office = office, .holidays = holidays};

    assert(workdays >= 0);
    *is_sure = true;
    for (int left = workdays; left > 0;) {
        day++;
        if (holidays == NULL || day < holidays->from_day || day > holidays->until_day)
            *is_sure = false;
        if (is_workday(&hours, day))
            left--;
    }
    return day;
}
