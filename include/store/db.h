/* The database file of a kiosk: STATE/anjungan.db, shared by the kiosk's processes through WAL.
 *
 * Opening sets every pragma, reads it back, migrates forward and checks the file; a damaged one is
 * moved to STATE/quarantine/ with its log and a fresh one serves at once. One that the disk refuses
 * to read is not damaged (ERR_IO) until it is refused after the next start of the machine too.
 * Write transactions are IMMEDIATE, on disk when tx_commit returns true, and undone on every other
 * path. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct db;

struct db_options {
    const char *state_dir; /* must exist */
    const char *boot_id;   /* the kernel's; the thorough check runs once a boot */
    int64_t now_ms;        /* names the quarantine folder */
    /* NULL, or a copy (store/backup.h) that takes the database's place, which goes to quarantine whole as it is.
     * The copy's streams of events are closed, and what was given out since is counted as lost, see
     * db_losses_before. Only while no other program of the kiosk runs. */
    const char *restore_from;
};

enum { DB_BUSY_CEILING_MS = 2000, DB_LOG_CEILING_MS = 50, DB_OPEN_LOCK_MS = 5000 };

/* ERR_IO, ERR_FULL: the state directory, or the copy (named in the text) is missing, read-only or full.
 * ERR_INVALID: the file is of a newer version, or not ours. ERR_BUSY: another process is moving
 * or migrating it for longer than DB_OPEN_LOCK_MS.
 * Lock, check and migration of a file of up to half a gigabyte take under 15 s in all, because the
 * watchdog ends a process after 20 s; a larger file is checked by samples. */
MUST_USE bool db_open(struct db **out, const struct db_options *options, struct err *err);
/* For looking alone: nothing is made, moved, migrated, locked or written, and nothing can be. Whatever is
 * the matter with the file is the error, and it stays where it is. ERR_NOT_FOUND: there is none.
 * ERR_INVALID: its version is another one, not ours. */
MUST_USE bool db_open_to_look(struct db **out, const char *state_dir, struct err *err);
void db_close(struct db *db);

/* An open stream of events in a database that was moved away, as far as it could be read. */
struct db_old_stream {
    char name[33];
    struct uuid id;
    int64_t head; /* its last known number */
};
/* What was found and moved away by this open. */
enum { DB_STREAMS_MOST = 4 };
struct db_quarantine {
    bool happened;
    char folder[256]; /* below STATE/quarantine/ */
    struct db_old_stream streams[DB_STREAMS_MOST];
    size_t stream_count;
};
const struct db_quarantine *db_quarantine(const struct db *db);
/* How many databases were moved to quarantine on this machine. */
int db_quarantine_count(const struct db *db);
/* How many of them had been, when this database began, whose contents it has: 0 for one that was made anew, and for a
 * copy those before it was put back. Whatever is given out of it for the first time since more were lost must keep clear
 * of what the lost ones gave. */
MUST_USE bool db_losses_before(struct db *db, int *out, struct err *err);

/* True when this handle must not be used further: the file was moved away by another process, or
 * a failed write left in doubt what is on disk. Close it and open again. */
bool db_is_stale(const struct db *db);

/* Bytes in the write-ahead log that a checkpoint would move; 0 right after one. */
int64_t db_wal_bytes(const struct db *db);
/* Moves the log into the database as far as nobody reads it, and begins the log anew, so that the
 * two syncs this takes are paid here and not by the next ticket. Waits for nobody. */
MUST_USE bool db_checkpoint(struct db *db, struct err *err);
/* The same to the end, and cuts the log to nothing, so that what was overwritten is on disk no
 * longer. Writers wait meanwhile; therefore ERR_BUSY when somebody reads or writes for longer than
 * DB_LOG_CEILING_MS: try again later. */
MUST_USE bool db_empty_log(struct db *db, struct err *err);

/* The whole of SQLite's integrity and foreign key checks; slow. ERR_CORRUPT tells the first finding. */
MUST_USE bool db_check(struct db *db, struct err *err);

/* What is known of the file. */
struct db_facts {
    int version;       /* of its schema */
    int64_t bytes;     /* of the file … */
    int64_t wal_bytes; /* … and of its log, -1: there is none */
};
MUST_USE bool db_read_facts(struct db *db, struct db_facts *out, struct err *err);
/* SQLite's quick check for `ms` at most; `*is_whole` false: the time ran out before all was seen, and so
 * far nothing was wrong. ERR_CORRUPT tells the first finding. */
MUST_USE bool db_check_for(struct db *db, int ms, bool *is_whole, struct err *err);

/* A write transaction: `AUTO_TX struct tx tx = {0};` undoes what was not committed. */
struct tx {
    struct db *db; /* NULL: not begun, or over */
};
/* ERR_BUSY after DB_BUSY_CEILING_MS. */
MUST_USE bool tx_begin(struct tx *tx, struct db *db, struct err *err);
MUST_USE bool tx_commit(struct tx *tx, struct err *err);
void tx_undo(struct tx *tx);
#define AUTO_TX AUTO(tx_undo)
