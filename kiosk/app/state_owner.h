/* Root looks after the kiosk as the kiosk's user. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include <stdbool.h>

/* As root: becomes the owner of the state directory for good, so that no file of root's is left in it
 * that the kiosk's programs cannot use; with the groups of printers' device files. Nothing for
 * anybody else, for a directory of root's own, and where there is none. */
MUST_USE bool state_owner_become(const char *state_dir, struct err *err);
