/* The drain's memory, and how it records what it learns; inside this folder only. */
#pragma once
#include "base/attr.h"
#include "domain/print.h"
#include "printing/drain.h"
#include "printing/printer.h"
#include <stdbool.h>
#include <stdint.h>

enum {
    DRAIN_RETRY_FIRST_MS = 250, /* first look again while a wanted job waits … */
    DRAIN_RETRY_LAST_MS = 1000, /* … and the slowest: a fault must show, and end, within 2 s */
    DRAIN_DESK_RETRY_MS = 2000,
    DRAIN_SERVER_RETRY_MS = 2000
};

struct drain {
    struct desk *desk;
    const struct printer *printer;
    enum printer_format format;
    struct printer_status status; /* of the last look, or what following a job showed since */
    int64_t looked_at_ms;         /* monotonic */
    enum printer_trouble server;  /* of one that answers, but makes no job or takes no document */
    bool has_looked;
    bool is_idle;
    bool is_desk_failing; /* so that it is logged once */
    bool is_overtaken;    /* the last move found that somebody else had ended the job */

    /* About the job being followed; all of it may be lost in a crash. */
    struct uuid job; /* a job that is tried again keeps its number but not its name */
    bool was_wanted;
    int64_t due_ms;     /* nothing is to be done before, however often others wake us */
    int64_t retry_ms;   /* the pause before the next try */
    int64_t sent_at_ms; /* monotonic, 0: it is not known here whether the document arrived */
    bool must_find;     /* an earlier life or a failed call may have left a job of this name */
    bool is_refused;    /* the printer's side refused the document for good */
    bool is_cancelled;  /* by us, because the slip is stale */
    bool has_failed;    /* the last try to send the document */
    int sends;
};

/* What one move leads to: go on at once, or come back at a monotonic time. */
enum { DRAIN_GO_ON = 0 };

int64_t drain_mono(const struct drain *drain);
/* The pause before the next try, growing from `first` to `last`. */
int64_t drain_back_off(struct drain *drain, int64_t first, int64_t last);
/* When to come back to a job that waits. */
int64_t drain_retry_later(struct drain *drain);

/* Asks the printer how it is, and tells the desk. */
void drain_look(struct drain *drain);
/* Tells the desk what following a job shows of the printer. */
void drain_note_trouble(struct drain *drain, enum printer_trouble trouble);

/* Moves the job; false when the database does not take it: then nothing may go on, and
 * drain_not_moved says when to try again. */
MUST_USE bool drain_move(struct drain *drain, struct print_job *job, enum print_state state,
                         enum printer_trouble trouble, int cups_job);
/* A visitor who left in the same moment is no fault. */
int64_t drain_not_moved(const struct drain *drain);
/* Records the end of a job. Where even that cannot be stored it is tried again later. */
int64_t drain_finish(struct drain *drain, struct print_job *job, enum print_state state,
                     enum printer_trouble trouble);
/* The job waits because of `trouble`; the screen that follows it shows that. */
int64_t drain_wait_with(struct drain *drain, struct print_job *job, enum printer_trouble trouble);
