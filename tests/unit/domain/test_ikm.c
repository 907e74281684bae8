/* The index against the regulation's own values and against a division done by hand: digit by digit
 * on decimal text, which shares no arithmetic with the product. */
#include "domain/ikm.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { TEXT = 32, MOST_N = 50 };

/* "dividend / divisor" with `decimals` digits behind the point, half up: subtracts as at school. */
static void divide_by_hand(long long dividend, long long divisor, int decimals, char out[TEXT])
{
    char digits[TEXT];
    long long rest = 0;
    int count = 0, point;

    (void)snprintf(digits, sizeof digits, "%lld", dividend);
    point = (int)strlen(digits);
    for (int i = 0; i < point + decimals; i++) {
        char digit = '0';

        rest = rest * 10 + (i < point ? digits[i] - '0' : 0);
        for (; rest >= divisor; rest -= divisor)
            digit++;
        out[count++] = digit;
    }
    out[count] = '\0';
    if (rest + rest >= divisor) {
        int at = count - 1;
        while (at >= 0 && out[at] == '9')
            out[at--] = '0';
        assert_true(at >= 0); /* no value here becomes longer by its rounding */
        out[at]++;
    }
    memmove(out + point + 1, out + point, (size_t)(count - point + 1));
    out[point] = '.';
    while (out[0] == '0' && out[1] != '.')
        memmove(out, out + 1, strlen(out));
}

static void assert_is(int value, int decimals, const char *expected)
{
    int unit = decimals == 2 ? 100 : 1000;
    char got[TEXT];

    (void)snprintf(got, sizeof got, "%d.%0*d", value / unit, decimals, value % unit);
    assert_string_equal(got, expected);
}

/* `total` spread over the elements, none outside n .. 4n. */
static struct ikm_sums sums_of(int64_t n, int64_t total)
{
    struct ikm_sums sums = {.n = n};
    int64_t rest = total - ELEMENT_COUNT * n;

    for (size_t i = 0; i < ELEMENT_COUNT; i++) {
        int64_t more = rest < 3 * n ? rest : 3 * n;
        sums.sum[i] = n + more;
        rest -= more;
    }
    assert_true(rest == 0);
    /* The least that the squares can be: everybody near the mean. */
    int64_t low = total / n;
    sums.squares = (n - total % n) * low * low + total % n * (low + 1) * (low + 1);
    return sums;
}

static struct ikm ikm_of(int64_t n, int64_t total)
{
    struct ikm_sums sums = sums_of(n, total);
    struct ikm ikm;

    ikm_compute(&sums, 0, &ikm);
    return ikm;
}

static void all_fours_are_100_and_very_good(void **state)
{
    (void)state;
    for (int64_t n = 1; n < 2000; n++) {
        struct ikm ikm = ikm_of(n, 36 * n);

        assert_int_equal(ikm.index_centi, 10000);
        assert_int_equal(ikm_grade_letter(ikm.grade), 'A');
        assert_int_equal(ikm.nrr_milli, 4000);
        assert_int_equal(ikm.elements[ELEMENT_WAKTU].weighted_milli, 444);
        assert_int_equal(ikm.weighted_milli, 4000); /* not nine times 0,444 */
    }
}

static void all_threes_are_75_and_grade_c(void **state)
{
    struct ikm ikm = ikm_of(7, 27 * 7);

    (void)state;
    assert_int_equal(ikm.index_centi, 7500);
    assert_int_equal(ikm_grade_letter(ikm.grade), 'C');
    assert_string_equal(ikm_grade_performance(ikm.grade), "Kurang Baik");
}

static void nobody_asked_is_no_index(void **state)
{
    const struct ikm_sums none = {0};
    struct ikm ikm;

    (void)state;
    ikm_compute(&none, 100, &ikm);
    assert_false(ikm.has_index);
    assert_false(ikm.has_interval);
    assert_int_equal(ikm.n, 0);
    assert_int_equal(ikm.lowest_count, 0);
}

