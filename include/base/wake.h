/* The wake file STATE/wake: how one process tells the others that it has committed.
 *
 * After COMMIT the writer writes one unsynced byte; the others watch the file by inotify and query
 * until nothing is new. (Watching the WAL itself loses the last commit.) Who watches also wakes when
 * a program that said that it runs (base/presence.h) has ended. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include <stdbool.h>

/* Best effort: a failure only delays the others to their slow tick. */
void wake_touch(const char *state_dir);

struct wake;
MUST_USE bool wake_open(struct wake **out, const char *state_dir, struct err *err);
void wake_close(struct wake *wake);
int wake_fd(const struct wake *wake); /* readable when somebody has committed */
void wake_drain(struct wake *wake);   /* forget what has been reported so far */
/* Blocks until touched or `timeout_ms` has passed; true when touched. */
bool wake_wait(struct wake *wake, int timeout_ms);
