/* The drain: takes print jobs from the desk to the printers and records what the paper did. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "desk/desk.h"
#include "printing/printer.h"
#include <stdint.h>

struct drain;
struct drain *drain_new(struct desk *desk, const struct printer *printer) MUST_USE;
void drain_free(struct drain *drain);

/* Does what can be done now without waiting; returns the monotonic ms at which it wants to be
 * called again though nothing is committed (INT64_MAX: only then). Never blocks longer than the
 * printer's own time-out of 3 s a call. */
int64_t drain_step(struct drain *drain);
