/* Every step of what staff decide about the day fails once: rows, event and journal line are all
 * there or none of them, and the next try is carried out. */
#include "base/text.h"
#include "desk/opening.h"
#include "support/fault_vfs.h"
#include "support/hall.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { STEPS_MAX = 2000 };

static int open_hall(void **state)
{
    struct hall *hall = calloc(1, sizeof *hall);

    fault_vfs_disarm();
    hall_open(hall);
    hall_issue(hall, "izin-a", false);
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

static bool pause_group(struct hall *hall, struct err *err)
{
    return desk_pause_group(hall->desk, "intake", "SR", "jaringan", err);
}

static bool resume_group(struct hall *hall, struct err *err)
{
    return desk_resume_group(hall->desk, "intake", "SR", err);
}

static bool extend_hours(struct hall *hall, struct err *err)
{
    return desk_extend_hours(hall->desk, clock_now_ms(hall->clock) + HALL_HOUR_MS, "SR", "ramai",
                             err);
}

static bool close_day(struct hall *hall, struct err *err)
{
    return desk_close_day(hall->desk, "SR", err);
}

static bool open_day(struct hall *hall, struct err *err)
{
    return desk_open_day(hall->desk, "SR", err);
}

static const struct decision {
    const char *kind; /* of its event and of its journal line */
    bool (*decide)(struct hall *hall, struct err *err);
    bool (*undo)(struct hall *hall, struct err *err); /* so that it can be decided again */
    const char *state;                                /* what it changes: 1 when decided */
    bool adds;                                        /* `state` counts instead */
} decisions[] = {
    {"group.paused", pause_group, resume_group, "SELECT count(*) FROM pause", false},
    {"group.resumed", resume_group, pause_group, "SELECT NOT EXISTS (SELECT 1 FROM pause)", false},
    {"hours.extended", extend_hours, NULL, "SELECT count(*) FROM extra_hours", true},
    {"day.closed", close_day, open_day,
     "SELECT count(*) FROM session WHERE closed_by = 'staff' AND closed_at > 0", false},
    {"day.opened", open_day, close_day, "SELECT count(*) FROM session WHERE closed_at = 0", false},
};

static int64_t count(const struct hall *hall, const char *table, const char *kind)
{
    char sql[128];

    text_format(sql, sizeof sql, "SELECT count(*) FROM %s WHERE kind = '%s'", table, kind);
    return hall_number(hall, sql);
}

static void assert_done(const struct hall *hall, const struct decision *decision, int64_t times,
                        bool is_done)
{
    assert_int_equal(count(hall, "outbox", decision->kind), times);
    assert_int_equal(count(hall, "journal", decision->kind), times);
    assert_int_equal(hall_number(hall, decision->state), decision->adds ? times : is_done);
}

/* Once with its nth step failing, then again. False when n is past the last step. */
static bool fail_nth(struct hall *hall, const struct decision *decision, long nth, int code,
                     int64_t *times)
{
    struct err err = {0};

    fault_vfs_arm(nth, code, false);
    bool is_done = decision->decide(hall, &err);
    bool has_struck = fault_vfs_has_struck();
    fault_vfs_disarm();
    if (!is_done)
        assert_int_equal(err.code, code == SQLITE_FULL ? ERR_FULL : ERR_IO);
    *times += is_done;
    assert_done(hall, decision, *times, is_done);
    if (!is_done && !decision->decide(hall, &err))
        fail_msg("%s, step %ld, then: %s", decision->kind, nth, err.text);
    *times += !is_done;
    assert_done(hall, decision, *times, true);
    if (decision->undo)
        assert_true(decision->undo(hall, &err));
    return has_struck;
}

static void fail_every_step(struct hall *hall, int code)
{
    for (size_t i = 0; i < ARRAY_LEN(decisions); i++) {
        struct err err = {0};
        long nth = 1;

        if (decisions[i].undo)
            assert_true(decisions[i].undo(hall, &err));
        int64_t times = count(hall, "outbox", decisions[i].kind);
        while (nth < STEPS_MAX && fail_nth(hall, &decisions[i], nth, code, &times))
            nth++;
        assert_in_range(nth, 3, STEPS_MAX - 1);
        if (decisions[i].decide == close_day)
            assert_true(open_day(hall, &err));
    }
}

static void an_input_output_error_leaves_a_decision_whole_or_undone(void **state)
{
    fail_every_step(*state, SQLITE_IOERR);
}

static void a_full_disk_leaves_a_decision_whole_or_undone(void **state)
{
    fail_every_step(*state, SQLITE_FULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_input_output_error_leaves_a_decision_whole_or_undone,
                                        open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_full_disk_leaves_a_decision_whole_or_undone, open_hall,
                                        close_hall),
    };

    fault_vfs_install();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