static void every_sum_of_up_to_fifty_people_agrees_with_a_division_by_hand(void **state)
{
    char expected[TEXT];

    (void)state;
    for (int64_t n = 1; n <= MOST_N; n++) {
        for (int64_t total = 9 * n; total <= 36 * n; total++) {
            struct ikm ikm = ikm_of(n, total);

            divide_by_hand(25 * total, 9 * n, 2, expected);
            assert_is(ikm.index_centi, 2, expected);
            divide_by_hand(total, 9 * n, 3, expected);
            assert_is(ikm.nrr_milli, 3, expected);
            assert_is(ikm.weighted_milli, 3, expected);
        }
    }
}

static void every_element_agrees_with_a_division_by_hand(void **state)
{
    char expected[TEXT];

    (void)state;
    for (int64_t n = 1; n <= MOST_N; n++) {
        for (int64_t sum = n; sum <= 4 * n; sum++) {
            struct ikm_sums sums = sums_of(n, 18 * n);
            struct ikm ikm;

            sums.sum[ELEMENT_BIAYA] = sum;
            ikm_compute(&sums, 0, &ikm);
            const struct ikm_element *element = &ikm.elements[ELEMENT_BIAYA];
            divide_by_hand(sum, n, 3, expected);
            assert_is(element->nrr_milli, 3, expected);
            divide_by_hand(sum, 9 * n, 3, expected);
            assert_is(element->weighted_milli, 3, expected);
            divide_by_hand(25 * sum, n, 2, expected);
            assert_is(element->index_centi, 2, expected);
            assert_int_equal(element->grade, ikm_grade_of(element->index_centi));
        }
    }
}

static void exact_halves_are_rounded_up_before_the_grade_is_read(void **state)
{
    static const struct {
        int64_t total; /* of 5000 people */
        int index_centi;
        char letter;
    } cases[] = {
        {158949, 8831, 'A'},                      /* 88,305 */
        {158948, 8830, 'B'},                      /* 88,30444… */
        {137889, 7661, 'B'},                      /* 76,605 */
        {137888, 7660, 'C'}, {116991, 6500, 'C'}, /* 64,995 */
        {116990, 6499, 'D'},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct ikm ikm = ikm_of(5000, cases[i].total);

        assert_int_equal(ikm.index_centi, cases[i].index_centi);
        assert_int_equal(ikm_grade_letter(ikm.grade), cases[i].letter);
    }
}

static void grades_begin_at_their_lower_bounds(void **state)
{
    static const struct {
        int index_centi;
        char letter;
    } cases[] = {{10000, 'A'}, {8831, 'A'}, {8830, 'B'}, {7661, 'B'},
                 {7660, 'C'},  {6500, 'C'}, {6499, 'D'}, {2500, 'D'}};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_int_equal(ikm_grade_letter(ikm_grade_of(cases[i].index_centi)), cases[i].letter);
    assert_string_equal(ikm_grade_performance(GRADE_A), "Sangat Baik");
    assert_string_equal(ikm_grade_performance(GRADE_B), "Baik");
    assert_string_equal(ikm_grade_performance(GRADE_D), "Tidak Baik");
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 16;
}

static void the_order_of_people_changes_nothing(void **state)
{
    enum { PEOPLE = 97 };
    uint8_t rows[PEOPLE][ELEMENT_COUNT];
    struct ikm_sums first = {0};
    struct ikm expected, got;
    uint32_t seed = 4;

    (void)state;
    for (size_t i = 0; i < PEOPLE; i++) {
        for (size_t e = 0; e < ELEMENT_COUNT; e++)
            rows[i][e] = (uint8_t)(1 + next_random(&seed) % 4);
        ikm_sums_add(&first, rows[i], i % 10 == 0);
    }
    ikm_compute(&first, 500, &expected);
    assert_int_equal(first.flagged, 10);
    for (int turn = 0; turn < 50; turn++) {
        struct ikm_sums sums = {0};
        for (size_t i = PEOPLE - 1; i > 0; i--) {
            uint8_t keep[ELEMENT_COUNT];
            size_t other = next_random(&seed) % (i + 1);
            memcpy(keep, rows[i], sizeof keep);
            memcpy(rows[i], rows[other], sizeof keep);
            memcpy(rows[other], keep, sizeof keep);
        }
        for (size_t i = 0; i < PEOPLE; i++)
            ikm_sums_add(&sums, rows[i], false);
        ikm_compute(&sums, 500, &got);
        assert_memory_equal(&got, &expected, sizeof got);
    }
}

