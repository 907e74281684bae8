/* What the office owes of its survey: the index over any period, broken down. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "desk/desk.h"
#include "domain/survey_report.h"

struct survey_query {
    struct period period;
    const char *service_id; /* NULL = all */
    enum survey_by by;
    int trend;          /* how many periods, this one included; 0 = no trend */
    bool wants_answers; /* fill survey_report.answers */
};
/* `*out` is yours: survey_report_clear. ERR_NOT_FOUND: neither the catalogue nor any response knows
 * the service. One pass over the period's responses in SQL, whatever is asked for; each earlier point
 * of a trend has a pass of its own. Stopped surveys are those of all services: they keep none. Rows
 * know of no population, so their intervals go without its correction. */
MUST_USE bool desk_survey_report(struct desk *desk, const struct survey_query *query,
                                 struct survey_report *out, struct err *err);

/* The index that may be shown in the hall: of the last triwulan that is over, else of the month
 * before, else of the last 30 days, whichever first has IKM_PUBLISHED_FROM responses or more.
 * `*is_shown` false: none has. Cheap enough for a screen's news: kept until the day changes, or an
 * answer came of a day that is over and a minute has passed. The people served, who make its interval
 * a little narrower, are those of the moment when it was read. */
struct published_ikm {
    bool is_shown;
    struct period period;
    struct ikm ikm;
};
MUST_USE bool desk_published_ikm(struct desk *desk, struct published_ikm *out, struct err *err);
