/* Copies of the database, and what holds after one was put back. */
#include "desk/backup.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/opening.h"
#include "desk/receipts.h"
#include "desk/ticket.h"
#include "support/hall.h"

#include <fcntl.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

struct world {
    struct hall hall;
    char folder[96];
    char copy[DESK_BACKUP_PATH];
};

static int open_world(void **state)
{
    struct world *world = calloc(1, sizeof *world);

    hall_open(&world->hall);
    text_format(world->folder, sizeof world->folder, "%s/backup", world->hall.directory);
    assert_int_equal(mkdir(world->folder, 0700), 0);
    *state = world;
    return 0;
}

static int close_world(void **state)
{
    struct world *world = *state;

    hall_check(&world->hall);
    hall_close(&world->hall);
    free(world);
    return 0;
}

static void back_up(struct world *world)
{
    struct err err = {0};

    if (!desk_backup(world->hall.desk, world->folder, 7, world->copy, &err))
        fail_msg("%s", err.text);
}

static void restore(struct world *world)
{
    hall_leave(&world->hall);
    world->hall.restore_from = world->copy;
    hall_enter(&world->hall);
    world->hall.restore_from = NULL;
}

static bool is_there(const char *folder, const char *name)
{
    AUTO_FREE char *path = mem_format("%s/%s", folder, name);

    return access(path, F_OK) == 0;
}

