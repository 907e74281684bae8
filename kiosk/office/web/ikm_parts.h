/* Parts of the IKM page: figures, charts and tables of a report. Pure: they write, they ask nothing. */
#pragma once
#include "base/text.h"
#include "domain/survey_report.h"
#include "office/web/ikm_wish.h"

struct ikm_view {
    const struct survey_report *report;
    const struct questionnaire *questionnaire; /* NULL: the regulation's names */
    const struct ikm_wish *wish;
    const char *path; /* of the page: "/ikm" */
};
void ikm_figures(struct text *out, const struct ikm_view *view);
void ikm_elements(struct text *out, const struct ikm_view *view);
void ikm_trend(struct text *out, const struct ikm_view *view);
void ikm_rows(struct text *out, const struct ikm_view *view);
void ikm_respondents(struct text *out, const struct ikm_view *view); /* who answered, counts only */
void ikm_extras(struct text *out, const struct ikm_view *view); /* the office's own questions */
