/* Whole files: read with a ceiling, replaced atomically. */
#include "base/file.h"
#include "base/id.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void close_fd(int *fd)
{
    if (*fd >= 0)
        (void)close(*fd);
}
#define AUTO_FD AUTO(close_fd)

static enum err_code code_of(int number)
{
    if (number == ENOENT || number == ENOTDIR)
        return ERR_NOT_FOUND;
    if (number == ENOSPC || number == EDQUOT || number == EFBIG)
        return ERR_FULL;
    return ERR_IO;
}

static bool fail(struct err *err, const char *what, const char *path)
{
    return err_set(err, code_of(errno), "cannot %s %s: %s", what, path, strerror(errno));
}

bool file_read(const char *path, size_t max, char **out, size_t *out_len, struct err *err)
{
    /* Not blocking: a pipe put in a file's place must not hang the start. */
    AUTO_FD int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    AUTO_FREE char *bytes = NULL;
    struct stat info;
    size_t len = 0;
    size_t size;

    if (fd < 0 || fstat(fd, &info) != 0)
        return fail(err, "read", path);
    if (!S_ISREG(info.st_mode))
        return err_set(err, ERR_IO, "cannot read %s: it is not a regular file", path);
    size = (size_t)info.st_size;
    if (size > max)
        return err_set(err, ERR_FULL, "%s has %zu bytes; allowed are at most %zu", path, size, max);
    bytes = mem_zalloc(size + 1, 1);
    while (len < size) { /* what grows meanwhile is not ours to read */
        ssize_t got = read(fd, bytes + len, size - len);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(err, "read", path);
        if (got == 0)
            break;
        len += (size_t)got;
    }
    bytes[len] = '\0';
    *out = mem_steal(&bytes);
    *out_len = len;
    return true;
}

static bool write_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t done = write(fd, bytes, len);

        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return false;
        bytes += done;
        len -= (size_t)done;
    }
    return true;
}

/* The rename itself is on disk only when its directory is. */
static bool sync_dir_of(const char *path)
{
    AUTO_FREE char *dir = mem_strdup(path);
    char *slash = strrchr(dir, '/');
    AUTO_FD int fd = -1;

    if (slash == dir)
        slash[1] = '\0';
    else if (slash != NULL)
        *slash = '\0';
    fd = open(slash != NULL ? dir : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return fd >= 0 && fsync(fd) == 0;
}

bool file_replace(const char *path, const void *bytes, size_t len, bool durable, struct err *err)
{
    char code[5];
    AUTO_FREE char *temporary = NULL;
    AUTO_FD int fd = -1;
    bool is_written;

    id_random_code(code);
    temporary = mem_format("%s.%s.tmp", path, code);
    fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0660);
    if (fd < 0)
        return fail(err, "write", temporary);
    is_written =
        write_all(fd, bytes, len) && (!durable || fsync(fd) == 0) && rename(temporary, path) == 0;
    if (!is_written) {
        (void)fail(err, "write", path);
        (void)unlink(temporary);
        return false;
    }
    if (durable && !sync_dir_of(path))
        return fail(err, "sync the directory of", path);
    return true;
}

bool file_create(const char *path, const void *bytes, size_t len, unsigned mode, struct err *err)
{
    AUTO_FD int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);

    if (fd < 0 && errno == EEXIST)
        return err_set(err, ERR_INVALID, "%s exists already; it is not overwritten", path);
    if (fd < 0)
        return fail(err, "make", path);
    if (fchmod(fd, mode) == 0 && write_all(fd, bytes, len) && fsync(fd) == 0 && sync_dir_of(path))
        return true;
    (void)fail(err, "write", path);
    (void)unlink(path);
    return false;
}

bool file_make_dir(const char *path, struct err *err)
{
    AUTO_FREE char *partial = mem_strdup(path);
    struct stat info;

    for (char *at = partial + 1; *partial != '\0' && *at != '\0'; at++) {
        if (*at != '/')
            continue;
        *at = '\0';
        if (mkdir(partial, 0755) != 0 && errno != EEXIST)
            return fail(err, "make the directory", partial);
        *at = '/';
    }
    bool is_made = mkdir(path, 0770) == 0;
    if ((!is_made && errno != EEXIST) || stat(path, &info) != 0)
        return fail(err, "make the directory", path);
    if (!S_ISDIR(info.st_mode))
        return err_set(err, ERR_IO, "%s is not a directory", path);
    /* Files made here must belong to the group. Below a directory of that kind the bit comes by itself, and a
     * service that may not set it (RestrictSUIDSGID) need not. */
    if (is_made && (info.st_mode & 07777) != 02770 && chmod(path, 02770) != 0)
        return fail(err, "set the mode of", path);
    return true;
}
