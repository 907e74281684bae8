/* An error value: a code and one line of text. */
#include "base/err.h"
#include "base/text.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const names[] = {
    [ERR_NONE] = "NONE",       [ERR_NOT_FOUND] = "NOT_FOUND",
    [ERR_INVALID] = "INVALID", [ERR_CLOSED] = "CLOSED",
    [ERR_BUSY] = "BUSY",       [ERR_OFFLINE] = "OFFLINE",
    [ERR_FULL] = "FULL",       [ERR_IO] = "IO",
    [ERR_CORRUPT] = "CORRUPT",
};
static_assert(ARRAY_LEN(names) == ERR_CORRUPT + 1, "every code has a name");

/* One line: what a log reader sees must not be broken up by outside bytes. */
static void tidy(char *text, bool was_cut)
{
    size_t len = strlen(text);

    if (was_cut) {
        len = text_valid_utf8(text, len);
        text[len] = '\0';
    }
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)text[i] < 0x20 || text[i] == 0x7f)
            text[i] = ' ';
    }
}

bool err_set(struct err *err, enum err_code code, const char *format, ...)
{
    va_list args;
    int wanted;

    if (err == NULL)
        return false;
    err->code = code;
    va_start(args, format);
    wanted = vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    tidy(err->text, wanted >= (int)sizeof err->text);
    return false;
}

bool err_add(struct err *err, const char *format, ...)
{
    char context[sizeof err->text];
    char joined[sizeof err->text];
    va_list args;

    if (err == NULL)
        return false;
    va_start(args, format);
    (void)vsnprintf(context, sizeof context, format, args);
    va_end(args);
    (void)text_format(joined, sizeof joined, "%s: %s", context, err->text);
    (void)text_copy(err->text, sizeof err->text, joined);
    tidy(err->text, false);
    return false;
}

const char *err_name(enum err_code code)
{
    size_t index = (size_t)code;

    return index < ARRAY_LEN(names) ? names[index] : "UNKNOWN";
}
