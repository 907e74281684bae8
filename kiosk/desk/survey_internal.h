/* What the files of the survey share. All of it runs inside a transaction. */
#pragma once
#include "desk/desk_internal.h"
#include "desk/survey.h"
#include "store/response_store.h"
#include <stdbool.h>
#include <stdint.h>

/* The half-day that an answer committed at `now_ms` belongs to. While the clock cannot be trusted it
 * is the day of the newest session that has one, else of the newest response that a kiosk took, else
 * of this program; and the half of it is not known. */
MUST_USE bool desk_survey_half_day(struct desk *desk, int64_t now_ms, struct half_day *out,
                                   struct err *err);

/* Service, sector and profile; `*row` is emptied first. ERR_INVALID. */
MUST_USE bool desk_survey_fill(const struct desk *desk, const char *service_id,
                               const struct survey_profile *profile,
                               const uint8_t answers[ELEMENT_COUNT], struct response_row *row,
                               struct err *err);

/* The mark of a ticket: 32 bytes that only the holder of the session's key can tell from it.
 * `*is_used`: it was there before. A ticket of no open session leaves none. */
MUST_USE bool desk_survey_mark(struct desk *desk, const struct uuid *ticket, bool *is_used,
                               struct err *err);
MUST_USE bool desk_survey_is_marked(struct desk *desk, int64_t session, const struct uuid *ticket,
                                    bool *out, struct err *err);
/* Destroys key and marks of a session. */
MUST_USE bool desk_survey_forget(struct desk *desk, int64_t session, struct err *err);

/* After responses of `day` were added: where it is over, what is published of it is read again. */
MUST_USE bool desk_survey_note_past(struct desk *desk, int64_t day, struct err *err);

/* Adds a suggestion under `id`, sealed; nothing for an id that is there. */
MUST_USE bool desk_survey_keep_suggestion(struct desk *desk, const struct uuid *id, int64_t day,
                                          const char *service_id, const char *text,
                                          struct err *err);
/* ERR_INVALID: too long, no UTF-8, or empty. */
MUST_USE bool desk_survey_check_suggestion(const char *text, struct err *err);
