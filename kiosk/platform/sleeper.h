/* Sleep until a finger or a key, on hosts where SDL has none: on KMSDRM and the dummy driver SDL 2.26 looks
 * for input every millisecond (SDL_WaitEventTimeout). The kernel wakes this one, by the descriptors that
 * SDL itself holds open. */
#pragma once
#include "base/attr.h"
#include "base/err.h"

struct sleeper;

/* `input_dir` is where input devices appear, "/dev/input"; it may be missing. */
MUST_USE bool sleeper_new(struct sleeper **out, const char *input_dir, struct err *err);
void sleeper_free(struct sleeper *sleeper);

/* Until a device that this process has opened can be read, a device has come or gone, sleeper_wake,
 * a signal, or `timeout_ms` (-1: for ever). Short sleeps follow a device that came: SDL hears of it from udev,
 * later than we do. */
void sleeper_wait(struct sleeper *sleeper, int timeout_ms);
/* From any thread: ends the wait under way, or the next one. */
void sleeper_wake(struct sleeper *sleeper);
