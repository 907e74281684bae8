/* Moves a damaged database and its log into quarantine/, where a person may still read them. */
#include "store/quarantine.h"
#include "base/mem.h"
#include "base/text.h"
#include "domain/calendar.h"
#include "store/disk.h"
#include <dirent.h>
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDER_TRIES = 1000 };

int quarantine_count(const char *state_dir)
{
    AUTO_FREE char *path = mem_format("%s/quarantine", state_dir);
    DIR *directory = opendir(path);
    const struct dirent *entry;
    int count = 0;

    if (!directory)
        return 0;
    while ((entry = readdir(directory)) != NULL)
        count += entry->d_name[0] != '.';
    closedir(directory);
    return count;
}

static bool fail(const char *what, struct err *err)
{
    return err_set(err, errno == ENOSPC || errno == EDQUOT ? ERR_FULL : ERR_IO,
                   "quarantine: %s: %s", what, strerror(errno));
}

/* "20261123T024100Z-1f3c9a2e", with "-2" … when that exists. The group's bit comes from the state directory. */
static bool make_folder(const struct db_options *options, char *name, size_t size, struct err *err)
{
    AUTO_FREE char *parent = mem_format("%s/quarantine", options->state_dir);
    struct civil at = calendar_civil(options->now_ms, 0);

    if (mkdir(parent, 0770) != 0 && errno != EEXIST)
        return fail(parent, err);
    for (int i = 1; i <= FOLDER_TRIES; i++) {
        text_format(name, size, "%04d%02d%02dT%02d%02d%02dZ-%.8s", at.year, at.month, at.day,
                    at.hour, at.minute, at.second, options->boot_id);
        if (i > 1)
            text_format(name + strlen(name), size - strlen(name), "-%d", i);
        AUTO_FREE char *path = mem_format("%s/%s", parent, name);
        if (mkdir(path, 0770) == 0)
            return true;
        if (errno != EEXIST)
            return fail(path, err);
    }
    return err_set(err, ERR_IO, "quarantine: %s: too many folders of one second", parent);
}

static bool move_file(const char *state_dir, const char *folder, const char *name, struct err *err)
{
    AUTO_FREE char *from = mem_format("%s/%s", state_dir, name);
    AUTO_FREE char *to = mem_format("%s/quarantine/%s/%s", state_dir, folder, name);

    return rename(from, to) == 0 || errno == ENOENT || fail(from, err);
}

static void read_old_stream(sqlite3_stmt *statement, struct db_old_stream *out)
{
    *out = (struct db_old_stream){.head = sqlite3_column_int64(statement, 2)};
    (void)text_copy(out->name, sizeof out->name, (const char *)sqlite3_column_text(statement, 0));
    if (sqlite3_column_bytes(statement, 1) == (int)sizeof out->id.bytes)
        memcpy(out->id.bytes, sqlite3_column_blob(statement, 1), sizeof out->id.bytes);
}

/* Best effort on a file known to be damaged: what cannot be read is left out. Read-only, so that the
 * evidence is not changed. */
static void read_old_streams(const struct db_options *options, struct db_quarantine *out)
{
    static const char sql[] =
        "SELECT name, id, head_seq FROM stream WHERE closed_at = 0 AND name IS NOT NULL";
    AUTO_FREE char *path =
        mem_format("%s/quarantine/%s/anjungan.db", options->state_dir, out->folder);
    sqlite3 *handle = NULL;
    sqlite3_stmt *statement = NULL;

    if (sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL)
            == SQLITE_OK
        && sqlite3_prepare_v2(handle, sql, -1, &statement, NULL) == SQLITE_OK) {
        while (out->stream_count < DB_STREAMS_MOST && sqlite3_step(statement) == SQLITE_ROW)
            read_old_stream(statement, &out->streams[out->stream_count++]);
    }
    sqlite3_finalize(statement);
    sqlite3_close(handle);
}

bool quarantine_move(const struct db_options *options, struct db_quarantine *out, struct err *err)
{
    /* The log last: if power fails in between, a log without its database is noticed at the next
     * open; a database without its log would look sound. */
    static const char *const files[] = {"anjungan.db", "anjungan.db-wal", "anjungan.db-shm"};
    AUTO_FREE char *path = NULL;
    AUTO_FREE char *parent = mem_format("%s/quarantine", options->state_dir);

    if (!make_folder(options, out->folder, sizeof out->folder, err))
        return false;
    path = mem_format("%s/%s", parent, out->folder);
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        if (!move_file(options->state_dir, out->folder, files[i], err))
            return false;
    }
    if (!disk_sync(path, err) || !disk_sync(parent, err) || !disk_sync(options->state_dir, err))
        return false;
    out->happened = true;
    read_old_streams(options, out);
    return true;
}
