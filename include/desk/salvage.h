/* Taking into the database in use what can still be read of those in quarantine; see store/salvage.h. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "desk/desk.h"
#include <stdbool.h>

struct desk_salvage {
    char folder[256]; /* in quarantine/ */
    int events;       /* for the office, which knows by their ids those that it has */
    int bad_events;   /* damaged, left behind */
    int rows;         /* officers, complaints, receipts, answers, suggestions */
    bool is_partial;  /* some of it cannot be read any more */
};

/* Goes through the oldest folder that was not gone through yet, and notes it in the journal. `*has_any` false: there is
 * none left. The numbers of people who waited when it was lost are added to `waiting`. */
MUST_USE bool desk_salvage(struct desk *desk, struct desk_salvage *out, struct text *waiting,
                           bool *has_any, struct err *err);
