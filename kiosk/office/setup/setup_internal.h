/* What the steps of setup share. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "office/setup.h"
#include <stdbool.h>
#include <sys/types.h>

struct setup {
    const struct office_setup *what;
    int changes;        /* things that were done */
    bool has_new_site;  /* nginx must read it again */
    bool has_new_units; /* so must systemd */
    bool has_new_roles; /* the database's list of who may be whom changed */
};

/* "made …", and counts it. */
void setup_say(struct setup *setup, const char *format, ...) PRINTF_LIKE(2, 3);

/* Writes the file unless it holds these bytes already; it keeps its owner. `*is_new` (may be NULL)
 * is set where written. */
MUST_USE bool setup_put(struct setup *setup, const char *path, mode_t mode, const char *bytes,
                        bool *is_new, struct err *err);
/* Owner and mode of a file or folder, by names. */
MUST_USE bool setup_own(struct setup *setup, const char *path, const char *user, const char *group,
                        mode_t mode, struct err *err);

MUST_USE bool setup_accounts(struct setup *setup, struct err *err);
MUST_USE bool setup_database(struct setup *setup, struct err *err);
MUST_USE bool setup_keys(struct setup *setup, struct err *err);
MUST_USE bool setup_site(struct setup *setup, struct err *err);
MUST_USE bool setup_units(struct setup *setup, struct err *err);
MUST_USE bool setup_start(struct setup *setup, struct err *err);
MUST_USE bool setup_first_account(struct setup *setup, struct err *err);

/* True where systemd runs the machine. */
bool setup_has_systemd(void);
