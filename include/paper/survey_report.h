/* The survey's report as documents: the official table of answers, the board for the wall, and the
 * recap for who must do something about it. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "domain/catalog.h"
#include "domain/questionnaire.h"
#include "domain/survey_report.h"

enum survey_page {
    SURVEY_PROCESSING, /* A4: every respondent's answers and their sums, by element */
    SURVEY_BOARD,      /* one page A4 */
    SURVEY_BOARD_A3,   /* one page A3, the same drawn larger */
    SURVEY_RECAP,      /* A4 on its side: per row of report->by, who answered, charts, follow-up */
    SURVEY_PAGE_COUNT
};
/* Of "pengolahan", "papan", "papan-a3", "rekap". */
MUST_USE bool survey_page_from_key(const char *key, enum survey_page *out);

/* The official table shows so many respondents one by one. Beyond, each of its rows holds the sums of
 * a block of respondents, and the document says so. */
enum { SURVEY_RESPONDENTS_SHOWN = 5000 };

struct survey_paper {
    enum survey_page page;
    enum survey_numbering numbering; /* of U1 to U9 */
    enum ikm_weight weight;          /* an office's own convention, shown beside the index */
    const char *lang;                /* "id" or "en" */
};
/* `questionnaire` NULL: elements have the regulation's names. SURVEY_PROCESSING needs
 * report->answers. The language in use is left alone. paper_open comes first. ERR_FULL when `out` has
 * no room. */
MUST_USE bool survey_report_pdf(const struct catalog *catalog, const struct survey_report *report,
                                const struct questionnaire *questionnaire,
                                const struct survey_paper *paper, struct text *out,
                                struct err *err);
