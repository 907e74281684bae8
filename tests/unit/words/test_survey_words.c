/* The survey and the complaint book as words: numbers, periods, who answered, in both languages. */
#include "unit/paper/fixture.h"

#include "base/attr.h"
#include "base/text.h"
#include "words/complaint.h"
#include "words/survey.h"
#include "words/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
/* cmocka wants setjmp, stdarg and stddef before it */
#include <cmocka.h>

static char out[WORDS_LINE];

#define assert_words(expected) assert_string_equal(out, expected)

static void numbers_have_the_languages_signs(void **state)
{
    (void)state;
    i18n_use("id");
    words_centi(out, sizeof(out), 8831);
    assert_words("88,31");
    words_centi(out, sizeof(out), 10000);
    assert_words("100,00");
    words_milli(out, sizeof(out), 3005);
    assert_words("3,005");
    words_count(out, sizeof(out), 1234567);
    assert_words("1.234.567");
    words_count(out, sizeof(out), -123);
    assert_words("-123");
    i18n_use("en");
    words_centi(out, sizeof(out), 8831);
    assert_words("88.31");
    words_count(out, sizeof(out), 100000);
    assert_words("100,000");
}

static void a_number_that_has_no_room_is_cut(void **state)
{
    char small[4];

    (void)state;
    i18n_use("id");
    words_count(small, sizeof(small), 1234567);
    assert_string_equal(small, "1.2");
}

static void percents_are_rounded_half_up(void **state)
{
    (void)state;
    i18n_use("id");
    words_percent(out, sizeof(out), 1, 3);
    assert_words("33,3%");
    words_percent(out, sizeof(out), 1, 2000);
    assert_words("0,1%");
    words_percent(out, sizeof(out), 5, 5);
    assert_words("100,0%");
    words_percent(out, sizeof(out), 0, 0);
    assert_words("–");
}

static void nobody_has_no_index(void **state)
{
    struct ikm ikm = {0};

    (void)state;
    words_index(out, sizeof(out), &ikm);
    assert_words("–");
}

static void grades_tell_their_word_and_their_span(void **state)
{
    static const struct {
        enum ikm_grade grade;
        const char *word;
        const char *span;
    } cases[] = {
        {GRADE_A, "Sangat Baik", "88,31 – 100,00"},
        {GRADE_B, "Baik", "76,61 – 88,30"},
        {GRADE_C, "Kurang Baik", "65,00 – 76,60"},
        {GRADE_D, "Tidak Baik", "25,00 – 64,99"},
    };

    (void)state;
    i18n_use("id");
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        assert_string_equal(words_grade(cases[i].grade), cases[i].word);
        assert_string_equal(words_grade(cases[i].grade), ikm_grade_performance(cases[i].grade));
        words_grade_span(out, sizeof(out), cases[i].grade);
        assert_words(cases[i].span);
    }
}

static void periods_have_a_name_and_their_days(void **state)
{
    static const struct {
        const char *text;
        const char *id;
        const char *brief;
    } cases[] = {
        {"2026-T4", "Triwulan IV 2026 (1 Oktober s.d. 31 Desember 2026)", "TW IV 2026"},
        {"2026-S1", "Semester I 2026 (1 Januari s.d. 30 Juni 2026)", "Smt I 2026"},
        {"2026", "Tahun 2026 (1 Januari s.d. 31 Desember 2026)", "2026"},
        {"2026-11", "November 2026 (1 s.d. 30 November 2026)", "Nov 2026"},
        {"2026-11-23", "Senin, 23 November 2026", "23 Nov 2026"},
        {"2026-W01", "Minggu ke-1 tahun 2026 (29 Desember 2025 s.d. 4 Januari 2026)",
         "29 Des 2025 s.d. 4 Jan 2026"},
        {"2026-W53", "Minggu ke-53 tahun 2026 (28 Desember 2026 s.d. 3 Januari 2027)",
         "28 Des 2026 s.d. 3 Jan 2027"},
    };

    (void)state;
    i18n_use("id");
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct period period;

        assert_true(period_parse(cases[i].text, &period));
        words_period(out, sizeof(out), &period);
        assert_words(cases[i].id);
        words_period_brief(out, sizeof(out), &period);
        assert_words(cases[i].brief);
    }
}

