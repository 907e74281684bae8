/* Made-up survey reports and complaint books for their documents: the same ones each time. */
#pragma once
#include "domain/complaint_report.h"
#include "domain/survey_report.h"

enum survey_mood {
    MOOD_USUAL, /* 2 to 4, facilities the weakest */
    MOOD_BEST,  /* 4 everywhere: every element ties */
};
/* `n` respondents of the fourth triwulan of 2026 over `services` services (0: no breakdown), with a
 * trend of `periods`. Sums, index and answers agree. */
struct survey_report survey_fixture(int n, int services, int periods, enum survey_mood mood);

/* `count` complaints of November 2026, of all kinds, weights and states. */
struct complaint_report complaints_fixture(int count, bool has_names);
