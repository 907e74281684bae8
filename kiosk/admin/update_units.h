/* The kiosk's units during an update: held back so that no package's script and no boot starts one before its time,
 * and judged by what they tell systemd. */
#pragma once
#include "admin/update_state.h"
#include <stdbool.h>

/* Those that run now, in the order in which they are started again. */
void units_note(char out[UPDATE_UNITS]);
/* A screen or a board among them: without one nothing can be judged. */
bool units_have_screen(const char *units);
/* A board alone. */
bool units_are_board(const char *units);
/* Stops them; nothing starts them before units_release. */
MUST_USE bool units_hold(const char *units, struct err *err);
/* Lets them start again, without starting one. */
void units_release(const char *units);
/* Starts the screens alone and waits until each says that it serves. */
MUST_USE bool units_start_screens(const struct update *update, const char *units, struct err *err);
/* Waits until each screen serves, without starting one. */
MUST_USE bool units_judge(const struct update *update, const char *units, struct err *err);
/* Starts all of them, without waiting: at boot they have their turn anyway. */
void units_start(const char *units);

/* Waits until `unit` runs and its status begins with "serving". */
MUST_USE bool unit_serves(const struct update *update, const char *unit, struct err *err);
