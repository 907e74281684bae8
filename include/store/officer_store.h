/* Rows of officer: who they are, their PIN as an Argon2id string, and what wrong tries cost. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/secret.h"
#include "domain/staff.h"
#include "store/db.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { OFFICER_BOOT_TEXT = 40 };

/* Tries since the last right PIN or pause, and the pause they led to. A pause of another boot than
 * `pause_boot` began anew with that boot. */
struct officer_tries {
    int tries;
    int pauses;                         /* since the last right PIN */
    char pause_boot[OFFICER_BOOT_TEXT]; /* "" = not paused */
    int64_t pause_until_mono_ms;
};

/* Wiped by whoever read it: the PIN's string is nobody else's. */
struct officer_row {
    struct officer officer;
    char pin[PIN_HASH_TEXT];
    struct officer_tries tries;
};

MUST_USE bool officer_store_add(struct db *db, const struct officer *officer, const char *pin,
                                int64_t now_ms, struct err *err);
/* ERR_NOT_FOUND. */
MUST_USE bool officer_store_find(struct db *db, const char *code, struct officer_row *out,
                                 struct err *err);
/* By name; at most `most`. */
MUST_USE bool officer_store_list(struct db *db, bool only_active, struct officer *out, size_t most,
                                 size_t *count, struct err *err);
/* Whether the code is taken, in whatever case, or the name by an active officer. */
MUST_USE bool officer_store_is_taken(struct db *db, const char *code, const char *name, bool *out,
                                     struct err *err);
/* All of them, also the disabled ones. */
MUST_USE bool officer_store_count(struct db *db, int64_t *out, struct err *err);
/* Each: ERR_NOT_FOUND. */
MUST_USE bool officer_store_set_pin(struct db *db, const char *code, const char *pin,
                                    struct err *err);
MUST_USE bool officer_store_disable(struct db *db, const char *code, struct err *err);
MUST_USE bool officer_store_set_tries(struct db *db, const char *code,
                                      const struct officer_tries *tries, struct err *err);
