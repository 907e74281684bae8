/* Formats and ways out of reports. */
#include "admin/report_output.h"
#include "admin/verbs_internal.h"
#include "base/file.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { REPORT_BYTES = 8 << 20 };

const struct report_format *report_format_find(const struct report_format *formats, size_t count,
                                               const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (!name || strcmp(formats[i].name, name) == 0)
            return &formats[i];
    }
    return NULL;
}

static bool is_terminal(FILE *out)
{
    int fd = fileno(out); /* -1 for a stream in memory */

    return fd >= 0 && isatty(fd);
}

bool report_may_leave(const struct admin *admin, const struct report_format *format,
                      const char *path)
{
    if (!format->is_binary || path || !is_terminal(admin->out))
        return true;
    (void)verb_fail(admin, ADMIN_USAGE,
                    "a PDF is not for the terminal; name a file with --out FILE");
    return false;
}

bool report_leave(const struct admin *admin, const struct report_format *format, const void *wish,
                  const char *path, struct err *err)
{
    AUTO_TEXT struct text out;

    text_init(&out, REPORT_BYTES);
    if (!format->write(wish, &out, err))
        return false;
    if (out.overflow)
        return err_set(err, ERR_FULL, "the report is over %d bytes", REPORT_BYTES);
    if (path)
        return file_replace(path, out.data, out.len, true, err);
    return fwrite(out.data, 1, out.len, admin->out) == out.len
           || err_set(err, ERR_IO, "the answer cannot be written: %s", strerror(errno));
}
