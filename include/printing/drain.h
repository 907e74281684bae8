/* The drain: takes print jobs from the desk to the printers and records what the paper did.
 *
 * One job at a time at each printer, oldest first; each goes to the first printer in order that is
 * ready, and has not been silent about its slip for two seconds. A job that has not begun moves on when
 * its printer gets into trouble and another is ready: it is cancelled there first, and goes nowhere
 * until that printer's side says that it never will come out. Where no other is ready, the next slip
 * waits behind one that hangs: what the printer holds would come out with it.
 *
 * A job is created and committed before its document is sent; after the first byte it is never sent
 * again by program; what cannot be known is `uncertain`. Stale jobs that have not begun stay off the
 * paper. All state that matters is in the database, so a drain may die between any two lines. */
#pragma once
#include "base/attr.h"
#include "desk/desk.h"
#include "printing/printer.h"
#include <stdbool.h>
#include <stdint.h>

struct drain;
/* Both are borrowed for the drain's life. */
struct drain *drain_new(struct desk *desk, const struct printer *printer) MUST_USE;
/* A printer that takes slips while those before it cannot; no more than PRINTERS_MOST in all. */
void drain_add_printer(struct drain *drain, const struct printer *printer);
void drain_free(struct drain *drain);

/* Does what can be done now without waiting; returns the monotonic ms at which it wants to be
 * called again though nothing is committed. It stops at the first call that fails, so it never
 * blocks longer than the printer's own time-outs for one call. */
int64_t drain_step(struct drain *drain);

/* True when the last step found no job to follow, at any printer. */
bool drain_is_idle(const struct drain *drain);
