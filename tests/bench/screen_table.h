/* The figures of one run as lines of JSON and as the table with its goals. */
#pragma once
#include "bench/screen_subject.h"
#include "bench/screen_waits.h"

/* The first is the kiosk, the second the bare program, a third the browser. False when a count (memory,
 * threads, wake-ups, waits, processor time while idle) misses its goal. */
bool table_print(const char *view, struct subject *subjects, const struct idle *idle, int count,
                 const struct waits *waits);
