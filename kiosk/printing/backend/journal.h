/* What the backend remembers of each job, so that no job is started twice: one small file per job in
 * CUPS's cache directory, on disk before the first byte goes out. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include <stdbool.h>

enum journal_mark { JOURNAL_NEW, JOURNAL_BEGUN, JOURNAL_DONE };

enum {
    JOURNAL_KEEP = 500, /* files kept, as many as cupsd keeps jobs (MaxJobs) */
    JOURNAL_KEY = 64
};

/* A file name's worth of `text` (a job's uuid): everything but letters, digits and '-' is left out.
 * ERR_INVALID when nothing remains. */
MUST_USE bool journal_key(char out[JOURNAL_KEY], const char *text, struct err *err);

MUST_USE bool journal_look(const char *directory, const char *key, enum journal_mark *out,
                           struct err *err);
/* Durable when this returns true: file, contents and directory entry. ERR_IO, ERR_FULL. */
MUST_USE bool journal_mark(const char *directory, const char *key, enum journal_mark mark,
                           struct err *err);
/* Removes the oldest files beyond `keep`, never that of `key`. A failure only leaves files. */
void journal_clean(const char *directory, const char *key, int keep);
