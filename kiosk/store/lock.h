/* STATE/lock: shared by running transactions, exclusive for whoever creates, migrates or moves the
 * database file. The kernel lets go of it when its holder dies. */
#pragma once
#include "base/attr.h"
#include "base/err.h"

enum lock_mode { LOCK_SHARED, LOCK_EXCLUSIVE };

/* Opens (and makes) the lock file. ERR_IO, ERR_FULL name the state directory. */
MUST_USE bool lock_open(int *out_fd, const char *state_dir, struct err *err);
/* ERR_BUSY after `ceiling_ms`. */
MUST_USE bool lock_take(int fd, enum lock_mode mode, int ceiling_ms, struct err *err);
void lock_release(int fd);
