/* The schema's own promises: names, triggers, and every released version migrated to the newest. */
#include "base/file.h"
#include "base/mem.h"
#include "desk/slips.h"
#include "store/migrate.h"
#include "support/hall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

/* Every object's SQL in one text. */
static const char schema_sql[] = "SELECT group_concat(type || ' ' || name || ' ' || coalesce(sql, "
                                 "''), char(10)) FROM (SELECT * FROM sqlite_schema ORDER BY "
                                 "type, name)";
enum { SCHEMA_BYTES = 64 * 1024 };

/* Fixtures are what `.dump` gave for a released version; they are added, never changed. Only the
 * newest schema may still be without one: until it is released it may change. */
static void every_released_schema_becomes_the_fresh_one(void **state)
{
    struct hall *hall = *state;
    AUTO_FREE char *fresh = mem_zalloc(1, SCHEMA_BYTES);
    AUTO_FREE char *migrated = mem_zalloc(1, SCHEMA_BYTES);
    AUTO_FREE char *path = mem_format("%s/anjungan.db", hall->directory);

    hall_text(hall, schema_sql, fresh, SCHEMA_BYTES);
    for (int version = 1; version <= migration_count; version++) {
        AUTO_FREE char *name =
            mem_format("%s/tests/unit/store/released/%04d.sql", SOURCE_DIR, version);
        AUTO_FREE char *dump = NULL;
        AUTO_FREE char *pragmas =
            mem_format("PRAGMA application_id = 1095649841; PRAGMA user_version = %d", version);
        size_t len = 0;
        if (version == migration_count && access(name, F_OK) != 0)
            break;
        hall_leave(hall);
        assert_int_equal(unlink(path), 0);
        assert_true(file_replace(path, "", 0, false, NULL));
        assert_true(file_read(name, 1 << 20, &dump, &len, NULL));
        hall_sql(hall, dump);
        hall_sql(hall, pragmas);
        hall_enter(hall);
        assert_false(desk_was_quarantined(hall->desk));
        hall_text(hall, schema_sql, migrated, SCHEMA_BYTES);
        assert_string_equal(migrated, fresh);
        assert_int_equal(hall_number(hall, "PRAGMA user_version"), migration_count);
        hall_issue(hall, "izin-a", false);
        hall_check(hall);
    }
}

static void the_names_of_the_domain_are_those_of_the_schema(void **state)
{
    struct hall *hall = *state;
    struct ticket ticket = hall_issue(hall, "izin-a", false);
    struct print_job job;

    assert_true(desk_ticket_job(hall->desk, &ticket.id, &job, NULL));
    for (int name = TICKET_WAITING; name <= TICKET_VOID; name++) {
        AUTO_FREE char *sql = mem_format("UPDATE ticket SET state = '%s'",
                                         ticket_state_name((enum ticket_state)name));
        hall_sql(hall, sql);
    }
    assert_true(hall_sql_refused(hall, "UPDATE ticket SET state = 'lost'"));
    for (int name = PRINT_QUEUED; name <= PRINT_CANCELLED; name++) {
        AUTO_FREE char *sql = mem_format("UPDATE print_job SET state = '%s', is_over = %d",
                                         print_state_name((enum print_state)name),
                                         print_state_is_final((enum print_state)name));
        hall_sql(hall, sql);
    }
    assert_true(hall_sql_refused(hall, "UPDATE print_job SET state = 'lost'"));
    assert_true(hall_sql_refused(hall, "UPDATE print_job SET state = 'queued', is_over = 1"));
}

static void people_waiting_are_counted_through_every_change(void **state)
{
    struct hall *hall = *state;

    for (int i = 0; i < 6; i++)
        hall_issue(hall, "izin-a", i == 5);
    hall_sql(hall, "UPDATE ticket SET state = 'called' WHERE seq = 1 AND series = 'A'");
    hall_check(hall);
    hall_sql(hall, "UPDATE ticket SET state = 'waiting' WHERE seq = 1 AND series = 'A'");
    hall_check(hall);
    hall_sql(hall, "UPDATE ticket SET group_id = 'information' WHERE seq IN (1, 2)");
    hall_check(hall);
    hall_sql(hall, "UPDATE ticket SET group_id = 'intake', state = 'skipped' WHERE seq = 1");
    hall_check(hall);
    assert_int_equal(hall_number(hall, "SELECT sum(waiting) FROM line"), 4);
    assert_string_equal(hall_issue(hall, "izin-a", false).number, "A-006");
}

static void a_ticket_is_never_renumbered_nor_deleted_while_open(void **state)
{
    struct hall *hall = *state;

    hall_issue(hall, "izin-a", false);
    assert_true(hall_sql_refused(hall, "UPDATE ticket SET seq = 2"));
    assert_true(hall_sql_refused(hall, "UPDATE ticket SET number = 'A-002'"));
    assert_true(hall_sql_refused(hall, "DELETE FROM ticket"));
    assert_true(hall_sql_refused(hall, "DELETE FROM session"));
    assert_true(hall_sql_refused(
        hall, "INSERT INTO session (id, local_day, is_dated, generation, opened_at) VALUES "
              "(randomblob(16), 1, 1, 0, 1)")); /* a second open one */
}