static void a_copy_is_named_by_its_moment_and_its_owners_alone(void **state)
{
    struct world *world = *state;
    struct stat is;
    int64_t made_ms = 0;
    struct err err = {0};

    assert_false(desk_backup_newest(world->folder, &made_ms, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    hall_issue(&world->hall, "izin-a", false);
    back_up(world);
    assert_string_equal(strrchr(world->copy, '/'), "/anjungan-20261123T024100Z.db");
    assert_int_equal(stat(world->copy, &is), 0);
    assert_int_equal(is.st_mode & 0777, 0600);
    assert_false(is_there(world->folder, ".making.db"));
    assert_true(desk_backup_newest(world->folder, &made_ms, &err));
    assert_int_equal(made_ms, HALL_NOW_MS);
    assert_int_equal(hall_number(&world->hall, "SELECT count(*) FROM ticket"), 1);
}

static void the_oldest_copies_go_and_the_new_one_stays_whatever_the_clock_says(void **state)
{
    struct world *world = *state;

    for (int i = 0; i < 9; i++) {
        back_up(world);
        clock_fake_advance(world->hall.clock, 24 * HALL_HOUR_MS);
    }
    assert_false(is_there(world->folder, "anjungan-20261123T024100Z.db"));
    assert_false(is_there(world->folder, "anjungan-20261124T024100Z.db"));
    assert_true(is_there(world->folder, "anjungan-20261125T024100Z.db"));
    assert_true(is_there(world->folder, "anjungan-20261201T024100Z.db"));
    clock_fake_set_wall(world->hall.clock, 0);
    back_up(world);
    assert_true(is_there(world->folder, "anjungan-19700101T000000Z.db"));
    assert_true(is_there(world->folder, "anjungan-20261201T024100Z.db"));
}

static void a_folder_that_is_not_there_is_named_and_nothing_is_lost(void **state)
{
    struct world *world = *state;
    struct err err = {0};

    assert_false(desk_backup(world->hall.desk, "/nowhere/disk", 7, world->copy, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_non_null(strstr(err.text, "/nowhere/disk"));
    hall_issue(&world->hall, "izin-a", false);
}

/* A row that its index does not know: no quick check sees it. */
static void damage(const struct hall *hall)
{
    hall_sql(hall, "CREATE TABLE kept AS SELECT * FROM sqlite_schema WHERE name = 'session_by_day';"
                   "PRAGMA writable_schema = ON;"
                   "DELETE FROM sqlite_schema WHERE name = 'session_by_day'");
    hall_sql(hall, "UPDATE session SET local_day = local_day + 1");
    hall_sql(hall, "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema SELECT * FROM kept");
    hall_sql(hall, "DROP TABLE kept");
}

static void a_damaged_database_makes_no_copy_and_goes_at_the_next_open(void **state)
{
    struct world *world = *state;
    struct hall *hall = &world->hall;
    int64_t made_ms = 0;
    struct err err = {0};

    hall_issue(hall, "izin-a", false);
    damage(hall);
    hall_leave(hall);
    hall_enter(hall);
    assert_false(desk_was_quarantined(hall->desk)); /* a start has no time for that */
    assert_false(desk_backup(hall->desk, world->folder, 7, world->copy, &err));
    assert_int_equal(err.code, ERR_CORRUPT);
    assert_false(desk_backup_newest(world->folder, &made_ms, &err));
    hall_leave(hall);
    hall_enter(hall);
    assert_true(desk_was_quarantined(hall->desk));
    assert_string_equal(hall_issue(hall, "izin-a", false).number, "Aa-001");
}

static void numbers_given_since_the_copy_come_to_nobody_again(void **state)
{
    struct world *world = *state;
    struct hall *hall = &world->hall;

    assert_string_equal(hall_issue(hall, "izin-a", false).number, "A-001");
    back_up(world);
    assert_string_equal(hall_issue(hall, "izin-a", false).number, "A-002");
    restore(world);
    assert_false(desk_was_quarantined(hall->desk));
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM ticket"), 1);
    assert_string_equal(hall_issue(hall, "izin-a", false).number, "Aa-001");
    assert_string_equal(hall_issue(hall, "izin-a", false).number, "Aa-002");
    hall_leave(hall);
    hall_enter(hall);
    assert_string_equal(hall_issue(hall, "izin-a", false).number, "Aa-003");
    restore(world); /* the same copy once more */
    assert_string_equal(hall_issue(hall, "izin-a", false).number, "Ab-001");
    clock_fake_advance(hall->clock, 24 * HALL_HOUR_MS);
    assert_string_equal(hall_issue(hall, "izin-a", false).number, "A-001");
}

/* A power cut when the damaged one was moved away and the fresh one not yet made. */
static void numbers_of_a_database_that_is_gone_come_to_nobody_again(void **state)
{
    static const char *const files[] = {"anjungan.db", "anjungan.db-wal", "anjungan.db-shm"};
    struct world *world = *state;
    struct hall *hall = &world->hall;
    AUTO_FREE char *quarantine = mem_format("%s/quarantine", hall->directory);
    AUTO_FREE char *folder = mem_format("%s/20261123T024100Z-1f3c9a2e", quarantine);

    assert_string_equal(hall_issue(hall, "izin-a", false).number, "A-001");
    hall_leave(hall);
    assert_int_equal(mkdir(quarantine, 0770), 0);
    assert_int_equal(mkdir(folder, 0770), 0);
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        AUTO_FREE char *from = mem_format("%s/%s", hall->directory, files[i]);
        AUTO_FREE char *to = mem_format("%s/%s", folder, files[i]);

        (void)rename(from, to); /* the log may have gone with the last process */
    }
    hall_enter(hall);
    assert_string_equal(hall_issue(hall, "izin-a", false).number, "Aa-001");
}

static void a_day_that_staff_closed_is_opened_anew_by_staff_alone(void **state)
{
    struct world *world = *state;
    struct hall *hall = &world->hall;
    struct ticket ticket;
    const struct uuid request = uuid_v4();
    struct err err = {0};

    hall_issue(hall, "izin-a", false);
    hall_sql(hall, "UPDATE session SET closed_at = 1, closed_by = 'staff'");
    back_up(world);
    restore(world);
    assert_false(hall_try(hall, &request, &ticket, &err));
    assert_int_equal(err.code, ERR_CLOSED);
}

static void a_receipts_number_given_since_the_copy_comes_to_nobody_again(void **state)
{
    static const uint16_t kinds[] = {1};
    struct world *world = *state;
    struct hall *hall = &world->hall;
    struct receipt out;
    struct err err = {0};
    struct receipt_request request = {.service_id = "izin-a",
                                      .applicant = "Siti",
                                      .received = kinds,
                                      .received_count = 1,
                                      .officer = "P01",
                                      .counter = "Loket 1"};

    for (int i = 0; i < 2; i++) {
        request.request = uuid_v4();
        if (!desk_issue_receipt(hall->desk, &request, &out, &err))
            fail_msg("%s", err.text);
        if (i == 0)
            back_up(world);
    }
    assert_memory_equal(out.file_number, "2611-1002-", 10);
    restore(world);
    request.request = uuid_v4();
    assert_true(desk_issue_receipt(hall->desk, &request, &out, &err));
    assert_memory_equal(out.file_number, "2611-1100002-", 13);
}

static void a_copy_begins_new_streams_that_name_those_before(void **state)
{
    struct world *world = *state;
    struct hall *hall = &world->hall;
    char old[40], previous[40];

    hall_issue(hall, "izin-a", false);
    back_up(world);
    hall_issue(hall, "izin-a", false);
    static const char is_open[] =
        "SELECT hex(id) FROM stream WHERE name = 'main' AND closed_at = 0";
    int64_t head =
        hall_number(hall, "SELECT head_seq FROM stream WHERE name = 'main' AND closed_at = 0");
    hall_text(hall, is_open, old, sizeof old);
    restore(world);
    hall_text(hall, "SELECT hex(previous) FROM stream WHERE name = 'main' AND closed_at = 0",
              previous, sizeof previous);
    assert_string_equal(previous, old);
    assert_int_equal(hall_number(hall, "SELECT previous_seq FROM stream WHERE name = 'main' AND "
                                       "closed_at = 0"),
                     head);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM journal WHERE kind = "
                                       "'database.restored'"),
                     1);
}

/* What is no sound copy of ours leaves the database in use alone. */
static void what_is_no_copy_restores_nothing(void **state)
{
    static const char *const spoil[] = {"PRAGMA application_id = 7", "PRAGMA user_version = 999"};
    struct world *world = *state;
    struct hall *hall = &world->hall;
    AUTO_FREE char *log = mem_format("%s/journal.txt", world->folder);
    const char *files[] = {"/nowhere.db", log, hall->catalog};
    struct desk *none = NULL;
    struct err err = {0};

    assert_true(file_replace(log, "", 0, false, NULL));
    hall_issue(hall, "izin-a", false);
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        hall->restore_from = files[i];
        assert_false(hall_desk(hall, &none, &err));
        assert_non_null(strstr(err.text, files[i]));
    }
    for (size_t i = 0; i < ARRAY_LEN(spoil); i++) {
        sqlite3 *copy = NULL;

        clock_fake_advance(hall->clock, 1000);
        back_up(world);
        assert_int_equal(sqlite3_open(world->copy, &copy), SQLITE_OK);
        assert_int_equal(sqlite3_exec(copy, spoil[i], NULL, NULL, NULL), SQLITE_OK);
        sqlite3_close(copy);
        hall->restore_from = world->copy;
        assert_false(hall_desk(hall, &none, &err));
        assert_int_equal(err.code, ERR_INVALID);
    }
    hall->restore_from = NULL;
    assert_string_equal(hall_issue(hall, "izin-a", false).number, "A-002");
    assert_false(is_there(hall->directory, "quarantine"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_copy_is_named_by_its_moment_and_its_owners_alone,
                                        open_world, close_world),
        cmocka_unit_test_setup_teardown(
            the_oldest_copies_go_and_the_new_one_stays_whatever_the_clock_says, open_world,
            close_world),
        cmocka_unit_test_setup_teardown(a_folder_that_is_not_there_is_named_and_nothing_is_lost,
                                        open_world, close_world),
        cmocka_unit_test_setup_teardown(a_damaged_database_makes_no_copy_and_goes_at_the_next_open,
                                        open_world, close_world),
        cmocka_unit_test_setup_teardown(numbers_given_since_the_copy_come_to_nobody_again,
                                        open_world, close_world),
        cmocka_unit_test_setup_teardown(numbers_of_a_database_that_is_gone_come_to_nobody_again,
                                        open_world, close_world),
        cmocka_unit_test_setup_teardown(a_day_that_staff_closed_is_opened_anew_by_staff_alone,
                                        open_world, close_world),
        cmocka_unit_test_setup_teardown(
            a_receipts_number_given_since_the_copy_comes_to_nobody_again, open_world, close_world),
        cmocka_unit_test_setup_teardown(a_copy_begins_new_streams_that_name_those_before,
                                        open_world, close_world),
        cmocka_unit_test_setup_teardown(what_is_no_copy_restores_nothing, open_world, close_world),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
