/* STATE/lock: shared by running transactions, exclusive for whoever creates, migrates or moves the
 * database file. The kernel lets go of it when its holder dies. */
#pragma once
#include "base/attr.h"
#include "base/err.h"

enum lock_mode { LOCK_SHARED, LOCK_EXCLUSIVE };

/* Opens (and makes) a lock file in the state directory. ERR_IO, ERR_FULL name the directory. */
MUST_USE bool lock_open(int *out_fd, const char *state_dir, const char *name, struct err *err);
/* ERR_BUSY after `ceiling_ms`. */
MUST_USE bool lock_take(int fd, enum lock_mode mode, int ceiling_ms, struct err *err);
void lock_release(int fd);

/* STATE/waiting: whoever waits for its turn to write holds it shared; whoever has just written looks
 * whether somebody does, and then pauses. Without that, a process that writes again at once starves
 * the others, who sleep between their looks. Best effort. */
void lock_wait_begin(int waiting_fd);
void lock_wait_end(int waiting_fd);
bool lock_is_awaited(int waiting_fd);
