/* How the database is, and since when a printer is as it is; for whoever looks after the machine. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "desk/desk.h"
#include "domain/print.h"
#include <stdbool.h>
#include <stdint.h>

struct desk_health {
    int schema;        /* its version */
    int64_t bytes;     /* of the file … */
    int64_t wal_bytes; /* … and of its log, -1: there is none */
    int quarantined;   /* databases that were moved to quarantine/ on this machine */
    bool is_whole;     /* false: what was seen in the time is sound, but that was not all */
};
/* Checks for `ms` at most. ERR_CORRUPT: the first finding. */
MUST_USE bool desk_look_health(struct desk *desk, int ms, struct desk_health *out, struct err *err);

/* Adds a line for each table: its name, rows and bytes; nothing of what it holds. */
struct text;
MUST_USE bool desk_count_tables(struct desk *desk, struct text *out, struct err *err);

/* When the print process noted the trouble that the queue has now (TROUBLE_NONE: that it is ready); 0: its
 * last note is of another one. */
MUST_USE bool desk_printer_since(struct desk *desk, const char *queue, enum printer_trouble trouble,
                                 int64_t *at_ms, struct err *err);
