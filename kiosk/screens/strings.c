/* Facts as words on screen. */
#include "strings.h"
#include "base/text.h"
#include "domain/calendar.h"
#include <string.h>

static const struct label days[] = {
    W("k_sun", "Sun"), W("k_mon", "Mon"), W("k_tue", "Tue"), W("k_wed", "Wed"),
    W("k_thu", "Thu"), W("k_fri", "Fri"), W("k_sat", "Sat"),
};
static const struct label months[] = {
    W("k_jan", "Jan"), W("k_feb", "Feb"), W("k_mar", "Mar"), W("k_apr", "Apr"),
    W("k_may", "May"), W("k_jun", "Jun"), W("k_jul", "Jul"), W("k_aug", "Aug"),
    W("k_sep", "Sep"), W("k_oct", "Oct"), W("k_nov", "Nov"), W("k_dec", "Dec"),
};

const char *strings_label(const struct label *label)
{
    return i18n_text(label->key, label->english);
}

void strings_in(char *out, size_t size, const char *lang, const struct label *label)
{
    char before[16];

    (void)text_copy(before, sizeof before, i18n_lang());
    if (strcmp(before, lang) != 0)
        i18n_use(lang);
    (void)text_copy(out, size, strings_label(label));
    if (strcmp(before, lang) != 0)
        i18n_use(before);
}

const char *strings_words(const struct words *words)
{
    const char *text = words_in(words, i18n_lang());

    return text ? text : "";
}

void strings_time(char *out, size_t size, int64_t ms, int offset_min)
{
    struct civil civil = calendar_civil(ms, offset_min);
    char hour[16], minute[16];

    (void)text_format(hour, sizeof hour, "%02d", civil.hour);
    (void)text_format(minute, sizeof minute, "%02d", civil.minute);
    (void)text_fill(out, size, _("k_time", "{hour}:{minute}"), "hour", hour, "minute", minute,
                    NULL);
}

void strings_date(char *out, size_t size, int64_t ms, int offset_min)
{
    struct civil civil = calendar_civil(ms, offset_min);
    char day[16], year[16], date[64];

    (void)text_format(day, sizeof day, "%d", civil.day);
    (void)text_format(year, sizeof year, "%d", civil.year);
    (void)text_fill(date, sizeof date, _("k_date", "{day} {month} {year}"), "day", day, "month",
                    strings_label(&months[civil.month - 1]), "year", year, NULL);
    (void)text_fill(out, size, _("k_weekday_date", "{weekday}, {date}"), "weekday",
                    strings_label(&days[civil.weekday]), "date", date, NULL);
}

void strings_count(char *out, size_t size, const char *pattern, int64_t n)
{
    char number[24];

    (void)text_format(number, sizeof number, "%lld", (long long)n);
    (void)text_fill(out, size, pattern, "n", number, NULL);
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

void strings_duration(char *out, size_t size, const struct duration *duration)
{
    strings_count(out, size, duration_pattern(duration->unit, (unsigned long)duration->value),
                  duration->value);
}

void strings_rupiah(char *out, size_t size, int64_t rp)
{
    const char *sign = _("k_thousands", ",");
    char digits[24];
    AUTO_TEXT struct text grouped;

    text_init(&grouped, 64);
    (void)text_format(digits, sizeof digits, "%lld", (long long)rp);
    for (size_t i = 0, len = strlen(digits); i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0)
            text_add(&grouped, sign);
        text_add_bytes(&grouped, digits + i, 1);
    }
    (void)text_fill(out, size, _("k_rupiah", "Rp{amount}"), "amount",
                    grouped.data ? grouped.data : "", NULL);
}

void strings_people(char *out, size_t size, int count)
{
    strings_count(out, size, N_("k_people", "{n} person", "{n} people", (unsigned long)count),
                  count);
}

void strings_wait(char *out, size_t size, const struct wait_range *wait)
{
    char from[16], to[16];

    (void)text_format(from, sizeof from, "%d", wait->from_min);
    (void)text_format(to, sizeof to, "%d", wait->to_min);
    (void)text_fill(out, size, _("k_wait", "{a}–{b} minutes"), "a", from, "b", to, NULL);
}

/* Adds part `i` of `count` to a sentence's list: commas, then the joint before the last. */
static void join_next(char *out, size_t size, const char *part, size_t i, size_t count,
                      enum strings_joint joint)
{
    char before[STRINGS_LINE];
    const char *pattern = i + 1 < count         ? _("k_comma", "{a}, {b}")
                          : joint == STRINGS_OR ? _("k_or", "{a} or {b}")
                                                : _("k_and", "{a} and {b}");

    if (i == 0) {
        (void)text_copy(out, size, part);
        return;
    }
    (void)text_copy(before, sizeof before, out);
    (void)text_fill(out, size, pattern, "a", before, "b", part, NULL);
}

/* Bytes of the first word with its space when all names share it, else 0. */
static size_t shared_word(const struct group *group)
{
    const char *first = group->counter_count > 1 ? strings_words(&group->counters[0]) : "";
    const char *space = strchr(first, ' ');
    size_t bytes = space ? (size_t)(space - first) + 1 : 0;

    for (size_t i = 1; i < group->counter_count && bytes > 0; i++)
        if (strncmp(strings_words(&group->counters[i]), first, bytes) != 0)
            bytes = 0;
    return bytes;
}

void strings_counters(char *out, size_t size, const struct group *group, enum strings_joint joint)
{
    size_t shared = shared_word(group);

    out[0] = '\0';
    for (size_t i = 0; i < group->counter_count; i++)
        join_next(out, size, strings_words(&group->counters[i]) + (i > 0 ? shared : 0), i,
                  group->counter_count, joint);
}

void strings_numbers(char *out, size_t size, const int *numbers, size_t count)
{
    char number[16];

    out[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        (void)text_format(number, sizeof number, "%d", numbers[i]);
        join_next(out, size, number, i, count, STRINGS_AND);
    }
}

void strings_dotted(char *out, size_t size, const char *a, const char *b)
{
    if (a[0] && b[0])
        (void)text_fill(out, size, _("k_dot", "{a} · {b}"), "a", a, "b", b, NULL);
    else
        (void)text_copy(out, size, a[0] ? a : b);
}

void strings_fee(char *out, size_t size, const struct service *service)
{
    out[0] = '\0';
    if (service->has_fee && service->fee_rp == 0)
        (void)text_copy(out, size, _("free", "Free"));
    else if (service->has_fee)
        strings_rupiah(out, size, service->fee_rp);
    else
        (void)text_copy(out, size, strings_words(&service->fee_text));
}

void strings_facts(char *out, size_t size, const struct service *service)
{
    size_t count = item_list_shown(&service->requirements);
    char part[STRINGS_LINE], before[STRINGS_LINE];

    out[0] = '\0';
    if (service->requirements.is_present && count > 0)
        strings_count(out, size,
                      N_("n_req", "{n} requirement", "{n} requirements", (unsigned long)count),
                      (int64_t)count);
    strings_duration(part, sizeof part, &service->duration);
    (void)text_copy(before, sizeof before, out);
    strings_dotted(out, size, before, part);
    strings_fee(part, sizeof part, service);
    (void)text_copy(before, sizeof before, out);
    strings_dotted(out, size, before, part);
}
