/* What the screens of the survey share: where it stands, and pieces of its look. */
#pragma once
#include "parts.h"

/* Is there anything to ask? */
bool survey_is_offered(const struct router *router);
/* A new survey, and its profile. */
void survey_begin(struct router *router);
/* The nine and what the office added. */
int survey_question_count(const struct router *router);
/* Question `at`, from 0, in the order of asking. `*element` is set for the nine alone. */
const struct question *survey_question(const struct router *router, int at,
                                       enum survey_element *element);
/* Where the answer to question `at` is kept: 0 = none yet. */
uint8_t *survey_answer(struct router *router, int at);

/* The content's columns: one, and in landscape two. */
struct survey_columns {
    struct ui_box left, right; /* the same box in portrait */
};
struct survey_columns survey_columns(struct ui *ui);

/* The two buttons of the last row: a quiet one, and the green one. NULL labels leave one out. */
struct survey_actions {
    const char *quiet, *quiet_name;
    enum icon quiet_icon;
    const char *next, *next_name;
    enum icon next_icon;
    int x, w; /* of both */
};
enum survey_action { SURVEY_NOTHING, SURVEY_QUIET, SURVEY_NEXT };
enum survey_action survey_actions(struct ui *ui, const struct survey_actions *actions);
/* An icon and a small line beside it; returns the height. */
int survey_note(struct ui *ui, int x, int y, int w, enum icon icon, const char *text);
int survey_note_height(struct ui *ui, int w, const char *text);
