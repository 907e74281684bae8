/* A printer asked now: as the print process asks it, and its address. */
#include "printing/examine.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "printing/cups_queue.h"
#include "printing/printer.h"
#include <stdlib.h>
#include <string.h>

enum {
    ANY_ROLL_MM = 80, /* the paper's width matters to documents alone */
    SLOW_MS = 2000
};

/* An address may carry a user's name and password; they are nobody's business here. */
static void copy_device(char *out, size_t size, const char *uri)
{
    const char *slashes = strstr(uri, "://");
    const char *host = slashes ? slashes + 3 : uri;
    const char *at = slashes ? strchr(host, '@') : NULL;
    const char *end = host + strcspn(host, "/?");

    if (at && at < end)
        (void)text_format(out, size, "%.*s%s", (int)(host - uri), uri, at + 1);
    else
        text_copy_cut(out, size, uri);
}

/* What was just asked says nothing of the address, and cupsd has it at hand. */
static void read_device(struct printer_view *out)
{
    AUTO_FREE struct cups_queue *queue = mem_zalloc(1, sizeof *queue);
    struct err ignored = {0};

    if (out->status.queue[0] == '\0' || !cups_queue_read(queue, out->status.queue, false, &ignored))
        return;
    copy_device(out->device, sizeof out->device, queue->device_uri);
    out->is_printing = queue->is_printing;
}

bool printer_examine(struct printer_view *out, const char *queue, struct err *err)
{
    struct printer printer;
    enum printer_format format;

    *out = (struct printer_view){0};
    if (!printer_cups_open(&printer, queue, ANY_ROLL_MM, err))
        return false;
    int64_t from_ms = clock_machine_mono_ms();
    bool is_answered = printer.look(printer.context, &format, &out->status, err);
    printer.free(printer.context);
    out->status.is_known = is_answered;
    bool is_slow = clock_machine_mono_ms() - from_ms > SLOW_MS; /* then not once more for it */
    if (is_answered && !is_slow && out->status.trouble != TROUBLE_NO_PRINTER)
        read_device(out);
    return is_answered;
}
