/* Presence: a program says that it runs by a lock on STATE/present/NAME. The kernel takes the lock
 * away when the program dies, however it dies, so that nobody has to send heartbeats or to guess
 * from their age. The end of a program also touches everybody's wake file watch (base/wake.h). */
#pragma once
#include "base/attr.h"
#include "base/err.h"

enum presence_state {
    PRESENCE_NEVER, /* it never ran on this state directory */
    PRESENCE_HELD,
    PRESENCE_GONE, /* it ran before */
};

struct presence;
/* Several programs may hold one name, a plain file name. The error names the path that failed. */
MUST_USE bool presence_hold(struct presence **out, const char *state_dir, const char *name,
                            struct err *err);
void presence_release(struct presence *presence);

/* Asks without taking anything; also true of the own process. A directory that cannot be read: GONE. */
enum presence_state presence_look(const char *state_dir, const char *name);
