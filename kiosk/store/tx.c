/* Write transactions, the log that they are written to, and the full check. */
#include "store/db_internal.h"
#include "store/lock.h"
#include "store/meta_store.h"
#include "store/query.h"
#include "base/mem.h"
#include "base/text.h"
#include <assert.h>

static void end_waiting(struct db *db)
{
    if (db->is_waiting)
        lock_wait_end(db->waiting_fd);
    db->is_waiting = false;
}

bool tx_begin(struct tx *tx, struct db *db, struct err *err)
{
    if (!lock_take(db->lock_fd, LOCK_SHARED, DB_BUSY_CEILING_MS, err))
        return false;
    tx->db = db;
    /* Looked at under the lock: from here on nobody moves the file. */
    if (db_is_stale(db)) {
        db->is_in_doubt = true;
        tx_undo(tx);
        return err_set(err, ERR_BUSY, "%s was replaced a moment ago", db->path);
    }
    AUTO_QUERY struct query q = query_begin(db, "BEGIN IMMEDIATE");
    bool has_begun = query_run(&q, NULL, err);
    end_waiting(db);
    if (!has_begun) {
        tx_undo(tx);
        return false;
    }
    return true;
}

bool tx_commit(struct tx *tx, struct err *err)
{
    struct db *db = tx->db;

    assert(db); /* begun, and not over */
    AUTO_QUERY struct query q = query_begin(db, "COMMIT");

    if (!query_run(&q, NULL, err)) {
        /* After a failed write or sync nobody knows what the disk holds: read it anew. */
        db->is_in_doubt = true;
        tx_undo(tx);
        return false;
    }
    tx->db = NULL;
    lock_release(db->lock_fd);
    if (lock_is_awaited(db->waiting_fd))
        db_pause_us(DB_YIELD_US); /* it is their turn */
    return true;
}

void tx_undo(struct tx *tx)
{
    if (!tx->db)
        return;
    /* A failed rollback leaves the transaction open; closing the stale handle ends it. */
    if (!sqlite3_get_autocommit(tx->db->handle)
        && sqlite3_exec(tx->db->handle, "ROLLBACK", NULL, NULL, NULL) != SQLITE_OK)
        tx->db->is_in_doubt = true;
    lock_release(tx->db->lock_fd);
    tx->db = NULL;
}

/* Reads the counters of the shared index (sqlite.org/walformat.html, 2.1): frames in the log at
 * byte 16, frames already moved at byte 96. There is no call that tells them without moving. */
static int64_t frames_to_move(const struct db *db)
{
    enum { REGION_BYTES = 32768, FRAMES_AT = 16, MOVED_AT = 96 };
    sqlite3_file *file = NULL;
    void volatile *region = NULL;

    if (sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK
        || !file || !file->pMethods || file->pMethods->iVersion < 2
        || file->pMethods->xShmMap(file, 0, REGION_BYTES, 0, &region) != SQLITE_OK || !region)
        return 0;
    const volatile unsigned char *bytes = region;
    uint32_t frames = *(const volatile uint32_t *)(bytes + FRAMES_AT);
    uint32_t moved = *(const volatile uint32_t *)(bytes + MOVED_AT);
    return frames > moved ? (int64_t)(frames - moved) : 0;
}

int64_t db_wal_bytes(const struct db *db)
{
    enum { FRAME_HEAD_BYTES = 24 };
    int64_t frames = frames_to_move(db);

    /* One frame is the mark that db_checkpoint leaves. */
    return frames <= 1 ? 0 : frames * (DB_PAGE_BYTES + FRAME_HEAD_BYTES);
}

/* The first commit after a checkpoint also syncs the log's new head. It has to change something:
 * SQLite writes no page whose bytes stay the same. */
static bool begin_log_anew(struct db *db, struct err *err)
{
    AUTO_TX struct tx tx = {0};

    return tx_begin(&tx, db, err) && meta_store_count(db, "checkpoints", err)
           && tx_commit(&tx, err);
}

bool db_checkpoint(struct db *db, struct err *err)
{
    int frames = 0;
    int moved = 0;
    int code =
        sqlite3_wal_checkpoint_v2(db->handle, "main", SQLITE_CHECKPOINT_PASSIVE, &frames, &moved);

    if ((code & 0xff) == SQLITE_BUSY)
        return true; /* somebody else is moving it */
    if (code != SQLITE_OK)
        return db_fail(db, code, "checkpoint", err);
    if (frames <= 1 || moved < frames)
        return true;
    return begin_log_anew(db, err);
}

bool db_empty_log(struct db *db, struct err *err)
{
    /* What can be moved beside readers and writers is, so that little is left for the step below,
     * which keeps every writer out: a visitor's ticket too. */
    int code = sqlite3_wal_checkpoint_v2(db->handle, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);

    if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY)
        return db_fail(db, code, "checkpoint", err);
    db->busy_ceiling_ms = DB_LOG_CEILING_MS;
    code = sqlite3_wal_checkpoint_v2(db->handle, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    db->busy_ceiling_ms = DB_BUSY_CEILING_MS;
    end_waiting(db);
    if ((code & 0xff) == SQLITE_BUSY)
        return err_set(err, ERR_BUSY, "the log of %s is being read", db->path);
    return code == SQLITE_OK ? begin_log_anew(db, err) : db_fail(db, code, "checkpoint", err);
}

bool db_check(struct db *db, struct err *err)
{
    char finding[256] = "";
    bool has_row = false;

    AUTO_QUERY struct query integrity = query_begin(db, "PRAGMA integrity_check(1)");
    if (!query_one(&integrity, "answer", err))
        return false;
    query_text(&integrity, 0, finding, sizeof finding);
    if (!text_equal(finding, "ok"))
        return err_set(err, ERR_CORRUPT, "integrity check: %s (%s)", finding, db->path);
    AUTO_QUERY struct query references = query_begin(db, "PRAGMA foreign_key_check");
    if (!query_step(&references, &has_row, err))
        return false;
    if (has_row) {
        query_text(&references, 0, finding, sizeof finding);
        return err_set(err, ERR_CORRUPT, "foreign key check: table %s (%s)", finding, db->path);
    }
    return true;
}
