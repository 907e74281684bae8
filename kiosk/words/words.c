/* Facts as words on paper. */
#include "words/words.h"

#include "base/wording.h"

#include "base/text.h"
#include "domain/calendar.h"

#include <stdlib.h>
#include <string.h>

static const struct wording days[] = {
    W("k_sun", "Sun"), W("k_mon", "Mon"), W("k_tue", "Tue"), W("k_wed", "Wed"),
    W("k_thu", "Thu"), W("k_fri", "Fri"), W("k_sat", "Sat"),
};
static const struct wording months[] = {
    W("k_jan", "Jan"), W("k_feb", "Feb"), W("k_mar", "Mar"), W("k_apr", "Apr"),
    W("k_may", "May"), W("k_jun", "Jun"), W("k_jul", "Jul"), W("k_aug", "Aug"),
    W("k_sep", "Sep"), W("k_oct", "Oct"), W("k_nov", "Nov"), W("k_dec", "Dec"),
};

struct lang_scope lang_enter(const char *lang)
{
    struct lang_scope scope = {0};

    (void)text_copy(scope.previous, sizeof(scope.previous), i18n_lang());
    i18n_use(lang && *lang ? lang : "id");
    return scope;
}

void lang_leave(struct lang_scope *scope)
{
    i18n_use(scope->previous);
}

const char *words_short_month(int month)
{
    return wording_text(&months[month - 1]);
}

void words_short_date(char *out, size_t size, int64_t ms, int offset_min)
{
    struct civil civil = calendar_civil(ms, offset_min);
    char day[16], year[16];

    text_format(day, sizeof(day), "%d", civil.day);
    text_format(year, sizeof(year), "%d", civil.year);
    text_fill(out, size, _("k_date", "{day} {month} {year}"), "day", day, "month",
              words_short_month(civil.month), "year", year, NULL);
}

void words_date(char *out, size_t size, int64_t ms, int offset_min)
{
    struct civil civil = calendar_civil(ms, offset_min);
    char date[64];

    words_short_date(date, sizeof(date), ms, offset_min);
    text_fill(out, size, _("k_weekday_date", "{weekday}, {date}"), "weekday",
              wording_text(&days[civil.weekday]), "date", date, NULL);
}

void words_time(char *out, size_t size, int64_t ms, int offset_min)
{
    struct civil civil = calendar_civil(ms, offset_min);
    char hour[16], minute[16];

    text_format(hour, sizeof(hour), "%02d", civil.hour);
    text_format(minute, sizeof(minute), "%02d", civil.minute);
    text_fill(out, size, _("k_time", "{hour}:{minute}"), "hour", hour, "minute", minute, NULL);
}

void words_date_time(char *out, size_t size, int64_t ms, int offset_min)
{
    char date[96], time[32];

    words_date(date, sizeof(date), ms, offset_min);
    words_time(time, sizeof(time), ms, offset_min);
    text_fill(out, size, _("k_date_time", "{date} {time}"), "date", date, "time", time, NULL);
}

static void count_text(char *out, size_t size, const char *pattern, int64_t count)
{
    char number[24];

    text_format(number, sizeof(number), "%lld", (long long)count);
    text_fill(out, size, pattern, "n", number, NULL);
}

void words_people(char *out, size_t size, int count)
{
    count_text(out, size, N_("k_people", "{n} person", "{n} people", (unsigned long)count), count);
}

void words_wait(char *out, size_t size, const struct wait_range *wait)
{
    char from[16], to[16];

    if (!wait->is_known) {
        out[0] = '\0';
        return;
    }
    text_format(from, sizeof(from), "%d", wait->from_min);
    text_format(to, sizeof(to), "%d", wait->to_min);
    text_fill(out, size, _("k_wait", "{a}–{b} minutes"), "a", from, "b", to, NULL);
}

static const char *duration_pattern(enum duration_unit unit, unsigned long n)
{
    switch (unit) {
    case DURATION_NONE:
        break;
    case DURATION_MINUTE:
        return N_("k_minutes", "{n} minute", "{n} minutes", n);
    case DURATION_HOUR:
        return N_("k_hours", "{n} hour", "{n} hours", n);
    case DURATION_DAY:
        return N_("k_days", "{n} day", "{n} days", n);
    case DURATION_WORKDAY:
        return N_("k_workdays", "{n} working day", "{n} working days", n);
    case DURATION_MONTH:
        return N_("k_months", "{n} month", "{n} months", n);
    }
    return "";
}

void words_keep_together(char *out, size_t size, const char *text)
{
    size_t used = 0;

    for (; *text && used + 3 < size; text++) {
        if (*text == ' ') {
            out[used++] = '\xc2'; /* U+00A0 */
            out[used++] = '\xa0';
        } else {
            out[used++] = *text;
        }
    }
    out[used] = '\0';
}

void words_duration(char *out, size_t size, const struct duration *duration, const char *lang)
{
    const char *note = words_in(&duration->note, lang);
    char counted[64], time[96];

    count_text(counted, sizeof(counted),
               duration_pattern(duration->unit, (unsigned long)duration->value), duration->value);
    words_keep_together(time, sizeof(time), counted);
    if (!note)
        text_copy(out, size, time);
    else if (!time[0])
        text_copy(out, size, note);
    else
        text_fill(out, size, _("k_time_note", "{time} ({note})"), "time", time, "note", note, NULL);
}

