/* The survey's elements and their two orders, half-days, profiles, and doubts. */
#include "domain/survey.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#define SECOND_MS INT64_C(1000)
#define MINUTE_MS INT64_C(60000)

static void every_element_is_found_by_its_key(void **state)
{
    static const char *const keys[ELEMENT_COUNT] = {"persyaratan", "prosedur", "waktu",
                                                    "biaya",       "produk",   "kompetensi",
                                                    "perilaku",    "sarana",   "pengaduan"};
    enum survey_element element = ELEMENT_COUNT;

    (void)state;
    for (int i = 0; i < ELEMENT_COUNT; i++) {
        assert_string_equal(survey_element_key((enum survey_element)i), keys[i]);
        assert_true(survey_element_from_key(keys[i], &element));
        assert_int_equal(element, i);
    }
    assert_false(survey_element_from_key("Waktu", &element));
    assert_false(survey_element_from_key("", &element));
    assert_false(survey_element_from_key("u1", &element));
}

static void the_last_two_elements_change_places_between_the_orders(void **state)
{
    (void)state;
    assert_int_equal(survey_element_number(ELEMENT_SARANA, NUMBERING_QUESTIONNAIRE), 8);
    assert_int_equal(survey_element_number(ELEMENT_PENGADUAN, NUMBERING_QUESTIONNAIRE), 9);
    assert_int_equal(survey_element_number(ELEMENT_PENGADUAN, NUMBERING_ANNEX), 8);
    assert_int_equal(survey_element_number(ELEMENT_SARANA, NUMBERING_ANNEX), 9);
    for (int i = 0; i < ELEMENT_SARANA; i++) {
        assert_int_equal(survey_element_number((enum survey_element)i, NUMBERING_ANNEX), i + 1);
        assert_int_equal(survey_element_number((enum survey_element)i, NUMBERING_QUESTIONNAIRE),
                         i + 1);
    }
}

static void every_number_of_both_orders_leads_back_to_its_element(void **state)
{
    static const enum survey_numbering orders[] = {NUMBERING_QUESTIONNAIRE, NUMBERING_ANNEX};

    (void)state;
    for (size_t order = 0; order < ARRAY_LEN(orders); order++) {
        for (int number = 1; number <= ELEMENT_COUNT; number++) {
            enum survey_element element = survey_element_of_number(number, orders[order]);

            assert_int_equal(survey_element_number(element, orders[order]), number);
        }
    }
}

