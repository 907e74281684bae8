/* What a complaint was promised, and where else to turn, as words. */
#include "words/complaint_promise.h"

#include "base/wording.h"

#include "base/attr.h"
#include "base/text.h"
#include "domain/lapor.h"
#include "words/report.h"
#include "words/words.h"

#include <assert.h>

static const struct wording answers[] = {
    [REPLY_NONE] = W("c_by_none", "No reply is sent"),
    [REPLY_PHONE] = W("c_by_phone", "Answered by phone or SMS"),
    [REPLY_EMAIL] = W("c_by_mail", "Answered by e-mail"),
    [REPLY_LETTER] = W("c_by_letter", "Answered by letter"),
    [REPLY_IN_PERSON] = W("c_by_counter", "Answered in person at the counter"),
};
static_assert(ARRAY_LEN(answers) == REPLY_COUNT, "every reply has its words");

const char *words_complaint_answer(enum complaint_reply reply)
{
    return wording_text(&answers[reply]);
}

const char *words_complaint_due_caption(enum complaint_reply reply)
{
    return reply == REPLY_NONE ? _("c_ask_from", "Ask for the answer from")
                               : _("c_due", "Answered by");
}

void words_complaint_due(char *out, size_t size, const struct complaint *complaint)
{
    char day[96];

    if (complaint->due_day <= 0) {
        text_copy(
            out, size,
            _("c_no_due", "This office promises no date for an answer. Ask with this number."));
        return;
    }
    words_day(day, sizeof day, complaint->due_day);
    text_fill(out, size, _("c_space", "{a} {b}"), "a",
              words_complaint_due_caption(complaint->reply), "b", day, NULL);
}

static const struct group *find_group(const struct office *office, char letter)
{
    for (size_t i = 0; i < office->group_count; i++) {
        if (office->groups[i].letter == letter)
            return &office->groups[i];
    }
    return NULL;
}

/* Where somebody asks about it in person: the office's complaint counters, else its information desk:
 * "Loket 5 (Pengaduan)". "" when the office names neither. */
static void counter_words(char *out, size_t size, const struct office *office, const char *lang)
{
    const struct group *group = find_group(office, 'D');
    char counters[WORDS_LINE];

    if (!group)
        group = find_group(office, 'B');
    if (!group) {
        out[0] = '\0';
        return;
    }
    words_counters(counters, sizeof counters, group, lang);
    if (counters[0] == '\0')
        text_copy(out, size, words_in(&group->name, lang));
    else
        text_fill(out, size, _("c_place", "{counter} ({name})"), "counter", counters, "name",
                  words_in(&group->name, lang), NULL);
}

void words_complaint_ask(char *out, size_t size, const struct office *office, const char *lang)
{
    char counter[WORDS_LINE];

    counter_words(counter, sizeof counter, office, lang);
    if (counter[0] == '\0') {
        text_copy(out, size, _("c_ask", "To ask about it, tell an officer the number and code."));
        return;
    }
    text_fill(out, size, _("c_ask_at", "To ask about it, tell the number and code at {counter}."),
              "counter", counter, NULL);
}

static bool has_channel(const struct complaints *complaints)
{
    for (size_t i = 0; i < complaints->channel_count; i++) {
        if (!complaints->channels[i].is_hidden)
            return true;
    }
    return false;
}

const struct complaints *words_complaint_channels(const struct catalog *catalog,
                                                  const struct service *service)
{
    const struct complaints *of_office = &catalog->office.standard.complaints;

    if (service && has_channel(&service->standard.complaints))
        return &service->standard.complaints;
    for (size_t i = 0; i < catalog->service_count && !has_channel(of_office); i++) {
        if (has_channel(&catalog->services[i].standard.complaints))
            return &catalog->services[i].standard.complaints;
    }
    return of_office;
}

void words_complaint_national(char *out, size_t size)
{
    text_fill(out, size, _("c_national", "National channel {name}: {web} · SMS {sms}"), "name",
              national_channel.name, "web", national_channel.web, "sms", national_channel.sms,
              NULL);
}
