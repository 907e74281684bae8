/* The slip of thanks after a survey: the office's channels, and no trail to the answers.
 *
 * It promises nothing to anybody, so that it may be lost, and nothing of it is kept: its job has no
 * time, no number of the printer's side once it is over, ids that are random, and a place of its own
 * outside the order of the others; the office is told nothing. There is one at a time, and its row goes
 * as soon as somebody has read how it ended, else with the next slip or the hourly
 * desk_release_responses.
 *
 * Nobody waits for it either: with the first trouble it is stale, and stays off the paper. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "desk/desk.h"
#include "domain/print.h"

/* One that is not over is the answer to every wish. */
MUST_USE bool desk_print_thanks(struct desk *desk, const char *lang, struct print_job *out,
                                struct err *err);
/* What it has come to. One that is over is told once, and is gone. ERR_NOT_FOUND. */
MUST_USE bool desk_thanks_job(struct desk *desk, struct print_job *out, struct err *err);
