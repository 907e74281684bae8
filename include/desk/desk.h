/* The desk: everything a visitor, officer or background process may do, one function each, one
 * transaction each. It holds the database and the catalogue; nobody else touches them. */
#pragma once
#include "base/attr.h"
#include "base/clock.h"
#include "base/err.h"
#include "domain/catalog.h"
#include "domain/print.h"
#include "domain/queue.h"
#include <stdbool.h>

struct desk;

struct desk_options {
    const char *state_dir;     /* must exist: database anjungan.db, wake file, quarantine/ */
    const char *catalog_path;  /* NULL: no catalogue is needed (print job bookkeeping only) */
    const char *holidays_path; /* NULL: no table of holidays. One that cannot be read stops nothing:
                                  see desk_holidays_trouble in desk/opening.h */
    const char *questionnaire_path; /* NULL: no survey is asked. One that cannot be read stops
                                       nothing else: see desk/survey.h */
    const char *seal_path; /* the key of sealed texts, see base/seal.h; NULL: STATE/seal.key */
    const char *office_id; /* whose catalogues are taken; NULL = "": any */
    const char
        *publisher_key; /* the key that published catalogues are signed for; NULL: none is taken */
    const char *device; /* "K1": on responses and complaints; NULL = "" */
    int complaint_days; /* promised for an answer; 0 = what the catalogue says */
    const struct clock *clock; /* borrowed for the desk's life */
    int device_digit;          /* 1..9 */
    int ticket_digits;         /* 3 */
    int priority_in_a_row;     /* see domain/calling.h; 0 = 2 */
    int64_t clock_floor_ms;    /* build time: an earlier clock opens no session */
    bool only_looks; /* nothing is made, migrated, moved to quarantine or written: use cases that
                        write fail, and so does desk_open where there is no sound database */
    const char
        *restore_from; /* NULL, or the copy that takes the database's place, see store/db.h */
};

/* A published catalogue that was taken (desk/office.h) serves instead of the file.
 *
 * Opens, migrates and checks the database (quarantining a damaged one, see desk_was_quarantined)
 * and reads the catalogue. ERR_IO, ERR_FULL: the state directory cannot be used; ERR_INVALID: the
 * catalogue is wrong, err->text begins with FILE:LINE:COL or FILE: $.path. */
MUST_USE bool desk_open(struct desk **out, const struct desk_options *options, struct err *err);
void desk_close(struct desk *desk);

/* True when this desk found its database damaged, at open or later, and moved it to quarantine/; a
 * fresh one serves. */
bool desk_was_quarantined(const struct desk *desk);

const struct catalog *desk_catalog(const struct desk *desk);
const struct clock *desk_clock(const struct desk *desk);
/* Moves the write-ahead log into the database as far as nobody reads it, and pays the syncs of a new
 * log, so that no ticket does. Called by the print process when idle and at 4 MB, and by anjungan-sync
 * at 6 MB, so that a backlog leaves small also where nothing prints; it holds up no writer. */
void desk_checkpoint(struct desk *desk);
/* Bytes in the write-ahead log that a checkpoint would move; 0 right after one. */
int64_t desk_wal_bytes(const struct desk *desk);
