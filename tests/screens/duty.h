/* An officer at work on a stage: signed in with the PIN, at "Loket 2" of Pekanbaru. */
#pragma once
#include "desk/calling.h"
#include "domain/staff.h"
#include "screens/stage.h"

enum { DUTY_WIDTH = 1920, DUTY_HEIGHT = 1080 };

/* Opens the stage in the staff role, landscape where no size is set, and leaves the desk open. */
void duty_open(struct stage *stage, enum staff_role role);
/* The same with a catalogue file. */
void duty_open_file(struct stage *stage, const char *catalog, enum staff_role role);
/* Signs in on a stage that is open. */
void duty_begin(struct stage *stage, enum staff_role role);

/* Somebody takes a number at the kiosk; the desk hears of it. */
void duty_take(struct stage *stage, const char *service, bool is_priority, struct ticket *out);
/* A colleague of code P-08 does that at "Loket 1"; asserts that it works. `ticket` may be NULL. The
 * desk does not hear of it. */
void duty_colleague(struct stage *stage, enum ticket_act act, const struct ticket *ticket);
/* The ticket as it is now. */
struct ticket duty_look(struct stage *stage, const struct ticket *ticket);
