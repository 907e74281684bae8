/* Dates in full, for what people plan by. */
#include "base/text.h"
#include "domain/calendar.h"
#include "words/words.h"

#define DAY_MS INT64_C(86400000)

/* A wording kept in a table: looked up when it is used, in the language of that moment. */
struct wording {
    const char *key;
    const char *english;
};
#define W(key, english)                                                                            \
    {                                                                                              \
        key, english                                                                               \
    }

static const struct wording days[] = {
    W("d_sunday", "Sunday"),       W("d_monday", "Monday"),     W("d_tuesday", "Tuesday"),
    W("d_wednesday", "Wednesday"), W("d_thursday", "Thursday"), W("d_friday", "Friday"),
    W("d_saturday", "Saturday"),
};
static const struct wording months[] = {
    W("d_january", "January"), W("d_february", "February"), W("d_march", "March"),
    W("d_april", "April"),     W("d_may", "May"),           W("d_june", "June"),
    W("d_july", "July"),       W("d_august", "August"),     W("d_september", "September"),
    W("d_october", "October"), W("d_november", "November"), W("d_december", "December"),
};

/* Breaks after the weekday only. */
void words_long_date(char *out, size_t size, int64_t day)
{
    struct civil date = calendar_civil(day * DAY_MS, 0);
    const struct wording *weekday = &days[date.weekday];
    const struct wording *month = &months[date.month - 1];
    char number[16], year[16];

    text_format(number, sizeof number, "%d", date.day);
    text_format(year, sizeof year, "%d", date.year);
    text_fill(out, size, _("d_long", "{weekday}, {day} {month} {year}"), "weekday",
              i18n_text(weekday->key, weekday->english), "day", number, "month",
              i18n_text(month->key, month->english), "year", year, NULL);
}
