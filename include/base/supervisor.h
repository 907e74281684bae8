/* Talking to systemd: ready, watchdog, stopping. Does nothing where there is no supervisor. */
#pragma once
#include <stdint.h>

void supervisor_ready(const char *status);
void supervisor_status(const char *status);
void supervisor_stopping(void);
/* Milliseconds between pings that the supervisor wants (half of WATCHDOG_USEC); -1 for none. */
int64_t supervisor_ping_every_ms(void);
/* Called by the real work loop after a frame was presented or a deadline was met. */
void supervisor_ping(void);
