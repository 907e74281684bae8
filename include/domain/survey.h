/* One person's answers, and what makes them doubtful.
 *
 * Nothing here leads to a person: no time but the half-day, no number, no name. The answers of one
 * response stay together; a suggestion does not stay with them. */
#pragma once
#include "base/id.h"
#include "domain/questionnaire.h"
#include <stdbool.h>
#include <stdint.h>

/* The form's "Jam survei" has two boxes, 08.00-12.00 and 13.00-17.00. Our rule for the rest of the
 * day: before 13.00 is the morning, because who answers in the break was served before it; from
 * 13.00 on, after 17.00 too, is the afternoon. A paper form may leave it open. */
enum survey_bracket { BRACKET_UNKNOWN, BRACKET_MORNING, BRACKET_AFTERNOON, BRACKET_COUNT };
enum survey_bracket survey_bracket_at(int minute_of_day);
const char *survey_bracket_key(enum survey_bracket bracket); /* "", "pagi", "siang" */

/* The profile of Lampiran III; every part may be skipped (0). Keys as the import has them. */
enum survey_gender { GENDER_SKIPPED, GENDER_MALE, GENDER_FEMALE, GENDER_COUNT };
enum survey_age {
    AGE_SKIPPED,
    AGE_TO_19,
    AGE_20_29,
    AGE_30_39,
    AGE_40_49,
    AGE_50_59,
    AGE_FROM_60,
    AGE_COUNT
};
enum survey_education {
    EDUCATION_SKIPPED,
    EDUCATION_SD,
    EDUCATION_SMP,
    EDUCATION_SMA,
    EDUCATION_DIPLOMA,
    EDUCATION_S1,
    EDUCATION_S2,
    EDUCATION_S3,
    EDUCATION_COUNT
};
enum survey_occupation {
    OCCUPATION_SKIPPED,
    OCCUPATION_PNS,
    OCCUPATION_TNI,
    OCCUPATION_POLRI,
    OCCUPATION_SWASTA,
    OCCUPATION_WIRAUSAHA,
    OCCUPATION_OTHER,
    OCCUPATION_COUNT
};
const char *survey_gender_key(enum survey_gender gender); /* "", "L", "P" */
const char *survey_age_key(enum survey_age age);          /* "", "-19", "20-29" … "60-" */
const char *survey_education_key(enum survey_education education); /* "", "SD" … "D" … "S3" */
const char *survey_occupation_key(enum survey_occupation occupation); /* "", "PNS" … "LAINNYA" */
enum survey_age survey_age_of_years(int years); /* AGE_SKIPPED below 1 or above 120 */

struct survey_profile {
    enum survey_gender gender;
    enum survey_age age;
    enum survey_education education;
    enum survey_occupation occupation;
};

/* Where a response came from. */
enum survey_source { SURVEY_KIOSK, SURVEY_FORM, SURVEY_IMPORT, SURVEY_SOURCE_COUNT };
const char *survey_source_key(enum survey_source source); /* "kiosk", "form", "import" */

/* Doubts, computed when a response is committed and kept in place of times. A flagged response
 * counts as every other; reports tell how many there are. */
enum survey_flag {
    SURVEY_FAST = 1,     /* nine answers sooner than anybody can read the questions */
    SURVEY_STRAIGHT = 2, /* the same value nine times, in a burst of such */
    SURVEY_REPEAT = 4,   /* the same answers right after one another, or a ticket's second survey */
};

struct survey_response {
    struct uuid id; /* random, and the request's: a retry adds nothing */
    int64_t day;    /* days since 1970, local */
    enum survey_bracket bracket;
    enum survey_source source;
    char device[17];     /* "" for paper */
    char service_id[64]; /* "" = not told */
    char sector_id[64];  /* of that service, "" = none */
    struct survey_profile profile;
    uint8_t answers[ELEMENT_COUNT]; /* 1..4, by element */
    uint8_t extras[EXTRAS_MOST];    /* option from 1, in the questionnaire's order; 0 = skipped */
    unsigned flags;                 /* enum survey_flag */
};

/* What a process remembers of the last responses, in memory alone. */
struct survey_trace {
    int64_t mono_ms; /* when it was committed; 0 = none */
    uint8_t answers[ELEMENT_COUNT];
};
enum {
    SURVEY_TRACES = 8,
    SURVEY_FAST_MS = 12000, /* nine answers; the screen alone takes half a second for each */
    SURVEY_BURST_MS = 10 * 60 * 1000,
    SURVEY_BURST = 3, /* straight lines within that time, this one among them */
    SURVEY_REPEAT_MS = 60 * 1000,
};
/* The flags of answers that took `took_ms` (negative: not known, as on paper) at `mono_ms`. */
unsigned survey_doubts(const struct survey_trace traces[SURVEY_TRACES],
                       const uint8_t answers[ELEMENT_COUNT], int64_t took_ms, int64_t mono_ms);
