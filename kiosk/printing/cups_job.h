/* A job as cupsd tells of it, and what may be believed of that. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "printing/cups_queue.h"
#include "printing/printer.h"
#include <stdbool.h>

struct cups_job {
    int id; /* 0: none */
    char name[64];
    int state;
    char reason[64];  /* the first of job-state-reasons */
    bool has_doubt;   /* one of them says that its end is not what it looks like */
    bool is_bare;     /* cupsd says that it has no document, or none any more */
    bool was_started; /* a filter or backend has run for it */
    int impressions;
    int progress;      /* of our backend: above 0 from the first byte on, until cupsd starts anew */
    bool was_kept_off; /* our backend's last word: nothing came out */
    bool is_followed;  /* the caller's: asked by one process without a break since it was sent */
};

/* ERR_NOT_FOUND, ERR_OFFLINE. */
MUST_USE bool cups_job_read(struct cups_job *out, const char *queue, int id, struct err *err);

/* The job of that name, running or over; `out->id` 0 when there is none. Of two (the answer to a
 * Create-Job was lost) the one whose document has arrived. */
MUST_USE bool cups_job_find(struct cups_job *out, const char *queue, const char *name,
                            struct err *err);

/* The job of that name as the IPP printer at `uri` itself tells of it; `out->id` 0 when it knows none.
 * ERR_OFFLINE. */
MUST_USE bool cups_job_ask_device(struct cups_job *out, const char *uri, const char *name,
                                  struct err *err);

/* The same from an answer. take: its first job; false when there is none. pick: the one of that name;
 * one whose number is not above 0 is none. */
bool cups_job_take(struct cups_job *out, ipp_t *answer);
void cups_job_pick(struct cups_job *out, ipp_t *answer, const char *name);

/* Sets a paused queue going, without the slips that a stock backend would print a second time: they are cancelled
 * first. ERR_INVALID: not while another's job lies there that was begun, or without the right to. */
MUST_USE bool cups_queue_resume(const struct cups_queue *queue, struct err *err);

/* False: its document never wholly arrived, so it has printed nothing. cupsd forgets the number of
 * documents with their files, so a finished job is told by having been started. */
bool cups_job_has_document(const struct cups_job *job);

/* What became of it. `queue` was read before the job, so what it says is not newer. Of what stock
 * backends call completed it is ANSWER_UNCERTAIN. */
enum printed_answer cups_job_judge(const struct cups_job *job, const struct cups_queue *queue);
/* What became of a job of an IPP printer that is over for cupsd: printed only where cupsd and the
 * printer both call it completed. `own` is what the printer says; `was_lost`: the printer was found to
 * have forgotten a job since this one was made. */
enum printed_answer cups_job_judge_ipp(const struct cups_job *job, const struct cups_job *own,
                                       bool was_lost);
