/* Words to systemd, over sd_notify. */
#include "base/supervisor.h"

#include <stddef.h>
#include <stdio.h>
#include <systemd/sd-daemon.h>

/* The results are left alone on purpose: without a supervisor there is nobody to tell, and one that
 * cannot be reached restarts us by its watchdog. */
void supervisor_ready(const char *status)
{
    (void)sd_notifyf(0, "READY=1\nSTATUS=%s", status != NULL ? status : "");
}

void supervisor_status(const char *status)
{
    (void)sd_notifyf(0, "STATUS=%s", status != NULL ? status : "");
}

void supervisor_stopping(void)
{
    (void)sd_notify(0, "STOPPING=1");
}

int64_t supervisor_ping_every_ms(void)
{
    uint64_t usec = 0;

    if (sd_watchdog_enabled(0, &usec) <= 0)
        return -1;
    return (int64_t)(usec / 2000);
}

void supervisor_ping(void)
{
    (void)sd_notify(0, "WATCHDOG=1");
}
