/* Making a backup: dumped, packed, read back, named last. */
#include "office/backup.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "office/backup/backup_contents.h"
#include "office/backup/backup_files.h"
#include "base/command.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static bool dump(const struct office_backup *backup, const char *path, struct err *err)
{
    /* Reading all of it proves that it can be read, the compressed data included. */
    const char *const write[] = {"pg_dump",
                                 "--format=custom",
                                 "--schema=office",
                                 "--no-password",
                                 "--file",
                                 path,
                                 "--dbname",
                                 backup->office->database,
                                 NULL};
    const char *const read[] = {"pg_restore", "--file=/dev/null", path, NULL};

    return command_run(write, NULL, NULL, err) && command_run(read, NULL, NULL, err);
}

/* The configuration beside the database. */
static bool copy_config(const struct office_backup *backup, const char *work, struct err *err)
{
    AUTO_FREE char *config = mem_format("%s/office.conf", work);
    const char *const copy[] = {"cp", "--", backup->config_path, config, NULL};

    return access(backup->config_path, R_OK) != 0 || command_run(copy, NULL, NULL, err);
}

/* The package itself is compared with the list, as a restore will do: a key may have been replaced
 * since the list was written. The database's copy was compared and is not unpacked again. The nightly
 * unit has no right to give files away, so all becomes its own. */
static bool check_package(const char *work, const char *path, struct err *err)
{
    AUTO_FREE char *seen = mem_format("%s/seen", work);
    AUTO_FREE char *dumped = mem_format("%s/database.dump", work);
    AUTO_FREE char *linked = mem_format("%s/database.dump", seen);
    const char *const read[] = {"tar", "-xf", path, "--no-same-owner", "--exclude=./database.dump",
                                "-C",  seen,  NULL};

    if (mkdir(seen, 0700) != 0 || link(dumped, linked) != 0)
        return err_set(err, ERR_IO, "%s: %s", seen, strerror(errno));
    return (command_run(read, NULL, NULL, err) && backup_contents_compare(seen, err))
           || err_add(err, "the keys changed while they were packed; make the backup again");
}

/* The keys are packed where they lie, with their owners, whom a copy would need a right to give.
 * And what is in the package is what was put there. */
static bool pack(const struct office_backup *backup, const char *work, const char *path,
                 struct err *err)
{
    const char *write[16] = {"tar", "-cf", path, "--exclude=./all.tar", "-C", work, "."};
    const char *const database[] = {"tar", "-df", path, "-C", work, "./contents", "./database.dump",
                                    NULL};
    size_t count = 7;

    write[count++] = "-C";
    write[count++] = backup->state_dir;
    for (size_t i = 0; i < BACKUP_FOLDERS; i++) {
        AUTO_FREE char *folder = mem_format("%s/%s", backup->state_dir, backup_folders[i]);

        if (access(folder, F_OK) == 0)
            write[count++] = backup_folders[i];
    }
    return command_run(write, NULL, NULL, err) && command_run(database, NULL, NULL, err)
           && check_package(work, path, err);
}

static void name_of(char *out, size_t size, const char *dir, int64_t now_ms)
{
    time_t now = (time_t)(now_ms / 1000);
    struct tm utc = {0};
    char stamp[32] = "";

    (void)gmtime_r(&now, &utc);
    (void)strftime(stamp, sizeof stamp, "%Y%m%dT%H%M%SZ", &utc);
    (void)text_format(out, size, "%s/anjungan-office-%s.tar", dir, stamp);
}

bool office_backup_make(const struct office_backup *backup, const char *dir, int keep,
                        char out[OFFICE_BACKUP_PATH], struct err *err)
{
    AUTO_WORK struct work work = {0};
    struct clock *clock = clock_system_new(backup->office->start_ms);
    mode_t old = umask(0077);

    name_of(out, OFFICE_BACKUP_PATH, dir, clock_now_ms(clock));
    clock_free(clock);
    bool is_made = work_make(&work, dir, err);
    if (is_made) {
        AUTO_FREE char *dumped = mem_format("%s/database.dump", work.path);
        AUTO_FREE char *packed = mem_format("%s/all.tar", work.path);

        is_made = dump(backup, dumped, err) && copy_config(backup, work.path, err)
                  && backup_contents_write(work.path, backup->state_dir, err)
                  && pack(backup, work.path, packed, err) && backup_files_sync(packed, err);
        if (is_made && rename(packed, out) != 0)
            is_made = err_set(err, ERR_IO, "%s: %s", out, strerror(errno));
    }
    (void)umask(old);
    if (!is_made || !backup_files_sync(dir, err))
        return false;
    if (keep > 0)
        backup_files_prune(dir, keep);
    return true;
}
