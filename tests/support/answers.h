/* The exit's screen as somebody meets it who answers: the nine questions one after the other, on a
 * display (support/lobby.h), and what the report says has arrived. */
#pragma once
#include "domain/questionnaire.h"
#include "support/lobby.h"

/* Starts the kiosk in the role exit and waits for its first screen. */
void answers_start(struct lobby *lobby);
/* From "Mulai survei" past the profile to the first question; gives how many taps that took. */
int answers_begin(struct lobby *lobby);
/* Until question `number`, 1 to 9, is shown. */
void answers_expect(const struct lobby *lobby, int number);
/* The same, and touches its answer `value`, 1 to 4. */
void answers_give(struct lobby *lobby, int number, int value);
/* Is that screen the last one that was shown? */
bool answers_shows(const struct lobby *lobby, const char *screen);

/* What `anjungan-ctl survey report` counts for this month. */
struct answers_sums {
    int64_t n, abandoned, flagged;
    int64_t sum[ELEMENT_COUNT];
};
void answers_read(const struct lobby *lobby, struct answers_sums *out);
/* The sums with nine more answers ("123412341"), in the order of asking. */
void answers_add(struct answers_sums *sums, const char *nine);
