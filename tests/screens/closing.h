/* The screens of an office that gives no numbers, for every reason that it may have. */
#pragma once
#include "domain/opening.h"
#include "screens/stage.h"

struct closing {
    enum closed_reason reason;
    const char *when;                /* local time in the office, "2026-11-23 12:30" */
    const char *id, *en;             /* what the visitor reads */
    const char *id_again, *en_again; /* "" = nothing */
    bool is_office;                  /* else one group alone */
};
extern const struct closing closings[];
extern const size_t closing_count;

/* Opens the stage on a copy of the Pekanbaru catalogue with hours; `plan` holds language, size and
 * measure. */
void closing_open(struct stage *stage, const struct stage *plan, const struct closing *closing);
void closing_close(struct stage *stage);

/* Calls `each` with attract, home and confirm of every reason. */
void closing_walk(const struct stage *plan,
                  void (*each)(struct stage *stage, const char *name, void *context),
                  void *context);
