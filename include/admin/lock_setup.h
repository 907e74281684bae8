/* `anjungan-setup lock` and `unlock`: the machine under the kiosk is closed to whoever stands before it, and opened
 * again for whoever mends it. What each file of config/lockdown stops, and its test, stands in the README there.
 *
 * Files are linked from the installed ones, so that an update of the package reaches them; nothing is changed in the
 * running machine: what somebody logged in does goes on, and the lock holds from the next start on. */
#pragma once
#include "base/attr.h"
#include <stdbool.h>
#include <stdio.h>

struct lock_setup {
    const char *asset_dir; /* holds lockdown/ */
    const char *root;      /* "" = this machine's; a folder that takes the place of / in tests */
    FILE *out;
    FILE *complaints;
    bool has_systemd; /* whose units are enabled and masked */
};

/* For --help, whole lines. */
extern const char lock_setup_help[];

/* The words behind "lock" and "unlock". Return the exit code: 0 done (or all was right), 1 something could not be done
 * (said; the rest was), 2 the words are wrong (nothing was done). */
MUST_USE int lock_setup(const struct lock_setup *setup, int count, char **words);
MUST_USE int lock_setup_undo(const struct lock_setup *setup, int count, char **words);
