/* The survey: its steps by widget name, and every form that its screens have. */
#pragma once
#include "screens/stage.h"

/* A questionnaire with two questions of the office's own, at a path that the caller removes. */
void survey_write_questionnaire(char *path, size_t size);
/* `count` responses of last month by paper, so that an index may be shown. */
void survey_answered_before(struct stage *stage, int count);

/* From the role's first screen to the first question, past the profile. */
void survey_open_questions(struct stage *stage);
/* Touches an answer, 1 to 4, and waits for the next question. */
void survey_answer_question(struct stage *stage, int value);
/* The nine, all with that value, from the first question on. */
void survey_answer_all(struct stage *stage, int value);

/* `modes` of "Akses mudah" (modes.h) hold all the way. */
void survey_gallery_walk(struct stage *stage,
                         void (*each)(struct stage *stage, const char *name, void *context),
                         void *context, unsigned modes);
