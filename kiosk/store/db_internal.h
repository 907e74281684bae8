/* What the files of this folder know about an open database. */
#pragma once
#include "store/db.h"
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

enum {
    DB_STATEMENTS = 256,
    DB_PAGE_BYTES = 4096,
    DB_YIELD_US = 150,
    DB_WAL_LIMIT_BYTES = 4 * 1024 * 1024,
};

struct db_statement {
    const char *sql; /* address is the key */
    sqlite3_stmt *statement;
};

struct db {
    sqlite3 *handle;
    char *state_dir;
    char *path;
    int lock_fd;
    int lock_waited_ms; /* by this open */
    int waiting_fd;
    bool is_waiting;    /* holds STATE/waiting */
    bool is_in_doubt;   /* a write failed; see db_is_stale */
    bool only_looks;    /* what is found is told, and leaves no mark for the next open */
    bool is_unreadable; /* the disk refused a read, which says nothing about the bytes */
    int64_t busy_since_ms;
    int busy_ceiling_ms;
    int quarantine_count;
    struct db_quarantine quarantine;
    int statement_count;
    struct db_statement statements[DB_STATEMENTS];
};

/* Sets `err` from SQLite's last failure: "<doing>: <SQLite's words> (<path>)". Returns false. */
bool db_fail(struct db *db, int code, const char *doing, struct err *err);
/* Runs constant SQL without rows or bound values. */
MUST_USE bool db_exec(struct db *db, const char *sql, const char *doing, struct err *err);
void db_pause_us(int64_t us);

/* A copy of a database: another file, without log, lock or quarantine. `may_write` to change it; else it is
 * only looked at. ERR_INVALID: it is not ours, or of a newer version. */
MUST_USE bool db_open_copy(struct db **out, const char *path, bool may_write, struct err *err);
/* Writes a copy to a new file, its owner's alone, and syncs it. */
MUST_USE bool db_copy(struct db *db, const char *path, struct err *err);
