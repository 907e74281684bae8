/* What an officer of code P-07 does at the counters of a hall. */
#pragma once
#include "desk/calling.h"
#include "support/hall.h"

/* A new command; `counter` and `ticket` may be NULL. Its reason is "alasan". */
struct staff_act officer_act(enum ticket_act kind, const char *counter,
                             const struct ticket *ticket);
/* Asserts that it is carried out; the ticket as it is then. */
struct ticket officer_do(struct hall *hall, enum ticket_act kind, const char *counter,
                         const struct ticket *ticket);
/* Asserts that it fails so and that nothing is told to the office. */
void officer_refused(struct hall *hall, enum ticket_act kind, const char *counter,
                     const struct ticket *ticket, enum err_code code);
struct ticket officer_call_next(struct hall *hall, const char *counter);
/* Calls the next one and serves it, so that the counter may call again. */
struct ticket officer_serve_next(struct hall *hall, const char *counter);
