/* Child processes under watch (see workers.h). */
#include "office/workers.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#define LOG_AREA "office"

enum { AGAIN_MS = 500, LOOK_MS = 10000 };

struct workers {
    int count;
    int stop[2]; /* a pipe that nobody writes: its end is the sign */
    struct {
        pid_t pid;
        int fd; /* readable once it has ended; -1: none runs */
        int64_t again_ms;
    } worker[WORKERS_MOST];
};

static bool start(struct workers *workers, int i, int (*work)(void *context, int stop_fd),
                  void *context, struct err *err)
{
    pid_t pid = fork();

    if (pid < 0)
        return err_set(err, ERR_IO, "a worker: %s", strerror(errno));
    if (pid == 0) {
        (void)unsetenv("NOTIFY_SOCKET"); /* the supervisor hears of us from our parent alone */
        close(workers->stop[1]);         /* or our own copy would keep us from seeing the end */
        _exit(work(context, workers->stop[0]));
    }
    workers->worker[i].pid = pid;
    workers->worker[i].fd = pidfd_open(pid, 0);
    workers->worker[i].again_ms =
        clock_machine_mono_ms() + AGAIN_MS; /* not faster than this, over and over */
    if (workers->worker[i].fd < 0)
        return err_set(err, ERR_IO, "worker %d: %s", (int)pid, strerror(errno));
    return true;
}

static void bury(struct workers *workers, int i)
{
    int status = 0;
    pid_t pid = workers->worker[i].pid;

    close(workers->worker[i].fd);
    workers->worker[i].fd = -1;
    if (waitpid(pid, &status, 0) == pid)
        log_warn("worker %d ended (%s %d): another takes its place", (int)pid,
                 WIFSIGNALED(status) ? "signal" : "code",
                 WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
}

static int wait_for_news(struct workers *workers, int stop_fd, int64_t rest_ms)
{
    struct pollfd fds[WORKERS_MOST + 1] = {{.fd = stop_fd, .events = POLLIN}};

    for (int i = 0; i < workers->count; i++) {
        fds[i + 1] = (struct pollfd){.fd = workers->worker[i].fd, .events = POLLIN};
        if (workers->worker[i].fd < 0)
            rest_ms = AGAIN_MS;
    }
    if (poll(fds, (nfds_t)workers->count + 1, (int)rest_ms) < 0)
        return 0;
    for (int i = 0; i < workers->count; i++) {
        if (fds[i + 1].revents)
            bury(workers, i);
    }
    return fds[0].revents;
}

static bool start_missing(struct workers *workers, int (*work)(void *context, int stop_fd),
                          void *context, struct err *err)
{
    for (int i = 0; i < workers->count; i++) {
        if (workers->worker[i].fd < 0 && workers->worker[i].again_ms <= clock_machine_mono_ms()
            && !start(workers, i, work, context, err))
            return false;
    }
    return true;
}

static void end_all(struct workers *workers)
{
    close(workers->stop[1]);
    for (int i = 0; i < workers->count; i++) {
        if (workers->worker[i].fd < 0)
            continue;
        (void)waitpid(workers->worker[i].pid, NULL, 0);
        close(workers->worker[i].fd);
    }
    close(workers->stop[0]);
}

bool workers_run(int count, int stop_fd, int (*work)(void *context, int stop_fd), void *context,
                 struct err *err)
{
    struct workers workers = {.count = count < 1 ? 1 : count > WORKERS_MOST ? WORKERS_MOST : count};
    int64_t ping_ms = supervisor_ping_every_ms();
    bool is_good = true;

    if (pipe2(workers.stop, O_CLOEXEC) != 0)
        return err_set(err, ERR_IO, "a pipe: %s", strerror(errno));
    for (int i = 0; i < workers.count; i++)
        workers.worker[i].fd = -1;
    is_good = start_missing(&workers, work, context, err);
    if (is_good)
        supervisor_ready("");
    while (is_good && !wait_for_news(&workers, stop_fd, ping_ms > 0 ? ping_ms : LOOK_MS)) {
        supervisor_ping();
        is_good = start_missing(&workers, work, context, err);
    }
    end_all(&workers);
    return is_good;
}
