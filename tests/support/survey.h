/* Answers for tests of the survey. */
#pragma once
#include "desk/survey.h"
#include "support/hall.h"
#include <stdint.h>

/* A submission of these nine answers ("123412341"), under a new request, in a minute. */
struct survey_submission survey_answers(const char *nine);
/* Asserts that it is kept. */
void survey_submit(struct hall *hall, const struct survey_submission *submission);
/* Nine answers, a profile and a service by chance, from `*seed`. */
struct survey_submission survey_by_chance(uint64_t *seed);
uint32_t survey_chance(uint64_t *seed, uint32_t bound);
/* A paper form of the day, by P-07. */
struct survey_form survey_paper(const char *nine, int64_t day);
/* Hands over what is over; asserts success and returns how many went. */
int64_t survey_release(struct hall *hall);
