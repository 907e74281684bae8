/* Restoring a backup: unpacked and checked, the database in one transaction, then the keys. */
#include "base/mem.h"
#include "base/text.h"
#include "office/backup.h"
#include "office/backup/backup_contents.h"
#include "office/backup/backup_files.h"
#include "office/backup/backup_rows.h"
#include "base/command.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A name that was mistyped is told before anything about the database. */
static bool check_file(const char *path, struct err *err)
{
    return access(path, R_OK) == 0
           || err_set(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "%s: %s", path,
                      strerror(errno));
}

static bool check_empty(const struct office_backup *backup, struct err *err)
{
    struct pg *pg = pg_new(backup->office->database);
    int64_t kiosks = 0;
    bool is_known = backup_rows_kiosks(pg, &kiosks, err);

    pg_free(pg);
    if (is_known && kiosks > 0)
        return err_set(err, ERR_INVALID,
                       "the database knows %" PRId64 " kiosks: a backup goes into an empty one",
                       kiosks);
    return is_known;
}

static bool unpack(const char *path, const char *work, struct err *err)
{
    const char *const words[] = {"tar", "-xpf", path, "-C", work, NULL};

    return (command_run(words, NULL, NULL, err) && backup_contents_check(work, err))
           || err_add(err, "%s is no good backup, nothing was changed", path);
}

/* The old schema goes, the backup's comes, and it is another incarnation: all or nothing. */
static bool fill_database(const struct office_backup *backup, const char *work, struct err *err)
{
    AUTO_FREE char *dumped = mem_format("%s/database.dump", work);
    AUTO_FREE char *script = mem_format("%s/database.sql", work);
    const char *const unfold[] = {"pg_restore", "--no-owner", "--file", script, dumped, NULL};
    const char *const run[] = {"psql",
                               "-Xq",
                               "--single-transaction",
                               "--no-password",
                               "-o",
                               "/dev/null",
                               "-v",
                               "ON_ERROR_STOP=1",
                               "-d",
                               backup->office->database,
                               "-c",
                               backup_rows_before,
                               "-f",
                               script,
                               "-c",
                               backup_rows_behind,
                               NULL};

    return command_run(unfold, NULL, NULL, err) && command_run(run, NULL, NULL, err);
}

/* The backup's folder in the place of the one there, which is kept beside. */
static bool exchange(const char *work, const char *state, const char *name, struct err *err)
{
    AUTO_FREE char *from = mem_format("%s/%s", work, name);
    AUTO_FREE char *to = mem_format("%s/%s", state, name);
    AUTO_FREE char *aside = mem_format("%s/%s.before-restore-XXXXXX", state, name);

    if (access(from, F_OK) != 0)
        return true;
    if (access(to, F_OK) == 0
        && (!mkdtemp(aside) || rename(to, aside) != 0)) /* over the empty folder */
        return err_set(err, ERR_IO, "%s: %s", to, strerror(errno));
    if (rename(from, to) != 0)
        return err_set(err, ERR_IO, "%s: %s", to, strerror(errno));
    return true;
}

static bool exchange_all(const struct office_backup *backup, const char *work, struct err *err)
{
    for (size_t i = 0; i < BACKUP_FOLDERS; i++) {
        if (!exchange(work, backup->state_dir, backup_folders[i], err))
            return err_add(err, "the database is restored, the keys are not");
    }
    return backup_files_sync(backup->state_dir, err);
}

bool office_backup_restore(const struct office_backup *backup, const char *path, struct err *err)
{
    AUTO_WORK struct work work = {0};
    mode_t old = umask(0077);
    bool is_done = check_file(path, err) && check_empty(backup, err)
                   && work_make(&work, backup->state_dir, err) && unpack(path, work.path, err)
                   && fill_database(backup, work.path, err) && exchange_all(backup, work.path, err);

    (void)umask(old);
    return is_done && office_migrate(backup->office, err);
}
