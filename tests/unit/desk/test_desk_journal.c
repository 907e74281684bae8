/* The journal: whatever is done to it afterwards is found. */
#include "base/text.h"
#include "desk/desk_internal.h"
#include "desk/staff.h"
#include "support/hall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void note(struct hall *hall, const char *who, const char *kind, const char *subject,
                 const char *detail)
{
    struct tx tx = {0};
    struct err err = {0};

    if (!desk_begin(hall->desk, &tx, &err)
        || !desk_journal(hall->desk, HALL_NOW_MS, who, kind, subject, detail, &err)
        || !desk_commit(hall->desk, &tx, &err))
        fail_msg("%s", err.text);
}

/* Five entries. */
static int open_hall(void **state)
{
    struct hall *hall = calloc(1, sizeof *hall);

    hall_open(hall);
    note(hall, "P-07", "ticket.void", "A-014", "tercetak dua kali");
    note(hall, "P-07", "ticket.promoted", "A-015", "lansia");
    note(hall, "", "printer.paper_out", "", "anjungan");
    note(hall, "S-01", "day.closed", "2026-11-23", "");
    note(hall, "P-08", "ticket.void", "A-016", "pulang");
    *state = hall;
    return 0;
}

static int close_hall(void **state)
{
    hall_close(*state);
    free(*state);
    return 0;
}

/* What only somebody with the file in hand can do. */
static void tamper(struct hall *hall, const char *sql)
{
    hall_sql(hall, "DROP TRIGGER journal_is_written_once; DROP TRIGGER journal_keeps_its_rows;");
    hall_sql(hall, sql);
}

static int64_t first_bad(struct hall *hall)
{
    struct journal_proof proof;
    struct err err = {0};
    int64_t bad_no = -1;

    if (desk_verify_journal(hall->desk, &proof, &bad_no, &err)) {
        assert_int_equal(bad_no, 0);
        return 0;
    }
    assert_int_equal(err.code, ERR_CORRUPT);
    assert_true(bad_no > 0);
    return bad_no;
}

struct listed {
    struct journal_entry entries[8];
    size_t count;
    size_t stop_at;
};

static bool keep(void *context, const struct journal_entry *entry)
{
    struct listed *listed = context;

    listed->entries[listed->count++] = *entry;
    return listed->count < listed->stop_at;
}

static void entries_are_listed_in_order_from_any_number(void **state)
{
    struct hall *hall = *state;
    struct listed all = {.stop_at = 8};
    struct listed some = {.stop_at = 2};

    assert_true(desk_list_journal(hall->desk, 0, keep, &all, NULL));
    assert_int_equal(all.count, 5);
    assert_int_equal(all.entries[0].no, 1);
    assert_int_equal(all.entries[0].at_ms, HALL_NOW_MS);
    assert_string_equal(all.entries[0].who, "P-07");
    assert_string_equal(all.entries[0].kind, "ticket.void");
    assert_string_equal(all.entries[0].subject, "A-014");
    assert_string_equal(all.entries[0].detail, "tercetak dua kali");
    assert_true(desk_list_journal(hall->desk, 3, keep, &some, NULL));
    assert_int_equal(some.count, 2);
    assert_int_equal(some.entries[0].no, 3);
}

static void what_an_officer_did_today_is_counted_without_the_years_before(void **state)
{
    struct hall *hall = *state;
    char sql[128];

    /* Every column of the question is one of the index. */
    hall_text(hall, "SELECT sql FROM sqlite_schema WHERE name = 'journal_kind'", sql, sizeof sql);
    assert_non_null(strstr(sql, "(kind, who, at)"));
    assert_false(hall_plan_scans(hall, "EXPLAIN QUERY PLAN SELECT count(*) FROM journal WHERE "
                                       "kind = 'a' AND who = 'P-07' AND at >= 1"));
}

static void an_untouched_journal_fits(void **state)
{
    static const uint8_t zeros[32];
    struct hall *hall = *state;
    struct journal_proof before;
    struct journal_proof after;
    int64_t bad_no = -1;

    assert_true(desk_verify_journal(hall->desk, &before, &bad_no, NULL));
    assert_int_equal(before.rows, 5);
    assert_int_equal(before.unchained, 0);
    assert_memory_not_equal(before.head, zeros, sizeof zeros);
    note(hall, "", "test", "", "");
    assert_true(desk_verify_journal(hall->desk, &after, &bad_no, NULL));
    assert_int_equal(after.rows, 6);
    assert_memory_not_equal(before.head, after.head, sizeof before.head);
}

