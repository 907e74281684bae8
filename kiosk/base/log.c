/* Log lines on stderr with the level prefix that journald reads. */
#include "base/log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

enum { LOG_LINE_MAX = 1024 };

/* The only global state of the product: every floor may log, none should have to carry a level. */
static enum log_level max_level = LOG_LEVEL_INFO;

void log_set_level(enum log_level level)
{
    max_level = level;
}

bool log_is_on(enum log_level level)
{
    return level <= max_level;
}

static size_t clip(int wanted, size_t room)
{
    if (wanted < 0)
        return 0;
    return (size_t)wanted < room ? (size_t)wanted : room - 1;
}

void log_line(enum log_level level, const char *area, const char *format, ...)
{
    char line[LOG_LINE_MAX];
    size_t len;
    va_list args;
    int saved_errno = errno;

    if (!log_is_on(level))
        return;
    len = clip(snprintf(line, sizeof line - 1, "<%d>%s: ", (int)level, area), sizeof line - 1);
    va_start(args, format);
    len += clip(vsnprintf(line + len, sizeof line - 1 - len, format, args), sizeof line - 1 - len);
    va_end(args);
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)line[i] < 0x20 || line[i] == 0x7f)
            line[i] = '?';
    }
    line[len++] = '\n';
    /* One write, so that lines of several processes never mix. Nobody is left to tell when stderr
     * itself fails. */
    if (write(STDERR_FILENO, line, len) < 0) {
    }
    errno = saved_errno;
}
