/* Opening: pragmas, versions, state directories that cannot be used, damage, checkpoints. */
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/ticket.h"
#include "store/db_internal.h"
#include "store/journal_store.h"
#include "store/outbox_store.h"
#include "store/query.h"
#include "store/session_store.h"
#include "support/hall.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static int open_hall(void **state)
{
    struct hall *hall = calloc(1, sizeof *hall);

    hall_open(hall);
    *state = hall;
    return 0;
}

static int close_hall(void **state)
{
    hall_close(*state);
    free(*state);
    return 0;
}

static bool try_open(const char *directory, struct db **out, struct err *err)
{
    const struct db_options options = {
        .state_dir = directory, .boot_id = "boot-a", .now_ms = HALL_NOW_MS};

    return db_open(out, &options, err);
}

static struct db *open_db(const struct hall *hall)
{
    struct db *db = NULL;
    struct err err = {0};

    if (!try_open(hall->directory, &db, &err))
        fail_msg("%s", err.text);
    return db;
}

static void every_pragma_holds_on_every_handle(void **state)
{
    static const char *const expected[][2] = {
        {"PRAGMA journal_mode", "wal"},     {"PRAGMA synchronous", "2"},
        {"PRAGMA foreign_keys", "1"},       {"PRAGMA trusted_schema", "0"},
        {"PRAGMA cell_size_check", "1"},    {"PRAGMA secure_delete", "1"},
        {"PRAGMA wal_autocheckpoint", "0"}, {"PRAGMA journal_size_limit", "4194304"},
        {"PRAGMA busy_timeout", "0"},       {"PRAGMA application_id", "1095649841"},
        {"PRAGMA page_size", "4096"},
    };
    struct db *db = open_db(*state);

    for (size_t i = 0; i < ARRAY_LEN(expected); i++) {
        char value[32];
        AUTO_QUERY struct query q = query_begin(db, expected[i][0]);
        assert_true(query_one(&q, "value", NULL));
        query_text(&q, 0, value, sizeof value);
        assert_string_equal(value, expected[i][1]);
    }
    db_close(db);
}

