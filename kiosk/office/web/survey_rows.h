/* Sums over survey responses in the database. */
#pragma once
#include "domain/survey_report.h"
#include "domain/survey_tally.h"
#include "office/web/web.h"

struct survey_scope {
    int64_t from_day, until_day;
    const char *service; /* "" = all */
};

/* Each value of the dimension with its sums. */
MUST_USE bool survey_rows_sum(struct pg *pg, const struct survey_scope *scope, enum survey_by by,
                              void (*each)(void *context, const struct survey_part *part),
                              void *context, struct err *err);

/* How many have which value of the four parts of the profile and, where `has_extras`, of the office's own
 * questions: those are `by` SURVEY_EXTRAS, their keys "FORM<tab>QUESTION<tab>OPTION". */
enum { SURVEY_EXTRAS = 20 };
struct survey_count {
    int by;
    int value; /* of the profile */
    const char *key;
    int64_t n;
};
MUST_USE bool survey_rows_count(struct pg *pg, const struct survey_scope *scope, bool has_extras,
                                void (*each)(void *context, const struct survey_count *count),
                                void *context, struct err *err);
/* People who stopped; they named no service. */
MUST_USE bool survey_rows_abandoned(struct pg *pg, int64_t from_day, int64_t until_day,
                                    int64_t *out, struct err *err);
MUST_USE bool survey_rows_served(struct pg *pg, const struct survey_scope *scope, int64_t *out,
                                 struct err *err);
/* Nine digits a response, one behind the other, in the order of days. */
MUST_USE bool survey_rows_answers(struct pg *pg, const struct survey_scope *scope, struct text *out,
                                  struct err *err);
