/* The words behind a verb. */
#include "admin/verbs_internal.h"
#include "domain/calendar.h"

#include <string.h>

static const struct argument *find(const struct argument *arguments, size_t argument_count,
                                   const char *word, size_t len)
{
    for (size_t i = 0; i < argument_count; i++) {
        if (strlen(arguments[i].name) == len && memcmp(arguments[i].name, word, len) == 0)
            return &arguments[i];
    }
    return NULL;
}

static bool refuse(const struct admin *admin, const char *what, const char *word)
{
    (void)verb_fail(admin, ADMIN_USAGE, "%s%s; see anjungan-ctl --help", what, word);
    return false;
}

/* `*at` moves over a value that stands as a word of its own. */
static bool take(const struct admin *admin, const struct argument *argument, int count,
                 char **words, int *at)
{
    const char *equals = strchr(words[*at], '=');

    if (argument->flag != NULL) {
        if (equals != NULL)
            return refuse(admin, "no value belongs behind ", argument->name);
        *argument->flag = true;
        return true;
    }
    if (*argument->value != NULL)
        return refuse(admin, "given twice: ", argument->name);
    if (equals != NULL)
        *argument->value = equals + 1;
    else if (*at + 1 < count)
        *argument->value = words[++*at];
    if (*argument->value == NULL || **argument->value == '\0')
        return refuse(admin, "a value is missing behind ", argument->name);
    return true;
}

bool arguments_take(const struct admin *admin, const struct argument *arguments,
                    size_t argument_count, int *count, char **words)
{
    int kept = 0;

    for (int at = 0; at < *count; at++) {
        const struct argument *argument;

        if (words[at][0] != '-') {
            words[kept++] = words[at];
            continue;
        }
        argument = find(arguments, argument_count, words[at], strcspn(words[at], "="));
        if (argument == NULL)
            return refuse(admin, "unknown option ", words[at]);
        if (!take(admin, argument, *count, words, &at))
            return false;
    }
    *count = kept;
    return true;
}

bool verb_take_day(const struct admin *admin, const char *option, const char *text, int64_t *out)
{
    if (!text || calendar_parse_day(text, out))
        return true;
    (void)verb_fail(admin, ADMIN_USAGE, "%s \"%s\" is no date; write year-month-day, as 2026-11-23",
                    option, text);
    return false;
}
