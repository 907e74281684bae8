/* The index, on integers. */
#include "domain/ikm.h"

#include <assert.h>

static const struct {
    int least_centi;
    char letter;
    const char *performance;
} grades[] = {
    [GRADE_D] = {2500, 'D', "Tidak Baik"},
    [GRADE_C] = {6500, 'C', "Kurang Baik"},
    [GRADE_B] = {7661, 'B', "Baik"},
    [GRADE_A] = {8831, 'A', "Sangat Baik"},
};
static_assert(ARRAY_LEN(grades) == GRADE_COUNT, "every grade has its bound and its words");

/* A weight is part / whole. */
static const struct {
    const char *key;
    int part, whole;
} weights[] = {
    [IKM_EXACT] = {"1/9", 1, ELEMENT_COUNT},
    [IKM_0_111] = {"0.111", 111, 1000},
    [IKM_0_11] = {"0.11", 11, 100},
};
static_assert(ARRAY_LEN(weights) == IKM_WEIGHT_COUNT, "every weight has a key");

enum {
    SCALE_CENTI = 2500, /* 25 for the scale to 100, in hundredths */
    LOWEST_RANKS = 3,
    MICRO = 1000000,
    Z_CENTI = 196, /* 95 % of a normal distribution lie within 1,96 standard errors */
};

char ikm_grade_letter(enum ikm_grade grade)
{
    return grades[grade].letter;
}

const char *ikm_grade_performance(enum ikm_grade grade)
{
    return grades[grade].performance;
}

int ikm_grade_least(enum ikm_grade grade)
{
    return grades[grade].least_centi;
}

enum ikm_grade ikm_grade_of(int index_centi)
{
    enum ikm_grade grade = GRADE_A;

    while (grade > GRADE_D && index_centi < grades[grade].least_centi)
        grade--;
    return grade;
}

const char *ikm_weight_key(enum ikm_weight weight)
{
    return weights[weight].key;
}

void ikm_sums_add(struct ikm_sums *sums, const uint8_t answers[ELEMENT_COUNT], bool is_flagged)
{
    int64_t total = 0;

    for (size_t i = 0; i < ELEMENT_COUNT; i++) {
        sums->sum[i] += answers[i];
        total += answers[i];
    }
    sums->n++;
    sums->squares += total * total;
    sums->flagged += is_flagged ? 1 : 0;
}

static int64_t half_up(int64_t part, int64_t whole)
{
    return (2 * part + whole) / (2 * whole);
}

static int64_t sum_of(const struct ikm_sums *sums)
{
    int64_t total = 0;

    for (size_t i = 0; i < ELEMENT_COUNT; i++)
        total += sums->sum[i];
    return total;
}

static void compute_elements(const struct ikm_sums *sums, struct ikm *out)
{
    for (size_t i = 0; i < ELEMENT_COUNT; i++) {
        struct ikm_element *element = &out->elements[i];
        int64_t sum = sums->sum[i];

        element->sum = sum;
        element->nrr_milli = (int)half_up(1000 * sum, sums->n);
        element->weighted_milli = (int)half_up(1000 * sum, ELEMENT_COUNT * sums->n);
        element->index_centi = (int)half_up(SCALE_CENTI * sum, sums->n);
        element->grade = ikm_grade_of(element->index_centi);
        element->rank = 1;
        for (size_t other = 0; other < ELEMENT_COUNT; other++)
            element->rank += sums->sum[other] < sum ? 1 : 0;
    }
}

/* A rank is shared by equals, so whoever ties with the third has rank 3 or better. */
static void find_lowest(struct ikm *out)
{
    for (int rank = 1; rank <= LOWEST_RANKS; rank++) {
        for (size_t i = 0; i < ELEMENT_COUNT; i++) {
            if (out->elements[i].rank == rank)
                out->lowest[out->lowest_count++] = (enum survey_element)i;
        }
    }
}

/* part / whole with `digits` decimals, cut, by long division: whole may be as large as INT64_MAX / 10. */
static int64_t divide(int64_t part, int64_t whole, int digits)
{
    int64_t quotient = part / whole;
    int64_t rest = part % whole;

    for (int i = 0; i < digits; i++) {
        rest *= 10;
        quotient = quotient * 10 + rest / whole;
        rest %= whole;
    }
    return quotient;
}

static int64_t square_root(int64_t value)
{
    int64_t root = 0;

    for (int64_t bit = INT64_C(1) << 31; bit > 0; bit >>= 1) {
        if ((root + bit) <= value / (root + bit))
            root += bit;
    }
    return root;
}

/* Half of the interval in millionths of a hundredth. The variance of the rows' totals with 7 decimals
 * (at most 364,5) times the correction with 9 is below 2^62; its root over n has 8. */
static int64_t half_interval_micro(const struct ikm_sums *sums, int64_t population)
{
    int64_t n = sums->n, total = sum_of(sums);
    int64_t variance = divide(n * sums->squares - total * total, n * (n - 1), 7);
    int64_t correction =
        population >= n ? divide(population - n, population - 1, 9) : INT64_C(1000000000);
    int64_t error = square_root(variance * correction / n);

    return half_up(Z_CENTI * 25 * error, ELEMENT_COUNT * INT64_C(100));
}

static int clamp_index(int64_t micro)
{
    int64_t centi = half_up(micro < 0 ? 0 : micro, MICRO);

    return centi < SCALE_CENTI       ? SCALE_CENTI
           : centi > 4 * SCALE_CENTI ? 4 * SCALE_CENTI
                                     : (int)centi;
}

static void compute_interval(const struct ikm_sums *sums, int64_t population, struct ikm *out)
{
    int64_t mean = divide(SCALE_CENTI * sum_of(sums), ELEMENT_COUNT * sums->n, 6);
    int64_t half = half_interval_micro(sums, population);

    out->has_interval = true;
    out->low_centi = clamp_index(mean - half);
    out->high_centi = clamp_index(mean + half);
}

void ikm_compute(const struct ikm_sums *sums, int64_t population, struct ikm *out)
{
    int64_t total = sum_of(sums);

    *out = (struct ikm){.n = sums->n, .has_index = sums->n > 0};
    for (size_t i = 0; i < ELEMENT_COUNT; i++)
        out->elements[i].element = (enum survey_element)i;
    if (!out->has_index)
        return;
    out->index_centi = (int)half_up(SCALE_CENTI * total, ELEMENT_COUNT * sums->n);
    out->grade = ikm_grade_of(out->index_centi);
    out->nrr_milli = (int)half_up(1000 * total, ELEMENT_COUNT * sums->n);
    out->weighted_milli = out->nrr_milli;
    compute_elements(sums, out);
    find_lowest(out);
    if (sums->n > 1)
        compute_interval(sums, population, out);
}

int ikm_index_with(const struct ikm_sums *sums, enum ikm_weight weight)
{
    return (int)half_up(SCALE_CENTI * weights[weight].part * sum_of(sums),
                        weights[weight].whole * sums->n);
}
