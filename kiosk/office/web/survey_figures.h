/* The survey's report from the office's database: the same value as a kiosk's (domain/survey_report.h),
 * with the same arithmetic, over the responses of all kiosks. */
#pragma once
#include "domain/survey_report.h"
#include "office/web/web.h"

struct figures_query {
    struct period period;
    const char *service; /* "" = all */
    enum survey_by by;
    int trend;          /* how many periods, this one included; 0 = none */
    bool wants_answers; /* fill survey_report.answers */
};
/* `*out` is yours: survey_report_clear. `questionnaire` (may be NULL) says which added questions are
 * counted. */
MUST_USE bool survey_figures_read(struct pg *pg, const struct figures_query *query,
                                  const struct catalog *catalog,
                                  const struct questionnaire *questionnaire, int64_t now_ms,
                                  struct survey_report *out, struct err *err);
