/* What the survey's report reads: responses, surveys that were stopped, and people served. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "domain/survey_tally.h"
#include "store/db.h"
#include <stdbool.h>
#include <stdint.h>

struct survey_scope {
    int64_t from_day; /* local days since 1970, both included */
    int64_t until_day;
    const char *service_id; /* NULL = all */
};

/* Every response of the scope, in the order of day and random id: one statement, one pass.
 * `fact.key` is the service's or sector's id or the device, as `by` asks; "" for other dimensions. */
MUST_USE bool survey_report_store_read(struct db *db, const struct survey_scope *scope,
                                       enum survey_by by,
                                       void (*each)(void *context, const struct survey_fact *fact),
                                       void *context, struct err *err);
/* Adds up the answers to the added questions of one questionnaire ("id/version"); see
 * survey_report.extras. */
MUST_USE bool survey_report_store_count_extras(struct db *db, const struct survey_scope *scope,
                                               const char *form,
                                               int64_t out[EXTRAS_MOST][EXTRA_OPTIONS_MOST + 1],
                                               struct err *err);
/* Surveys that were stopped. They keep no service. */
MUST_USE bool survey_report_store_count_abandoned(struct db *db, int64_t from_day,
                                                  int64_t until_day, int64_t *out, struct err *err);
/* Tickets of the scope's sessions that were served. */
MUST_USE bool survey_report_store_count_served(struct db *db, const struct survey_scope *scope,
                                               int64_t *out, struct err *err);
/* Whether any response was ever given about the service. Reads all of them when there is none. */
MUST_USE bool survey_report_store_knows(struct db *db, const char *service_id, bool *out,
                                        struct err *err);
