/* Wraps every file of the system's layer and counts. */
#include "support/fault_vfs.h"
#include <sqlite3.h>
#include <string.h>

struct fault_file {
    sqlite3_file base;
    sqlite3_file *below;
    const char *path; /* SQLite's; NULL: a file of its own that has no name */
};

/* One per process, as SQLite's list of layers is. */
static struct {
    sqlite3_vfs vfs;
    sqlite3_io_methods methods;
    long steps_left; /* 0: nothing is planned */
    int code;
    bool stays;
    bool has_struck;
    long counts[FAULT_KINDS];
    const struct fault_watch *watch;
} plan;

static int step(enum fault_kind kind)
{
    plan.counts[kind]++;
    if (plan.has_struck && plan.stays)
        return plan.code;
    if (plan.steps_left == 0 || --plan.steps_left > 0)
        return SQLITE_OK;
    plan.has_struck = true;
    return plan.code;
}

static sqlite3_file *below(sqlite3_file *file)
{
    return ((struct fault_file *)file)->below;
}

/* Who watches the file, or NULL. */
static const struct fault_watch *watch_of(sqlite3_file *file)
{
    return ((struct fault_file *)file)->path ? plan.watch : NULL;
}

static const char *path_of(sqlite3_file *file)
{
    return ((struct fault_file *)file)->path;
}

static int fault_close(sqlite3_file *file)
{
    return below(file)->pMethods->xClose(below(file));
}

/* A file that is too full to be written can still be read. */
static int fault_read(sqlite3_file *file, void *out, int len, sqlite3_int64 offset)
{
    int code = plan.code == SQLITE_FULL ? SQLITE_OK : step(FAULT_READ);

    return code != SQLITE_OK ? code : below(file)->pMethods->xRead(below(file), out, len, offset);
}

static int fault_write(sqlite3_file *file, const void *bytes, int len, sqlite3_int64 offset)
{
    int code = step(FAULT_WRITE);
    const struct fault_watch *watch = watch_of(file);

    if (watch)
        watch->write(watch->context, path_of(file), bytes, len, offset);
    /* Half of it arrives: what a torn write leaves must not be taken for a commit. */
    if (code != SQLITE_OK) {
        below(file)->pMethods->xWrite(below(file), bytes, len / 2, offset);
        return code;
    }
    return below(file)->pMethods->xWrite(below(file), bytes, len, offset);
}

static int fault_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    int code = step(FAULT_TRUNCATE);
    const struct fault_watch *watch = watch_of(file);

    if (watch)
        watch->truncate(watch->context, path_of(file), size);
    return code != SQLITE_OK ? code : below(file)->pMethods->xTruncate(below(file), size);
}

static int fault_sync(sqlite3_file *file, int flags)
{
    int code = step(FAULT_SYNC);
    const struct fault_watch *watch = watch_of(file);

    if (watch)
        watch->sync(watch->context, path_of(file));
    return code != SQLITE_OK ? code : below(file)->pMethods->xSync(below(file), flags);
}

static int fault_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return below(file)->pMethods->xFileSize(below(file), size);
}

static int fault_lock(sqlite3_file *file, int level)
{
    return below(file)->pMethods->xLock(below(file), level);
}

static int fault_unlock(sqlite3_file *file, int level)
{
    return below(file)->pMethods->xUnlock(below(file), level);
}

static int fault_check_lock(sqlite3_file *file, int *out)
{
    return below(file)->pMethods->xCheckReservedLock(below(file), out);
}

static int fault_control(sqlite3_file *file, int operation, void *argument)
{
    return below(file)->pMethods->xFileControl(below(file), operation, argument);
}

static int fault_sector_size(sqlite3_file *file)
{
    return below(file)->pMethods->xSectorSize(below(file));
}

static int fault_characteristics(sqlite3_file *file)
{
    return below(file)->pMethods->xDeviceCharacteristics(below(file));
}

static int fault_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
    return below(file)->pMethods->xShmMap(below(file), page, size, extend, out);
}

static int fault_shm_lock(sqlite3_file *file, int offset, int count, int flags)
{
    return below(file)->pMethods->xShmLock(below(file), offset, count, flags);
}

static void fault_shm_barrier(sqlite3_file *file)
{
    below(file)->pMethods->xShmBarrier(below(file));
}

static int fault_shm_unmap(sqlite3_file *file, int remove)
{
    return below(file)->pMethods->xShmUnmap(below(file), remove);
}

static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *opened, int flags,
                     int *out_flags)
{
    sqlite3_vfs *system = vfs->pAppData;
    struct fault_file *file = (struct fault_file *)opened;

    memset(file, 0, sizeof *file);
    int code = plan.code == SQLITE_FULL ? SQLITE_OK : step(FAULT_OPEN);
    if (code != SQLITE_OK)
        return SQLITE_CANTOPEN;
    file->below = (sqlite3_file *)(file + 1);
    code = system->xOpen(system, name, file->below, flags, out_flags);
    if (code == SQLITE_OK) {
        file->base.pMethods = &plan.methods;
        file->path = name;
        if (watch_of(opened))
            plan.watch->open(plan.watch->context, name);
    }
    return code;
}

static int remove_file(sqlite3_vfs *vfs, const char *name, int sync_folder)
{
    sqlite3_vfs *system = vfs->pAppData;

    if (plan.watch)
        plan.watch->remove(plan.watch->context, name);
    return system->xDelete(system, name, sync_folder);
}

void fault_vfs_install(void)
{
    sqlite3_vfs *system = sqlite3_vfs_find(NULL);

    plan.methods = (sqlite3_io_methods){
        .iVersion = 2,
        .xClose = fault_close,
        .xRead = fault_read,
        .xWrite = fault_write,
        .xTruncate = fault_truncate,
        .xSync = fault_sync,
        .xFileSize = fault_size,
        .xLock = fault_lock,
        .xUnlock = fault_unlock,
        .xCheckReservedLock = fault_check_lock,
        .xFileControl = fault_control,
        .xSectorSize = fault_sector_size,
        .xDeviceCharacteristics = fault_characteristics,
        .xShmMap = fault_shm_map,
        .xShmLock = fault_shm_lock,
        .xShmBarrier = fault_shm_barrier,
        .xShmUnmap = fault_shm_unmap,
    };
    plan.vfs = *system;
    plan.vfs.pNext = NULL;
    plan.vfs.zName = "fault";
    plan.vfs.pAppData = system;
    plan.vfs.szOsFile = (int)sizeof(struct fault_file) + system->szOsFile;
    plan.vfs.xOpen = open_file;
    plan.vfs.xDelete = remove_file;
    sqlite3_vfs_register(&plan.vfs, 1);
}

void fault_vfs_arm(long nth, int code, bool stays)
{
    fault_vfs_disarm();
    plan.steps_left = nth;
    plan.code = code;
    plan.stays = stays;
}

void fault_vfs_disarm(void)
{
    plan.steps_left = 0;
    plan.code = SQLITE_OK;
    plan.stays = false;
    plan.has_struck = false;
    memset(plan.counts, 0, sizeof plan.counts);
}

bool fault_vfs_has_struck(void)
{
    return plan.has_struck;
}

long fault_vfs_count(enum fault_kind kind)
{
    return plan.counts[kind];
}

void fault_vfs_watch(const struct fault_watch *watch)
{
    plan.watch = watch;
}
