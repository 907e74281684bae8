/* Keys of a response's parts, the half-day, and doubts. */
#include "domain/survey.h"
#include "base/attr.h"

#include <assert.h>
#include <string.h>

static const char *const bracket_keys[] = {"", "pagi", "siang"};
static_assert(ARRAY_LEN(bracket_keys) == BRACKET_COUNT, "every bracket has a key");
static const char *const gender_keys[] = {"", "L", "P"};
static_assert(ARRAY_LEN(gender_keys) == GENDER_COUNT, "every gender has a key");
static const char *const age_keys[] = {"", "-19", "20-29", "30-39", "40-49", "50-59", "60-"};
static_assert(ARRAY_LEN(age_keys) == AGE_COUNT, "every age band has a key");
static const char *const education_keys[] = {"", "SD", "SMP", "SMA", "D", "S1", "S2", "S3"};
static_assert(ARRAY_LEN(education_keys) == EDUCATION_COUNT, "every education has a key");
static const char *const occupation_keys[] = {"",       "PNS",       "TNI",    "POLRI",
                                              "SWASTA", "WIRAUSAHA", "LAINNYA"};
static_assert(ARRAY_LEN(occupation_keys) == OCCUPATION_COUNT, "every occupation has a key");
static const char *const source_keys[] = {"kiosk", "form", "import"};
static_assert(ARRAY_LEN(source_keys) == SURVEY_SOURCE_COUNT, "every source has a key");

enum { NOON_BREAK_ENDS_MIN = 13 * 60, AGE_MOST = 120, AGE_BAND = 10 };

enum survey_bracket survey_bracket_at(int minute_of_day)
{
    return minute_of_day < NOON_BREAK_ENDS_MIN ? BRACKET_MORNING : BRACKET_AFTERNOON;
}

const char *survey_bracket_key(enum survey_bracket bracket)
{
    return bracket_keys[bracket];
}

const char *survey_gender_key(enum survey_gender gender)
{
    return gender_keys[gender];
}

const char *survey_age_key(enum survey_age age)
{
    return age_keys[age];
}

const char *survey_education_key(enum survey_education education)
{
    return education_keys[education];
}

const char *survey_occupation_key(enum survey_occupation occupation)
{
    return occupation_keys[occupation];
}

const char *survey_source_key(enum survey_source source)
{
    return source_keys[source];
}

enum survey_age survey_age_of_years(int years)
{
    if (years < 1 || years > AGE_MOST)
        return AGE_SKIPPED;
    if (years < 2 * AGE_BAND)
        return AGE_TO_19;
    return years >= 6 * AGE_BAND ? AGE_FROM_60
                                 : (enum survey_age)(AGE_20_29 + (years / AGE_BAND - 2));
}

static bool is_straight(const uint8_t answers[ELEMENT_COUNT])
{
    for (size_t i = 1; i < ELEMENT_COUNT; i++) {
        if (answers[i] != answers[0])
            return false;
    }
    return true;
}

static bool is_within(const struct survey_trace *trace, int64_t mono_ms, int64_t span_ms)
{
    return trace->mono_ms > 0 && mono_ms - trace->mono_ms <= span_ms;
}

unsigned survey_doubts(const struct survey_trace traces[SURVEY_TRACES],
                       const uint8_t answers[ELEMENT_COUNT], int64_t took_ms, int64_t mono_ms)
{
    unsigned doubts = took_ms >= 0 && took_ms < SURVEY_FAST_MS ? SURVEY_FAST : 0;
    int straight = is_straight(answers) ? 1 : 0;

    for (size_t i = 0; i < SURVEY_TRACES; i++) {
        if (is_within(&traces[i], mono_ms, SURVEY_REPEAT_MS)
            && memcmp(traces[i].answers, answers, ELEMENT_COUNT) == 0)
            doubts |= SURVEY_REPEAT;
        if (straight > 0 && is_within(&traces[i], mono_ms, SURVEY_BURST_MS)
            && is_straight(traces[i].answers))
            straight++;
    }
    return straight >= SURVEY_BURST ? doubts | SURVEY_STRAIGHT : doubts;
}
