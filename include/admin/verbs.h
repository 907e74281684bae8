/* The verbs of anjungan-ctl: what an administrator may ask of a kiosk.
 *
 * Answers go to `out`, errors with what to do to `complaints`. With --json every answer is compact
 * JSON, one object a line. */
#pragma once
#include "base/attr.h"
#include "base/text.h"
#include "desk/desk.h"
#include "domain/ikm.h"
#include "domain/questionnaire.h"
#include <stdint.h>
#include <stdio.h>

struct admin_machine;

/* Where nightly copies of the database are. */
struct admin_backup {
    const char *folder;
    bool is_own; /* in the state directory, and made when it is missing */
    int keep;    /* so many; 0: all */
};

struct admin {
    struct desk_options desk; /* how the verbs open it */
    const char *locale_dir;   /* of the shipped translations */
    const char *font_dir;     /* of the shipped fonts */
    struct admin_backup backup;
    const char *update_folder; /* where an update leaves its results; see admin/update.h */
    enum survey_numbering survey_numbering; /* of U1 to U9 in reports */
    enum ikm_weight survey_weight;          /* shown beside the index */
    const struct admin_machine
        *machine; /* for printers, doctor and sync status; see admin/machine.h */
    FILE *in;     /* what --pin-stdin reads */
    FILE *out;
    FILE *complaints;
};

/* Exit codes; ADMIN_PARTLY: the good was taken, the bad was told. */
enum { ADMIN_OK = 0, ADMIN_FAILED = 1, ADMIN_USAGE = 2, ADMIN_PARTLY = 3 };

/* Runs the verb that `words` begin with ("catalog", "check", "FILE") and returns its exit code. */
MUST_USE int admin_run(const struct admin *admin, int count, char **words);

/* Adds the verbs with their options, whole lines, for --help. */
void admin_help(struct text *out);
