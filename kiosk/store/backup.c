/* Copies of the database. */
#include "store/backup.h"
#include "base/mem.h"
#include "base/text.h"
#include "domain/calendar.h"
#include "store/boot_check.h"
#include "store/db_internal.h"
#include "store/disk.h"
#include "store/query.h"

#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOG_AREA "backup"
#include "base/log.h"

bool db_copy(struct db *db, const char *path, struct err *err)
{
    mode_t old = umask(0077);
    AUTO_QUERY struct query q = query_begin(db, "VACUUM INTO ?1");

    query_bind_text(&q, 1, path);
    bool is_made = query_run(&q, NULL, err) && disk_sync(path, err);
    (void)umask(old);
    return is_made || err_add(err, "a copy into %s", path);
}

static bool check_copy(const char *path, struct err *err)
{
    struct db *copy = NULL;

    if (!db_open_copy(&copy, path, false, err))
        return false;
    bool is_sound = db_check(copy, err);
    db_close(copy);
    return is_sound;
}

/* Their names hold the moment, so that their order is that of time. */
static bool find(const char *folder, glob_t *out)
{
    AUTO_FREE char *pattern = mem_format("%s/anjungan-????????T??????Z.db", folder);

    *out = (glob_t){0};
    return glob(pattern, 0, NULL, out) == 0;
}

/* The one that was just made stays, whatever the clock named it. */
static void prune(const char *folder, const char *made, int keep)
{
    glob_t found;

    if (find(folder, &found)) {
        for (size_t i = 0; i + (size_t)keep < found.gl_pathc; i++) {
            if (!text_equal(found.gl_pathv[i], made) && unlink(found.gl_pathv[i]) != 0)
                log_warn("%s: %s; the disk may fill", found.gl_pathv[i], strerror(errno));
        }
    }
    globfree(&found);
}

static void name_of(char out[BACKUP_PATH], const char *folder, int64_t now_ms)
{
    struct civil at = calendar_civil(now_ms, 0);

    (void)text_format(out, BACKUP_PATH, "%s/anjungan-%04d%02d%02dT%02d%02d%02dZ.db", folder,
                      at.year, at.month, at.day, at.hour, at.minute, at.second);
}

bool backup_make(struct db *db, const char *folder, int keep, int64_t now_ms, char out[BACKUP_PATH],
                 struct err *err)
{
    AUTO_FREE char *part = mem_format("%s/.making.db", folder);

    if (!db_check(db, err)) {
        if (err->code == ERR_CORRUPT)
            boot_check_demand(db->state_dir);
        return false;
    }
    name_of(out, folder, now_ms);
    bool is_made = disk_remove(part, err) && db_copy(db, part, err) && check_copy(part, err)
                   && disk_rename(part, out, err) && disk_sync(folder, err);
    if (!is_made)
        (void)unlink(part);
    else if (keep > 0)
        prune(folder, out, keep);
    return is_made;
}

bool backup_newest(const char *folder, int64_t *out_ms, struct err *err)
{
    struct civil at = {0};
    glob_t found;
    bool is_there = find(folder, &found)
                    && sscanf(strrchr(found.gl_pathv[found.gl_pathc - 1], '/'),
                              "/anjungan-%4d%2d%2dT%2d%2d%2dZ.db", &at.year, &at.month, &at.day,
                              &at.hour, &at.minute, &at.second)
                           == 6;

    if (is_there)
        *out_ms = calendar_ms(&at, 0);
    globfree(&found);
    return is_there || err_set(err, ERR_NOT_FOUND, "there is none in %s", folder);
}
