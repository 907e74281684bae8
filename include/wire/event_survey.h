/* Events of the survey, in the stream "survey". They tell no moment: `at` is the start of the half-day,
 * `session` and `clock.boot` are null, `clock.mono_ms` and `clock.quality` 0, and their order means
 * nothing. The morning starts at 00:00 and the afternoon at 13:00, local; a half that is not known
 * starts with its day. */
#pragma once
#include "domain/survey.h"
#include "wire/event.h"

/* The head of such an event; its id is the response's. */
struct event_head event_survey_head(const struct uuid *id, int64_t day, enum survey_bracket bracket,
                                    int offset_min);

/* "survey.answered": all nine questions were answered.
 * {"id":UUID,"day":"2026-11-23","bracket":"pagi"|"siang"|null,"source":"kiosk"|"form"|"import",
 *  "device":"K1"|null,"service":ID|null,"sector":ID|null,
 *  "profile":{"gender":"L"|"P"|null,"age":"-19"|…|null,"education":"SD"|…|null,
 *             "occupation":"PNS"|…|null},
 *  "answers":{"persyaratan":1..4,…nine},"extras":{KEY:1..6|0,…},"form":ID|null,"form_version":n,
 *  "flags":["fast"|"straight"|"repeat",…]}
 * An option of an added question counts from 1; 0 = left out. Where the questionnaire that was
 * answered is no longer the office's, its added questions are called "1", "2" … in their order. */
struct event_survey_answered {
    const struct survey_response *response;
    const char *form; /* id and version as in the database, "uji/3"; "" = none */
    size_t extra_count;
    const struct questionnaire *questionnaire; /* that form; NULL: it is not at hand */
};
const char *event_survey_answered(struct text *out, const struct event_head *head,
                                  const struct event_survey_answered *data);

/* "survey.abandoned": somebody stopped.
 * {"id":UUID,"day":"2026-11-23","bracket":"pagi"|"siang"|null,"device":"K1"|null,"answered":0..8} */
struct event_survey_abandoned {
    struct uuid id;
    int64_t day;
    enum survey_bracket bracket;
    const char *device;
    int answered;
};
const char *event_survey_abandoned(struct text *out, const struct event_head *head,
                                   const struct event_survey_abandoned *data);
