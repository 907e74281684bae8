/* A timer whose signal shuts a connection down, in the one thread that there is. */
#include "printing/cups_deadline.h"
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>

enum { AGAIN_MS = 50 };

static void shut_down(int signal, siginfo_t *info, void *context)
{
    int fault = errno;

    (void)signal;
    (void)context;
    if (info->si_code == SI_TIMER)
        (void)shutdown(info->si_value.sival_int, SHUT_RDWR);
    errno = fault;
}

/* Whoever forgot it would be ended by the first slow answer; so it is done each time. */
static bool prepare(void)
{
    struct sigaction action = {.sa_sigaction = shut_down, .sa_flags = SA_SIGINFO | SA_RESTART};

    sigemptyset(&action.sa_mask);
    return sigaction(SIGRTMIN, &action, NULL) == 0;
}

static struct timespec span(int ms)
{
    return (struct timespec){.tv_sec = ms / 1000, .tv_nsec = (long)(ms % 1000) * 1000000};
}

bool cups_deadline_begin(struct cups_deadline *deadline, http_t *http, int ms, struct err *err)
{
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL,
                             .sigev_signo = SIGRTMIN,
                             .sigev_value.sival_int = httpGetFd(http)};
    const struct itimerspec times = {.it_value = span(ms), .it_interval = span(AGAIN_MS)};

    *deadline = (struct cups_deadline){0};
    if (!prepare() || timer_create(CLOCK_MONOTONIC, &event, &deadline->timer) != 0)
        return err_set(err, ERR_IO, "timer: %s", strerror(errno));
    deadline->is_armed = true;
    if (timer_settime(deadline->timer, 0, &times, NULL) == 0)
        return true;
    cups_deadline_end(deadline);
    return err_set(err, ERR_IO, "timer: %s", strerror(errno));
}

void cups_deadline_end(struct cups_deadline *deadline)
{
    if (deadline->is_armed)
        (void)timer_delete(deadline->timer);
    deadline->is_armed = false;
}
