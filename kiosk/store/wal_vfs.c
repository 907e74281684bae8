/* Collects writes to the log; every other file goes straight to the VFS below. */
#include "store/wal_vfs.h"
#include "base/mem.h"
#include <sqlite3.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* SQLite's unix layer cannot write 128 KiB or more at once (it masks the length with 0x1ffff and
 * then reports a full disk); a ticket is about 60 KiB. */
enum { BUFFER_BYTES = 120 * 1024 };

struct wal_file {
    sqlite3_file base; /* first: SQLite sees only this */
    sqlite3_file *below;
    char *buffer;
    sqlite3_int64 offset; /* where the buffer belongs in the file */
    int len;
};

static int flush(struct wal_file *file)
{
    int len = file->len;

    file->len = 0; /* also when it fails: SQLite gives the commit up and writes it anew */
    if (len == 0)
        return SQLITE_OK;
    return file->below->pMethods->xWrite(file->below, file->buffer, len, file->offset);
}

static int wal_close(sqlite3_file *opened)
{
    struct wal_file *file = (struct wal_file *)opened;
    int code = flush(file);
    int closed = file->below->pMethods->xClose(file->below);

    free(file->buffer);
    return code != SQLITE_OK ? code : closed;
}

static int wal_read(sqlite3_file *opened, void *out, int len, sqlite3_int64 offset)
{
    struct wal_file *file = (struct wal_file *)opened;
    int code = flush(file);

    if (code == SQLITE_OK)
        code = file->below->pMethods->xRead(file->below, out, len, offset);
    /* SQLite would make a damaged database of a log that the disk refuses to read. */
    return code == SQLITE_IOERR_CORRUPTFS ? SQLITE_IOERR_READ : code;
}

static int wal_write(sqlite3_file *opened, const void *bytes, int len, sqlite3_int64 offset)
{
    struct wal_file *file = (struct wal_file *)opened;

    if (offset != file->offset + file->len || len > BUFFER_BYTES - file->len) {
        int code = flush(file);
        if (code != SQLITE_OK)
            return code;
        file->offset = offset;
    }
    if (len > BUFFER_BYTES)
        return file->below->pMethods->xWrite(file->below, bytes, len, offset);
    memcpy(file->buffer + file->len, bytes, (size_t)len);
    file->len += len;
    return SQLITE_OK;
}

static int wal_truncate(sqlite3_file *opened, sqlite3_int64 size)
{
    struct wal_file *file = (struct wal_file *)opened;
    int code = flush(file);

    return code != SQLITE_OK ? code : file->below->pMethods->xTruncate(file->below, size);
}

static int wal_sync(sqlite3_file *opened, int flags)
{
    struct wal_file *file = (struct wal_file *)opened;
    int code = flush(file);

    return code != SQLITE_OK ? code : file->below->pMethods->xSync(file->below, flags);
}

static int wal_size(sqlite3_file *opened, sqlite3_int64 *size)
{
    struct wal_file *file = (struct wal_file *)opened;
    int code = flush(file);

    return code != SQLITE_OK ? code : file->below->pMethods->xFileSize(file->below, size);
}

static int wal_lock(sqlite3_file *opened, int level)
{
    struct wal_file *file = (struct wal_file *)opened;

    return file->below->pMethods->xLock(file->below, level);
}

static int wal_unlock(sqlite3_file *opened, int level)
{
    struct wal_file *file = (struct wal_file *)opened;

    return file->below->pMethods->xUnlock(file->below, level);
}

static int wal_check_lock(sqlite3_file *opened, int *out)
{
    struct wal_file *file = (struct wal_file *)opened;

    return file->below->pMethods->xCheckReservedLock(file->below, out);
}

static int wal_control(sqlite3_file *opened, int operation, void *argument)
{
    struct wal_file *file = (struct wal_file *)opened;

    return file->below->pMethods->xFileControl(file->below, operation, argument);
}

static int wal_sector_size(sqlite3_file *opened)
{
    struct wal_file *file = (struct wal_file *)opened;

    return file->below->pMethods->xSectorSize(file->below);
}

static int wal_characteristics(sqlite3_file *opened)
{
    struct wal_file *file = (struct wal_file *)opened;

    return file->below->pMethods->xDeviceCharacteristics(file->below);
}

/* Version 1: a log is neither mapped nor shared as memory. */
static const sqlite3_io_methods wal_methods = {
    .iVersion = 1,
    .xClose = wal_close,
    .xRead = wal_read,
    .xWrite = wal_write,
    .xTruncate = wal_truncate,
    .xSync = wal_sync,
    .xFileSize = wal_size,
    .xLock = wal_lock,
    .xUnlock = wal_unlock,
    .xCheckReservedLock = wal_check_lock,
    .xFileControl = wal_control,
    .xSectorSize = wal_sector_size,
    .xDeviceCharacteristics = wal_characteristics,
};

static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *opened, int flags,
                     int *out_flags)
{
    sqlite3_vfs *below = vfs->pAppData;
    struct wal_file *file = (struct wal_file *)opened;

    if (!(flags & SQLITE_OPEN_WAL))
        return below->xOpen(below, name, opened, flags, out_flags);
    *file = (struct wal_file){.below = (sqlite3_file *)(file + 1)};
    int code = below->xOpen(below, name, file->below, flags, out_flags);
    if (code != SQLITE_OK)
        return code;
    file->buffer = mem_zalloc(1, BUFFER_BYTES);
    file->base.pMethods = &wal_methods;
    return SQLITE_OK;
}

const char *wal_vfs_name(void)
{
    /* SQLite keeps its list of layers per process, so this entry of it lives as long. */
    static sqlite3_vfs vfs;

    if (!vfs.zName) {
        sqlite3_vfs *below = sqlite3_vfs_find(NULL);
        vfs = *below;
        vfs.pNext = NULL;
        vfs.zName = "anjungan";
        vfs.pAppData = below;
        vfs.szOsFile = (int)sizeof(struct wal_file) + below->szOsFile;
        vfs.xOpen = open_file;
        sqlite3_vfs_register(&vfs, 0);
    }
    return vfs.zName;
}
