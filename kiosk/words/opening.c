/* Opening hours as words. */
#include "base/wording.h"

#include "base/text.h"
#include "domain/calendar.h"
#include "words/words.h"

#include <assert.h>

static const struct wording days[] = {
    W("k_sunday", "Sunday"),       W("k_monday", "Monday"),     W("k_tuesday", "Tuesday"),
    W("k_wednesday", "Wednesday"), W("k_thursday", "Thursday"), W("k_friday", "Friday"),
    W("k_saturday", "Saturday"),
};
static const struct wording months[] = {
    W("k_january", "January"), W("k_february", "February"), W("k_march", "March"),
    W("k_april", "April"),     W("k_long_may", "May"),      W("k_june", "June"),
    W("k_july", "July"),       W("k_august", "August"),     W("k_september", "September"),
    W("k_october", "October"), W("k_november", "November"), W("k_december", "December"),
};

/* Sentences that need nothing filled in; the others have an entry of {0}. */
static const struct wording plain[] = {
    [OPEN] = {0},
    [CLOSED_DAY_ENDED] = W("o_ended", "The office has closed for today."),
    [CLOSED_PAUSED] = W("o_paused", "Numbers for this purpose are paused."),
    [CLOSED_HOLIDAY] = {0},
    [CLOSED_WEEKDAY] = W("o_weekday", "The office is closed today."),
    [CLOSED_BEFORE] = W("o_before", "The office is not open yet."),
    [CLOSED_BREAK] = {0},
    [CLOSED_AFTER] = W("o_after", "The office has closed for today."),
    [CLOSED_LAST_TICKET] = W("o_last", "The time for taking a number is over for today."),
    [CLOSED_QUOTA] = W("o_quota", "All numbers for today have been given."),
};
static_assert(ARRAY_LEN(plain) == CLOSED_REASON_COUNT, "every reason has its words");

const char *words_weekday(int weekday)
{
    return wording_text(&days[weekday]);
}

const char *words_month(int month)
{
    return wording_text(&months[month - 1]);
}

void words_closed(char *out, size_t size, const struct opening *opening, int offset_min)
{
    char time[32];

    out[0] = '\0';
    if (opening->reason == CLOSED_HOLIDAY && opening->holiday) {
        text_fill(out, size, _("o_holiday", "Holiday: {name}."), "name",
                  words_in(&opening->holiday->name, i18n_lang()), NULL);
    } else if (opening->reason == CLOSED_BREAK) {
        words_time(time, sizeof(time), opening->opens_ms, offset_min);
        text_fill(out, size, _("o_break", "On a break until {time}."), "time", time, NULL);
    } else if (opening->reason == CLOSED_PAUSED && opening->note[0]) {
        text_fill(out, size, _("o_paused_why", "Numbers for this purpose are paused: {reason}."),
                  "reason", opening->note, NULL);
    } else if (plain[opening->reason].key) {
        text_copy(out, size, wording_text(&plain[opening->reason]));
    }
}

void words_opens_again(char *out, size_t size, const struct opening *opening, int64_t now_ms,
                       int offset_min)
{
    struct civil then = calendar_civil(opening->opens_ms, offset_min);
    int64_t in_days =
        calendar_day(opening->opens_ms, offset_min) - calendar_day(now_ms, offset_min);
    char day[16], date[96], time[32];

    out[0] = '\0';
    if (opening->is_open || opening->opens_ms == 0 || opening->reason == CLOSED_BREAK)
        return;
    words_time(time, sizeof(time), opening->opens_ms, offset_min);
    text_format(day, sizeof(day), "%d", then.day);
    text_fill(date, sizeof(date), _("o_day", "{weekday}, {day} {month}"), "weekday",
              words_weekday(then.weekday), "day", day, "month", words_month(then.month), NULL);
    if (in_days == 0)
        text_fill(out, size, _("o_today", "It opens at {time}."), "time", time, NULL);
    else if (in_days == 1)
        text_fill(out, size, _("o_tomorrow", "It opens again tomorrow, {date}, at {time}."), "date",
                  date, "time", time, NULL);
    else
        text_fill(out, size, _("o_on", "It opens again on {date}, at {time}."), "date", date,
                  "time", time, NULL);
}
