/* Log lines on stderr, one each, with the syslog level prefix that journald reads ("<4>").
 *
 * A file defines LOG_AREA before including this header. Log once, where the error is handled:
 * what failed, on what, what happens next. Never names, numbers of people, complaint text, keys. */
#pragma once
#include "base/attr.h"
#include <stdbool.h>

enum log_level { LOG_LEVEL_ERROR = 3, LOG_LEVEL_WARN = 4, LOG_LEVEL_INFO = 6, LOG_LEVEL_DEBUG = 7 };

/* Lines above `level` are dropped. Starts at LOG_LEVEL_INFO. The only global state of the product. */
void log_set_level(enum log_level level);
/* Whether lines of this level are written. */
bool log_is_on(enum log_level level);

/* Writes "<level>area: text\n" with one write(2); control characters become '?'. */
void log_line(enum log_level level, const char *area, const char *format, ...) PRINTF_LIKE(3, 4);

#define log_error(...) log_line(LOG_LEVEL_ERROR, LOG_AREA, __VA_ARGS__)
#define log_warn(...) log_line(LOG_LEVEL_WARN, LOG_AREA, __VA_ARGS__)
#define log_info(...) log_line(LOG_LEVEL_INFO, LOG_AREA, __VA_ARGS__)
#define log_debug(...) log_line(LOG_LEVEL_DEBUG, LOG_AREA, __VA_ARGS__)
