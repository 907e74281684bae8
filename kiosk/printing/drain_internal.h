/* The drain's memory, and how it records what it learns; inside this folder only. A drain of several
 * printers is a chain with a link for each, in order; what serves one printer knows its link alone. */
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
    struct drain *first; /* of the chain; this one where it stands alone */
    struct drain *next;  /* NULL at the end */
    int no;              /* 1 = the first */
    struct desk *desk;
    const struct printer *printer;
    enum printer_format format;
    struct printer_status status; /* of the last look, or what following a job showed since */
    int64_t looked_at_ms;         /* monotonic */
    enum printer_trouble server;  /* of one that answers, but makes no job or takes no document */
    int64_t mended_at_ms;         /* monotonic, when its last trouble ended; 0: it had none */
    bool has_looked;
    bool is_idle;
    bool is_desk_failing;  /* so that it is logged once */
    bool is_store_failing; /* likewise: nothing is taken by the database */
    bool is_overtaken;     /* the last move found that somebody else had ended the job */

    /* About the job being followed; all of it may be lost in a crash. */
    struct uuid job; /* a job that is tried again keeps its number but not its name */
    bool was_wanted;
    int64_t due_ms;     /* nothing is to be done before, however often others wake us */
    int64_t retry_ms;   /* the pause before the next try */
    int64_t sent_at_ms; /* monotonic, 0: it is not known here whether the document arrived */
    bool is_refused;    /* the printer's side refused the document for good */
    bool is_cancelled;  /* by us, because the slip is stale */
    bool is_moving;     /* cancelled by us, because another printer is ready */
    bool has_failed;    /* the last try to send the document */
    int sends;

    /* Of the first alone: an earlier life or a failed call may have left a job of this name … */
    bool must_find;
    bool has_turned; /* what one printer did may let another go on: all are to be served again */
};

/* What one move leads to: go on at once, or come back at a monotonic time. */
enum { DRAIN_GO_ON = 0 };

int64_t drain_mono(const struct drain *drain);

/* --- the chain ------------------------------------------------------------------------------ */

/* The printer that slips go to now: the first that is ready and has been for a while, else the first
 * that is ready, else the first. One that has been silent about a slip for long is not ready. */
struct drain *drain_in_charge(struct drain *drain);
bool drain_is_in_charge(struct drain *drain);
/* Another printer than this one could take the slip at once. */
bool drain_can_pass_on(struct drain *drain);
/* The job that this printer has begun, else one that waits if it is in charge. ERR_NOT_FOUND. */
MUST_USE bool drain_pick(struct drain *drain, struct print_job *out, struct err *err);
/* Looks for the job by name, here first and then at the others; `*out_at` is whose it is, this one when
 * there is none. */
MUST_USE bool drain_find(struct drain *drain, const struct print_job *job, struct drain **out_at,
                         int *cups_job, bool *has_document, struct err *err);

/* --- one printer ----------------------------------------------------------------------------- */

/* The pause before the next try, growing from `first` to `last`. */
int64_t drain_back_off(struct drain *drain, int64_t first, int64_t last);
/* When to come back to a job that waits. */
int64_t drain_retry_later(struct drain *drain);

/* Does for one printer what can be done now. */
int64_t drain_serve(struct drain *drain);
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
/* Gives the job, which is under way, to another printer of the chain. */
MUST_USE bool drain_hand_over(struct drain *drain, struct print_job *job, const struct drain *to,
                              int cups_job);
/* Records the end of a job. Where even that cannot be stored it is tried again later. */
int64_t drain_finish(struct drain *drain, struct print_job *job, enum print_state state,
                     enum printer_trouble trouble);
/* The job waits because of `trouble`; the screen that follows it shows that, unless another printer
 * takes it at once. */
int64_t drain_wait_with(struct drain *drain, struct print_job *job, enum printer_trouble trouble);
