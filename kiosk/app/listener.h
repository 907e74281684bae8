/* The one helper thread of the screen process: sleeps on the wake file, the headphone jack and the signals that end
 * the process, and wakes the window. It touches nothing else, so nothing is shared but three flags. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "platform/jack.h"
#include "platform/window.h"
#include <stdbool.h>

struct listener;

/* Call before the window is opened and before any other thread: SIGTERM, SIGINT and SIGHUP are blocked
 * from here on and arrive at the listener. */
MUST_USE bool listener_block_signals(struct err *err);
/* `jack` may be NULL; it is the listener's to read until listener_stop. */
MUST_USE bool listener_start(struct listener **out, struct window *window, struct jack *jack,
                             struct err *err);
void listener_stop(struct listener *listener);

/* Follows the wake file of a state directory; NULL: none. The former one is forgotten. */
MUST_USE bool listener_watch(struct listener *listener, const char *state_dir, struct err *err);
/* Was the process told to end? */
bool listener_is_ending(const struct listener *listener);
/* Are headphones plugged in? */
bool listener_has_headphones(const struct listener *listener);
