/* The Indeks Kepuasan Masyarakat by PermenPANRB 14/2017, to the last digit.
 *
 * The index is 25 x (sum of all answers) / (9 x n), the weight of an element being exactly 1/9; it is
 * rounded once, half up, to two decimals, and graded from that rounded value by lower bounds, because
 * the printed table has holes (76,60 to 76,61). All arithmetic here is on integers: hundredths of the
 * index, thousandths of an average. */
#pragma once
#include "base/attr.h"
#include "domain/questionnaire.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum ikm_grade { GRADE_D, GRADE_C, GRADE_B, GRADE_A, GRADE_COUNT };
char ikm_grade_letter(enum ikm_grade grade); /* 'A' … 'D' */
/* "Sangat Baik", "Baik", "Kurang Baik", "Tidak Baik": the regulation's words, in Indonesian. */
const char *ikm_grade_performance(enum ikm_grade grade);
/* Lower bounds 88,31 / 76,61 / 65,00. */
enum ikm_grade ikm_grade_of(int index_centi);
/* The lowest index, in hundredths, that gets this grade. */
int ikm_grade_least(enum ikm_grade grade);

/* What is summed over responses. `squares` is the sum over responses of (the sum of its nine
 * answers) squared, for the interval. */
struct ikm_sums {
    int64_t n;
    int64_t sum[ELEMENT_COUNT];
    int64_t squares;
    int64_t flagged;
};
void ikm_sums_add(struct ikm_sums *sums, const uint8_t answers[ELEMENT_COUNT], bool is_flagged);

struct ikm_element {
    enum survey_element element;
    int64_t sum;
    int nrr_milli;      /* sum / n, 3 decimals, half up */
    int weighted_milli; /* sum / (9 n), 3 decimals, half up; never fed back */
    int index_centi;    /* 25 x sum / n */
    enum ikm_grade grade;
    int rank; /* 1 = the lowest; elements with equal sums share a rank */
};

struct ikm {
    int64_t n;
    bool has_index; /* n > 0; nothing below means anything without it */
    int index_centi;
    enum ikm_grade grade;
    int nrr_milli;      /* sum / (9 n): the average on the scale 1 to 4 */
    int weighted_milli; /* sum of all / (9 n): what the foot of the official table totals */
    struct ikm_element elements[ELEMENT_COUNT]; /* by element */
    enum survey_element lowest[ELEMENT_COUNT];  /* the three lowest, and who ties with the third */
    size_t lowest_count;
    bool has_interval;         /* n >= 2 */
    int low_centi, high_centi; /* 95 %, with the finite population correction; within 25 to 100 */
};
/* `population` = people served; below n (or unknown, 0) the correction is left out.
 *
 * The interval is index -/+ 1,96 x (25/9) x sqrt(s2 / n x (N - n) / (N - 1)): s2 is the variance
 * (with n - 1) of the nine answers' total over the responses, N the population. Its root is cut after
 * eight decimals and each bound rounded half up once; everyone asked (n = N) leaves no doubt, and an
 * interval of the index alone. Sums of up to fifty million responses fit. */
void ikm_compute(const struct ikm_sums *sums, int64_t population, struct ikm *out);

/* Offices that print the weight as 0,111 or 0,11 and calculate with it get other values. Shown only
 * beside the index, marked as such; never as the index. */
enum ikm_weight { IKM_EXACT, IKM_0_111, IKM_0_11, IKM_WEIGHT_COUNT };
const char *ikm_weight_key(enum ikm_weight weight); /* "1/9", "0.111", "0.11" */
/* Hundredths, of the unrounded averages; `sums->n` > 0. */
int ikm_index_with(const struct ikm_sums *sums, enum ikm_weight weight);

/* How many respondents a population asks for: Krejcie & Morgan,
 * S = 3,841 N 0,25 / (0,0025 (N - 1) + 3,841 0,25), half up; 0 for 0. */
int64_t ikm_sample_required(int64_t population);
/* The sample of the next row of the published table (10 to a million); for a population beyond it,
 * of the last; 0 for 0. */
int64_t ikm_sample_table_row(int64_t population);

/* The table itself, smallest population first. */
struct ikm_sample_row {
    int64_t population;
    int64_t sample;
    bool is_seen; /* read in a published copy, not recalled */
};
const struct ikm_sample_row *ikm_sample_table(size_t *count);

enum {
    IKM_PUBLISHED_FROM = 30, /* an index of fewer is not shown in the hall */
    IKM_CELL_LEAST = 5,      /* a cell of a breakdown by profile with fewer shows its count only */
};
