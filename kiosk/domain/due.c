/* Days, working days and months from a moment on. */
#include "domain/due.h"
#include "domain/calendar.h"

/* The same day of a later month, or that month's last one. */
static int64_t add_months(int64_t day, int months)
{
    static const int64_t day_ms = INT64_C(86400000);
    struct civil date = calendar_civil(day * day_ms, 0);
    int month = date.month - 1 + months;
    int wanted = date.day;

    date = (struct civil){.year = date.year + month / 12, .month = month % 12 + 1, .day = 1};
    int64_t first = calendar_day(calendar_ms(&date, 0), 0);
    date = calendar_civil((first + wanted - 1) * day_ms, 0);
    return date.day == wanted ? first + wanted - 1 : first + wanted - 1 - date.day;
}

struct due due_after(const struct office *office, const struct holidays *holidays, int64_t at_ms,
                     const struct duration *duration)
{
    static const int64_t minute_ms = 60000;
    const int offset_min = zone_offset_min(office->zone);
    const int64_t today = calendar_day(at_ms, offset_min);
    struct due due = {.is_sure = true};

    switch (duration->unit) {
    case DURATION_NONE:
        break;
    case DURATION_MINUTE:
        due.day = calendar_day(at_ms + duration->value * minute_ms, offset_min);
        break;
    case DURATION_HOUR:
        due.day = calendar_day(at_ms + duration->value * 60 * minute_ms, offset_min);
        break;
    case DURATION_DAY:
        due.day = today + duration->value;
        break;
    case DURATION_WORKDAY:
        due.workdays = duration->value;
        due.day = opening_add_workdays(office, holidays, today, duration->value, &due.is_sure);
        break;
    case DURATION_MONTH:
        due.day = add_months(today, duration->value);
        break;
    }
    return due;
}
