/* Queues made and changed, for whoever administers the machine. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include <stdbool.h>
#include <stddef.h>

struct cups_wish {
    const char *name;
    const char *uri;
    bool is_driverless; /* IPP Everywhere: cupsd asks the printer what it takes; else raw bytes */
};

/* True for a name that cupsd takes for a queue and that needs no quoting anywhere. */
bool cups_is_queue_name(const char *name);

/* Holds the queue against the wish: device, kind, abort-job, not shared, accepting, not paused.
 * ERR_OFFLINE when cupsd does not answer. */
MUST_USE bool cups_queue_is_right(const struct cups_wish *wish, bool *out, struct err *err);

/* Makes or changes the queue, and waits until cupsd has it. A new one that does not come to be is taken
 * away again. ERR_CLOSED: this user may not. */
MUST_USE bool cups_queue_make(const struct cups_wish *wish, struct err *err);

/* The default queue of this machine, "" when there is none; and another one. */
MUST_USE bool cups_default_read(char *out, size_t size, struct err *err);
MUST_USE bool cups_default_make(const char *name, struct err *err);

/* Calls `each` with every queue and its device. */
MUST_USE bool cups_queues_each(void (*each)(void *context, const char *name, const char *uri),
                               void *context, struct err *err);

/* What an IPP printer says of itself: its model, and whether it takes what a kiosk prints (PDF, or the
 * rasters of IPP Everywhere) on a page of this roll. ERR_OFFLINE, ERR_INVALID with the reason. */
MUST_USE bool cups_ipp_examine(const char *uri, int roll_mm, char *model, size_t size,
                               struct err *err);
