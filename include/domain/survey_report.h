/* A survey's figures over a period: the index, its breakdown, who answered, and the trend. */
#pragma once
#include "domain/catalog.h"
#include "domain/ikm.h"
#include "domain/period.h"
#include "domain/queue.h"
#include "domain/survey.h"

/* What a report is broken down by. The four of the profile show no figures for cells under
 * IKM_CELL_LEAST. */
enum survey_by {
    BY_NOTHING,
    BY_SERVICE,
    BY_SECTOR,
    BY_KIOSK, /* device; paper forms are one of their own, key "" */
    BY_GENDER,
    BY_AGE,
    BY_EDUCATION,
    BY_OCCUPATION,
    BY_BRACKET,
    BY_COUNT
};
const char *survey_by_key(enum survey_by by); /* "service" …; "" for BY_NOTHING */
bool survey_by_from_key(const char *key, enum survey_by *out);
bool survey_by_is_profile(enum survey_by by);
/* Of a dimension that is an enum: how many values it has, "not told" (0) among them, and their keys;
 * 0 values for the others. */
int survey_by_values(enum survey_by by);
const char *survey_by_value_key(enum survey_by by, int value);

enum {
    SURVEY_ROWS_MOST = 1024, /* services; what comes after is summed in a last row, key "*" */
    SURVEY_TREND_MOST = 12,
};

struct survey_row {
    char key[64];                /* a service's id, a profile's key …; "" = not told */
    char name[TICKET_NAME_TEXT]; /* of services and sectors, in Indonesian; "" elsewhere */
    bool is_hidden;              /* a small cell: only ikm.n means anything */
    struct ikm_sums sums;
    struct ikm ikm;
};

/* Hides the rows of a profile with fewer than IKM_CELL_LEAST respondents: sums and figures are wiped,
 * the count stays. One hidden row could be computed from the total and the others, and two of one
 * respondent each nearly so; therefore the next smallest are hidden too, until at least two rows and
 * IKM_CELL_LEAST respondents are hidden together. */
void survey_rows_hide_small(struct survey_row *rows, size_t count);

struct survey_point {
    struct period period;
    struct ikm ikm;
};

struct survey_report {
    struct period period;
    char service_id[64]; /* "" = all */
    char service_name[TICKET_NAME_TEXT];
    int64_t made_ms;
    struct ikm_sums sums;
    struct ikm ikm;
    int64_t abandoned;
    int64_t population; /* people served in the period */
    int64_t required;   /* by the formula */
    int64_t table_row;  /* by the table's next row */
    enum survey_by by;
    struct survey_row *rows; /* owned */
    size_t row_count;
    /* Respondents by profile, counts only; index 0 = skipped. */
    int64_t genders[GENDER_COUNT];
    int64_t ages[AGE_COUNT];
    int64_t educations[EDUCATION_COUNT];
    int64_t occupations[OCCUPATION_COUNT];
    /* Answers to the office's own questions, in the order of the questionnaire that is open; index 0 =
     * skipped. Responses to another one, or to another version of it, are none of these. */
    int64_t extras[EXTRAS_MOST][EXTRA_OPTIONS_MOST + 1];
    struct survey_point trend[SURVEY_TREND_MOST]; /* oldest first, this period last */
    size_t trend_count;
    /* Each respondent's answers, for the official table; NULL where nobody asked for them. */
    uint8_t (*answers)[ELEMENT_COUNT]; /* owned */
    size_t answer_count;
};
/* Figures from sums: service_id, sums, population and the rows' keys and sums are filled; this names
 * what the catalogue (NULL: nothing) knows, computes every index but the trend's, and hides small
 * cells. Rows know of no population, so their intervals go without its correction. */
void survey_report_finish(struct survey_report *report, const struct catalog *catalog);
void survey_report_clear(struct survey_report *report);
