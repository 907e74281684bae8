#define LOG_AREA "window"
#include "platform/sleeper.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/text.h"
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <time.h>
#include <unistd.h>

enum {
    DEVICES_MOST = 64, /* more are not waited for; a touch panel is one or two */
    SETTLE_MS = 3000,  /* udev has told SDL of a new device by then */
    SETTLE_STEP_MS = 100
};

struct sleeper {
    int bell;   /* eventfd */
    int folder; /* inotify of the input folder; -1: there is none */
    char *input_dir;
    int64_t settled_ms; /* until then sleeps are short */
};

static int64_t now_ms(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool sleeper_new(struct sleeper **out, const char *input_dir, struct err *err)
{
    struct sleeper *sleeper = mem_zalloc(1, sizeof *sleeper);

    sleeper->input_dir = mem_strdup(input_dir);
    sleeper->bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    sleeper->folder = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (sleeper->bell < 0 || sleeper->folder < 0) {
        err_set(err, ERR_IO, "no descriptor to sleep on: %s", strerror(errno));
        sleeper_free(sleeper);
        return false;
    }
    if (inotify_add_watch(sleeper->folder, input_dir, IN_CREATE | IN_ATTRIB | IN_DELETE) < 0) {
        log_debug("%s: %s; a device that is plugged in later is found at the next wake-up",
                  input_dir, strerror(errno));
        (void)close(sleeper->folder);
        sleeper->folder = -1; /* poll passes over it */
    }
    *out = sleeper;
    return true;
}

void sleeper_free(struct sleeper *sleeper)
{
    if (!sleeper)
        return;
    if (sleeper->bell >= 0)
        (void)close(sleeper->bell);
    if (sleeper->folder >= 0)
        (void)close(sleeper->folder);
    free(sleeper->input_dir);
    free(sleeper);
}

void sleeper_wake(struct sleeper *sleeper)
{
    const uint64_t one = 1;

    if (write(sleeper->bell, &one, sizeof one) != (ssize_t)sizeof one)
        return; /* it has been rung 2^64 - 2 times: it rings */
}

/* SDL opens and closes devices as they come and go, and tells nobody. */
static nfds_t add_devices(const struct sleeper *sleeper, struct pollfd *fds, nfds_t count,
                          nfds_t most)
{
    size_t length = strlen(sleeper->input_dir);
    DIR *open_files = opendir("/proc/self/fd");
    const struct dirent *entry;

    if (!open_files)
        return count;
    while (count < most && (entry = readdir(open_files))) {
        char target[PATH_MAX];
        ssize_t size = readlinkat(dirfd(open_files), entry->d_name, target, sizeof target - 1);

        if (size < 0)
            continue;
        target[size] = '\0';
        if (strncmp(target, sleeper->input_dir, length) == 0 && target[length] == '/')
            fds[count++] =
                (struct pollfd){.fd = (int)strtol(entry->d_name, NULL, 10), .events = POLLIN};
    }
    (void)closedir(open_files);
    return count;
}

static void drain(int fd)
{
    char bytes[4096];

    while (read(fd, bytes, sizeof bytes) > 0)
        ;
}

void sleeper_wait(struct sleeper *sleeper, int timeout_ms)
{
    struct pollfd fds[2 + DEVICES_MOST] = {
        {.fd = sleeper->bell, .events = POLLIN},
        {.fd = sleeper->folder, .events = POLLIN},
    };
    nfds_t count = add_devices(sleeper, fds, 2, 2 + DEVICES_MOST);

    if (now_ms() < sleeper->settled_ms && (timeout_ms < 0 || timeout_ms > SETTLE_STEP_MS))
        timeout_ms = SETTLE_STEP_MS;
    if (poll(fds, count, timeout_ms) <= 0)
        return;
    if (fds[0].revents)
        drain(sleeper->bell);
    if (fds[1].revents) {
        drain(sleeper->folder);
        sleeper->settled_ms = now_ms() + SETTLE_MS;
    }
}
