/* The survey's report as files for programs: one table as CSV, one object as JSON. Their columns and
 * keys are told in words/survey_csv.c and words/survey_json.c and stay as they are. */
#pragma once
#include "base/text.h"
#include "domain/catalog.h"
#include "domain/survey_report.h"

struct survey_file {
    const struct catalog *catalog;
    const struct questionnaire *questionnaire; /* NULL: none */
    const struct survey_report *report;
    enum survey_numbering numbering; /* of U1 to U9 */
    enum ikm_weight weight;          /* an office's own convention, shown beside the index */
};

/* Both are Indonesian where they hold words, whatever language is in use; i18n_open comes first.
 * `is_local` is words/csv_table.h's. */
void survey_file_csv(const struct survey_file *file, bool is_local, struct text *out);
void survey_file_json(const struct survey_file *file, struct text *out);
