/* The packages of an update: looked for and fetched by APT from the configured repository alone, packed again for the
 * way back, installed, and put back by dpkg. */
#pragma once
#include "admin/update_state.h"

/* What is installed, and the newest that the repository offers ("" = none is newer). Reads the repository, whose
 * signature APT checks. ERR_CLOSED: the office's server is installed here too, and is brought up to date by hand. */
MUST_USE bool packages_look(const struct update *update, const char *source,
                            char installed[UPDATE_VERSION], char newer[UPDATE_VERSION],
                            struct err *err);
/* All that installing `version` needs, into the folder new. */
MUST_USE bool packages_fetch(const struct update *update, const char *version, struct err *err);
/* The installed packages, as they are with their settings, into the folder old. */
MUST_USE bool packages_keep(const struct update *update, struct err *err);
/* From what was fetched; files of settings that somebody changed stay. */
MUST_USE bool packages_install(const struct update *update, const char *version, struct err *err);
/* Those of the folder old, whatever state the packages are in. */
MUST_USE bool packages_put_back(const struct update *update, struct err *err);
