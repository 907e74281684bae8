/* A flock on STATE/lock, waited for in short sleeps so that the wait has a ceiling. */
#include "store/lock.h"
#include "store/db_internal.h"
#include "base/clock.h"
#include "base/mem.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

bool lock_open(int *out_fd, const char *state_dir, const char *name, struct err *err)
{
    AUTO_FREE char *path = mem_format("%s/%s", state_dir, name);
    struct stat info;

    if (stat(state_dir, &info) != 0)
        return err_set(err, ERR_IO, "state directory %s: %s", state_dir, strerror(errno));
    if (!S_ISDIR(info.st_mode))
        return err_set(err, ERR_IO, "state directory %s: not a directory", state_dir);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0660);
    if (fd < 0)
        return err_set(err, errno == ENOSPC || errno == EDQUOT ? ERR_FULL : ERR_IO,
                       "state directory %s cannot be written: %s", state_dir, strerror(errno));
    *out_fd = fd;
    return true;
}

bool lock_take(int fd, enum lock_mode mode, int ceiling_ms, struct err *err)
{
    int operation = (mode == LOCK_EXCLUSIVE ? LOCK_EX : LOCK_SH) | LOCK_NB;
    int64_t begin_ms = clock_machine_mono_ms();

    while (flock(fd, operation) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return err_set(err, ERR_IO, "lock of the state directory: %s", strerror(errno));
        if (clock_machine_mono_ms() - begin_ms >= ceiling_ms)
            return err_set(err, ERR_BUSY, "the state directory stayed locked for %d ms",
                           ceiling_ms);
        db_pause_us(1000);
    }
    return true;
}

void lock_release(int fd)
{
    flock(fd, LOCK_UN);
}

void lock_wait_begin(int waiting_fd)
{
    flock(waiting_fd, LOCK_SH | LOCK_NB);
}

void lock_wait_end(int waiting_fd)
{
    flock(waiting_fd, LOCK_UN);
}

bool lock_is_awaited(int waiting_fd)
{
    if (flock(waiting_fd, LOCK_EX | LOCK_NB) != 0)
        return true;
    flock(waiting_fd, LOCK_UN);
    return false;
}
