/* Sums over survey responses in the database. */
#pragma once
#include "domain/survey_report.h"
#include "domain/survey_tally.h"
#include "office/web/web.h"

struct survey_scope {
    int64_t from_day, until_day;
    const char *service; /* "" = all */
};

/* What survey_rows_sum is asked for; `by` is BY_NOTHING to BY_BRACKET or SURVEY_EXTRAS. */
enum { SURVEY_EXTRAS = 20 };

/* Each value of each of the dimensions, as {0,4,5}, with its sums: all of one moment. Of SURVEY_EXTRAS
 * part->key is "FORM<tab>QUESTION<tab>OPTION". */
MUST_USE bool survey_rows_sum(struct pg *pg, const struct survey_scope *scope, const char *dims,
                              void (*each)(void *context, int by, const struct survey_part *part),
                              void *context, struct err *err);
/* People who stopped; they named no service. */
MUST_USE bool survey_rows_abandoned(struct pg *pg, int64_t from_day, int64_t until_day,
                                    int64_t *out, struct err *err);
MUST_USE bool survey_rows_served(struct pg *pg, const struct survey_scope *scope, int64_t *out,
                                 struct err *err);
/* Nine digits a response, one behind the other, in the order of days. */
MUST_USE bool survey_rows_answers(struct pg *pg, const struct survey_scope *scope, struct text *out,
                                  struct err *err);
