/* What the files of the complaints share: the sealed words, and one act on one complaint. */
#pragma once
#include "desk/complaints.h"
#include "desk/desk_internal.h"
#include "domain/staff.h"

enum { SEALED_WORDS_MOST = 16 * 1024 };

/* Inside a transaction: seals the words together with the complaint's request, so that they open in
 * their own row only. ERR_FULL, ERR_IO, ERR_INVALID: of the key, see desk_seal. */
MUST_USE bool complaint_words_seal(struct desk *desk, const struct uuid *request,
                                   const struct complaint_words *words, struct text *out,
                                   struct err *err);
/* ERR_INVALID: the key is missing, unreadable or another one. ERR_CORRUPT: the words were changed. */
MUST_USE bool complaint_words_open(struct desk *desk, const struct uuid *request,
                                   const struct text *sealed, struct complaint_words *out,
                                   struct err *err);
/* Text as people may type it, into a row: no UTF-8 and control characters but the newline are
 * mended, blanks around are cut. False when it does not fit. */
MUST_USE bool complaint_copy_text(char *out, size_t size, const char *in);
/* Of 10 to 600 letters; ERR_INVALID says which of both it is not. `what` names it. */
MUST_USE bool complaint_copy_story(char out[COMPLAINT_TEXT], const char *in, const char *what,
                                   struct err *err);

/* Inside a transaction: the officer is active and has the right; ERR_INVALID. */
MUST_USE bool complaint_check_officer(struct desk *desk, const char *code, enum staff_right right,
                                      struct err *err);
/* The words of the row. ERR_NOT_FOUND once they were erased; else as complaint_words_open. */
MUST_USE bool complaint_read_words(struct desk *desk, const struct complaint *complaint,
                                   struct complaint_words *out, struct err *err);
/* Adds the office's answer to them; "" where there is none that this kiosk's key opens. */
MUST_USE bool complaint_read_office_answer(struct desk *desk, const struct complaint *complaint,
                                           struct complaint_words *out, struct err *err);
/* Inside a transaction: the complaint, as people type its number, and the officer who has the right
 * to what follows. ERR_NOT_FOUND; ERR_INVALID: no number, no active officer, or not the right. */
MUST_USE bool complaint_begin_act(struct desk *desk, const char *number, const char *officer,
                                  enum staff_right right, struct complaint *out, struct err *err);
/* Inside a transaction: the words as a letter to the office, in the main stream, where its key is
 * known; see office_letters.c. */
MUST_USE bool complaint_send_words(struct desk *desk, const struct complaint *complaint,
                                   const struct complaint_words *words, struct err *err);
/* The same for the one that was filed last. */
MUST_USE bool complaint_send_first_words(struct desk *desk, const struct complaint *complaint,
                                         const struct complaint_words *words, struct err *err);
/* An event of a complaint, in the main stream. */
MUST_USE bool complaint_add_event(struct desk *desk, const struct complaint *complaint,
                                  const char *(*write)(struct text *out,
                                                       const struct event_head *head,
                                                       const struct complaint *complaint),
                                  struct err *err);
