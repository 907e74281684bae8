/* Officers and their PINs, and the journal of what they did. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "desk/desk.h"
#include "domain/journal.h"
#include "domain/staff.h"

/* There is no default officer and no default PIN. ERR_INVALID: a code or name that is empty, too
 * long or taken, or a PIN that pin_is_acceptable refuses. */
MUST_USE bool desk_add_officer(struct desk *desk, const struct officer *officer, const char *pin,
                               struct err *err);
MUST_USE bool desk_set_pin(struct desk *desk, const char *code, const char *pin, struct err *err);
/* A disabled officer keeps the past and signs in no more. ERR_NOT_FOUND. */
MUST_USE bool desk_disable_officer(struct desk *desk, const char *code, struct err *err);
/* All of them, by name; at most `most`. */
MUST_USE bool desk_list_officers(struct desk *desk, bool only_active, struct officer *out,
                                 size_t most, size_t *count, struct err *err);

/* False in `*out` also for a code that nobody has. */
MUST_USE bool desk_is_active_officer(struct desk *desk, const char *code, bool *out,
                                     struct err *err);

struct sign_in {
    bool is_in;
    int tries_left;         /* of PIN_TRIES before the next pause */
    int64_t paused_for_ms;  /* > 0: no PIN is looked at for so long, not even the right one */
    struct officer officer; /* when is_in */
};
/* One Argon2id (19 MiB, about 20 ms): call it after the pressed frame was shown. The try is on disk
 * before the PIN is compared, so that pulling the plug gains nobody a try. False only when the
 * database fails; a wrong PIN is an answer. */
MUST_USE bool desk_sign_in(struct desk *desk, const char *code, const char *pin,
                           struct sign_in *out, struct err *err);
/* "lock", "idle", "closed" (the program ends): noted in the journal. */
MUST_USE bool desk_sign_out(struct desk *desk, const char *code, const char *why, struct err *err);

/* The journal: who did what when, chained by SHA-256 so that a change or a gap is seen. */
/* From number `from` on, until `each` returns false. */
MUST_USE bool desk_list_journal(struct desk *desk, int64_t from,
                                bool (*each)(void *context, const struct journal_entry *entry),
                                void *context, struct err *err);
/* ERR_CORRUPT: an entry does not fit; `*bad_no` is the number of the first, and the text says why.
 * 0 after every other failure. */
MUST_USE bool desk_verify_journal(struct desk *desk, struct journal_proof *out, int64_t *bad_no,
                                  struct err *err);
