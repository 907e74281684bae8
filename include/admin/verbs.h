/* The verbs of anjungan-ctl: what an administrator may ask of a kiosk.
 *
 * Answers go to `out`, errors with what to do to `complaints`. With --json every answer is compact
 * JSON, one object a line. */
#pragma once
#include "base/attr.h"
#include "base/clock.h"
#include <stdint.h>
#include <stdio.h>

struct admin {
    const char *state_dir;
    const char *catalog_path;  /* of the chosen office */
    const char *holidays_path; /* NULL: none */
    const char *locale_dir;    /* of the shipped translations */
    const char *font_dir;      /* of the shipped fonts */
    const struct clock *clock;
    int device_digit;
    int ticket_digits;
    int priority_in_a_row; /* see desk_options */
    int64_t clock_floor_ms;
    FILE *in; /* what --pin-stdin reads */
    FILE *out;
    FILE *complaints;
};

/* Exit codes. */
enum { ADMIN_OK = 0, ADMIN_FAILED = 1, ADMIN_USAGE = 2 };

/* Runs the verb that `words` begin with ("catalog", "check", "FILE") and returns its exit code. */
MUST_USE int admin_run(const struct admin *admin, int count, char **words);

/* The verbs with their options, whole lines, for --help. */
const char *admin_help(void);