void words_count(char *out, size_t size, int64_t count)
{
    char digits[24];
    size_t len, used = 0;

    text_format(digits, sizeof(digits), "%lld", (long long)count);
    len = strlen(digits);
    out[0] = '\0';
    for (size_t i = 0; i < len && used + 1 < size; i++) {
        const char *sign =
            i > 0 && digits[i - 1] != '-' && (len - i) % 3 == 0 ? _("k_thousands", ",") : "";

        text_format(out + used, size - used, "%s%c", sign, digits[i]);
        used += strlen(out + used);
    }
}

/* "Rp50.000": rupiah have no cents. */
static void words_rupiah(char *out, size_t size, int64_t rp)
{
    char grouped[64];

    words_count(grouped, sizeof(grouped), rp);
    text_fill(out, size, _("k_rupiah", "Rp{amount}"), "amount", grouped, NULL);
}

void words_fee(char *out, size_t size, const struct service *service, const char *lang)
{
    const char *text = words_in(&service->fee_text, lang);

    out[0] = '\0';
    if (service->has_fee && service->fee_rp == 0)
        text_copy(out, size, _("fee0", "FREE, no charge"));
    else if (service->has_fee)
        words_rupiah(out, size, service->fee_rp);
    else if (text)
        text_copy(out, size, text);
}

/* Joins words as a sentence does: "a", "a or b", "a, b or c". `pattern` has {a} and {b}. */
static void join(char *out, size_t size, const char *const *parts, size_t count,
                 const char *pattern)
{
    char head[WORDS_LINE], next[WORDS_LINE];

    out[0] = '\0';
    if (count == 0)
        return;
    text_copy(head, sizeof(head), parts[0]);
    for (size_t i = 1; i + 1 < count; i++) {
        text_fill(next, sizeof(next), _("k_comma", "{a}, {b}"), "a", head, "b", parts[i], NULL);
        text_copy(head, sizeof(head), next);
    }
    if (count == 1)
        text_copy(out, size, head);
    else
        text_fill(out, size, pattern, "a", head, "b", parts[count - 1], NULL);
}

/* Length of the first word with its space when all names begin with it, else 0. */
static size_t shared_word(const char *const *names, size_t count)
{
    const char *space = strchr(names[0], ' ');
    size_t len = space ? (size_t)(space - names[0]) + 1 : 0;

    for (size_t i = 1; i < count; i++) {
        if (strncmp(names[0], names[i], len) != 0 || names[i][len] == '\0')
            return 0;
    }
    return len;
}

static void counters(char *out, size_t size, const struct group *group, const char *lang,
                     const char *link)
{
    const char *names[16];
    size_t count = 0, shared;

    for (size_t i = 0; i < group->counter_count && count < ARRAY_LEN(names); i++) {
        const char *name = words_in(&group->counters[i], lang);

        if (name)
            names[count++] = name;
    }
    out[0] = '\0';
    if (count == 0)
        return;
    shared = shared_word(names, count);
    for (size_t i = 1; i < count; i++)
        names[i] += shared;
    join(out, size, names, count, link);
}

void words_counters(char *out, size_t size, const struct group *group, const char *lang)
{
    counters(out, size, group, lang, _("k_or", "{a} or {b}"));
}

void words_all_counters(char *out, size_t size, const struct group *group, const char *lang)
{
    counters(out, size, group, lang, _("k_and", "{a} and {b}"));
}

void words_numbers(char *out, size_t size, const uint16_t *numbers, size_t count)
{
    char digits[TICKET_MAX_UNTICKED][8];
    const char *parts[TICKET_MAX_UNTICKED];

    if (count > TICKET_MAX_UNTICKED)
        count = TICKET_MAX_UNTICKED;
    for (size_t i = 0; i < count; i++) {
        text_format(digits[i], sizeof(digits[i]), "%u", (unsigned)numbers[i]);
        parts[i] = digits[i];
    }
    join(out, size, parts, count, _("k_and", "{a} and {b}"));
}

static const char *channel_value(const struct complaints *complaints, enum channel_kind kind,
                                 const char *lang)
{
    const struct channel *channel = complaints_channel(complaints, kind);

    return channel ? words_in(&channel->value, lang) : NULL;
}

/* Ways that fit a line, the easiest for the visitor first; all are free of names. */
static const struct {
    enum channel_kind kind;
    struct wording wording;
} ways[] = {
    {CHANNEL_SMS, W("k_complain_sms", "Complaints by SMS {number}")},
    {CHANNEL_WHATSAPP, W("k_complain_wa", "Complaints by WhatsApp {number}")},
    {CHANNEL_PHONE, W("k_complain_phone", "Complaints: {number}")},
    {CHANNEL_EMAIL, W("k_complain_mail", "Complaints: {number}")},
    {CHANNEL_WEB, W("k_complain_web", "Complaints: {number}")},
};

void words_complaints(char *out, size_t size, const struct complaints *complaints, const char *lang,
                      bool is_wide)
{
    const char *phone = channel_value(complaints, CHANNEL_PHONE, lang);
    const char *sms = channel_value(complaints, CHANNEL_SMS, lang);

    out[0] = '\0';
    if (is_wide && phone && sms) {
        text_fill(out, size, _("k_complain", "Complaints: {phone} · SMS {sms}"), "phone", phone,
                  "sms", sms, NULL);
        return;
    }
    for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
        const char *number = channel_value(complaints, ways[i].kind, lang);

        if (number) {
            text_fill(out, size, wording_text(&ways[i].wording), "number", number, NULL);
            return;
        }
    }
}
