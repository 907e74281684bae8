/* What wrong passwords cost: after so many tries a pause of 5, 10, 20 … at most 60 minutes, longer with
 * each further one. Kept for names and for addresses, whether an account of that name exists or not. */
#pragma once
#include "office/web/web.h"

enum {
    LIMIT_ACCOUNT_TRIES = 5,
    LIMIT_ADDRESS_TRIES = 30,          /* a whole office stands behind one address */
    LIMIT_FORGET_MS = 6 * 3600 * 1000, /* after so long without a wrong one all is forgotten */
};
struct limit {
    int failures;
    int64_t until_ms; /* closed until then */
    int64_t at_ms;    /* of the last wrong one */
};
bool limit_is_closed(const struct limit *limit, int64_t now_ms);
void limit_fail(struct limit *limit, int tries, int64_t now_ms);

/* In the database: a name's is known by its SHA-256, so that a password typed there is not kept. */
enum { LIMIT_SUBJECT_TEXT = 80 };
void limit_of_account(const char *name, char out[LIMIT_SUBJECT_TEXT]);
void limit_of_address(const char *address, char out[LIMIT_SUBJECT_TEXT]);
/* Takes it for this transaction: tries at the same time wait for each other. */
MUST_USE bool limit_rows_take(struct pg *pg, const char *subject, int64_t now_ms, struct limit *out,
                              struct err *err);
MUST_USE bool limit_rows_set(struct pg *pg, const char *subject, const struct limit *limit,
                             struct err *err);
/* Removes those that are forgotten anyway. */
MUST_USE bool limit_rows_forget(struct pg *pg, int64_t now_ms, struct err *err);