static void equal_elements_share_a_rank_and_ties_with_the_third_are_told(void **state)
{
    struct ikm_sums sums = {.n = 10, .sum = {30, 22, 30, 21, 30, 23, 40, 23, 30}};
    struct ikm ikm;

    (void)state;
    ikm_compute(&sums, 0, &ikm);
    assert_int_equal(ikm.lowest_count, 4);
    assert_int_equal(ikm.lowest[0], ELEMENT_BIAYA);
    assert_int_equal(ikm.lowest[1], ELEMENT_PROSEDUR);
    assert_int_equal(ikm.lowest[2], ELEMENT_KOMPETENSI);
    assert_int_equal(ikm.lowest[3], ELEMENT_SARANA);
    assert_int_equal(ikm.elements[ELEMENT_KOMPETENSI].rank, 3);
    assert_int_equal(ikm.elements[ELEMENT_SARANA].rank, 3);
    assert_int_equal(ikm.elements[ELEMENT_PERSYARATAN].rank, 5);
    assert_int_equal(ikm.elements[ELEMENT_PERILAKU].rank, 9);
    assert_int_equal(ikm_of(3, 108).lowest_count, 9); /* all are alike */
}

static void conventions_are_computed_and_never_taken_for_the_index(void **state)
{
    struct ikm_sums best = sums_of(12, 12 * 36);
    struct ikm_sums sums = sums_of(50, 1600);

    (void)state;
    assert_int_equal(ikm_index_with(&best, IKM_EXACT), 10000);
    assert_int_equal(ikm_index_with(&best, IKM_0_111), 9990);
    assert_int_equal(ikm_index_with(&best, IKM_0_11), 9900);
    assert_int_equal(ikm_index_with(&sums, IKM_EXACT), ikm_of(50, 1600).index_centi);
    assert_int_equal(ikm_index_with(&sums, IKM_0_111), 8880); /* 25 x 32 x 0,111 */
    assert_string_equal(ikm_weight_key(IKM_0_111), "0.111");
}

static struct ikm_sums random_sums(uint32_t *seed, int people, unsigned spread)
{
    struct ikm_sums sums = {0};

    for (int i = 0; i < people; i++) {
        uint8_t row[ELEMENT_COUNT];
        for (size_t e = 0; e < ELEMENT_COUNT; e++)
            row[e] = (uint8_t)(4 - next_random(seed) % spread);
        ikm_sums_add(&sums, row, false);
    }
    return sums;
}

static void the_interval_follows_its_formula(void **state)
{
    uint32_t seed = 9;

    (void)state;
    for (int people = 2; people < 3000; people += 1 + people / 7) {
        for (unsigned spread = 1; spread <= 4; spread++) {
            struct ikm_sums sums = random_sums(&seed, people, spread);
            int64_t population = people + (int64_t)(next_random(&seed) % 5000);
            long double n = people, total = 0;
            struct ikm ikm;

            for (size_t e = 0; e < ELEMENT_COUNT; e++)
                total += sums.sum[e];
            long double variance = (sums.squares - total * total / n) / (n - 1);
            long double error =
                sqrtl(variance < 0 ? 0 : variance / n * (population - n) / (population - 1));
            long double mean = 2500 * total / 9 / n, half = 1.96L * 2500 / 9 * error;
            ikm_compute(&sums, population, &ikm);
            assert_true(ikm.has_interval);
            assert_true(fabsl(ikm.low_centi - fmaxl(mean - half, 2500)) < 0.501L);
            assert_true(fabsl(ikm.high_centi - fminl(mean + half, 10000)) < 0.501L);
            assert_true(ikm.low_centi <= ikm.index_centi && ikm.index_centi <= ikm.high_centi);
        }
    }
}

