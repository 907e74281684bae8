/* One pass over responses becomes the sums of a report. */
#pragma once
#include "base/attr.h"
#include "domain/survey_report.h"

/* What a report needs of a response. `key` is what it is broken down by where that is no part of the
 * profile: the id of a service or sector, or a device. It is read during the call only. */
struct survey_fact {
    uint8_t answers[ELEMENT_COUNT];
    bool is_flagged;
    struct survey_profile profile;
    enum survey_bracket bracket;
    const char *key;
    size_t key_len;
};

struct survey_tally; /* opaque */
/* Of `by`; with `keeps_answers` every response's nine are kept in the order of the calls. */
struct survey_tally *survey_tally_new(enum survey_by by, bool keeps_answers) MUST_USE;
void survey_tally_free(struct survey_tally *tally);
void survey_tally_add(struct survey_tally *tally, const struct survey_fact *fact);
/* Responses that were summed elsewhere: all those of one row. Of an enum's dimension `value` says
 * which, of the others `key`. They leave no counts of the profile and no answers. */
struct survey_part {
    int value;
    const char *key;
    size_t key_len;
    struct ikm_sums sums;
};
void survey_tally_add_part(struct survey_tally *tally, const struct survey_part *part);
/* Hands sums, rows, counts of the profile and answers over to `out`, which has none yet. Rows stand
 * in the order of their enum or of their keys, "" ("not told") behind them and "*" (what came after
 * SURVEY_ROWS_MOST) last; rows nobody fills are left out, and small cells are not hidden yet. */
void survey_tally_finish(struct survey_tally *tally, struct survey_report *out);
