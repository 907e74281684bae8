/* Every step of a ticket fails once, or for good: nothing is told that is not stored, nothing is
 * half stored, and the next visitor is served. */
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/slips.h"
#include "desk/ticket.h"
#include "support/fault_vfs.h"
#include "support/hall.h"

#include <fcntl.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { STEPS_MAX = 2000 };

static int open_hall(void **state)
{
    struct hall *hall = calloc(1, sizeof *hall);

    fault_vfs_disarm();
    hall_open(hall);
    *state = hall;
    return 0;
}

static int close_hall(void **state)
{
    fault_vfs_disarm();
    hall_check(*state);
    hall_close(*state);
    free(*state);
    return 0;
}

static int64_t stored(const struct hall *hall)
{
    return hall_number(hall, "SELECT count(*) FROM ticket");
}

/* One ticket whose nth step fails, then the same request again. False when n is past the last. */
static bool fail_nth(struct hall *hall, long nth, int code, bool stays, int64_t *told)
{
    struct uuid request = uuid_v4();
    struct ticket ticket;
    struct err err = {0};

    fault_vfs_arm(nth, code, stays);
    bool issued = hall_try(hall, &request, &ticket, &err);
    bool struck = fault_vfs_has_struck();
    fault_vfs_disarm();
    if (!issued)
        assert_int_equal(err.code, code == SQLITE_FULL ? ERR_FULL : ERR_IO);
    *told += issued;
    assert_int_equal(stored(hall), *told);
    if (!hall_try(hall, &request, &ticket, &err))
        fail_msg("step %ld, then: %s", nth, err.text);
    *told += !issued;
    assert_int_equal(ticket.seq, *told);
    assert_false(desk_was_quarantined(hall->desk));
    hall_check(hall);
    return struck;
}

static void fail_every_step(struct hall *hall, int code, bool stays)
{
    int64_t told = 0;
    long nth = 1;

    while (nth < STEPS_MAX && fail_nth(hall, nth, code, stays, &told))
        nth++;
    assert_in_range(nth, 3, STEPS_MAX - 1); /* at least write, sync and one read were there */
}

static void an_input_output_error_at_any_step_changes_nothing(void **state)
{
    fail_every_step(*state, SQLITE_IOERR, false);
}

static void a_dead_disk_from_any_step_on_changes_nothing(void **state)
{
    fail_every_step(*state, SQLITE_IOERR, true);
}

static void a_full_disk_at_any_step_changes_nothing(void **state)
{
    fail_every_step(*state, SQLITE_FULL, false);
}

static void a_disk_full_for_good_changes_nothing(void **state)
{
    fail_every_step(*state, SQLITE_FULL, true);
}

static void opening_survives_a_fault_at_any_step(void **state)
{
    struct hall *hall = *state;
    bool struck = true;

    for (int i = 0; i < 5; i++)
        hall_issue(hall, "izin-a", false);
    for (long nth = 1; struck && nth < STEPS_MAX; nth++) {
        struct err err = {0};
        hall_leave(hall);
        fault_vfs_arm(nth, SQLITE_IOERR, true);
        bool opened = hall_desk(hall, &hall->desk, &err);
        struck = fault_vfs_has_struck();
        fault_vfs_disarm();
        if (!opened)
            assert_int_equal(err.code, ERR_IO);
        hall_leave(hall);
        hall_enter(hall);
        assert_false(desk_was_quarantined(hall->desk)); /* the disk was at fault, not the file */
        assert_int_equal(stored(hall), 5);
    }
    assert_false(struck);
}

static void a_first_start_survives_a_fault_at_any_step(void **state)
{
    bool struck = true;

    (void)state;
    for (long nth = 1; struck && nth < STEPS_MAX; nth++) {
        struct hall hall;
        struct err err = {0};
        hall_prepare(&hall);
        fault_vfs_arm(nth, nth % 2 ? SQLITE_FULL : SQLITE_IOERR, true);
        bool opened = hall_desk(&hall, &hall.desk, &err);
        struck = fault_vfs_has_struck();
        fault_vfs_disarm();
        if (!opened && err.code != ERR_FULL)
            assert_int_equal(err.code, ERR_IO);
        hall_leave(&hall);
        hall_enter(&hall);
        assert_string_equal(hall_issue(&hall, "izin-a", false).series, "A");
        hall_close(&hall);
    }
    assert_false(struck);
}

/* The file of a kiosk of release 5, which had seen its printer out of paper. */
static void make_release_5(struct hall *hall, const char *path, char **bytes, size_t *len)
{
    AUTO_FREE char *dump = NULL;

    assert_true(
        file_read(SOURCE_DIR "/tests/unit/store/released/0005.sql", 1 << 20, &dump, len, NULL));
    assert_true(file_replace(path, "", 0, false, NULL));
    hall_sql(hall, dump);
    hall_sql(hall, "PRAGMA application_id = 1095649841; PRAGMA user_version = 5;"
                   "INSERT OR REPLACE INTO printer VALUES "
                   "(1, 'tiket', 'paper_out', 0, 1, 1795401660000, 'boot', 1)");
    assert_true(file_read(path, 4 << 20, bytes, len, NULL));
}

