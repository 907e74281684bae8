/* A thin layer under SQLite that hands a commit to the kernel in one write.
 *
 * SQLite writes every page of a commit to the log with two small writes; a ticket is a dozen pages.
 * Here they are collected and written together before the one sync. Nothing is promised to anybody
 * before that sync, and SQLite publishes the pages to other processes only after it. */
#pragma once

/* Its name for sqlite3_open_v2. Wraps the default VFS of the first call. */
const char *wal_vfs_name(void);
