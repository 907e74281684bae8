/* A complaint's receipt on paper: asked for by a tap, then followed. */
#pragma once
#include "desk/complaints.h"
#include "router.h"

struct complaint_slip {
    struct uuid request; /* of the tap that is being answered */
    struct print_job job;
    bool has_job;
    bool has_failed; /* it was not even queued */
    bool is_idle;    /* no printer that could print it: nothing was queued */
};

/* One slip for all taps until that one has come out or failed; a later one is a copy. */
void complaint_slip_print(struct complaint_slip *slip, struct router *router, const char *number);
/* Something was committed: what became of it? */
void complaint_slip_look(struct complaint_slip *slip, struct router *router);
bool complaint_slip_is_busy(const struct complaint_slip *slip);
/* What to tell about it, NULL before the first tap; `*is_good` false: it will not come out. */
const char *complaint_slip_words(const struct complaint_slip *slip, const struct router *router,
                                 bool *is_good);
