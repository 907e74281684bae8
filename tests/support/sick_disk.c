/* A disk that fails on command, under one program's files: put before libc with LD_PRELOAD, so that it needs
 * no rights and no other file system, and reaches a kiosk as well as a PostgreSQL.
 *
 *   SICK_DISK=LINK SICK_FOLDER=FOLDER LD_PRELOAD=libanjungan-sick-disk.so PROGRAM…
 *
 * LINK is a symbolic link that points at no file but at a word, so that it changes in one step; without it all
 * is well. Files in FOLDER then fail:
 *   full        what would make a file longer, with ENOSPC; what overwrites goes through, as on a real disk
 *   eio-write   every write and every flush, with EIO
 *   eio-sync    every flush, with EIO
 *   eio-read    every read at a place, with EIO
 * A number behind the word ("eio-sync-3") is every how manieth of these calls fails, in each process. */
#define _GNU_SOURCE /* the symbols of large files, fallocate */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { PATH_SIZE = 512, WORD_SIZE = 32 };

/* The word that holds now, "" where all is well. */
static void read_word(char word[WORD_SIZE])
{
    const char *link = getenv("SICK_DISK");
    ssize_t length = link ? readlink(link, word, WORD_SIZE - 1) : -1;

    word[length > 0 ? length : 0] = '\0';
}

static bool lies_in_folder(int fd)
{
    const char *folder = getenv("SICK_FOLDER");
    char name[32], path[PATH_SIZE];

    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(name, path, sizeof path - 1);
    if (!folder || length <= 0)
        return false;
    path[length] = '\0';
    return strncmp(path, folder, strlen(folder)) == 0 && path[strlen(folder)] == '/';
}

/* Whether the fault "kind" strikes this call. */
static bool strikes(const char *kind, int fd)
{
    static atomic_uint calls;
    char word[WORD_SIZE];
    size_t length = strlen(kind);
    int keep = errno;

    read_word(word);
    bool is_struck = strncmp(word, kind, length) == 0
                     && (word[length] == '\0' || word[length] == '-') && lies_in_folder(fd);
    errno = keep;
    if (!is_struck || word[length] == '\0')
        return is_struck;
    unsigned long every = strtoul(word + length + 1, NULL, 10);
    return every < 2 || atomic_fetch_add(&calls, 1) % every == every - 1;
}

static int refusal(int fd, off_t end)
{
    struct stat now;

    if (strikes("eio-write", fd))
        return EIO;
    if (strikes("full", fd) && fstat(fd, &now) == 0 && S_ISREG(now.st_mode) && end > now.st_size)
        return ENOSPC;
    return 0;
}

/* Where a write without a place would end. */
static off_t end_of(int fd, size_t count)
{
    off_t at = lseek(fd, 0, fcntl(fd, F_GETFL) & O_APPEND ? SEEK_END : SEEK_CUR);

    return at < 0 ? 0 : at + (off_t)count;
}

static size_t sum(const struct iovec *parts, int count)
{
    size_t bytes = 0;

    for (int i = 0; i < count; i++)
        bytes += parts[i].iov_len;
    return bytes;
}

static bool is_refused(int code)
{
    if (code != 0)
        errno = code;
    return code != 0;
}

static bool is_unreadable(int fd)
{
    return is_refused(strikes("eio-read", fd) ? EIO : 0);
}

static bool is_unsynced(int fd)
{
    return is_refused(strikes("eio-write", fd) || strikes("eio-sync", fd) ? EIO : 0);
}

ssize_t write(int fd, const void *bytes, size_t count)
{
    char word[WORD_SIZE];
    int keep = errno;

    read_word(word); /* most writes are none of a file */
    errno = keep;
    if (word[0] != '\0' && is_refused(refusal(fd, end_of(fd, count))))
        return -1;
    return syscall(SYS_write, fd, bytes, count);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at)
{
    return is_refused(refusal(fd, at + (off_t)count)) ? -1
                                                      : syscall(SYS_pwrite64, fd, bytes, count, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at)
{
    return pwrite64(fd, bytes, count, at);
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at)
{
    return is_refused(refusal(fd, at + (off_t)sum(parts, count)))
               ? -1
               : syscall(SYS_pwritev, fd, parts, count, at, 0);
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at)
{
    return pwritev64(fd, parts, count, at);
}

ssize_t pread64(int fd, void *bytes, size_t count, off64_t at)
{
    return is_unreadable(fd) ? -1 : syscall(SYS_pread64, fd, bytes, count, at);
}

ssize_t pread(int fd, void *bytes, size_t count, off_t at)
{
    return pread64(fd, bytes, count, at);
}

int fsync(int fd)
{
    return is_unsynced(fd) ? -1 : (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fd)
{
    return is_unsynced(fd) ? -1 : (int)syscall(SYS_fdatasync, fd);
}

int fallocate64(int fd, int mode, off64_t at, off64_t length)
{
    return is_refused(refusal(fd, at + length)) ? -1
                                                : (int)syscall(SYS_fallocate, fd, mode, at, length);
}

int fallocate(int fd, int mode, off_t at, off_t length)
{
    return fallocate64(fd, mode, at, length);
}

/* Its answer is the code itself. */
int posix_fallocate64(int fd, off64_t at, off64_t length)
{
    int keep = errno, code = fallocate64(fd, 0, at, length) == 0 ? 0 : errno;

    errno = keep;
    return code;
}

int posix_fallocate(int fd, off_t at, off_t length)
{
    return posix_fallocate64(fd, at, length);
}
