/* The one commit of a survey's answers. */
#pragma once
#include "base/attr.h"
#include "base/err.h"

struct router;

/* Sends all nine answers of the visit, and those to the office's own questions that were given; the
 * time they took ends now. Afterwards the visit knows that it is done, and no answer any more. Fails as
 * desk_submit_survey does, and then keeps everything for another try. */
MUST_USE bool survey_send(struct router *router, struct err *err);
