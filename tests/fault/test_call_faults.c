/* Every step of every act of an officer fails, once or for good: the act is carried out wholly or not
 * at all, and the same command carries it out afterwards. */
#include "desk/slips.h"
#include "desk/ticket.h"
#include "support/fault_vfs.h"
#include "support/officer.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { STEPS_MAX = 2000, TABLES = 5 };

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

/* What an act may write, as one text. */
static void all_rows(const struct hall *hall, char *out, size_t size)
{
    hall_text(
        hall,
        "SELECT (SELECT count(*) FROM outbox) || '/' || (SELECT count(*) FROM journal) || '/' "
        "|| (SELECT count(*) FROM command) || '/' || (SELECT count(*) FROM call) || '/' || "
        "(SELECT count(*) FROM print_job) || '/' || (SELECT group_concat(number || state || "
        "is_priority || group_id || calls || counter || for_counter) FROM (SELECT * FROM "
        "ticket ORDER BY place DESC LIMIT 2)) || '/' || coalesce((SELECT "
        "group_concat(name || is_open || priority_run || last_call || since_boot) FROM "
        "counter), '')",
        out, size);
}

/* A ticket in a state in which the act is allowed. */
static struct ticket prepare(struct hall *hall, enum ticket_act kind)
{
    struct ticket ticket = hall_issue(hall, "izin-a", false);

    if (kind == ACT_RECALL || kind == ACT_SKIP || kind == ACT_START || kind == ACT_FINISH
        || kind == ACT_RESTORE)
        officer_do(hall, ACT_CALL, "Loket 1", &ticket);
    if (kind == ACT_FINISH)
        officer_do(hall, ACT_START, "Loket 1", &ticket);
    if (kind == ACT_RESTORE)
        officer_do(hall, ACT_SKIP, "Loket 1", &ticket);
    if (kind == ACT_DEMOTE)
        officer_do(hall, ACT_PROMOTE, NULL, &ticket);
    return ticket;
}

/* Leaves the counter free and nobody waiting. */
static void tidy(struct hall *hall, struct ticket *ticket)
{
    assert_true(desk_find_ticket(hall->desk, &ticket->id, ticket, NULL));
    if (ticket->state == TICKET_SERVING)
        officer_do(hall, ACT_FINISH, "Loket 1", ticket);
    else if (ticket->state != TICKET_DONE && ticket->state != TICKET_VOID)
        officer_do(hall, ACT_VOID, NULL, ticket);
}

/* False when the nth step is past the last one. */
static bool fail_nth(struct hall *hall, enum ticket_act kind, long nth, bool stays)
{
    static char before[4096];
    static char after[4096];
    struct ticket ticket = prepare(hall, kind);
    struct staff_act act = officer_act(kind, "Loket 1", kind == ACT_CALL_NEXT ? NULL : &ticket);
    struct ticket out;
    struct err err = {0};

    if (kind == ACT_TRANSFER)
        act.to_group = "information";
    all_rows(hall, before, sizeof before);
    fault_vfs_arm(nth, SQLITE_IOERR, stays);
    bool is_done = desk_act(hall->desk, &act, &out, &err);
    bool struck = fault_vfs_has_struck();
    fault_vfs_disarm();
    all_rows(hall, after, sizeof after);
    if (is_done == (strcmp(before, after) == 0))
        fail_msg("%s, step %ld: %s\n%s\n%s", ticket_act_name(kind), nth, err.text, before, after);
    if (!is_done)
        assert_int_equal(err.code, ERR_IO);
    if (!desk_act(hall->desk, &act, &out, &err))
        fail_msg("%s, step %ld, then: %s", ticket_act_name(kind), nth, err.text);
    assert_true(uuid_equal(&out.id, &ticket.id));
    assert_false(desk_was_quarantined(hall->desk));
    tidy(hall, &out);
    return struck;
}

static void fail_every_step(struct hall *hall, bool stays)
{
    for (int kind = 0; kind < TICKET_ACT_COUNT; kind++) {
        long nth = 1;
        while (nth < STEPS_MAX && fail_nth(hall, (enum ticket_act)kind, nth, stays))
            nth++;
        assert_in_range(nth, 3, STEPS_MAX - 1);
    }
}

static void an_input_output_error_at_any_step_changes_nothing(void **state)
{
    fail_every_step(*state, false);
}

static void a_dead_disk_from_any_step_on_changes_nothing(void **state)
{
    fail_every_step(*state, true);
}

/* nth statement of one act, refused by the schema: what it did before is undone. */
static void a_row_that_cannot_be_written_undoes_the_act(void **state)
{
    static const char *const tables[TABLES] = {"outbox", "journal", "command", "call", "counter"};
    struct hall *hall = *state;

    for (size_t i = 0; i < TABLES; i++) {
        static char before[4096];
        static char after[4096];
        struct ticket ticket = hall_issue(hall, "izin-a", false);
        const struct staff_act act = officer_act(ACT_CALL_NEXT, "Loket 1", NULL);
        struct ticket out;
        char sql[256];
        (void)snprintf(sql, sizeof sql,
                       "CREATE TRIGGER refuse BEFORE INSERT ON %s BEGIN SELECT RAISE(ABORT, "
                       "'refused'); END",
                       tables[i]);
        hall_sql(hall, sql);
        all_rows(hall, before, sizeof before);
        assert_false(desk_act(hall->desk, &act, &out, NULL));
        all_rows(hall, after, sizeof after);
        assert_string_equal(before, after);
        hall_sql(hall, "DROP TRIGGER refuse");
        assert_true(desk_act(hall->desk, &act, &out, NULL));
        assert_true(uuid_equal(&out.id, &ticket.id));
        tidy(hall, &out);
    }
}

static void a_call_is_one_sync(void **state)
{
    struct hall *hall = *state;

    for (int i = 0; i < 11; i++)
        hall_issue(hall, "izin-a", i % 3 == 0);
    officer_serve_next(hall, "Loket 1");
    for (int i = 0; i < 10; i++) {
        fault_vfs_disarm();
        struct ticket called = officer_call_next(hall, "Loket 1");
        assert_int_equal(fault_vfs_count(FAULT_SYNC), 1);
        officer_do(hall, ACT_START, "Loket 1", &called);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_input_output_error_at_any_step_changes_nothing,
                                        open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_dead_disk_from_any_step_on_changes_nothing, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(a_row_that_cannot_be_written_undoes_the_act, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(a_call_is_one_sync, open_hall, close_hall),
    };

    fault_vfs_install();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
