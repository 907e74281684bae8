/* Opening hours: whether the office takes numbers now, why not, and when again. Pure rules over the
 * office's weekly hours, its holidays and what staff decided today. All times are UTC ms; days are
 * days since 1970 in the office's zone. An office that states no weekly hours is always open, on
 * holidays too; when it opens again after staff closed it is then not known. */
#pragma once
#include "base/attr.h"
#include "domain/catalog.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum holiday_kind { HOLIDAY_NATIONAL, HOLIDAY_COLLECTIVE_LEAVE, HOLIDAY_LOCAL };

struct holiday {
    int64_t day;
    enum holiday_kind kind;
    struct words name;
};

/* Sorted by day. `from_day` … `until_day` is what the table covers: beyond it, a date that counts
 * working days can only be an estimate. Owned by whoever loaded it (wire/holidays_json.h). */
struct holidays {
    const struct holiday *days;
    size_t count;
    int64_t from_day, until_day;
    const char *version; /* of the decree that it was taken from */
    struct words status; /* "not yet confirmed …", for staff; absent once confirmed */
    struct arena *memory;
};
const struct holiday *holidays_find(const struct holidays *holidays, int64_t day); /* may be NULL */
void holidays_free(struct holidays *holidays);

/* Why no number is given; worst first. */
enum closed_reason {
    OPEN,
    CLOSED_DAY_ENDED,   /* staff closed the day */
    CLOSED_PAUSED,      /* staff paused the group */
    CLOSED_HOLIDAY,     /* `holiday` names it */
    CLOSED_WEEKDAY,     /* no hours on this day */
    CLOSED_BEFORE,      /* not open yet today */
    CLOSED_BREAK,       /* istirahat, Friday prayers */
    CLOSED_AFTER,       /* over for today */
    CLOSED_LAST_TICKET, /* the group's last-ticket time has passed */
    CLOSED_QUOTA,       /* the group's numbers for today are given */
    CLOSED_REASON_COUNT
};
const char *closed_reason_name(enum closed_reason reason);

/* What is known about today beside the calendar. */
struct opening_day {
    bool is_ended_by_staff;
    bool is_paused;
    const char *pause_reason; /* borrowed; NULL = none */
    int64_t extra_until_ms;   /* staff opened until then; 0 = no */
    int issued_in_group;      /* for the quota */
};

struct opening {
    bool is_open;
    enum closed_reason reason;
    const struct holiday *holiday; /* with CLOSED_HOLIDAY */
    int64_t closes_ms;             /* while open: when this span ends; 0 = never */
    int64_t opens_ms;              /* while closed: when numbers are given again; 0 = not known */
    char note[128];                /* the pause's reason, "" = none */
};

/* `group` may be NULL: the office alone. With a clock that is not trusted neither hours nor quotas
 * (whose day is it?) are applied: only what staff decided holds. Added time (extra_until_ms) opens
 * over weekday, holiday, break and last-ticket time, but not a paused group, an ended day or beyond
 * a quota. */
struct opening opening_at(const struct office *office, const struct group *group,
                          const struct holidays *holidays, const struct opening_day *day,
                          int64_t now_ms, bool is_clock_trusted);

/* The day `workdays` working days after `day` (which is not counted). A working day is one with
 * weekly hours (without stated hours: Monday to Friday) and no holiday. False in `*is_sure` when the
 * table does not cover the span. */
int64_t opening_add_workdays(const struct office *office, const struct holidays *holidays,
                             int64_t day, int workdays, bool *is_sure);