static void a_range_says_what_its_days_share_once(void **state)
{
    struct period period = {PERIOD_RANGE, 20758, 20772}; /* 1 and 15 November 2026 */

    (void)state;
    i18n_use("id");
    words_period(out, sizeof(out), &period);
    assert_words("1 s.d. 15 November 2026");
    period.until_day = 20790;
    words_period(out, sizeof(out), &period);
    assert_words("1 November s.d. 3 Desember 2026");
    i18n_use("en");
    words_period(out, sizeof(out), &period);
    assert_words("1 November to 3 December 2026");
}

static void everybody_who_may_answer_has_a_word(void **state)
{
    (void)state;
    for (int lang = 0; lang < 2; lang++) {
        i18n_use(lang ? "en" : "id");
        for (int i = 0; i < GENDER_COUNT; i++)
            assert_true(strlen(words_gender((enum survey_gender)i)) > 1);
        for (int i = 0; i < AGE_COUNT; i++)
            assert_true(strlen(words_age((enum survey_age)i)) > 1);
        for (int i = 0; i < EDUCATION_COUNT; i++)
            assert_true(strlen(words_education((enum survey_education)i)) > 1);
        for (int i = 0; i < OCCUPATION_COUNT; i++)
            assert_true(strlen(words_occupation((enum survey_occupation)i)) > 1);
        for (int i = 0; i < BRACKET_COUNT; i++)
            assert_true(strlen(words_bracket((enum survey_bracket)i)) > 1);
        for (int i = 0; i < ELEMENT_COUNT; i++) {
            assert_true(strlen(words_element((enum survey_element)i, NULL)) > 1);
            assert_true(strlen(words_element_brief((enum survey_element)i)) > 1);
        }
        for (int i = 1; i < BY_COUNT; i++)
            assert_true(strlen(words_survey_by((enum survey_by)i)) > 1);
    }
    assert_string_equal(words_survey_by(BY_NOTHING), "");
}

static void an_element_is_called_as_the_questionnaire_calls_it(void **state)
{
    struct questionnaire questionnaire = {0};

    (void)state;
    i18n_use("id");
    questionnaire.elements[ELEMENT_WAKTU].name = (struct words){"Lama menunggu", "Waiting"};
    assert_string_equal(words_element(ELEMENT_WAKTU, &questionnaire), "Lama menunggu");
    assert_string_equal(words_element(ELEMENT_WAKTU, NULL), "Waktu penyelesaian");
    assert_string_equal(words_element(ELEMENT_BIAYA, &questionnaire), "Biaya/tarif");
    i18n_use("en");
    assert_string_equal(words_element(ELEMENT_WAKTU, &questionnaire), "Waiting");
}

static void the_sample_says_how_many_of_how_many(void **state)
{
    struct survey_report report = {.ikm.n = 120, .population = 250, .required = 152};

    (void)state;
    i18n_use("id");
    report.table_row = 152;
    words_respondents(out, sizeof(out), 120, 152);
    assert_words("Responden 120 dari 152");
    words_respondents(out, sizeof(out), 120, 0);
    assert_words("120 responden");
    words_sample(out, sizeof(out), &report);
    assert_non_null(strstr(out, "250 orang dilayani"));
    assert_non_null(strstr(out, "152 responden"));
    report.population = 0;
    words_sample(out, sizeof(out), &report);
    assert_non_null(strstr(out, "tidak tercatat"));
}

static void the_interval_is_one_line(void **state)
{
    struct ikm ikm = {.n = 120, .has_interval = true, .low_centi = 8050, .high_centi = 8401};

    (void)state;
    i18n_use("id");
    words_interval(out, sizeof(out), &ikm, 250);
    assert_words("Tingkat kepercayaan 95%: seandainya seluruh 250 orang yang dilayani ditanya, "
                 "nilai IKM diperkirakan antara 80,50 dan 84,01.");
    words_interval(out, sizeof(out), &ikm, 100); /* the correction was left out */
    assert_null(strstr(out, "100 orang"));
    ikm.has_interval = false;
    words_interval(out, sizeof(out), &ikm, 250);
    assert_words("");
}

