/* Responses of the survey and surveys that were stopped: what is left of them once they are kept. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include "domain/survey.h"
#include "store/db.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SURVEY_FORM_TEXT = 96 };

struct response_row {
    struct survey_response response;
    size_t extra_count;          /* added questions of that form */
    char form[SURVEY_FORM_TEXT]; /* "permenpanrb-14-2017/1"; "" = none was known */
};
/* A repeated id is ERR_CORRUPT. `is_sent`: it stands in the stream, and is never taken out again. */
MUST_USE bool response_store_add(struct db *db, const struct response_row *row, bool is_sent,
                                 struct err *err);
MUST_USE bool response_store_has(struct db *db, const struct uuid *id, bool *out, struct err *err);
/* The newest day that a kiosk's response has; 0 without any. */
MUST_USE bool response_store_last_day(struct db *db, int64_t *out, struct err *err);

struct abandoned_row {
    struct uuid id;
    int64_t day;
    enum survey_bracket bracket;
    char device[17];
    int answered; /* of the nine, 0..8 */
};
MUST_USE bool abandoned_store_add(struct db *db, const struct abandoned_row *row, bool is_sent,
                                  struct err *err);
MUST_USE bool abandoned_store_has(struct db *db, const struct uuid *id, bool *out, struct err *err);

/* A half-day of which something has not been handed over. */
struct half_day {
    int64_t day;
    enum survey_bracket bracket;
};
/* Up to `most` of them into `out`, by day; `*count`: how many. */
MUST_USE bool response_store_unsent(struct db *db, int64_t until_day, struct half_day *out,
                                    size_t most, size_t *count, struct err *err);
/* How many responses have not been handed over, of all half-days. */
MUST_USE bool response_store_count_unsent(struct db *db, int64_t *out, struct err *err);
/* The first `most` unsent rows of a half-day in the order of their random ids. */
MUST_USE bool response_store_list_unsent(struct db *db, const struct half_day *half_day,
                                         struct response_row *out, size_t most, size_t *count,
                                         struct err *err);
MUST_USE bool abandoned_store_list_unsent(struct db *db, const struct half_day *half_day,
                                          struct abandoned_row *out, size_t most, size_t *count,
                                          struct err *err);
/* Takes one out that is not sent, to be put in again at another place of its page. ERR_NOT_FOUND. */
MUST_USE bool response_store_take(struct db *db, int64_t day, const struct uuid *id,
                                  struct err *err);
MUST_USE bool abandoned_store_take(struct db *db, int64_t day, const struct uuid *id,
                                   struct err *err);