static void before_thirteen_is_the_morning_and_after_seventeen_the_afternoon(void **state)
{
    static const struct {
        int hour, minute;
        enum survey_bracket bracket;
    } cases[] = {
        {0, 0, BRACKET_MORNING},     {8, 0, BRACKET_MORNING},    {11, 59, BRACKET_MORNING},
        {12, 0, BRACKET_MORNING},    {12, 59, BRACKET_MORNING},  {13, 0, BRACKET_AFTERNOON},
        {16, 59, BRACKET_AFTERNOON}, {17, 0, BRACKET_AFTERNOON}, {23, 59, BRACKET_AFTERNOON},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_int_equal(survey_bracket_at(cases[i].hour * 60 + cases[i].minute), cases[i].bracket);
    assert_string_equal(survey_bracket_key(BRACKET_UNKNOWN), "");
    assert_string_equal(survey_bracket_key(BRACKET_MORNING), "pagi");
    assert_string_equal(survey_bracket_key(BRACKET_AFTERNOON), "siang");
}

static void years_fall_into_their_band(void **state)
{
    static const struct {
        int years;
        enum survey_age age;
    } cases[] = {
        {-1, AGE_SKIPPED},  {0, AGE_SKIPPED},  {1, AGE_TO_19},    {19, AGE_TO_19},
        {20, AGE_20_29},    {29, AGE_20_29},   {30, AGE_30_39},   {39, AGE_30_39},
        {40, AGE_40_49},    {49, AGE_40_49},   {50, AGE_50_59},   {59, AGE_50_59},
        {60, AGE_FROM_60},  {69, AGE_FROM_60}, {70, AGE_FROM_60}, {120, AGE_FROM_60},
        {121, AGE_SKIPPED},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_int_equal(survey_age_of_years(cases[i].years), cases[i].age);
    assert_string_equal(survey_age_key(AGE_TO_19), "-19");
    assert_string_equal(survey_age_key(AGE_FROM_60), "60-");
}

static void the_keys_of_the_profile_are_those_of_files(void **state)
{
    (void)state;
    assert_string_equal(survey_gender_key(GENDER_SKIPPED), "");
    assert_string_equal(survey_gender_key(GENDER_FEMALE), "P");
    assert_string_equal(survey_education_key(EDUCATION_DIPLOMA), "D");
    assert_string_equal(survey_education_key(EDUCATION_S3), "S3");
    assert_string_equal(survey_occupation_key(OCCUPATION_PNS), "PNS");
    assert_string_equal(survey_occupation_key(OCCUPATION_OTHER), "LAINNYA");
    assert_string_equal(survey_source_key(SURVEY_KIOSK), "kiosk");
    assert_string_equal(survey_source_key(SURVEY_IMPORT), "import");
}

/* An hour after the machine's start. */
#define NOW_MS (60 * MINUTE_MS)

static const uint8_t mixed[ELEMENT_COUNT] = {4, 3, 4, 2, 4, 3, 1, 4, 3};
static const uint8_t fours[ELEMENT_COUNT] = {4, 4, 4, 4, 4, 4, 4, 4, 4};
static const uint8_t threes[ELEMENT_COUNT] = {3, 3, 3, 3, 3, 3, 3, 3, 3};

static void note(struct survey_trace *trace, const uint8_t answers[ELEMENT_COUNT], int64_t ago_ms)
{
    trace->mono_ms = NOW_MS - ago_ms;
    memcpy(trace->answers, answers, ELEMENT_COUNT);
}

static void answers_at_a_readers_pace_are_not_doubted(void **state)
{
    const struct survey_trace none[SURVEY_TRACES] = {{0}};

    (void)state;
    assert_int_equal(survey_doubts(none, mixed, SURVEY_FAST_MS, NOW_MS), 0);
    assert_int_equal(survey_doubts(none, fours, 90 * SECOND_MS, NOW_MS), 0);
    /* Right after the start of a machine nothing is remembered, whatever its clock says. */
    assert_int_equal(survey_doubts(none, fours, 90 * SECOND_MS, 1), 0);
}

static void nine_answers_in_less_than_twelve_seconds_are_doubted(void **state)
{
    const struct survey_trace none[SURVEY_TRACES] = {{0}};

    (void)state;
    assert_int_equal(survey_doubts(none, mixed, SURVEY_FAST_MS - 1, NOW_MS), SURVEY_FAST);
    assert_int_equal(survey_doubts(none, mixed, 0, NOW_MS), SURVEY_FAST);
}

static void paper_has_no_pace(void **state)
{
    const struct survey_trace none[SURVEY_TRACES] = {{0}};

    (void)state;
    assert_int_equal(survey_doubts(none, mixed, -1, NOW_MS), 0);
}

static void the_third_straight_line_of_a_burst_is_doubted(void **state)
{
    struct survey_trace traces[SURVEY_TRACES] = {{0}};

    (void)state;
    note(&traces[0], fours, 2 * MINUTE_MS);
    assert_int_equal(survey_doubts(traces, fours, MINUTE_MS, NOW_MS), 0);
    note(&traces[1], threes, 4 * MINUTE_MS); /* a straight line of another value is one too */
    assert_int_equal(survey_doubts(traces, fours, MINUTE_MS, NOW_MS), SURVEY_STRAIGHT);
    assert_int_equal(survey_doubts(traces, mixed, MINUTE_MS, NOW_MS), 0);
    note(&traces[1], threes, SURVEY_BURST_MS);
    assert_int_equal(survey_doubts(traces, fours, MINUTE_MS, NOW_MS), SURVEY_STRAIGHT);
    note(&traces[1], threes, SURVEY_BURST_MS + 1);
    assert_int_equal(survey_doubts(traces, fours, MINUTE_MS, NOW_MS), 0);
    note(&traces[1], mixed, 4 * MINUTE_MS);
    assert_int_equal(survey_doubts(traces, fours, MINUTE_MS, NOW_MS), 0);
}

static void the_same_answers_within_a_minute_are_doubted(void **state)
{
    struct survey_trace traces[SURVEY_TRACES] = {{0}};

    (void)state;
    note(&traces[SURVEY_TRACES - 1], mixed, SURVEY_REPEAT_MS);
    assert_int_equal(survey_doubts(traces, mixed, MINUTE_MS, NOW_MS), SURVEY_REPEAT);
    assert_int_equal(survey_doubts(traces, threes, MINUTE_MS, NOW_MS), 0);
    note(&traces[SURVEY_TRACES - 1], mixed, SURVEY_REPEAT_MS + 1);
    assert_int_equal(survey_doubts(traces, mixed, MINUTE_MS, NOW_MS), 0);
}

static void doubts_add_up(void **state)
{
    struct survey_trace traces[SURVEY_TRACES] = {{0}};

    (void)state;
    for (int i = 0; i < SURVEY_TRACES; i++)
        note(&traces[i], fours, 10 * SECOND_MS * (i + 1));
    assert_int_equal(survey_doubts(traces, fours, 3 * SECOND_MS, NOW_MS),
                     SURVEY_FAST | SURVEY_STRAIGHT | SURVEY_REPEAT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_element_is_found_by_its_key),
        cmocka_unit_test(the_last_two_elements_change_places_between_the_orders),
        cmocka_unit_test(every_number_of_both_orders_leads_back_to_its_element),
        cmocka_unit_test(before_thirteen_is_the_morning_and_after_seventeen_the_afternoon),
        cmocka_unit_test(years_fall_into_their_band),
        cmocka_unit_test(the_keys_of_the_profile_are_those_of_files),
        cmocka_unit_test(answers_at_a_readers_pace_are_not_doubted),
        cmocka_unit_test(nine_answers_in_less_than_twelve_seconds_are_doubted),
        cmocka_unit_test(paper_has_no_pace),
        cmocka_unit_test(the_third_straight_line_of_a_burst_is_doubted),
        cmocka_unit_test(the_same_answers_within_a_minute_are_doubted),
        cmocka_unit_test(doubts_add_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
