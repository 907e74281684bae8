/* The wake file: one byte written after each commit, watched by inotify. */
#define LOG_AREA "wake"
#include "base/wake.h"
#include "base/log.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

static const uint32_t watched = IN_MODIFY | IN_DELETE_SELF | IN_MOVE_SELF;
static const uint32_t present = IN_CLOSE_WRITE; /* a program ended; see base/presence.h */

struct wake {
    int notify_fd;
    char *path;
    char *present; /* folder of those who run */
};

static int open_file(const char *path)
{
    return open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660);
}

void wake_touch(const char *state_dir)
{
    AUTO_FREE char *path = mem_format("%s/wake", state_dir);
    int file = open_file(path);
    ssize_t done = -1;

    if (file >= 0) {
        done = pwrite(file, "w", 1, 0);
        (void)close(file);
    }
    if (done != 1)
        log_debug("cannot write %s: %s; the others follow at their slow tick", path,
                  strerror(errno));
}

/* The watch is on the file, which exists once it returns. */
static bool watch(struct wake *wake)
{
    int file = open_file(wake->path);

    if (file < 0)
        return false;
    (void)close(file);
    /* The folder is made by whoever first says that it runs; without one there is nobody to miss. */
    (void)inotify_add_watch(wake->notify_fd, wake->present, present);
    return inotify_add_watch(wake->notify_fd, wake->path, watched) >= 0;
}

bool wake_open(struct wake **out, const char *state_dir, struct err *err)
{
    struct wake *wake = mem_zalloc(1, sizeof *wake);

    wake->path = mem_format("%s/wake", state_dir);
    wake->present = mem_format("%s/present", state_dir);
    wake->notify_fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (wake->notify_fd < 0 || !watch(wake)) {
        (void)err_set(err, ERR_IO, "cannot watch %s: %s", wake->path, strerror(errno));
        wake_close(wake);
        return false;
    }
    *out = wake;
    return true;
}

void wake_close(struct wake *wake)
{
    if (wake == NULL)
        return;
    if (wake->notify_fd >= 0)
        (void)close(wake->notify_fd);
    free(wake->path);
    free(wake->present);
    free(wake);
}

int wake_fd(const struct wake *wake)
{
    return wake->notify_fd;
}

void wake_drain(struct wake *wake)
{
    _Alignas(struct inotify_event) char bytes[4096];
    bool is_lost = false;
    ssize_t got;

    while ((got = read(wake->notify_fd, bytes, sizeof bytes)) > 0) {
        const struct inotify_event *event;

        for (ssize_t at = 0; at < got; at += (ssize_t)(sizeof *event + event->len)) {
            event = (const struct inotify_event *)(bytes + at);
            is_lost = is_lost || (event->mask & (watched & ~(uint32_t)IN_MODIFY)) != 0
                      || (event->mask & IN_Q_OVERFLOW) != 0;
        }
    }
    /* Somebody cleaned the directory: watch the file that takes the old one's place. */
    if (is_lost && !watch(wake))
        log_warn("%s is gone: %s; looking at the slow tick only", wake->path, strerror(errno));
}

bool wake_wait(struct wake *wake, int timeout_ms)
{
    struct pollfd poll_fd = {.fd = wake->notify_fd, .events = POLLIN};
    int ready = poll(&poll_fd, 1, timeout_ms);

    if (ready <= 0)
        return false;
    wake_drain(wake);
    return true;
}
