/* The backend's memory: which jobs were begun, which are done. */
#include "printing/backend/journal.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PREFIX "anjungan-escpos."

enum { PATH_LEN = 1024, CONTENT_MAX = 64, SCAN_MAX = 4096 };

bool journal_key(char out[JOURNAL_KEY], const char *text, struct err *err)
{
    size_t len = 0;

    for (; *text && !isspace((unsigned char)*text) && len < JOURNAL_KEY - 1; text++) {
        if (isalnum((unsigned char)*text) || *text == '-')
            out[len++] = *text;
    }
    out[len] = '\0';
    return len > 0 || err_set(err, ERR_INVALID, "the job has no uuid");
}

static bool entry_path(char out[PATH_LEN], const char *directory, const char *key, struct err *err)
{
    if (text_format(out, PATH_LEN, "%s/" PREFIX "%s", directory, key))
        return true;
    return err_set(err, ERR_INVALID, "%s: directory name too long", directory);
}

bool journal_look(const char *directory, const char *key, enum journal_mark *out, struct err *err)
{
    char path[PATH_LEN];
    AUTO_FREE char *content = NULL;
    size_t len = 0;
    struct err fault = {0};

    if (!entry_path(path, directory, key, err))
        return false;
    if (!file_read(path, CONTENT_MAX, &content, &len, &fault)) {
        *out = JOURNAL_NEW;
        return fault.code == ERR_NOT_FOUND || err_set(err, fault.code, "journal: %s", fault.text);
    }
    /* Anything but a clear "done" means that it was begun: the file only exists from then on. */
    *out = text_equal(content, "done\n") ? JOURNAL_DONE : JOURNAL_BEGUN;
    return true;
}

bool journal_mark(const char *directory, const char *key, enum journal_mark mark, struct err *err)
{
    const char *content = mark == JOURNAL_DONE ? "done\n" : "begun\n";
    char path[PATH_LEN];

    return entry_path(path, directory, key, err)
           && file_replace(path, content, strlen(content), true, err);
}

struct found {
    char key[JOURNAL_KEY];
    struct timespec changed;
};

static int compare_age(const void *left, const void *right)
{
    const struct timespec *a = &((const struct found *)left)->changed;
    const struct timespec *b = &((const struct found *)right)->changed;

    if (a->tv_sec != b->tv_sec)
        return a->tv_sec < b->tv_sec ? -1 : 1;
    return (a->tv_nsec > b->tv_nsec) - (a->tv_nsec < b->tv_nsec);
}

static void auto_closedir(DIR **dir)
{
    if (*dir)
        closedir(*dir);
}

void journal_clean(const char *directory, const char *key, int keep)
{
    AUTO(auto_closedir) DIR *dir = opendir(directory);
    AUTO_FREE struct found *list = mem_zalloc(SCAN_MAX, sizeof *list);
    char path[PATH_LEN];
    struct stat info;
    int count = 0;

    if (!dir)
        return;
    for (const struct dirent *file = readdir(dir); file && count < SCAN_MAX; file = readdir(dir)) {
        if (strncmp(file->d_name, PREFIX, strlen(PREFIX)) != 0
            || strcmp(file->d_name + strlen(PREFIX), key) == 0
            || fstatat(dirfd(dir), file->d_name, &info, AT_SYMLINK_NOFOLLOW) != 0
            || !text_copy(list[count].key, JOURNAL_KEY, file->d_name + strlen(PREFIX)))
            continue;
        list[count++].changed = info.st_mtim;
    }
    qsort(list, (size_t)count, sizeof *list, compare_age);
    for (int i = 0; i < count - keep; i++) {
        if (entry_path(path, directory, list[i].key, NULL))
            (void)unlink(path);
    }
}
