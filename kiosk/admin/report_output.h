/* How a report leaves anjungan-ctl: in the format that was asked for, to a file or as the answer. */
#pragma once
#include "admin/verbs.h"
#include "base/err.h"
#include "base/text.h"
#include <stddef.h>

/* `wish` is the verb's own. */
typedef bool report_write(const void *wish, struct text *out, struct err *err);
struct report_format {
    const char *name;
    bool is_binary;
    report_write *write;
};

/* The format of that name, the first one for NULL; NULL: none has it. */
const struct report_format *report_format_find(const struct report_format *formats, size_t count,
                                               const char *name);
/* False after telling that binary formats are not for a terminal. */
MUST_USE bool report_may_leave(const struct admin *admin, const struct report_format *format,
                               const char *path);
/* Writes it whole or not at all: to the file at `path`, or as the answer for NULL. ERR_FULL, ERR_IO. */
MUST_USE bool report_leave(const struct admin *admin, const struct report_format *format,
                           const void *wish, const char *path, struct err *err);
