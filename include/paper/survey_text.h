/* The survey's report to read in a terminal: aligned columns, at most SURVEY_TEXT_COLUMNS wide. */
#pragma once
#include "base/text.h"
#include "domain/catalog.h"
#include "domain/questionnaire.h"
#include "domain/survey_report.h"

enum { SURVEY_TEXT_COLUMNS = 100 };

struct survey_text_style {
    enum survey_numbering numbering; /* of U1 to U9 */
    enum ikm_weight weight;          /* an office's own convention, shown beside the index */
    const char *lang;                /* "id" or "en" */
};
/* `questionnaire` NULL: elements have the regulation's names. The language in use is left alone; needs
 * no paper_open. */
void survey_report_text(const struct catalog *catalog, const struct survey_report *report,
                        const struct questionnaire *questionnaire,
                        const struct survey_text_style *style, struct text *out);