static void an_empty_journal_fits(void **state)
{
    struct hall fresh;
    struct journal_proof proof;
    int64_t bad_no = -1;

    (void)state;
    hall_open(&fresh);
    assert_true(desk_verify_journal(fresh.desk, &proof, &bad_no, NULL));
    assert_int_equal(proof.rows, 0);
    hall_close(&fresh);
}

static void the_schema_refuses_changes(void **state)
{
    struct hall *hall = *state;

    assert_true(hall_sql_refused(hall, "UPDATE journal SET who = 'P-08' WHERE no = 2"));
    assert_true(hall_sql_refused(hall, "DELETE FROM journal WHERE no = 5"));
    assert_int_equal(first_bad(hall), 0);
}

/* One statement by somebody who has the file, and the first entry that tells on it. */
static const struct {
    const char *sql;
    int64_t bad_no;
} crimes[] = {
    {"UPDATE journal SET who = 'P-08' WHERE no = 2", 2},
    {"UPDATE journal SET at = at + 1 WHERE no = 1", 1},
    {"UPDATE journal SET kind = 'ticket.done' WHERE no = 5", 5},
    {"UPDATE journal SET subject = 'A-014' WHERE no = 2", 2},
    {"UPDATE journal SET detail = '' WHERE no = 2", 2},
    /* The same letters, moved from one field to its neighbour. */
    {"UPDATE journal SET subject = 'A-015l', detail = 'ansia' WHERE no = 2", 2},
    {"UPDATE journal SET chain = randomblob(32) WHERE no = 3", 3},
    {"UPDATE journal SET chain = x'' WHERE no = 3", 3},
    {"UPDATE journal SET chain = x'' WHERE no < 4", 4},
    {"DELETE FROM journal WHERE no = 3", 4},
    {"DELETE FROM journal WHERE no = 1", 2},
    {"DELETE FROM journal WHERE no = 3; UPDATE journal SET no = no - 1 WHERE no > 3", 3},
    {"UPDATE journal SET no = 30 WHERE no = 2; UPDATE journal SET no = 2 WHERE no = 3; "
     "UPDATE journal SET no = 3 WHERE no = 30",
     2},
    {"INSERT INTO journal (at, who, kind, subject, detail, chain) VALUES (1, '', 'x', '', '', "
     "randomblob(32))",
     6},
};

static void every_change_is_found_at_its_first_entry(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(crimes); i++) {
        void *hall = NULL;

        assert_int_equal(open_hall(&hall), 0);
        tamper(hall, crimes[i].sql);
        int64_t found = first_bad(hall);
        if (found != crimes[i].bad_no)
            fail_msg("%s: found at %ld", crimes[i].sql, (long)found);
        assert_int_equal(close_hall(&hall), 0);
    }
}

static void entries_from_before_the_chain_are_counted(void **state)
{
    struct hall *hall = *state;
    struct journal_proof proof;
    int64_t bad_no = -1;

    tamper(hall, "UPDATE journal SET chain = x''");
    note(hall, "P-07", "ticket.void", "A-017", "");
    note(hall, "P-07", "ticket.void", "A-018", "");
    assert_true(desk_verify_journal(hall->desk, &proof, &bad_no, NULL));
    assert_int_equal(proof.rows, 7);
    assert_int_equal(proof.unchained, 5);
}

static void a_longer_text_is_cut_and_still_fits(void **state)
{
    struct hall *hall = *state;
    struct listed last = {.stop_at = 1};
    char detail[600];

    memset(detail, 'x', sizeof detail - 1);
    detail[sizeof detail - 1] = '\0';
    note(hall, "P-07", "ticket.void", "A-019", detail);
    assert_true(desk_list_journal(hall->desk, 6, keep, &last, NULL));
    assert_int_equal(strlen(last.entries[0].detail), JOURNAL_DETAIL_TEXT - 1);
    assert_int_equal(first_bad(hall), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_hall, close_hall)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(entries_are_listed_in_order_from_any_number),
        TEST(an_untouched_journal_fits),
        TEST(what_an_officer_did_today_is_counted_without_the_years_before),
        cmocka_unit_test(an_empty_journal_fits),
        TEST(the_schema_refuses_changes),
        cmocka_unit_test(every_change_is_found_at_its_first_entry),
        TEST(entries_from_before_the_chain_are_counted),
        TEST(a_longer_text_is_cut_and_still_fits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
