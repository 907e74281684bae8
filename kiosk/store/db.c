/* Opens the database: pragmas set and proven, version, check, and quarantine of a damaged file. */
#include "store/db_internal.h"
#include "store/boot_check.h"
#include "store/journal_store.h"
#include "store/lock.h"
#include "store/migrate.h"
#include "store/quarantine.h"
#include "store/restore.h"
#include "store/unreadable.h"
#include "store/query.h"
#include "store/survey_reader.h"
#include "store/wal_vfs.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define LOG_AREA "store"
#include "base/alert.h"

/* An open that finds damage waits for the lock twice, within one ceiling, and checks twice. */
enum { WATCHDOG_MS = 20000, OPEN_MS = 15000, MIGRATION_MS = 2000 };
static_assert(DB_OPEN_LOCK_MS + 2 * BOOT_CHECK_CEILING_MS + MIGRATION_MS <= OPEN_MS
                  && OPEN_MS < WATCHDOG_MS,
              "an open is over before the watchdog is");

/* Every pragma is set, then asked for, because SQLite ignores what it cannot do in silence. */
struct pragma {
    const char *set;
    const char *ask;
    const char *expected;
};

static const struct pragma pragmas[] = {
    {"PRAGMA journal_mode=WAL", "PRAGMA journal_mode", "wal"},
    {"PRAGMA synchronous=FULL", "PRAGMA synchronous", "2"},
    {"PRAGMA foreign_keys=ON", "PRAGMA foreign_keys", "1"},
    {"PRAGMA trusted_schema=OFF", "PRAGMA trusted_schema", "0"},
    {"PRAGMA cell_size_check=ON", "PRAGMA cell_size_check", "1"},
    {"PRAGMA secure_delete=ON", "PRAGMA secure_delete", "1"},
    {"PRAGMA wal_autocheckpoint=0", "PRAGMA wal_autocheckpoint", "0"},
    {"PRAGMA journal_size_limit=4194304", "PRAGMA journal_size_limit", "4194304"},
    {"PRAGMA temp_store=MEMORY", "PRAGMA temp_store", "2"},
};

void db_pause_us(int64_t us)
{
    struct timespec pause = {.tv_sec = us / 1000000, .tv_nsec = us % 1000000 * 1000};

    nanosleep(&pause, NULL);
}

/* SQLite's own busy_timeout sleeps up to 100 ms at a time, which a ticket would wait out in full. */
static int wait_while_busy(void *context, int count)
{
    static const int pause_us[] = {20, 30, 50, 50, 100};
    struct db *db = context;
    size_t step = (size_t)count < ARRAY_LEN(pause_us) ? (size_t)count : ARRAY_LEN(pause_us) - 1;

    if (count == 0) {
        db->busy_since_ms = clock_machine_mono_ms();
        db->is_waiting = true;
        lock_wait_begin(db->waiting_fd);
    }
    if (clock_machine_mono_ms() - db->busy_since_ms >= db->busy_ceiling_ms)
        return 0;
    db_pause_us(pause_us[step]);
    return 1;
}

static enum err_code code_of(int code)
{
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return ERR_BUSY;
    case SQLITE_FULL:
        return ERR_FULL;
    case SQLITE_ERROR: /* our SQL is constant: the schema is not what it should be */
    case SQLITE_SCHEMA:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ERR_CORRUPT;
    default:
        return ERR_IO;
    }
}

/* SQLite tells of a file that the disk refused to read as of a damaged one. */
static bool is_refused(struct db *db, int code)
{
    int last = 0;

    if (code == SQLITE_IOERR_READ || code == SQLITE_IOERR_CORRUPTFS)
        return true;
    return (code & 0xff) == SQLITE_CORRUPT && db->handle
           && sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_LAST_ERRNO, &last) == SQLITE_OK
           && (last == EIO || last == ENXIO || last == ERANGE);
}

bool db_fail(struct db *db, int code, const char *doing, struct err *err)
{
    if (is_refused(db, code)) {
        db->is_unreadable = true;
        code = SQLITE_IOERR_READ;
    }
    enum err_code kind = code_of(code);
    int primary = code & 0xff;

    if (kind == ERR_IO || kind == ERR_CORRUPT)
        db->is_in_doubt = true;
    if (!db->only_looks && (primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB))
        boot_check_demand(db->state_dir);
    return err_set(err, kind, "%s: %s (%s)", doing,
                   primary == SQLITE_CONSTRAINT && db->handle ? sqlite3_errmsg(db->handle)
                                                              : sqlite3_errstr(code),
                   db->path);
}

bool db_exec(struct db *db, const char *sql, const char *doing, struct err *err)
{
    int code = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);

    return code == SQLITE_OK || db_fail(db, code, doing, err);
}

static bool set_pragma(struct db *db, const struct pragma *pragma, struct err *err)
{
    char value[32] = "";
    bool has_row = false;

    if (!db_exec(db, pragma->set, pragma->set, err))
        return false;
    AUTO_QUERY struct query q = query_begin(db, pragma->ask);
    if (!query_step(&q, &has_row, err))
        return false;
    if (has_row)
        query_text(&q, 0, value, sizeof value);
    if (!text_equal(value, pragma->expected))
        return err_set(err, ERR_IO, "%s: reads back as \"%s\" (%s)", pragma->set, value, db->path);
    return true;
}