static void another_weight_is_marked_as_no_index(void **state)
{
    const uint8_t best[ELEMENT_COUNT] = {4, 4, 4, 4, 4, 4, 4, 4, 4};
    struct ikm_sums sums = {0};

    (void)state;
    i18n_use("id");
    words_other_weight(out, sizeof(out), &sums, IKM_0_111);
    assert_words("");
    ikm_sums_add(&sums, best, false);
    words_other_weight(out, sizeof(out), &sums, IKM_0_111);
    assert_words("Dengan kebiasaan bobot 0,111 nilainya 99,90. Angka ini hanya pembanding, bukan "
                 "nilai IKM.");
    words_other_weight(out, sizeof(out), &sums, IKM_0_11);
    assert_non_null(strstr(out, "0,11 nilainya 99,00"));
    words_other_weight(out, sizeof(out), &sums, IKM_EXACT);
    assert_words("");
}

static void rows_of_a_breakdown_have_names(void **state)
{
    static const struct {
        enum survey_by by;
        const char *key;
        const char *name;
        const char *shown;
    } cases[] = {
        {BY_SERVICE, "izin-reklame", "Izin Reklame", "Izin Reklame"},
        {BY_SERVICE, "gone", "", "gone"},
        {BY_SERVICE, "*", "", "Lainnya"},
        {BY_SERVICE, "", "", "Tidak diisi"},
        {BY_KIOSK, "", "", "Formulir kertas"},
        {BY_KIOSK, "K1", "", "K1"},
        {BY_GENDER, "P", "", "Perempuan"},
        {BY_AGE, "60-", "", "60 tahun ke atas"},
        {BY_EDUCATION, "D", "", "Diploma"},
        {BY_OCCUPATION, "", "", "Tidak diisi"},
        {BY_OCCUPATION, "POLRI", "", "Polri"},
        {BY_BRACKET, "siang", "", "13.00–17.00"},
    };

    (void)state;
    i18n_use("id");
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct survey_row row = {0};

        text_copy(row.key, sizeof(row.key), cases[i].key);
        text_copy(row.name, sizeof(row.name), cases[i].name);
        words_survey_row(out, sizeof(out), cases[i].by, &row);
        assert_words(cases[i].shown);
    }
}

static void complaints_are_sorted_by_words(void **state)
{
    (void)state;
    i18n_use("id");
    assert_string_equal(words_complaint_kind(KIND_INFORMASI), "Permintaan informasi");
    assert_string_equal(words_complaint_weight(WEIGHT_NOT_SET), "Belum dinilai");
    assert_string_equal(words_complaint_weight(WEIGHT_BERAT), "Berat");
    assert_string_equal(words_complaint_state(COMPLAINT_CLOSED), "Selesai");
    assert_string_equal(words_complaint_reply(REPLY_NONE), "Tanpa kontak");
    i18n_use("en");
    assert_string_equal(words_complaint_state(COMPLAINT_ANSWERED), "Answered");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_have_the_languages_signs),
        cmocka_unit_test(a_number_that_has_no_room_is_cut),
        cmocka_unit_test(percents_are_rounded_half_up),
        cmocka_unit_test(nobody_has_no_index),
        cmocka_unit_test(grades_tell_their_word_and_their_span),
        cmocka_unit_test(periods_have_a_name_and_their_days),
        cmocka_unit_test(a_range_says_what_its_days_share_once),
        cmocka_unit_test(everybody_who_may_answer_has_a_word),
        cmocka_unit_test(an_element_is_called_as_the_questionnaire_calls_it),
        cmocka_unit_test(the_sample_says_how_many_of_how_many),
        cmocka_unit_test(the_interval_is_one_line),
        cmocka_unit_test(another_weight_is_marked_as_no_index),
        cmocka_unit_test(rows_of_a_breakdown_have_names),
        cmocka_unit_test(complaints_are_sorted_by_words),
    };

    return cmocka_run_group_tests(tests, paper_setup, paper_teardown);
}
