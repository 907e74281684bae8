/* An end for a whole conversation. libcups only knows an end to silence: who sends a byte now and then,
 * or headers for ever, holds it as long as he likes. When the time is over the connection is shut
 * down, again and again, so that one that libcups opens anew in between ends too. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include <cups/cups.h>
#include <stdbool.h>
#include <time.h>

struct cups_deadline {
    timer_t timer;
    bool is_armed;
};

/* From now on `http` lives for `ms`; the timer's signal is SIGRTMIN. End it before `http` is closed.
 * ERR_IO: no timer. */
MUST_USE bool cups_deadline_begin(struct cups_deadline *deadline, http_t *http, int ms,
                                  struct err *err);
void cups_deadline_end(struct cups_deadline *deadline); /* for AUTO; accepts an all-zero value */
