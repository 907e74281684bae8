/* The new programs on a copy of the database, with a printer and a screen that nobody sees. */
#pragma once
#include "admin/update_state.h"

/* An empty folder for the copy: one of an earlier update never comes back. */
MUST_USE bool rehearsal_prepare(const struct update *update, struct err *err);
/* A checked copy of the database, by the installed programs: the one the rehearsal plays on, and the one that goes
 * back. While no program runs. */
MUST_USE bool rehearsal_copy(const struct update *update, struct err *err);
/* The copy in the database's place, as it was; whatever stood there is gone. While no program runs. Said again after
 * a power cut it does the same. */
MUST_USE bool rehearsal_put_back(const struct update *update, struct err *err);
/* Whether somebody's command has brought the database to another schema than the copy's, since: the old programs refuse
 * it then. What cannot be read counts as the same. */
bool rehearsal_schema_differs(const struct update *update);
/* The copy in its place by the installed programs, as from any backup: the other goes to quarantine, and numbers bear a
 * letter. While no program runs. */
MUST_USE bool rehearsal_restore(const struct update *update, struct err *err);
/* The database opens, a test slip comes out, and the screen serves and goes on serving; of a board the screen alone. */
MUST_USE bool rehearsal_run(const struct update *update, bool is_board, struct err *err);
/* What copies are left, and units that play on them. */
void rehearsal_clear(const struct update *update);