static void asking_everybody_leaves_no_doubt(void **state)
{
    uint32_t seed = 3;
    struct ikm_sums sums = random_sums(&seed, 40, 4);
    struct ikm all, unknown, fewer;

    (void)state;
    ikm_compute(&sums, 40, &all);
    assert_int_equal(all.low_centi, all.index_centi);
    assert_int_equal(all.high_centi, all.index_centi);
    ikm_compute(&sums, 0, &unknown);
    ikm_compute(&sums, 39, &fewer);
    assert_true(unknown.low_centi < all.low_centi);
    assert_memory_equal(&fewer, &unknown, sizeof fewer);
}

static void one_person_has_no_interval(void **state)
{
    (void)state;
    assert_false(ikm_of(1, 27).has_interval);
    assert_true(ikm_of(2, 54).has_interval);
}

static void a_year_of_a_province_fits(void **state)
{
    int64_t n = 50000000;
    struct ikm_sums sums = sums_of(n, n / 2 * 9 + n / 2 * 36);
    struct ikm ikm;

    (void)state;
    sums.squares = n / 2 * 81 + n / 2 * 1296;
    ikm_compute(&sums, 0, &ikm);
    assert_int_equal(ikm.index_centi, 6250);
    assert_int_equal(ikm.low_centi, 6249); /* 1,96 x 37,5 / sqrt(n) = 0,0104 */
    assert_int_equal(ikm.high_centi, 6251);
}

static void the_formula_gives_every_row_of_the_table(void **state)
{
    size_t count = 0;
    const struct ikm_sample_row *rows = ikm_sample_table(&count);

    (void)state;
    assert_true(count >= 35);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(ikm_sample_required(rows[i].population), rows[i].sample);
        assert_int_equal(ikm_sample_table_row(rows[i].population), rows[i].sample);
        assert_true(i == 0 || rows[i - 1].population < rows[i].population);
    }
}

static void a_population_between_two_rows_takes_the_next(void **state)
{
    (void)state;
    assert_int_equal(ikm_sample_required(0), 0);
    assert_int_equal(ikm_sample_table_row(0), 0);
    assert_int_equal(ikm_sample_required(1), 1);
    assert_int_equal(ikm_sample_table_row(3), 10);
    assert_int_equal(ikm_sample_required(1201), 291);
    assert_int_equal(ikm_sample_table_row(1201), 297); /* of 1300 */
    assert_int_equal(ikm_sample_table_row(75001), 384);
    assert_int_equal(ikm_sample_table_row(2000000), 384);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_fours_are_100_and_very_good),
        cmocka_unit_test(all_threes_are_75_and_grade_c),
        cmocka_unit_test(nobody_asked_is_no_index),
        cmocka_unit_test(every_sum_of_up_to_fifty_people_agrees_with_a_division_by_hand),
        cmocka_unit_test(every_element_agrees_with_a_division_by_hand),
        cmocka_unit_test(exact_halves_are_rounded_up_before_the_grade_is_read),
        cmocka_unit_test(grades_begin_at_their_lower_bounds),
        cmocka_unit_test(the_order_of_people_changes_nothing),
        cmocka_unit_test(equal_elements_share_a_rank_and_ties_with_the_third_are_told),
        cmocka_unit_test(conventions_are_computed_and_never_taken_for_the_index),
        cmocka_unit_test(the_interval_follows_its_formula),
        cmocka_unit_test(asking_everybody_leaves_no_doubt),
        cmocka_unit_test(one_person_has_no_interval),
        cmocka_unit_test(a_year_of_a_province_fits),
        cmocka_unit_test(the_formula_gives_every_row_of_the_table),
        cmocka_unit_test(a_population_between_two_rows_takes_the_next),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
