/* File receipts. The applicant's name stands here and nowhere else. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include "domain/receipt.h"
#include "store/db.h"
#include <stdbool.h>
#include <stdint.h>

/* `month` is year * 100 + month of the office's calendar. A repeated number, request, or month and
 * sequence is ERR_CORRUPT. */
MUST_USE bool receipt_store_add(struct db *db, const struct receipt *receipt, int month,
                                int64_t seq, struct err *err);
/* The highest sequence of the month; 0 without any. */
MUST_USE bool receipt_store_last_seq(struct db *db, int month, int64_t *out, struct err *err);

/* ERR_NOT_FOUND, all three; `file_number` in its canonical form. */
MUST_USE bool receipt_store_find(struct db *db, const char *file_number, struct receipt *out,
                                 struct err *err);
MUST_USE bool receipt_store_find_request(struct db *db, const struct uuid *request,
                                         struct receipt *out, struct err *err);
/* The newest one of a ticket. */
MUST_USE bool receipt_store_find_ticket(struct db *db, const struct uuid *ticket,
                                        struct receipt *out, struct err *err);

/* Whether a receipt from before `before_ms` still has a name: asked without a write lock. */
MUST_USE bool receipt_store_has_old_name(struct db *db, int64_t before_ms, bool *out,
                                         struct err *err);
/* Empties the names of receipts from before `before_ms`. */
MUST_USE bool receipt_store_forget(struct db *db, int64_t before_ms, int64_t *count,
                                   struct err *err);
