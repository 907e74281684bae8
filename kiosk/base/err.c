/* An error value: a code and one line of text. */
#include "base/err.h"
#include "base/text.h"

#include <stdarg.h>

bool err_set(struct err *err, enum err_code code, const char *format, ...)
{
    va_list args;

    if (err == NULL)
        return false;
    err->code = code;
    va_start(args, format);
    (void)text_format_args(err->text, sizeof err->text, format, args);
    va_end(args);
    text_mend(err->text); /* outside bytes must not break up a log */
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
    (void)text_format_args(context, sizeof context, format, args);
    va_end(args);
    (void)text_format(joined, sizeof joined, "%s: %s", context, err->text);
    (void)text_copy(err->text, sizeof err->text, joined);
    text_mend(err->text);
    return false;
}
