/* Several processes that do the same work; one that dies is started again. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include <stdbool.h>

enum { WORKERS_MOST = 32 };

/* Runs `work` in `count` child processes until `stop_fd` is readable, then waits for them. In a child
 * `stop_fd` of its own is readable when it is to end, also when the parent was killed. `work` gives the exit
 * code. ERR_IO: not one could be started. */
MUST_USE bool workers_run(int count, int stop_fd, int (*work)(void *context, int stop_fd),
                          void *context, struct err *err);
