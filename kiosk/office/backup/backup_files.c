/* Backups in their folder. */
#include "office/backup/backup_files.h"
#include "base/mem.h"
#include "base/text.h"
#include "office/backup.h"
#include "base/command.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#define LOG_AREA "backup"
#include "base/log.h"

bool work_make(struct work *out, const char *dir, struct err *err)
{
    AUTO_FREE char *path = mem_format("%s/.making-XXXXXX", dir);

    if (!mkdtemp(path))
        return err_set(err, ERR_IO, "%s: %s", dir, strerror(errno));
    out->path = mem_steal(&path);
    return true;
}

void work_clear(struct work *work)
{
    const char *const remove[] = {"rm", "-rf", "--", work->path, NULL};
    struct err err = {0};

    if (work->path && !command_run(remove, NULL, NULL, &err))
        log_warn("%s: %s; remove it by hand, it holds keys", work->path, err.text);
    free(work->path);
    work->path = NULL;
}

/* Their names hold the time, so that their order is that of time. */
static bool find(const char *dir, glob_t *out)
{
    AUTO_FREE char *pattern = mem_format("%s/anjungan-office-*.tar", dir);

    *out = (glob_t){0};
    return glob(pattern, 0, NULL, out) == 0;
}

void backup_files_prune(const char *dir, int keep)
{
    glob_t found;

    if (find(dir, &found)) {
        for (size_t i = 0; i + (size_t)keep < found.gl_pathc; i++) {
            if (unlink(found.gl_pathv[i]) != 0)
                log_warn("%s: %s; the disk may fill", found.gl_pathv[i], strerror(errno));
        }
    }
    globfree(&found);
}

bool office_backup_newest(const char *dir, int64_t *out_ms, struct err *err)
{
    glob_t found;
    struct stat is;
    bool is_there = find(dir, &found) && stat(found.gl_pathv[found.gl_pathc - 1], &is) == 0;

    if (is_there)
        *out_ms = (int64_t)is.st_mtim.tv_sec * 1000;
    globfree(&found);
    return is_there || err_set(err, ERR_NOT_FOUND, "there is none in %s", dir);
}

bool backup_files_sync(const char *path, struct err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool is_done = fd >= 0 && fsync(fd) == 0;

    if (!is_done)
        (void)err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    if (fd >= 0)
        close(fd);
    return is_done;
}
