/* Durable images of files in memory, and what waits to become durable. */
#include "support/power_loss.h"
#include "base/mem.h"
#include "base/text.h"
#include "support/fault_vfs.h"
#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILES_MOST = 16, PIECES_MOST = 20000, SECTOR = 512, PATH_BYTES = 256 };

/* A sector's worth of a write, or a truncation (bytes NULL). */
struct piece {
    int64_t offset;
    size_t len;
    unsigned char *bytes;
};
struct image {
    char path[PATH_BYTES];
    unsigned char *bytes; /* durable */
    size_t len;
    struct piece *pieces; /* not yet */
    size_t piece_count;
    bool is_removed;
};
static struct {
    char from[PATH_BYTES], to[PATH_BYTES];
    struct image images[FILES_MOST];
    size_t image_count;
    long steps, nth;
    uint64_t die;
} disk;

/* splitmix64 */
static uint64_t roll(void)
{
    uint64_t z = disk.die += 0x9e3779b97f4a7c15;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

static void die(const char *what)
{
    perror(what);
    _exit(1);
}

static void image_read(struct image *image)
{
    struct stat seen;
    int fd = open(image->path, O_RDONLY | O_CLOEXEC);

    image->len = 0;
    if (fd < 0)
        return;
    if (fstat(fd, &seen) != 0)
        die(image->path);
    image->bytes = mem_resize(image->bytes, (size_t)seen.st_size + 1, 1);
    while (image->len < (size_t)seen.st_size) {
        ssize_t got = read(fd, image->bytes + image->len, (size_t)seen.st_size - image->len);
        if (got <= 0)
            die(image->path);
        image->len += (size_t)got;
    }
    close(fd);
}

static struct image *image_of(const char *path)
{
    struct image *image = disk.images;

    for (size_t i = 0; i < disk.image_count; i++, image++) {
        if (strcmp(image->path, path) == 0)
            return image;
    }
    if (disk.image_count++ == FILES_MOST || !text_format(image->path, PATH_BYTES, "%s", path))
        die("too many files");
    image->pieces = mem_zalloc(PIECES_MOST, sizeof *image->pieces);
    image_read(image);
    return image;
}

static void image_apply(struct image *image, const struct piece *piece)
{
    size_t end = (size_t)piece->offset + piece->len;

    if (end > image->len || !piece->bytes) {
        image->bytes = mem_resize(image->bytes, end + 1, 1);
        if (end > image->len)
            memset(image->bytes + image->len, 0, end - image->len);
        image->len = end;
    }
    if (piece->bytes)
        memcpy(image->bytes + piece->offset, piece->bytes, piece->len);
}

static void piece_add(struct image *image, int64_t offset, const unsigned char *bytes, size_t len)
{
    struct piece *piece = &image->pieces[image->piece_count];

    if (image->piece_count++ == PIECES_MOST)
        die("too many writes without a sync");
    *piece = (struct piece){.offset = offset, .len = len};
    if (bytes) {
        piece->bytes = mem_zalloc(len, 1);
        memcpy(piece->bytes, bytes, len);
    }
}

static void pieces_forget(struct image *image)
{
    for (size_t i = 0; i < image->piece_count; i++)
        free(image->pieces[i].bytes);
    image->piece_count = 0;
}

/* What a disk may have made of what nobody synced: nothing, all, the first so many, or any of them in any
 * order. */
static void image_tear(struct image *image)
{
    enum { NOTHING, ALL, FIRST, ANY, WAYS };
    uint64_t way = roll() % WAYS;
    size_t kept = way == NOTHING ? 0 : image->piece_count;
    uint64_t percent = 5 + roll() % 90;

    if (way == FIRST && image->piece_count > 0)
        kept = roll() % (image->piece_count + 1);
    if (way == ANY) {
        for (size_t i = image->piece_count; i > 1; i--) {
            size_t other = roll() % i;
            struct piece piece = image->pieces[i - 1];
            image->pieces[i - 1] = image->pieces[other];
            image->pieces[other] = piece;
        }
    }
    for (size_t i = 0; i < kept; i++) {
        if (way != ANY || roll() % 100 < percent)
            image_apply(image, &image->pieces[i]);
    }
}

static void write_file(const char *path, const void *bytes, size_t len, mode_t mode)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);

    if (fd < 0 || write(fd, bytes, len) != (ssize_t)len || close(fd) != 0)
        die(path);
}