static void a_directory_that_cannot_serve_is_named(void **state)
{
    struct hall *hall = *state;
    struct db *db = NULL;
    struct err err = {0};

    assert_false(try_open("/nonexistent/anjungan", &db, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_non_null(strstr(err.text, "/nonexistent/anjungan"));
    assert_false(try_open(hall->catalog, &db, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_non_null(strstr(err.text, hall->catalog));
}

/* As another user, because nothing is read-only for root. */
static void a_read_only_directory_is_named(void **state)
{
    struct hall *hall = *state;

    hall_leave(hall);
    assert_int_equal(chmod(hall->directory, 0755), 0);
    pid_t child = fork();
    if (child == 0) {
        struct db *db = NULL;
        struct err err = {0};
        if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
            _exit(1);
        if (geteuid() == getuid() && chmod(hall->directory, 0555) == 0)
            unlink(hall->catalog); /* own directory: without root it is made read-only */
        bool opened = try_open(hall->directory, &db, &err);
        _exit(!opened && err.code == ERR_IO && strstr(err.text, hall->directory) ? 0 : 2);
    }
    int status = 1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(chmod(hall->directory, 0700), 0);
    assert_int_equal(status, 0);
}

static void a_newer_schema_is_refused_and_untouched(void **state)
{
    struct hall *hall = *state;
    struct db *db = NULL;
    struct err err = {0};

    hall_leave(hall);
    hall_sql(hall, "PRAGMA user_version = 99");
    assert_false(try_open(hall->directory, &db, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_non_null(strstr(err.text, "99"));
    assert_int_equal(hall_number(hall, "PRAGMA user_version"), 99);
}

static void the_database_of_another_program_is_refused(void **state)
{
    struct hall *hall = *state;
    struct db *db = NULL;
    struct err err = {0};

    hall_leave(hall);
    hall_sql(hall, "PRAGMA application_id = 7");
    assert_false(try_open(hall->directory, &db, &err));
    assert_int_equal(err.code, ERR_INVALID);
}

static void a_checkpoint_leaves_nothing_to_move(void **state)
{
    struct hall *hall = *state;

    hall_issue(hall, "izin-a", false);
    assert_true(desk_wal_bytes(hall->desk) > 0);
    desk_checkpoint(hall->desk);
    assert_int_equal(desk_wal_bytes(hall->desk), 0);
    desk_checkpoint(hall->desk); /* and does not write a new mark each time */
    assert_int_equal(desk_wal_bytes(hall->desk), 0);
    hall_issue(hall, "izin-a", false);
    assert_in_range(desk_wal_bytes(hall->desk), 4120, 40 * 4120);
}

static void an_undone_transaction_changes_nothing(void **state)
{
    struct db *db = open_db(*state);
    struct tx tx = {0};
    int64_t before = 0;
    int64_t after = 0;

    assert_true(journal_store_count(db, "test", &before, NULL));
    assert_true(tx_begin(&tx, db, NULL));
    assert_true(journal_store_add(db, 1, "test", "undone", NULL));
    tx_undo(&tx);
    assert_true(journal_store_count(db, "test", &after, NULL));
    assert_int_equal(before, after);
    assert_true(tx_begin(&tx, db, NULL));
    assert_true(journal_store_add(db, 1, "test", "kept", NULL));
    assert_true(tx_commit(&tx, NULL));
    tx_undo(&tx); /* over: nothing to undo */
    assert_true(journal_store_count(db, "test", &after, NULL));
    assert_int_equal(before + 1, after);
    db_close(db);
}

/* Writes bytes into the middle of a page of the database. */
static void damage(const struct hall *hall, const char *name, off_t offset)
{
    AUTO_FREE char *path = mem_format("%s/%s", hall->directory, name);
    char garbage[512];
    int fd = open(path, O_WRONLY);

    memset(garbage, 0xa5, sizeof garbage);
    assert_true(fd >= 0);
    assert_int_equal(pwrite(fd, garbage, sizeof garbage, offset), sizeof garbage);
    close(fd);
}

static void assert_quarantined(struct hall *hall)
{
    char folder[160];
    struct stat info;

    hall_enter(hall);
    assert_true(desk_was_quarantined(hall->desk));
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM ticket"), 0);
    hall_issue(hall, "izin-a", false);
    text_format(folder, sizeof folder, "%s/quarantine", hall->directory);
    assert_int_equal(stat(folder, &info), 0);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM journal WHERE kind = "
                                       "'database.quarantined'"),
                     1);
    hall_check(hall);
}

static void a_damaged_page_of_any_table_is_noticed(void **state)
{
    struct hall *hall = *state;

    for (int i = 0; i < 40; i++)
        hall_issue(hall, "izin-a", false);
    hall_leave(hall);
    int64_t page = hall_number(hall, "SELECT rootpage FROM sqlite_schema WHERE name = 'ticket'");
    damage(hall, "anjungan.db", (off_t)(page - 1) * 4096);
    assert_quarantined(hall);
}

static void a_running_desk_leaves_a_damaged_file(void **state)
{
    struct hall *hall = *state;
    struct desk *other = NULL;
    struct ticket ticket;
    const struct ticket_request wish = {.request = uuid_v4(), .service = "izin-a", .lang = "id"};
    struct err err = {0};

    assert_true(hall_desk(hall, &other, NULL));
    for (int i = 0; i < 40; i++)
        hall_issue(hall, "izin-a", false);
    desk_checkpoint(hall->desk); /* from here on `other` reads the file, not the log */
    int64_t page = hall_number(hall, "SELECT rootpage FROM sqlite_schema WHERE name = 'ticket'");
    damage(hall, "anjungan.db", (off_t)(page - 1) * 4096);
    assert_false(desk_issue_ticket(other, &wish, &ticket, &err));
    assert_int_equal(err.code, ERR_CORRUPT);
    assert_true(desk_issue_ticket(other, &wish, &ticket, &err)); /* the next try, a second later */
    assert_string_equal(ticket.number, "Aa-001");
    assert_true(desk_was_quarantined(other));
    assert_string_equal(hall_issue(hall, "izin-a", false).number, "Aa-002");
    desk_close(other);
    hall_check(hall);
}

static void the_old_stream_is_named_where_it_can_be_read(void **state)
{
    struct hall *hall = *state;
    char old[64];
    char named[64];

    for (int i = 0; i < 40; i++)
        hall_issue(hall, "izin-a", false);
    hall_leave(hall);
    hall_text(hall, "SELECT lower(hex(id)) || head_seq FROM stream WHERE name = 'main'", old,
              sizeof old);
    int64_t page = hall_number(hall, "SELECT rootpage FROM sqlite_schema WHERE name = 'print_job'");
    damage(hall, "anjungan.db", (off_t)(page - 1) * 4096);
    assert_quarantined(hall);
    hall_text(hall, "SELECT lower(hex(previous)) || previous_seq FROM stream WHERE name = 'main'",
              named, sizeof named);
    assert_string_equal(named, old);
    hall_text(
        hall,
        "SELECT replace(json_extract(rec, '$.data.previous'), '-', '') || "
        "json_extract(rec, '$.data.previous_seq') FROM outbox WHERE kind = 'stream.opened' AND "
        "json_extract(CAST(rec AS TEXT), '$.data.name') = 'main'",
        named, sizeof named);
    assert_string_equal(named, old);
}

static void a_changed_record_breaks_the_chain(void **state)
{
    struct hall *hall = *state;

    hall_issue(hall, "izin-a", false);
    hall_leave(hall);
    hall_sql(hall, "DROP TRIGGER outbox_is_written_once; UPDATE outbox SET rec = CAST(replace("
                   "CAST(rec AS TEXT), 'A-001', 'A-002') AS BLOB) WHERE kind = 'ticket.issued'");
    assert_quarantined(hall);
}

static void a_log_without_its_database_is_kept(void **state)
{
    struct hall *hall = *state;
    AUTO_FREE char *database = mem_format("%s/anjungan.db", hall->directory);
    AUTO_FREE char *log = mem_format("%s/anjungan.db-wal", hall->directory);

    hall_leave(hall);
    assert_int_equal(unlink(database), 0);
    assert_true(file_replace(log, "frames", 6, false, NULL));
    assert_quarantined(hall);
    assert_int_not_equal(
        access(log, F_OK) == 0 && hall_number(hall, "SELECT count(*) FROM ticket") != 1, 1);
}

static void damage_that_was_noticed_is_looked_for_at_the_next_open(void **state)
{
    struct hall *hall = *state;
    AUTO_FREE char *demand = mem_format("%s/check-database", hall->directory);

    hall_leave(hall);
    assert_true(file_replace(demand, "", 0, false, NULL));
    hall_enter(hall);
    assert_false(desk_was_quarantined(hall->desk));
    assert_int_not_equal(access(demand, F_OK), 0);
}

static void a_moved_database_makes_its_handles_stale(void **state)
{
    struct hall *hall = *state;
    AUTO_FREE char *path = mem_format("%s/anjungan.db", hall->directory);
    AUTO_FREE char *aside = mem_format("%s/aside", hall->directory);
    struct db *db = open_db(hall);
    struct tx tx = {0};
    struct err err = {0};

    assert_false(db_is_stale(db));
    assert_int_equal(rename(path, aside), 0);
    assert_true(db_is_stale(db));
    assert_false(tx_begin(&tx, db, &err));
    assert_int_equal(err.code, ERR_BUSY);
    assert_int_equal(rename(aside, path), 0);
    db_close(db);
}

static int note_ceiling(void *context, int count)
{
    struct db *db = context;

    (void)count;
    assert_int_equal(db->busy_ceiling_ms, DB_LOG_CEILING_MS);
    db->busy_since_ms = -1; /* the mark that somebody waited */
    return 0;
}

/* While the log is cut no writer gets in: a reader may hold that up for a moment only. */
static void a_reader_of_the_log_keeps_writers_out_for_a_moment_only(void **state)
{
    struct hall *hall = *state;
    struct db *reader = open_db(hall);
    struct db *db = open_db(hall);
    struct err err = {0};
    bool has_row = false;

    assert_true(DB_LOG_CEILING_MS <= 50);
    assert_true(journal_store_add(db, HALL_NOW_MS, "a", "", &err));
    {
        AUTO_QUERY struct query q = query_begin(reader, "SELECT kind FROM journal");
        assert_true(query_step(&q, &has_row, &err) && has_row);
        sqlite3_busy_handler(db->handle, note_ceiling, db);
        assert_false(db_empty_log(db, &err));
        assert_int_equal(err.code, ERR_BUSY);
        assert_int_equal(db->busy_since_ms, -1);
        assert_int_equal(db->busy_ceiling_ms, DB_BUSY_CEILING_MS);
    }
    assert_true(db_empty_log(db, &err));
    db_close(reader);
    db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_pragma_holds_on_every_handle, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_directory_that_cannot_serve_is_named, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(a_read_only_directory_is_named, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_newer_schema_is_refused_and_untouched, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(the_database_of_another_program_is_refused, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(a_checkpoint_leaves_nothing_to_move, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_reader_of_the_log_keeps_writers_out_for_a_moment_only,
                                        open_hall, close_hall),
        cmocka_unit_test_setup_teardown(an_undone_transaction_changes_nothing, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(a_damaged_page_of_any_table_is_noticed, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(a_running_desk_leaves_a_damaged_file, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(the_old_stream_is_named_where_it_can_be_read, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(a_changed_record_breaks_the_chain, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_log_without_its_database_is_kept, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(damage_that_was_noticed_is_looked_for_at_the_next_open,
                                        open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_moved_database_makes_its_handles_stale, open_hall,
                                        close_hall),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
