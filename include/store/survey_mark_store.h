/* Keys and marks of sessions: what keeps a ticket from a second survey, while its session lasts. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "store/db.h"
#include <stdbool.h>
#include <stdint.h>

enum { SURVEY_KEY_BYTES = 32, SURVEY_MARK_BYTES = 32 };

/* ERR_NOT_FOUND: none was made yet, or it was destroyed. */
MUST_USE bool survey_key_store_find(struct db *db, int64_t session, uint8_t out[SURVEY_KEY_BYTES],
                                    struct err *err);
MUST_USE bool survey_key_store_add(struct db *db, int64_t session,
                                   const uint8_t key[SURVEY_KEY_BYTES], struct err *err);
MUST_USE bool survey_mark_store_has(struct db *db, int64_t session,
                                    const uint8_t mark[SURVEY_MARK_BYTES], bool *out,
                                    struct err *err);
MUST_USE bool survey_mark_store_add(struct db *db, int64_t session,
                                    const uint8_t mark[SURVEY_MARK_BYTES], struct err *err);

/* A session that still has a key; 0 in `*out` when none but `but` has one. */
MUST_USE bool survey_key_store_other(struct db *db, int64_t but, int64_t *out, struct err *err);
/* Both at once destroy what a session knew; the marks go first. */
MUST_USE bool survey_mark_store_forget(struct db *db, int64_t session, struct err *err);
MUST_USE bool survey_key_store_forget(struct db *db, int64_t session, struct err *err);

/* Rows of imported files, by their fingerprints. */
enum { FINGERPRINT_BYTES = 32 };
/* `*is_new` is false for one that is known. */
MUST_USE bool survey_import_store_add(struct db *db, const uint8_t print[FINGERPRINT_BYTES],
                                      bool *is_new, struct err *err);