static void close_handle(struct db *db)
{
    for (int i = 0; i < db->statement_count; i++)
        sqlite3_finalize(db->statements[i].statement);
    memset(db->statements, 0, sizeof db->statements);
    db->statement_count = 0;
    sqlite3_close(db->handle);
    db->handle = NULL;
}

static bool open_file(struct db *db, int mode, struct err *err)
{
    int flags = mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    int code = sqlite3_open_v2(db->path, &db->handle, flags, wal_vfs_name());

    db->is_in_doubt = db->is_unreadable = false;
    if (code != SQLITE_OK)
        return db_fail(db, code, "open", err);
    code = survey_reader_register(db->handle);
    if (code != SQLITE_OK)
        return db_fail(db, code, "add the survey's reader", err);
    sqlite3_busy_handler(db->handle, wait_while_busy, db);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    return true;
}

static bool open_handle(struct db *db, struct err *err)
{
    if (!open_file(db, SQLITE_OPEN_READWRITE, err))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(pragmas); i++) {
        if (!set_pragma(db, &pragmas[i], err))
            return false;
    }
    return true;
}

/* SQLite would make the file without group access; the processes run as different users. */
static bool make_file(const struct db *db, struct err *err)
{
    int fd = open(db->path, O_RDWR | O_CREAT | O_CLOEXEC, 0660);

    if (fd < 0)
        return err_set(err, errno == ENOSPC || errno == EDQUOT ? ERR_FULL : ERR_IO,
                       "state directory %s: anjungan.db: %s", db->state_dir, strerror(errno));
    close(fd);
    return true;
}

static int64_t file_bytes(const char *path, const char *suffix)
{
    AUTO_FREE char *name = mem_format("%s%s", path, suffix);
    struct stat info;

    return stat(name, &info) == 0 ? info.st_size : -1;
}

/* With the shared lock: the usual case, a sound file of this program's version. */
static bool open_sound(struct db *db, const struct db_options *options, bool *is_sound,
                       struct err *err)
{
    int version = 0;

    *is_sound = false;
    if (file_bytes(db->path, "") <= 0)
        return true;
    if (!open_handle(db, err) || !migrate_read_version(db, &version, err))
        return false;
    if (version < migration_count)
        return true;
    if (!boot_check_run(db, options->boot_id, err))
        return false;
    *is_sound = true;
    return true;
}

/* With the exclusive lock: also makes and migrates the file. */
static bool open_made(struct db *db, const struct db_options *options, struct err *err)
{
    int version = 0;

    /* SQLite throws a log away whose database is gone; with it the last tickets would go. */
    if (file_bytes(db->path, "") <= 0 && file_bytes(db->path, "-wal") > 0)
        return err_set(err, ERR_CORRUPT, "%s is empty beside a filled log", db->path);
    return make_file(db, err) && open_handle(db, err) && migrate_read_version(db, &version, err)
           && migrate_run(db, version, migration_count, err)
           && boot_check_run(db, options->boot_id, err);
}

/* All waits of one open share DB_OPEN_LOCK_MS. */
static bool take_lock(struct db *db, enum lock_mode mode, struct err *err)
{
    int64_t begin_ms = clock_machine_mono_ms();
    bool is_taken = lock_take(db->lock_fd, mode, DB_OPEN_LOCK_MS - db->lock_waited_ms, err);

    db->lock_waited_ms += (int)(clock_machine_mono_ms() - begin_ms);
    return is_taken;
}

static bool open_fresh(struct db *db, const struct db_options *options, const struct err *damage,
                       struct err *err)
{
    AUTO_FREE char *detail = NULL;

    if (!quarantine_move(options, &db->quarantine, err))
        return false;
    log_alert(ALERT_QUARANTINE, "%s: moved to quarantine/%s, a fresh database serves", damage->text,
              db->quarantine.folder);
    if (!open_made(db, options, err))
        return false;
    detail = mem_format("%s: %s", db->quarantine.folder, damage->text);
    return journal_store_add(db, options->now_ms, "database.quarantined", detail, err);
}

/* What the disk will not give back even after the next start is as good as damaged. */
static bool is_damage(const struct db *db, const struct db_options *options,
                      const struct err *found)
{
    return found->code == ERR_CORRUPT
           || (found->code == ERR_IO && db->is_unreadable
               && unreadable_lasts(options->state_dir, options->boot_id));
}

static bool open_exclusive(struct db *db, const struct db_options *options, struct err *err)
{
    struct err damage = {0};

    close_handle(db);
    lock_release(db->lock_fd);
    if (!take_lock(db, LOCK_EXCLUSIVE, err))
        return false;
    if (open_made(db, options, &damage))
        return true;
    close_handle(db);
    if (is_damage(db, options, &damage))
        return open_fresh(db, options, &damage, err);
    return err_set(err, damage.code, "%s", damage.text);
}

