/* The clock: one of the four seams (system, fake). Wall time is UTC milliseconds since 1970. */
#pragma once
#include "base/attr.h"
#include <stdbool.h>
#include <stdint.h>

struct clock; /* opaque */

/* The machine's clock. With `start_ms` >= 0 (--now) wall time starts there and runs on; monotonic
 * time is untouched. */
struct clock *clock_system_new(int64_t start_ms) MUST_USE;
/* A clock that stands still until told, for tests. */
struct clock *clock_fake_new(int64_t wall_ms) MUST_USE;
void clock_free(struct clock *clock);

int64_t clock_now_ms(const struct clock *clock);  /* wall, UTC */
int64_t clock_mono_ms(const struct clock *clock); /* CLOCK_BOOTTIME: never jumps, counts suspend */
const char *clock_boot_id(const struct clock *clock); /* the kernel's boot id, 36 characters */

/* CLOCK_BOOTTIME of the machine, for waits on descriptors, locks and processes: they wait in real time,
 * so a fake clock would only lie. */
int64_t clock_machine_mono_ms(void);

/* True for a system clock that was started elsewhere than at the machine's time (--now). */
bool clock_is_shifted(const struct clock *clock);

/* Fake clocks only. Advancing moves wall and monotonic time; setting moves wall time alone. */
void clock_fake_advance(struct clock *clock, int64_t ms);
void clock_fake_set_wall(struct clock *clock, int64_t wall_ms);
/* Another boot: a new boot id, and monotonic time at ten seconds. */
void clock_fake_reboot(struct clock *clock);

/* ISO 8601 with an offset or Z ("2026-11-23T09:41:00+07:00"), also a bare date-time, which then is
 * local at `offset_min`. False when it is none. */
MUST_USE bool clock_parse_iso(const char *text, int offset_min, int64_t *out_ms);
/* "2026-11-23T09:41:00+07:00" into out[26]. */
void clock_format_iso(int64_t ms, int offset_min, char out[26]);