static bool is_database(const char *name)
{
    return strncmp(name, "anjungan.db", strlen("anjungan.db")) == 0;
}

/* Everything that is no database's file, one floor of folders deep. */
static void copy_folder(const char *from, const char *to, int floors)
{
    DIR *folder = opendir(from);
    char there[PATH_BYTES];

    if (!folder)
        die(from);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        struct image file = {0};
        struct stat seen;
        if (entry->d_name[0] == '.' || is_database(entry->d_name))
            continue;
        if (!text_format(file.path, PATH_BYTES, "%s/%s", from, entry->d_name)
            || !text_format(there, PATH_BYTES, "%s/%s", to, entry->d_name)
            || stat(file.path, &seen) != 0)
            die(entry->d_name);
        if (S_ISDIR(seen.st_mode) && floors > 0) {
            if (mkdir(there, seen.st_mode & 07777) != 0)
                die(there);
            copy_folder(file.path, there, floors - 1);
        } else if (S_ISREG(seen.st_mode)) {
            image_read(&file);
            write_file(there, file.len ? (const void *)file.bytes : "", file.len,
                       seen.st_mode & 07777);
            free(file.bytes);
        }
    }
    closedir(folder);
}

static void lose_power(void)
{
    char path[PATH_BYTES];

    copy_folder(disk.from, disk.to, 2);
    for (size_t i = 0; i < disk.image_count; i++) {
        struct image *image = &disk.images[i];
        const char *name = strrchr(image->path, '/');
        /* A file that lies elsewhere, or went away: its folder was synced then. */
        if (image->is_removed || !name || strncmp(image->path, disk.from, strlen(disk.from)) != 0)
            continue;
        image_tear(image);
        if (!text_format(path, sizeof path, "%s%s", disk.to, name))
            die(name);
        write_file(path, image->len ? (const void *)image->bytes : "", image->len, 0660);
    }
    _exit(POWER_LOST);
}

static void step(void)
{
    if (++disk.steps == disk.nth)
        lose_power();
}

static void watch_open(void *context, const char *path)
{
    (void)context;
    image_of(path)->is_removed = false;
}

static void watch_write(void *context, const char *path, const void *bytes, int len, int64_t offset)
{
    struct image *image = image_of(path);
    const unsigned char *from = bytes;
    int64_t end = offset + len;

    (void)context;
    while (offset < end) {
        int64_t until = (offset / SECTOR + 1) * SECTOR;
        if (until > end)
            until = end;
        piece_add(image, offset, from, (size_t)(until - offset));
        from += until - offset;
        offset = until;
    }
    step();
}

static void watch_truncate(void *context, const char *path, int64_t size)
{
    (void)context;
    piece_add(image_of(path), size, NULL, 0);
    step();
}

static void watch_sync(void *context, const char *path)
{
    struct image *image = image_of(path);

    (void)context;
    step(); /* the power may fail while it waits */
    for (size_t i = 0; i < image->piece_count; i++)
        image_apply(image, &image->pieces[i]);
    pieces_forget(image);
}

static void watch_remove(void *context, const char *path)
{
    struct image *image = image_of(path);

    (void)context;
    image->is_removed = true;
    image->len = 0;
    pieces_forget(image);
}

void power_loss_plan(const char *from, const char *to, long nth, uint64_t seed)
{
    static const struct fault_watch watch = {.open = watch_open,
                                             .write = watch_write,
                                             .truncate = watch_truncate,
                                             .sync = watch_sync,
                                             .remove = watch_remove};

    if (!text_format(disk.from, PATH_BYTES, "%s", from)
        || !text_format(disk.to, PATH_BYTES, "%s", to))
        die(from);
    disk.nth = nth;
    disk.die = seed;
    fault_vfs_watch(&watch);
}

long power_loss_steps(void)
{
    return disk.steps;
}