/* Takes `path`. */
static struct db *db_new(const char *state_dir, char *path)
{
    struct db *db = mem_zalloc(1, sizeof *db);

    db->lock_fd = db->waiting_fd = -1;
    db->busy_ceiling_ms = DB_BUSY_CEILING_MS;
    db->state_dir = mem_strdup(state_dir);
    db->path = path;
    return db;
}

static struct db *db_of(const char *state_dir)
{
    return db_new(state_dir, mem_format("%s/anjungan.db", state_dir));
}

bool db_open_copy(struct db **out, const char *path, bool may_write, struct err *err)
{
    struct db *db = db_new("", mem_strdup(path));
    int version = 0;

    db->only_looks = true; /* its faults are no reason to look at the database in use */
    if (access(path, R_OK) != 0)
        (void)err_set(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "%s: %s", path,
                      strerror(errno));
    else if (open_file(db, may_write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY, err)
             && migrate_read_version(db, &version, err)
             && (version > 0 || err_set(err, ERR_INVALID, "%s is empty", path))) {
        *out = db;
        return true;
    }
    db_close(db);
    return false;
}

static bool look(struct db *db, struct err *err)
{
    int version = 0;

    if (access(db->path, F_OK) != 0 && errno == ENOENT)
        return err_set(err, ERR_NOT_FOUND, "there is no %s yet", db->path);
    if (!open_file(db, SQLITE_OPEN_READONLY, err) || !migrate_read_version(db, &version, err))
        return false;
    db->quarantine_count = quarantine_count(db->state_dir);
    return version == migration_count
           || err_set(err, ERR_INVALID,
                      "%s has schema version %d and this program knows %d: the next start of the "
                      "kiosk's programs brings it there",
                      db->path, version, migration_count);
}

bool db_open_to_look(struct db **out, const char *state_dir, struct err *err)
{
    struct db *db = db_of(state_dir);

    db->only_looks = true;
    if (!look(db, err)) {
        db_close(db);
        return false;
    }
    *out = db;
    return true;
}

bool db_read_facts(struct db *db, struct db_facts *out, struct err *err)
{
    *out = (struct db_facts){.bytes = file_bytes(db->path, ""),
                             .wal_bytes = file_bytes(db->path, "-wal")};
    return migrate_read_version(db, &out->version, err);
}

/* The copy is made ready beside the database in use, which then goes to quarantine. A power cut between the two
 * names leaves no database: a fresh one serves then, and the copy can be put back again. */
static bool open_restored(struct db *db, const struct db_options *options, struct err *err)
{
    struct db_quarantine copied = {.happened = false};
    AUTO_FREE char *detail = NULL;

    if (!restore_prepare(options, &copied, err) || !take_lock(db, LOCK_EXCLUSIVE, err)
        || !quarantine_move(options, &db->quarantine, err)
        || !restore_place(options->state_dir, err) || !open_made(db, options, err))
        return false;
    if (db->quarantine.stream_count == 0) {
        memcpy(db->quarantine.streams, copied.streams, sizeof copied.streams);
        db->quarantine.stream_count = copied.stream_count;
    }
    detail =
        mem_format("%s; the one before lies in %s", options->restore_from, db->quarantine.folder);
    return journal_store_add(db, options->now_ms, "database.restored", detail, err);
}

static bool open_locks(struct db *db, struct err *err)
{
    return lock_open(&db->lock_fd, db->state_dir, "lock", err)
           && lock_open(&db->waiting_fd, db->state_dir, "waiting", err);
}

bool db_open(struct db **out, const struct db_options *options, struct err *err)
{
    struct db *db = db_of(options->state_dir);
    struct err first = {0};
    bool is_sound = false;
    bool done = false;

    if (options->restore_from) {
        done = open_locks(db, err) && open_restored(db, options, err);
        lock_release(db->lock_fd);
    } else if (open_locks(db, err) && take_lock(db, LOCK_SHARED, err)) {
        if (open_sound(db, options, &is_sound, &first) && is_sound)
            done = true;
        else if (first.code == ERR_NONE || is_damage(db, options, &first))
            done = open_exclusive(db, options, err);
        else
            err_set(err, first.code, "%s", first.text);
        lock_release(db->lock_fd);
    }
    if (!done) {
        db_close(db);
        return false;
    }
    unreadable_forget(db->state_dir);
    db->quarantine_count = quarantine_count(db->state_dir);
    *out = db;
    return true;
}

void db_close(struct db *db)
{
    if (!db)
        return;
    close_handle(db);
    if (db->lock_fd >= 0)
        close(db->lock_fd);
    if (db->waiting_fd >= 0)
        close(db->waiting_fd);
    free(db->path);
    free(db->state_dir);
    free(db);
}

const struct db_quarantine *db_quarantine(const struct db *db)
{
    return &db->quarantine;
}

int db_quarantine_count(const struct db *db)
{
    return db->quarantine_count;
}

bool db_is_stale(const struct db *db)
{
    int has_moved = 0;

    if (db->is_in_doubt)
        return true;
    sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_HAS_MOVED, &has_moved);
    return has_moved != 0;
}
