/* Sums by row, and which rows of a profile keep their figures to themselves. */
#include "domain/survey_tally.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct survey_fact fact_of(uint8_t answer, const char *key)
{
    struct survey_fact fact = {.key = key, .key_len = strlen(key)};

    memset(fact.answers, answer, sizeof fact.answers);
    return fact;
}

static void keys_name_every_dimension(void **state)
{
    enum survey_by by;

    (void)state;
    for (int i = 1; i < BY_COUNT; i++) {
        assert_true(survey_by_from_key(survey_by_key((enum survey_by)i), &by));
        assert_int_equal(by, i);
    }
    assert_string_equal(survey_by_key(BY_NOTHING), "");
    assert_false(survey_by_from_key("", &by));
    assert_false(survey_by_from_key("nik", &by));
    assert_true(survey_by_is_profile(BY_GENDER) && survey_by_is_profile(BY_AGE)
                && survey_by_is_profile(BY_EDUCATION) && survey_by_is_profile(BY_OCCUPATION));
    assert_false(survey_by_is_profile(BY_SERVICE) || survey_by_is_profile(BY_BRACKET));
}

static void rows_are_summed_by_their_key_and_those_untold_come_last(void **state)
{
    static const char *const keys[] = {"b", "", "a", "b", "b", ""};
    struct survey_tally *tally = survey_tally_new(BY_SERVICE, true);
    struct survey_report report = {0};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        struct survey_fact fact = fact_of((uint8_t)(i % 4 + 1), keys[i]);
        fact.is_flagged = i == 0;
        survey_tally_add(tally, &fact);
    }
    survey_tally_finish(tally, &report);
    survey_tally_free(tally);
    assert_int_equal(report.row_count, 3);
    assert_string_equal(report.rows[0].key, "a");
    assert_string_equal(report.rows[1].key, "b");
    assert_string_equal(report.rows[2].key, "");
    assert_int_equal(report.rows[1].sums.n, 3);
    assert_int_equal(report.rows[1].sums.flagged, 1);
    assert_int_equal(report.rows[1].sums.sum[ELEMENT_BIAYA], 1 + 4 + 1);
    assert_int_equal(report.rows[2].sums.sum[ELEMENT_BIAYA], 2 + 2);
    assert_int_equal(report.sums.n, 6);
    assert_int_equal(report.sums.sum[ELEMENT_SARANA], 1 + 2 + 3 + 4 + 1 + 2);
    assert_int_equal(report.answer_count, 6);
    assert_int_equal(report.answers[3][ELEMENT_PENGADUAN], 4);
    survey_report_clear(&report);
    assert_null(report.rows);
}

static void what_comes_after_the_last_row_is_summed_in_it(void **state)
{
    enum { KEYS = SURVEY_ROWS_MOST + 500 };
    struct survey_tally *tally = survey_tally_new(BY_KIOSK, false);
    struct survey_report report = {0};
    int64_t n = 0;

    (void)state;
    for (int turn = 0; turn < 2; turn++) {
        for (int i = 0; i < KEYS; i++) {
            char key[16];
            (void)snprintf(key, sizeof key, "k%d", i);
            struct survey_fact fact = fact_of(3, key);
            survey_tally_add(tally, &fact);
        }
    }
    survey_tally_finish(tally, &report);
    survey_tally_free(tally);
    assert_int_equal(report.row_count, SURVEY_ROWS_MOST);
    for (size_t i = 0; i + 1 < report.row_count; i++)
        assert_int_equal(report.rows[i].sums.n, 2);
    assert_string_equal(report.rows[SURVEY_ROWS_MOST - 1].key, "*");
    for (size_t i = 0; i < report.row_count; i++)
        n += report.rows[i].sums.n;
    assert_int_equal(n, 2 * KEYS);
    survey_report_clear(&report);
}

