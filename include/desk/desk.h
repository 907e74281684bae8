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
    const char *state_dir;     /* database anjungan.db, wake file, quarantine/ */
    const char *catalog_path;  /* NULL: no catalogue is needed (print job bookkeeping only) */
    const struct clock *clock; /* borrowed for the desk's life */
    int device_digit;          /* 1..9 */
    int ticket_digits;         /* 3 */
    int64_t clock_floor_ms;    /* build time: an earlier clock opens no session */
};

/* Opens, migrates and checks the database (quarantining a damaged one, see desk_was_quarantined)
 * and reads the catalogue. ERR_IO, ERR_FULL: the state directory cannot be used; ERR_INVALID: the
 * catalogue is wrong, err->text begins with FILE:LINE:COL or FILE: $.path. */
MUST_USE bool desk_open(struct desk **out, const struct desk_options *options, struct err *err);
void desk_close(struct desk *desk);

/* True when the database found at open was damaged and moved to quarantine/; a fresh one serves. */
bool desk_was_quarantined(const struct desk *desk);

const struct catalog *desk_catalog(const struct desk *desk);
const struct clock *desk_clock(const struct desk *desk);
/* Truncated WAL work when idle: PASSIVE checkpoint. Called by the print process only. */
void desk_checkpoint(struct desk *desk);
/* Bytes in the write-ahead log that a checkpoint would move. */
int64_t desk_wal_bytes(const struct desk *desk);
