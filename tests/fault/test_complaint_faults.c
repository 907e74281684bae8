/* Every step of what is done with complaints fails: row, event and line in the journal move together
 * or not at all, nothing is shown that was not noted, and what is called erased is gone. */
#include "base/mem.h"
#include "base/secret.h"
#include "base/text.h"
#include "desk/office.h"
#include "desk/staff.h"
#include "support/complaint_hall.h"
#include "support/fault_vfs.h"
#include "wire/decisions.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { STEPS_MAX = 2000 };
#define ANSWER "Loket dua kini dilayani oleh dua petugas."

static int open_hall(void **state)
{
    struct hall *hall = calloc(1, sizeof *hall);

    fault_vfs_disarm();
    hall_open(hall);
    complaint_staff(hall);
    *state = hall;
    return 0;
}

static int close_hall(void **state)
{
    struct hall *hall = *state;
    struct journal_proof proof;
    int64_t bad_no = 0;

    fault_vfs_disarm();
    assert_true(desk_verify_journal(hall->desk, &proof, &bad_no, NULL));
    hall_check(hall);
    hall_close(hall);
    free(hall);
    return 0;
}

static int64_t journal_of(const struct hall *hall, const char *kind)
{
    AUTO_FREE char *sql = mem_format("SELECT count(*) FROM journal WHERE kind = '%s'", kind);

    return hall_number(hall, sql);
}

static int64_t events_of(const struct hall *hall, const char *kind)
{
    AUTO_FREE char *sql = mem_format("SELECT count(*) FROM outbox WHERE kind = '%s'", kind);

    return hall_number(hall, sql);
}

/* One act on a complaint, and what must have moved together when it is over. */
struct act {
    const char *kind; /* its line in the journal, and its event */
    bool (*run)(struct hall *hall, const struct complaint *complaint, struct err *err);
    const char *rows; /* counts what the act makes */
    bool has_event;
    const char *before; /* brings the complaint into the state that the act needs; "" = none */
};

static bool file_one(struct hall *hall, const struct complaint *complaint, struct err *err)
{
    struct complaint_request request = complaint_wish();
    struct complaint filed;

    (void)complaint;
    return desk_file_complaint(hall->desk, &request, &filed, err);
}

static bool weigh(struct hall *hall, const struct complaint *complaint, struct err *err)
{
    return desk_weigh_complaint(hall->desk, complaint->number, WEIGHT_BERAT, "P-07", err);
}

static bool answer(struct hall *hall, const struct complaint *complaint, struct err *err)
{
    return desk_answer_complaint(hall->desk, complaint->number, ANSWER, "P-07", err);
}

static bool close_it(struct hall *hall, const struct complaint *complaint, struct err *err)
{
    return desk_close_complaint(hall->desk, complaint->number, "P-07", err);
}

static bool read_it(struct hall *hall, const struct complaint *complaint, struct err *err)
{
    struct complaint_words words;
    bool is_read = desk_read_complaint(hall->desk, complaint->number, "P-07", &words, err);

    assert_int_equal(words.text[0] != '\0', is_read); /* nothing is seen that was not noted */
    return is_read;
}

/* Answered in the office; complaint and cursor move together. */
static bool hear(struct hall *hall, const struct complaint *complaint, struct err *err)
{
    AUTO_FREE struct decisions *said = mem_zalloc(1, sizeof *said);
    struct decisions_cursor cursor;

    if (!desk_decisions_cursor(hall->desk, &cursor, err))
        return false;
    cursor.incarnation = complaint->request;
    said->count = 1;
    said->incarnation = cursor.incarnation;
    said->server_ms = complaint->at_ms;
    said->items[0] = (struct decision){.seq = cursor.seq + 1,
                                       .is_known = true,
                                       .what = {.act = COMPLAINT_ANSWER, .at_ms = complaint->at_ms},
                                       .letter_len = 4,
                                       .letter = "zzz"};
    text_copy(said->items[0].what.number, sizeof said->items[0].what.number, complaint->number);
    return desk_take_decisions(hall->desk, &cursor, said, err);
}

#define BEING "UPDATE complaint SET state = 'in_progress', weight = 'ringan'"

static const struct act acts[] = {
    {"complaint.received", file_one, "SELECT count(*) FROM complaint", true, ""},
    {"complaint.weighed", weigh, "SELECT count(*) FROM complaint WHERE state = 'in_progress'", true,
     ""},
    {"complaint.answered", answer, "SELECT count(*) FROM complaint WHERE state = 'answered'", true,
     BEING},
    {"complaint.closed", close_it, "SELECT count(*) FROM complaint WHERE state = 'closed'", true,
     "UPDATE complaint SET state = 'answered'"},
    {"complaint.office", hear,
     "SELECT decisions_seq FROM office WHERE decisions_seq = (SELECT count(*) FROM complaint WHERE "
     "office_state = 'answered' AND length(office_answer) = 4)",
     false, ""},
    {"complaint.read", read_it, "SELECT count(*) FROM journal WHERE kind = 'complaint.read'", false,
     ""},
};

