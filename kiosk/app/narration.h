/* The voice that reads the screen aloud: another program (espeak-ng), one run of it for each line, so that it can be
 * silenced at once and its faults are not ours. Nothing here waits or fails for its caller. */
#pragma once
#include "app/settings.h"
#include "base/attr.h"

struct narration;

/* NULL where no program is set, or it is not installed (said once in the log): then nothing is offered. */
struct narration *narration_new(const struct settings *settings) MUST_USE;
void narration_free(struct narration *narration);

/* Silences what is being said and begins this: text of the screen in that language ("id", "en"), which the language's
 * lexicon turns into speech. `volume` is -2 to 2. `narration` may be NULL, here and below. */
void narration_say(struct narration *narration, const char *lang, const char *words, int volume);
void narration_stop(struct narration *narration);
