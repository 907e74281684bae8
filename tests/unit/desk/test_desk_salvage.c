/* What a damaged database still has is taken over, once; what is damaged stays behind. */
#include "desk/salvage.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/receipts.h"
#include "support/hall.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static int open_hall(void **state)
{
    static const uint16_t kinds[] = {1};
    struct hall *hall = calloc(1, sizeof *hall);
    struct receipt receipt;
    struct receipt_request request = {.request = uuid_v4(),
                                      .service_id = "izin-a",
                                      .applicant = "Siti",
                                      .received = kinds,
                                      .received_count = 1,
                                      .officer = "P-01",
                                      .counter = "Loket 1"};
    struct err err = {0};

    hall_open(hall);
    hall_issue(hall, "izin-a", false);
    hall_issue(hall, "izin-b", false);
    if (!desk_issue_receipt(hall->desk, &request, &receipt, &err))
        fail_msg("%s", err.text);
    hall_sql(hall, "INSERT INTO officer (code, name, role, pin, is_active, created_at) VALUES "
                   "('P-01', 'Siti Rahmawati', 'supervisor', '$argon2id$v=19$m=65536,t=2', 1, 1);"
                   "INSERT INTO suggestion (day, id, service_id, words) VALUES "
                   "(20780, randomblob(16), '', x'00112233')");
    *state = hall;
    return 0;
}

static int close_hall(void **state)
{
    hall_close(*state);
    free(*state);
    return 0;
}

/* A row that its index does not know, and the demand to look for such. */
static void lose(struct hall *hall)
{
    AUTO_FREE char *demand = mem_format("%s/check-database", hall->directory);

    hall_sql(hall, "CREATE TABLE kept AS SELECT * FROM sqlite_schema WHERE name = 'session_by_day';"
                   "PRAGMA writable_schema = ON;"
                   "DELETE FROM sqlite_schema WHERE name = 'session_by_day'");
    hall_sql(hall, "UPDATE session SET local_day = local_day + 1");
    hall_sql(hall, "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema SELECT * FROM kept");
    hall_sql(hall, "DROP TABLE kept");
    assert_true(file_replace(demand, "", 0, false, NULL));
    hall_leave(hall);
    hall_enter(hall);
    assert_true(desk_was_quarantined(hall->desk));
}

static bool salvage(struct hall *hall, struct desk_salvage *out, struct text *waiting)
{
    bool has_any = false;
    struct err err = {0};

    if (!waiting->data)
        text_init(waiting, 4096);
    if (!desk_salvage(hall->desk, out, waiting, &has_any, &err))
        fail_msg("%s", err.text);
    return has_any;
}

static void everything_that_can_be_read_is_taken_over(void **state)
{
    struct hall *hall = *state;
    struct desk_salvage taken;
    AUTO_TEXT struct text waiting = {0};
    int64_t events = hall_number(hall, "SELECT count(*) FROM outbox");

    lose(hall);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM officer"), 0);
    assert_true(salvage(hall, &taken, &waiting));
    assert_int_equal(taken.events, events);
    assert_int_equal(taken.rows, 3);
    assert_false(taken.is_partial);
    assert_string_equal(waiting.data, "A-001, B-001");
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM officer WHERE code = 'P-01'"), 1);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM suggestion"), 1);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM receipt WHERE applicant = 'Siti'"), 1);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM outbox WHERE kind = 'ticket.issued'"),
                     2);
    assert_int_equal(
        hall_number(hall, "SELECT count(*) FROM journal WHERE kind = 'database.salvaged'"), 1);
    assert_false(salvage(hall, &taken, &waiting));
    hall_leave(hall);
    hall_enter(hall); /* the chain of events holds: the open looks at it */
    assert_false(desk_was_quarantined(hall->desk));
    assert_string_equal(hall_issue(hall, "izin-a", false).number, "Aa-001");
}

static void what_is_there_already_is_not_taken_twice(void **state)
{
    struct hall *hall = *state;
    struct desk_salvage taken;
    AUTO_TEXT struct text waiting = {0};
    char folder[256];

    lose(hall);
    assert_true(salvage(hall, &taken, &waiting));
    text_copy(folder, sizeof folder, taken.folder);
    AUTO_FREE char *mark = mem_format("%s/quarantine/%s/salvaged", hall->directory, folder);
    int64_t events = hall_number(hall, "SELECT count(*) FROM outbox");
    assert_int_equal(unlink(mark), 0); /* as if power had failed before it was there */
    assert_true(salvage(hall, &taken, &waiting));
    assert_int_equal(taken.events + taken.rows, 0);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM outbox"), events);
}

