/* What can still be read of a database that lies in quarantine, taken into the one in use: nobody who gave an answer,
 * complained or handed in a file is lost with a damaged page.
 *
 * Events that the office may lack go into the streams in use, under their own ids, by which the office knows those it has;
 * only those whose hash is right. Officers, complaints, receipts, answers and suggestions are added where they are missing.
 * Tickets are not: people who waited are told of, so that they can be called by voice. Running it twice adds nothing. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "store/db.h"
#include <stdbool.h>

enum { SALVAGE_FOLDER = 256 };

/* The oldest folder in quarantine/ that was not gone through yet. False: there is none. */
bool salvage_next(const struct db *db, char out[SALVAGE_FOLDER]);

struct salvage {
    int events;      /* put into a stream */
    int bad_events;  /* whose hash is wrong */
    int rows;        /* added to other tables */
    bool is_partial; /* some of it cannot be read any more */
};

/* Goes through that folder and leaves the file "salvaged" in it. Adds "A-012, A-013" to `waiting`, the numbers of its
 * open day that nobody had called. Where nothing of it can be read `out` is partial and empty. */
MUST_USE bool salvage_take(struct db *db, const char *folder, struct salvage *out,
                           struct text *waiting, struct err *err);
