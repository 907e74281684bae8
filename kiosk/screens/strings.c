/* Wordings of the screens. */
#include "strings.h"
#include "base/text.h"
#include <string.h>

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

void strings_count(char *out, size_t size, const char *pattern, int64_t n)
{
    char number[24];

    (void)text_format(number, sizeof number, "%lld", (long long)n);
    (void)text_fill(out, size, pattern, "n", number, NULL);
}

void strings_duration(char *out, size_t size, const struct duration *duration)
{
    const struct duration bare = {.value = duration->value, .unit = duration->unit};
    char words[STRINGS_LINE];
    const char *from = words;
    size_t used = 0;

    words_duration(words, sizeof words, &bare, i18n_lang());
    for (; *from && used + 1 < size; from++) {
        if (strncmp(from, "\u00a0", 2) == 0) { /* in a narrow card it may break */
            out[used++] = ' ';
            from++;
        } else {
            out[used++] = *from;
        }
    }
    out[used] = '\0';
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
    if (service->has_fee && service->fee_rp == 0)
        (void)text_copy(out, size, _("free", "Free"));
    else
        words_fee(out, size, service, i18n_lang());
}

void strings_requirements(char *out, size_t size, const struct service *service)
{
    size_t count = item_list_shown(&service->requirements);

    out[0] = '\0';
    if (service->requirements.is_present && count > 0)
        strings_count(out, size,
                      N_("n_req", "{n} requirement", "{n} requirements", (unsigned long)count),
                      (int64_t)count);
}

void strings_facts(char *out, size_t size, const struct service *service)
{
    char part[STRINGS_LINE], before[STRINGS_LINE];

    strings_requirements(out, size, service);
    strings_duration(part, sizeof part, &service->duration);
    (void)text_copy(before, sizeof before, out);
    strings_dotted(out, size, before, part);
    strings_fee(part, sizeof part, service);
    (void)text_copy(before, sizeof before, out);
    strings_dotted(out, size, before, part);
}