static void profiles_are_counted_in_their_own_order(void **state)
{
    struct survey_tally *tally = survey_tally_new(BY_EDUCATION, false);
    struct survey_report report = {0};
    static const enum survey_education told[] = {EDUCATION_S3, EDUCATION_SKIPPED, EDUCATION_SD,
                                                 EDUCATION_S3};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(told); i++) {
        struct survey_fact fact = fact_of(4, "");
        fact.profile.education = told[i];
        fact.profile.gender = GENDER_FEMALE;
        survey_tally_add(tally, &fact);
    }
    survey_tally_finish(tally, &report);
    survey_tally_free(tally);
    assert_int_equal(report.row_count, 3);
    assert_string_equal(report.rows[0].key, "SD");
    assert_string_equal(report.rows[1].key, "S3");
    assert_string_equal(report.rows[2].key, "");
    assert_int_equal(report.educations[EDUCATION_S3], 2);
    assert_int_equal(report.educations[EDUCATION_SKIPPED], 1);
    assert_int_equal(report.genders[GENDER_FEMALE], 4);
    survey_report_clear(&report);
}

static void parts_add_up_to_what_their_responses_do(void **state)
{
    static const enum survey_age told[] = {AGE_20_29, AGE_SKIPPED, AGE_FROM_60, AGE_20_29};
    struct survey_tally *whole = survey_tally_new(BY_AGE, false);
    struct survey_tally *parts = survey_tally_new(BY_AGE, false);
    struct survey_report one = {0}, other = {0};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(told); i++) {
        struct survey_fact fact = fact_of((uint8_t)(i + 1), "");
        struct survey_part part = {.value = (int)told[i], .key = ""};

        fact.profile.age = told[i];
        fact.is_flagged = i == 3;
        survey_tally_add(whole, &fact);
        ikm_sums_add(&part.sums, fact.answers, fact.is_flagged);
        survey_tally_add_part(parts, &part);
    }
    survey_tally_finish(whole, &one);
    survey_tally_finish(parts, &other);
    survey_tally_free(whole);
    survey_tally_free(parts);
    assert_memory_equal(&one.sums, &other.sums, sizeof one.sums);
    assert_int_equal(other.row_count, 3);
    for (size_t i = 0; i < other.row_count; i++) {
        assert_string_equal(one.rows[i].key, other.rows[i].key);
        assert_memory_equal(&one.rows[i].sums, &other.rows[i].sums, sizeof one.rows[i].sums);
    }
    survey_report_clear(&one);
    survey_report_clear(&other);
}

/* Rows with these counts; returns a mask of those that were hidden. */
static unsigned hidden_of(const int *counts, size_t count)
{
    struct survey_row rows[8] = {0};
    unsigned mask = 0;

    for (size_t i = 0; i < count; i++) {
        for (int n = 0; n < counts[i]; n++)
            ikm_sums_add(&rows[i].sums, fact_of(3, "").answers, true);
        ikm_compute(&rows[i].sums, 0, &rows[i].ikm);
    }
    survey_rows_hide_small(rows, count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(rows[i].sums.n, counts[i]);
        assert_int_equal(rows[i].ikm.n, counts[i]);
        if (!rows[i].is_hidden) {
            assert_int_equal(rows[i].sums.sum[ELEMENT_BIAYA], 3 * counts[i]);
            continue;
        }
        mask |= 1U << i;
        assert_int_equal(rows[i].sums.sum[ELEMENT_BIAYA], 0);
        assert_int_equal(rows[i].sums.squares, 0);
        assert_int_equal(rows[i].sums.flagged, 0);
        assert_false(rows[i].ikm.has_index);
    }
    return mask;
}

static void a_small_cell_is_hidden_with_the_next_smallest(void **state)
{
    (void)state;
    assert_int_equal(hidden_of((const int[]){5, 9, 12}, 3), 0);
    assert_int_equal(hidden_of((const int[]){20, 4, 7, 30}, 4), 0x6);
    assert_int_equal(hidden_of((const int[]){4, 3, 30}, 3), 0x3);    /* seven together */
    assert_int_equal(hidden_of((const int[]){1, 1, 30, 9}, 4), 0xb); /* two would be too few */
    assert_int_equal(hidden_of((const int[]){1, 40}, 2), 0x3);
    assert_int_equal(hidden_of((const int[]){3}, 1), 0x1);
    assert_int_equal(hidden_of(NULL, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_name_every_dimension),
        cmocka_unit_test(rows_are_summed_by_their_key_and_those_untold_come_last),
        cmocka_unit_test(what_comes_after_the_last_row_is_summed_in_it),
        cmocka_unit_test(profiles_are_counted_in_their_own_order),
        cmocka_unit_test(parts_add_up_to_what_their_responses_do),
        cmocka_unit_test(a_small_cell_is_hidden_with_the_next_smallest),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