/* Writes over the file where these words lie, or where their page begins. */
static void spoil(const struct hall *hall, const char *words, bool whole_page)
{
    static const char nothing[64];
    AUTO_FREE char *path = mem_format("%s/anjungan.db", hall->directory);
    AUTO_FREE char *bytes = NULL;
    size_t len = 0;
    size_t at = 0;
    int fd = open(path, O_WRONLY);

    assert_true(file_read(path, 64 << 20, &bytes, &len, NULL));
    while (at + strlen(words) < len && memcmp(bytes + at, words, strlen(words)) != 0)
        at++;
    assert_true(fd >= 0 && at + strlen(words) < len);
    if (whole_page)
        assert_int_equal(pwrite(fd, nothing, sizeof nothing, (off_t)(at - at % 4096)),
                         sizeof nothing);
    else
        assert_int_equal(pwrite(fd, "#", 1, (off_t)at), 1);
    close(fd);
}

static void a_damaged_event_stays_behind_and_the_others_go(void **state)
{
    struct hall *hall = *state;
    struct desk_salvage taken;
    AUTO_TEXT struct text waiting = {0};
    int64_t events = hall_number(hall, "SELECT count(*) FROM outbox");

    desk_checkpoint(hall->desk);
    hall_leave(hall);
    spoil(hall, "\"B-001\"", false);
    hall_enter(hall);
    assert_true(desk_was_quarantined(hall->desk)); /* its hash says so */
    assert_true(salvage(hall, &taken, &waiting));
    assert_int_equal(taken.bad_events, 1);
    assert_int_equal(taken.events, events - 1);
}

static void rows_on_both_sides_of_a_damaged_page_are_taken_over(void **state)
{
    struct hall *hall = *state;
    struct desk_salvage taken;
    AUTO_TEXT struct text waiting = {0};

    hall_sql(hall, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
                   "INSERT INTO officer (code, name, role, pin, is_active, created_at) SELECT "
                   "printf('Q-%05d', i), 'Petugas', 'officer', '$argon2id$v=19$m=65536,t=2', 1, 1 "
                   "FROM n");
    desk_checkpoint(hall->desk);
    hall_leave(hall);
    spoil(hall, "Q-01000", true);
    hall_enter(hall);
    assert_true(desk_was_quarantined(hall->desk));
    assert_true(salvage(hall, &taken, &waiting));
    assert_true(taken.is_partial);
    assert_in_range(taken.rows, 1900, 2000);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM officer WHERE code = 'Q-00001' OR "
                                       "code = 'Q-02000'"),
                     2);
}

static void a_damaged_name_of_a_stream_costs_its_events_alone(void **state)
{
    struct hall *hall = *state;
    struct desk_salvage taken;
    AUTO_TEXT struct text waiting = {0};
    int64_t all = hall_number(hall, "SELECT count(*) FROM outbox");
    int64_t unnamed =
        hall_number(hall, "SELECT count(*) FROM outbox WHERE stream = (SELECT id FROM "
                          "stream WHERE name = 'main')");

    hall_sql(hall, "UPDATE stream SET name = '#ain' WHERE name = 'main'");
    lose(hall);
    assert_true(salvage(hall, &taken, &waiting));
    assert_int_equal(taken.events, all - unnamed);
    assert_int_equal(taken.bad_events, unnamed);
    assert_int_equal(taken.rows, 3);
    assert_string_equal(waiting.data, "A-001, B-001");
}

static void damaged_words_stay_behind(void **state)
{
    struct hall *hall = *state;
    struct desk_salvage taken;
    AUTO_TEXT struct text waiting = {0};

    hall_sql(hall, "UPDATE officer SET name = CAST(x'536974ff69' AS TEXT);"
                   "DROP TRIGGER ticket_keeps_its_number;UPDATE ticket SET number = "
                   "CAST(x'41ff2d303031' AS TEXT) WHERE number = 'A-001'");
    lose(hall);
    assert_true(salvage(hall, &taken, &waiting));
    assert_true(taken.is_partial);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM officer"), 0);
    assert_string_equal(waiting.data, "?, B-001");
}

static void rubble_is_gone_through_once_and_harms_nothing(void **state)
{
    struct hall *hall = *state;
    struct desk_salvage taken;
    AUTO_TEXT struct text waiting = {0};
    AUTO_FREE char *path = mem_format("%s/anjungan.db", hall->directory);
    AUTO_FREE char *log = mem_format("%s/anjungan.db-wal", hall->directory);
    static const char rubble[] = "this is no database at all, whatever its name may say";

    hall_leave(hall);
    assert_true(file_replace(path, rubble, sizeof rubble, false, NULL));
    assert_true(file_replace(log, "", 0, false, NULL));
    hall_enter(hall);
    assert_true(salvage(hall, &taken, &waiting));
    assert_true(taken.is_partial);
    assert_int_equal(taken.events + taken.rows, 0);
    assert_int_equal(waiting.len, 0);
    assert_false(salvage(hall, &taken, &waiting));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(everything_that_can_be_read_is_taken_over, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(what_is_there_already_is_not_taken_twice, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(a_damaged_event_stays_behind_and_the_others_go, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(rows_on_both_sides_of_a_damaged_page_are_taken_over,
                                        open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_damaged_name_of_a_stream_costs_its_events_alone,
                                        open_hall, close_hall),
        cmocka_unit_test_setup_teardown(damaged_words_stay_behind, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(rubble_is_gone_through_once_and_harms_nothing, open_hall,
                                        close_hall),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