static void events_are_only_added(void **state)
{
    struct hall *hall = *state;

    hall_issue(hall, "izin-a", false);
    assert_true(hall_sql_refused(hall, "UPDATE outbox SET rec = x'00'"));
    assert_true(hall_sql_refused(hall, "UPDATE outbox SET seq = seq + 10"));
    assert_true(hall_sql_refused(hall, "DELETE FROM outbox"));
    assert_true(hall_sql_refused(
        hall, "INSERT INTO outbox (stream, seq, id, kind, rec, sha, chain) SELECT stream, 99, "
              "randomblob(16), 'x', x'00', sha, chain FROM outbox WHERE seq = 1"));
    hall_sql(hall, "UPDATE outbox SET acked_at = 1 WHERE seq = 1");
    hall_sql(hall, "DELETE FROM outbox WHERE seq = 1");
    hall_leave(hall);
    hall_enter(hall); /* a chain whose beginning was acknowledged and removed is sound */
    assert_false(desk_was_quarantined(hall->desk));
}

static void what_a_ticket_touches_is_found_by_seeking(void **state)
{
    static const char *const statements[] = {
        "SELECT 1 FROM ticket WHERE id = x'00'",
        "SELECT no FROM session WHERE closed_at = 0",
        "SELECT hi FROM line WHERE session = 1",
        "SELECT service_ms, counter FROM ticket WHERE session = 1 AND group_id = 'a' AND state = "
        "'done' ORDER BY done_at DESC LIMIT 20",
        "SELECT 1 FROM session s CROSS JOIN ticket t ON t.session = s.no AND t.code = 'a' WHERE "
        "s.local_day = 1",
        "SELECT id FROM stream WHERE name = 'main' AND closed_at = 0",
        "SELECT id FROM print_job WHERE is_over = 0 ORDER BY id LIMIT 1",
        "SELECT id FROM print_job WHERE ticket = x'00' ORDER BY copy DESC LIMIT 1",
        "SELECT number FROM ticket WHERE session = 1 AND group_id = 'a' AND for_counter = '' "
        "AND is_priority = 0 AND state = 'waiting' ORDER BY place LIMIT 1", /* call-next */
        "SELECT place FROM ticket WHERE session = 1 AND group_id = 'a' AND place > 7 AND state = "
        "'skipped' ORDER BY place LIMIT 16",
        "SELECT count(*) FROM ticket INDEXED BY ticket_skipped WHERE session = 1 AND group_id = "
        "'a' AND state = 'skipped'",
        "SELECT count(*) FROM ticket WHERE session = 1 AND group_id = 'a' AND for_counter > '' "
        "AND state = 'waiting'",
        "UPDATE ticket INDEXED BY ticket_waiting SET for_counter = '' WHERE session = 1 AND "
        "group_id = 'a' AND for_counter = 'b' AND state = 'waiting'",
        "SELECT number FROM ticket WHERE session = 1 AND counter = 'a' AND (state = 'called' OR "
        "state = 'serving')",
        "SELECT wait_ms FROM ticket WHERE session = 1 AND wait_ms >= 0 ORDER BY wait_ms LIMIT 1",
        "SELECT no FROM call WHERE session = 1 AND no > 7 ORDER BY no DESC",
        "DELETE FROM command WHERE session < 7",
        "SELECT seq, rec FROM outbox WHERE stream = x'00' AND seq > 7 AND acked_at = 0 ORDER BY "
        "seq "
        "LIMIT 200", /* the next batch */
        "UPDATE outbox SET acked_at = 7 WHERE stream = x'00' AND seq = 7 AND acked_at = 0",
        "SELECT 1 FROM outbox WHERE stream = x'00' AND id = x'00'",
        "SELECT seq, acked_at FROM outbox WHERE stream = x'00' ORDER BY seq LIMIT 1000", /* prune */
        "SELECT number FROM complaint WHERE seq > 7 AND length(words) > 0 ORDER BY seq LIMIT 1",
    };
    struct hall *hall = *state;

    for (size_t i = 0; i < ARRAY_LEN(statements); i++) {
        AUTO_FREE char *plan = mem_format("EXPLAIN QUERY PLAN %s", statements[i]);
        if (hall_plan_scans(hall, plan))
            fail_msg("scans: %s", statements[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_released_schema_becomes_the_fresh_one, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(the_names_of_the_domain_are_those_of_the_schema, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(people_waiting_are_counted_through_every_change, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(a_ticket_is_never_renumbered_nor_deleted_while_open,
                                        open_hall, close_hall),
        cmocka_unit_test_setup_teardown(events_are_only_added, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(what_a_ticket_touches_is_found_by_seeking, open_hall,
                                        close_hall),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
