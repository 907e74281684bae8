/* A disk that refuses to be read says nothing about what lies on it: the database stays where it is, until the
 * next start of the machine finds it unreadable still. */
#include "base/err.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/db_internal.h"
#include "store/meta_store.h"
#include "support/hall.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cmocka.h>

/* The file whose bytes cannot be read; 0: all can. A loader's symbol has no other place to ask. */
static ino_t refused;

/* SQLite's reads come here, because a program's own symbols go before libc's. */
__attribute__((visibility("default"))) ssize_t pread64(int fd, void *bytes, size_t count,
                                                       off64_t offset)
{
    struct stat info;

    if (refused != 0 && fstat(fd, &info) == 0 && info.st_ino == refused) {
        errno = EIO;
        return -1;
    }
    return syscall(SYS_pread64, fd, bytes, count, offset);
}

static char *path_of(const struct hall *hall, const char *name)
{
    return mem_format("%s/%s", hall->directory, name);
}

static void refuse(const struct hall *hall, const char *name)
{
    AUTO_FREE char *path = path_of(hall, name);
    struct stat info;

    assert_int_equal(stat(path, &info), 0);
    refused = info.st_ino;
}

static bool there_is(const struct hall *hall, const char *name)
{
    AUTO_FREE char *path = path_of(hall, name);

    return access(path, F_OK) == 0;
}

static bool try_open(const struct hall *hall, const char *boot, struct db **out, struct err *err)
{
    const struct db_options options = {
        .state_dir = hall->directory, .boot_id = boot, .now_ms = HALL_NOW_MS};

    *err = (struct err){0};
    return db_open(out, &options, err);
}

static int open_hall(void **state)
{
    struct hall *hall = calloc(1, sizeof *hall);
    struct db *db = NULL;
    struct err err = {0};

    hall_open(hall);
    assert_true(try_open(hall, "boot-a", &db, &err));
    assert_true(meta_store_put(db, "known", "yes", &err));
    assert_true(db_checkpoint(db, &err));
    db_close(db);
    *state = hall;
    return 0;
}

static int close_hall(void **state)
{
    refused = 0;
    hall_close(*state);
    free(*state);
    return 0;
}

static void assert_serves(const struct hall *hall, const char *boot)
{
    struct db *db = NULL;
    struct err err;
    char value[8] = "";

    refused = 0;
    if (!try_open(hall, boot, &db, &err))
        fail_msg("%s", err.text);
    assert_true(meta_store_get(db, "known", value, sizeof value, &err));
    assert_string_equal(value, "yes");
    assert_int_equal(db_quarantine_count(db), 0);
    assert_false(there_is(hall, "unreadable"));
    db_close(db);
}

static void a_database_that_cannot_be_read_is_not_thrown_away(void **state)
{
    struct hall *hall = *state;
    struct db *db = NULL;
    struct err err;

    refuse(hall, "anjungan.db");
    for (int i = 0; i < 3; i++) {
        assert_false(try_open(hall, "boot-a", &db, &err));
        assert_int_equal(err.code, ERR_IO);
    }
    assert_false(there_is(hall, "quarantine"));
    assert_serves(hall, "boot-a");
}

static void a_log_that_cannot_be_read_is_not_thrown_away(void **state)
{
    struct hall *hall = *state;
    struct db *writer = NULL;
    struct db *db = NULL;
    struct err err;

    assert_true(try_open(hall, "boot-a", &writer, &err));
    assert_true(meta_store_put(writer, "known", "yes", &err));
    refuse(hall, "anjungan.db-wal");
    assert_false(try_open(hall, "boot-a", &db, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_false(there_is(hall, "quarantine"));
    assert_true(there_is(hall, "unreadable"));
    refused = 0;
    db_close(writer);
    assert_serves(hall, "boot-a");
}

static void a_read_that_fails_in_service_asks_for_another_handle_and_no_check(void **state)
{
    struct hall *hall = *state;
    struct db *db = NULL;
    struct err err;

    assert_true(try_open(hall, "boot-a", &db, &err));
    refuse(hall, "anjungan.db");
    sqlite3_db_release_memory(db->handle);
    assert_false(
        db_exec(db, "SELECT count(*) FROM ticket; SELECT count(*) FROM outbox", "read", &err));
    assert_int_equal(err.code, ERR_IO);
    assert_true(db_is_stale(db));
    assert_false(there_is(hall, "check-database"));
    db_close(db);
    assert_serves(hall, "boot-a");
}

static void what_cannot_be_read_after_the_next_start_either_moves_aside(void **state)
{
    struct hall *hall = *state;
    struct db *db = NULL;
    struct err err;

    refuse(hall, "anjungan.db");
    assert_false(try_open(hall, "boot-a", &db, &err));
    assert_true(there_is(hall, "unreadable"));
    if (!try_open(hall, "boot-b", &db, &err))
        fail_msg("%s", err.text);
    assert_int_equal(db_quarantine_count(db), 1);
    assert_false(there_is(hall, "unreadable"));
    db_close(db);
}

static void a_disk_that_reads_again_is_not_remembered(void **state)
{
    struct hall *hall = *state;
    struct db *db = NULL;
    struct err err;

    refuse(hall, "anjungan.db");
    assert_false(try_open(hall, "boot-a", &db, &err));
    assert_serves(hall, "boot-a");
    refuse(hall, "anjungan.db");
    assert_false(try_open(hall, "boot-b", &db, &err));
    assert_serves(hall, "boot-b");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_database_that_cannot_be_read_is_not_thrown_away,
                                        open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_log_that_cannot_be_read_is_not_thrown_away, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(
            a_read_that_fails_in_service_asks_for_another_handle_and_no_check, open_hall,
            close_hall),
        cmocka_unit_test_setup_teardown(what_cannot_be_read_after_the_next_start_either_moves_aside,
                                        open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_disk_that_reads_again_is_not_remembered, open_hall,
                                        close_hall),
    };

    return cmocka_run_group_tests_name("store_unreadable", tests, NULL, NULL);
}