static void a_migration_survives_a_fault_at_any_step(void **state)
{
    static const char kept[] =
        "SELECT count(*) FROM printer WHERE no = 1 AND queue = 'tiket' AND place = 'below' AND "
        "trouble = 'paper_out'";
    struct hall *hall = *state;
    AUTO_FREE char *path = mem_format("%s/anjungan.db", hall->directory);
    AUTO_FREE char *bytes = NULL;
    size_t len = 0;
    bool struck = true;

    hall_leave(hall);
    make_release_5(hall, path, &bytes, &len);
    for (long nth = 1; struck && nth < STEPS_MAX; nth++) {
        struct err err = {0};
        assert_true(file_replace(path, bytes, len, false, NULL));
        fault_vfs_arm(nth, nth % 2 ? SQLITE_FULL : SQLITE_IOERR, true);
        bool opened = hall_desk(hall, &hall->desk, &err);
        struck = fault_vfs_has_struck();
        fault_vfs_disarm();
        if (!opened && err.code != ERR_FULL)
            assert_int_equal(err.code, ERR_IO);
        hall_leave(hall);
        hall_enter(hall);
        assert_false(desk_was_quarantined(hall->desk));
        assert_int_equal(hall_number(hall, kept), 1);
        assert_int_equal(hall_number(hall, "SELECT count(*) FROM print_job WHERE only_printer = 0"),
                         hall_number(hall, "SELECT count(*) FROM print_job"));
        hall_leave(hall);
    }
    assert_false(struck);
    hall_enter(hall);
}

static void slips_move_wholly_or_not_at_all(void **state)
{
    struct hall *hall = *state;
    bool struck = true;

    for (long nth = 1; struck && nth < STEPS_MAX; nth++) {
        struct ticket ticket = hall_issue(hall, "izin-a", false);
        struct print_job job;
        struct print_job after;
        struct err err = {0};
        assert_true(desk_ticket_job(hall->desk, &ticket.id, &job, NULL));
        int64_t events = hall_number(hall, "SELECT count(*) FROM outbox");
        fault_vfs_arm(nth, SQLITE_IOERR, true);
        bool moved = desk_move_job(hall->desk, job.id, PRINT_PRINTED, TROUBLE_NONE, "t", 1, &err);
        struck = fault_vfs_has_struck();
        fault_vfs_disarm();
        assert_true(desk_job(hall->desk, job.id, &after, NULL));
        assert_int_equal(after.state, moved ? PRINT_PRINTED : PRINT_QUEUED);
        assert_int_equal(hall_number(hall, "SELECT count(*) FROM outbox"), events + moved);
    }
    assert_false(struck);
}

static void a_ticket_is_exactly_one_sync(void **state)
{
    struct hall *hall = *state;

    hall_issue(hall, "izin-a", false); /* opens the session, begins the log */
    for (int i = 0; i < 50; i++) {
        if (i % 10 == 9)
            desk_checkpoint(hall->desk);
        fault_vfs_disarm();
        hall_issue(hall, "izin-b", i % 3 == 0);
        if (fault_vfs_count(FAULT_SYNC) != 1)
            fail_msg("ticket %d: %ld syncs", i, fault_vfs_count(FAULT_SYNC));
        assert_int_equal(fault_vfs_count(FAULT_WRITE), 1); /* all pages at once */
    }
}

static void a_locked_database_is_busy_after_two_seconds(void **state)
{
    struct hall *hall = *state;
    struct uuid request = uuid_v4();
    struct ticket ticket;
    struct err err = {0};
    struct timespec begin;
    struct timespec end;
    char path[96];
    sqlite3 *other = NULL;

    text_format(path, sizeof path, "%s/anjungan.db", hall->directory);
    assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    clock_gettime(CLOCK_MONOTONIC, &begin);
    assert_false(hall_try(hall, &request, &ticket, &err));
    clock_gettime(CLOCK_MONOTONIC, &end);
    assert_int_equal(err.code, ERR_BUSY);
    assert_in_range(end.tv_sec - begin.tv_sec, 1, 4);
    assert_int_equal(sqlite3_exec(other, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(other);
    assert_true(hall_try(hall, &request, &ticket, NULL));
}

/* The watchdog allows 20 s from one sign of life to the next, and a start is one of them. */
static void a_locked_state_directory_is_busy_after_five_seconds(void **state)
{
    struct hall *hall = *state;
    struct desk *other = NULL;
    struct err err = {0};
    struct timespec begin;
    struct timespec end;
    char path[96];

    text_format(path, sizeof path, "%s/lock", hall->directory);
    int fd = open(path, O_RDWR);
    assert_int_equal(flock(fd, LOCK_EX), 0);
    clock_gettime(CLOCK_MONOTONIC, &begin);
    assert_false(hall_desk(hall, &other, &err));
    clock_gettime(CLOCK_MONOTONIC, &end);
    close(fd);
    assert_int_equal(err.code, ERR_BUSY);
    assert_in_range(end.tv_sec - begin.tv_sec, 4, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_input_output_error_at_any_step_changes_nothing,
                                        open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_dead_disk_from_any_step_on_changes_nothing, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(a_full_disk_at_any_step_changes_nothing, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(a_disk_full_for_good_changes_nothing, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(a_migration_survives_a_fault_at_any_step, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(opening_survives_a_fault_at_any_step, open_hall,
                                        close_hall),
        cmocka_unit_test(a_first_start_survives_a_fault_at_any_step),
        cmocka_unit_test_setup_teardown(slips_move_wholly_or_not_at_all, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_ticket_is_exactly_one_sync, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_locked_database_is_busy_after_two_seconds, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(a_locked_state_directory_is_busy_after_five_seconds,
                                        open_hall, close_hall),
    };

    fault_vfs_install();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
