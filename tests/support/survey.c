/* Makes answers, and hands them in. */
#include "support/survey.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { SLOW_MS = 60000 };

struct survey_submission survey_answers(const char *nine)
{
    struct survey_submission out = {.request = uuid_v4(), .took_ms = SLOW_MS};

    for (int i = 0; i < ELEMENT_COUNT; i++)
        out.answers[i] = (uint8_t)(nine[i] - '0');
    return out;
}

void survey_submit(struct hall *hall, const struct survey_submission *submission)
{
    struct err err = {0};

    if (!desk_submit_survey(hall->desk, submission, &err))
        fail_msg("%s", err.text);
}

/* Knuth's constants; the same numbers in every run. */
uint32_t survey_chance(uint64_t *seed, uint32_t bound)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*seed >> 33) % bound;
}

struct survey_submission survey_by_chance(uint64_t *seed)
{
    static const char *const services[] = {"", "izin-a", "izin-b", "panjang"};
    struct survey_submission out = survey_answers("111111111");

    for (int i = 0; i < ELEMENT_COUNT; i++)
        out.answers[i] = (uint8_t)(1 + survey_chance(seed, SCORE_MOST));
    out.profile.gender = (enum survey_gender)survey_chance(seed, GENDER_COUNT);
    out.profile.age = (enum survey_age)survey_chance(seed, AGE_COUNT);
    out.profile.education = (enum survey_education)survey_chance(seed, EDUCATION_COUNT);
    out.profile.occupation = (enum survey_occupation)survey_chance(seed, OCCUPATION_COUNT);
    out.service_id = services[survey_chance(seed, 4)];
    out.extras[0] = (uint8_t)survey_chance(seed, 4);
    return out;
}

struct survey_form survey_paper(const char *nine, int64_t day)
{
    struct survey_submission like = survey_answers(nine);
    struct survey_form out = {
        .request = like.request, .day = day, .bracket = BRACKET_UNKNOWN, .officer = "P-07"};

    for (int i = 0; i < ELEMENT_COUNT; i++)
        out.answers[i] = like.answers[i];
    return out;
}

int64_t survey_release(struct hall *hall)
{
    struct err err = {0};
    int64_t count = 0;

    if (!desk_release_responses(hall->desk, &count, &err))
        fail_msg("%s", err.text);
    return count;
}
