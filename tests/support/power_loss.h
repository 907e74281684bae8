/* A disk whose power fails: what was not synced is dropped, torn and reordered, sector by sector, as a
 * seed says.
 *
 * From power_loss_plan on, in a process whose SQLite runs on fault_vfs, the databases' files below
 * `from` are kept a second time, as they would be found after the power came back. At the `nth` step (a
 * write, truncation or sync) that disk is written to the empty folder `to`, with all other files copied as
 * they are, and the process ends with POWER_LOST. */
#pragma once
#include <stdint.h>

enum { POWER_LOST = 99 };

void power_loss_plan(const char *from, const char *to, long nth, uint64_t seed);
/* Steps since then. */
long power_loss_steps(void);
