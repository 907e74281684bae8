/* Events of visitors who asked for an officer; see wire/event.h. No names: an officer is a code. */
#pragma once
#include "wire/event.h"

/* "help.called": {"request":UUID,"device":"K1","screen":"problem"}. */
struct event_help_called {
    struct uuid request;
    const char *device;
    const char *screen;
};
const char *event_help_called(struct text *out, const struct event_head *head,
                              const struct event_help_called *data);

/* "help.answered": {"request":UUID,"officer":"P-07","after_ms":n}: how long the visitor waited; null
 * where the clock was set back in between. */
struct event_help_answered {
    struct uuid request;
    const char *officer;
    int64_t after_ms; /* -1: unknown */
};
const char *event_help_answered(struct text *out, const struct event_head *head,
                                const struct event_help_answered *data);
