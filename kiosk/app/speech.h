/* The voice of the board: takes the kiosk's lines to the speaker and tells the kiosk of their end. */
#pragma once
#include "app/settings.h"
#include "base/attr.h"
#include "screens/kiosk.h"
#include <stdint.h>

struct speech;

/* Loads the clips. Never NULL: without clips or speaker the lines are silent and last as long. */
struct speech *speech_new(const struct settings *settings) MUST_USE;
void speech_free(struct speech *speech);

/* After each frame, so that a call is seen before it is heard. `speech` may be NULL. */
void speech_step(struct speech *speech, struct kiosk *kiosk, int64_t now_ms);
/* Monotonic ms of the next step that is due; INT64_MAX: with the next frame. `speech` may be NULL. */
int64_t speech_wake_at(struct speech *speech, int64_t now_ms);
