/* A letter that a kiosk sealed for this office, and answers sealed here likewise (wire/event_words.h).
 * What they hold is on pages that somebody asked for by name, and nowhere else. */
#pragma once
#include "domain/complaint.h"
#include "office/web/complaint_rows.h"

/* What was written, and the newest answer: written here, else at the kiosk. Wipe it (secret_wipe).
 * ERR_NOT_FOUND: nothing came, or it was erased. ERR_CORRUPT: sealed for another key, or changed. */
MUST_USE bool complaint_letter_open(const struct web *web, const struct office_complaint *complaint,
                                    struct complaint_words *out, struct err *err);
/* An answer as the database keeps it. */
MUST_USE bool complaint_letter_seal(const struct web *web, const char *answer, struct text *out,
                                    struct err *err);
/* The same as its kiosk reads it; `out` stays empty where its key is not known. */
MUST_USE bool complaint_letter_address(const struct web *web, const char *kiosk, const char *answer,
                                       struct text *out, struct err *err);
/* What a letter holds. False: it is none. Pure. */
MUST_USE bool complaint_letter_read(const char *bytes, size_t len, struct complaint_words *out,
                                    struct err *err);