static long fail_every_step(struct hall *hall, const struct act *act, int code)
{
    bool struck = true;
    long nth = 1;

    for (; struck && nth < STEPS_MAX; nth++) {
        struct err err = {0};
        struct complaint complaint = complaint_filed(hall);

        if (act->before[0] != '\0') {
            AUTO_FREE char *sql =
                mem_format("%s WHERE number = '%s'", act->before, complaint.number);

            hall_sql(hall, sql);
        }
        int64_t rows = hall_number(hall, act->rows);
        int64_t lines = journal_of(hall, act->kind);
        int64_t events = events_of(hall, act->kind);
        fault_vfs_arm(nth, code, true);
        bool is_done = act->run(hall, &complaint, &err);
        struck = fault_vfs_has_struck();
        fault_vfs_disarm();
        rows = hall_number(hall, act->rows) - rows;
        lines = journal_of(hall, act->kind) - lines;
        events = events_of(hall, act->kind) - events;
        if (rows != is_done || lines != is_done || events != (is_done && act->has_event))
            fail_msg("%s, step %ld: done %d, rows %d, lines %d, events %d: %s", act->kind, nth,
                     is_done, (int)rows, (int)lines, (int)events, err.text);
    }
    return nth;
}

static void every_act_is_whole_or_did_not_happen(void **state)
{
    for (size_t i = 0; i < ARRAY_LEN(acts); i++)
        assert_in_range(fail_every_step(*state, &acts[i], SQLITE_IOERR), 3, STEPS_MAX - 1);
}

static void a_full_disk_takes_an_act_whole_or_not_at_all(void **state)
{
    for (size_t i = 0; i < ARRAY_LEN(acts); i++)
        assert_in_range(fail_every_step(*state, &acts[i], SQLITE_FULL), 3, STEPS_MAX - 1);
}

static void what_failed_is_filed_once_when_it_is_tried_again(void **state)
{
    struct hall *hall = *state;
    bool struck = true;
    long nth = 1;

    complaint_filed(hall); /* the key is there */
    for (; struck && nth < STEPS_MAX; nth++) {
        struct complaint_request request = complaint_wish();
        struct complaint complaint;
        int64_t rows = hall_number(hall, "SELECT count(*) FROM complaint");

        fault_vfs_arm(nth, SQLITE_IOERR, false);
        (void)!desk_file_complaint(hall->desk, &request, &complaint, NULL);
        struck = fault_vfs_has_struck();
        fault_vfs_disarm();
        complaint = complaint_file(hall, &request);
        assert_int_equal(hall_number(hall, "SELECT count(*) FROM complaint") - rows, 1);
        assert_string_equal(complaint_found(hall, complaint.number).code, complaint.code);
    }
    assert_in_range(nth, 3, STEPS_MAX - 1);
}

static bool erase(struct hall *hall, const struct complaint *complaint, struct err *err)
{
    return desk_erase_complaint(hall->desk, complaint->number, complaint->code, "S-01", err);
}

static bool purge(struct hall *hall, const struct complaint *complaint, struct err *err)
{
    int64_t count = 0;

    (void)complaint;
    return desk_purge_complaints(hall->desk, 0, &count, err);
}

/* Emptying the log may fail after the words are gone from the database: then the answer is no, and
 * asking again says yes. */
static void fail_every_erasing_step(struct hall *hall,
                                    bool (*run)(struct hall *hall,
                                                const struct complaint *complaint, struct err *err))
{
    static const char erased[] = "SELECT count(*) FROM complaint WHERE length(words) = 0";
    bool struck = true;
    long nth = 1;

    for (; struck && nth < STEPS_MAX; nth++) {
        struct err err = {0};
        struct complaint complaint = complaint_filed(hall);

        hall_sql(hall, "UPDATE complaint SET state = 'closed', closed_at = at "
                       "WHERE length(words) > 0");
        clock_fake_advance(hall->clock, 1); /* old enough to be purged */
        int64_t rows = hall_number(hall, erased);
        int64_t lines = journal_of(hall, "complaint.erased");
        int64_t events = events_of(hall, "complaint.erased");
        fault_vfs_arm(nth, SQLITE_IOERR, true);
        bool is_done = run(hall, &complaint, &err);
        struck = fault_vfs_has_struck();
        fault_vfs_disarm();
        rows = hall_number(hall, erased) - rows;
        lines = journal_of(hall, "complaint.erased") - lines;
        events = events_of(hall, "complaint.erased") - events;
        if (rows != lines || rows != events || (is_done && rows != 1))
            fail_msg("step %ld: done %d, rows %d, lines %d, events %d: %s", nth, is_done, (int)rows,
                     (int)lines, (int)events, err.text);
        assert_true(run(hall, &complaint, &err));
        assert_true(complaint_found(hall, complaint.number).is_erased);
    }
    assert_in_range(nth, 4, STEPS_MAX - 1);
}

static void erasing_says_yes_only_when_all_is_gone(void **state)
{
    fail_every_erasing_step(*state, erase);
}

static void a_purge_says_yes_only_when_all_is_gone(void **state)
{
    fail_every_erasing_step(*state, purge);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_hall, close_hall)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_act_is_whole_or_did_not_happen),
        TEST(a_full_disk_takes_an_act_whole_or_not_at_all),
        TEST(what_failed_is_filed_once_when_it_is_tried_again),
        TEST(erasing_says_yes_only_when_all_is_gone),
        TEST(a_purge_says_yes_only_when_all_is_gone),
    };

    fault_vfs_install();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
