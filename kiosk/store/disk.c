/* Steps with files. */
#include "store/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool fail(const char *path, struct err *err)
{
    return err_set(err, errno == ENOSPC || errno == EDQUOT ? ERR_FULL : ERR_IO, "%s: %s", path,
                   strerror(errno));
}

bool disk_sync(const char *path, struct err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        return fail(path, err);
    bool is_synced = fsync(fd) == 0 || fail(path, err);
    close(fd);
    return is_synced;
}

bool disk_rename(const char *from, const char *to, struct err *err)
{
    return rename(from, to) == 0 || fail(from, err);
}

bool disk_remove(const char *path, struct err *err)
{
    return unlink(path) == 0 || errno == ENOENT || fail(path, err);
}
