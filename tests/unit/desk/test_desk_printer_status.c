/* What the screen knows about the printer, and for how long. */
#include "base/attr.h"
#include "base/text.h"
#include "desk/slips.h"
#include "support/hall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

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

static struct printer_status look(struct hall *hall)
{
    struct printer_status status;

    assert_true(desk_printer_status(hall->desk, &status, NULL));
    return status;
}

static void before_any_report_nothing_is_known(void **state)
{
    assert_false(look(*state).is_known);
}

static void a_report_holds_for_ninety_seconds(void **state)
{
    struct hall *hall = *state;
    const struct printer_status ready = {.is_confirming = true, .queue = "tiket"};

    assert_true(desk_report_printer(hall->desk, &ready, NULL));
    clock_fake_advance(hall->clock, 90000);
    struct printer_status seen = look(hall);
    assert_true(seen.is_known);
    assert_int_equal(seen.trouble, TROUBLE_NONE);
    assert_true(seen.is_confirming);
    assert_string_equal(seen.queue, "tiket");
    assert_int_equal(seen.seen_at_ms, HALL_NOW_MS);
    clock_fake_advance(hall->clock, 1);
    assert_false(look(hall).is_known);
}

static void a_jump_of_the_clock_changes_no_age(void **state)
{
    struct hall *hall = *state;
    const struct printer_status ready = {.queue = "tiket"};

    assert_true(desk_report_printer(hall->desk, &ready, NULL));
    clock_fake_set_wall(hall->clock, HALL_NOW_MS + 48 * HALL_HOUR_MS);
    assert_true(look(hall).is_known);
    clock_fake_set_wall(hall->clock, 1);
    assert_true(look(hall).is_known);
}

static void only_news_and_heartbeats_are_written(void **state)
{
    struct hall *hall = *state;
    struct printer_status status = {.queue = "tiket"};

    assert_true(desk_report_printer(hall->desk, &status, NULL));
    int64_t wal_bytes = desk_wal_bytes(hall->desk);
    clock_fake_advance(hall->clock, 29999);
    assert_true(desk_report_printer(hall->desk, &status, NULL));
    assert_int_equal(desk_wal_bytes(hall->desk), wal_bytes);
    clock_fake_advance(hall->clock, 1);
    assert_true(desk_report_printer(hall->desk, &status, NULL));
    assert_true(desk_wal_bytes(hall->desk) > wal_bytes);
    wal_bytes = desk_wal_bytes(hall->desk);
    status.trouble = TROUBLE_PAPER_OUT;
    assert_true(desk_report_printer(hall->desk, &status, NULL));
    assert_true(desk_wal_bytes(hall->desk) > wal_bytes);
    assert_int_equal(look(hall).trouble, TROUBLE_PAPER_OUT);
}

static int64_t journal(const struct hall *hall, const char *kind)
{
    char sql[96];

    text_format(sql, sizeof sql, "SELECT count(*) FROM journal WHERE kind = '%s'", kind);
    return hall_number(hall, sql);
}

static void what_the_printer_went_through_is_in_the_journal(void **state)
{
    struct hall *hall = *state;
    struct printer_status status = {.queue = "tiket"};
    char detail[32];

    assert_true(desk_report_printer(hall->desk, &status, NULL));
    assert_int_equal(journal(hall, "printer.ready"), 1);
    status.trouble = TROUBLE_PAPER_OUT;
    assert_true(desk_report_printer(hall->desk, &status, NULL));
    clock_fake_advance(hall->clock, 30000);
    assert_true(desk_report_printer(hall->desk, &status, NULL));
    assert_int_equal(journal(hall, "printer.paper_out"), 1);
    hall_text(hall, "SELECT detail FROM journal WHERE kind = 'printer.paper_out'", detail,
              sizeof detail);
    assert_string_equal(detail, "tiket");
    status.trouble = TROUBLE_NONE;
    assert_true(desk_report_printer(hall->desk, &status, NULL));
    assert_int_equal(journal(hall, "printer.ready"), 2);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM journal"), 3);
}

/* A roll that ends, a printer that is switched off and on meanwhile, a new roll, and its end. */
static void low_paper_is_in_the_journal_once_a_roll(void **state)
{
    static const struct {
        enum printer_trouble trouble;
        bool says_low;
        bool is_low; /* to visitors and staff */
        int rows;
    } reports[] = {
        {TROUBLE_NONE, false, false, 0}, {TROUBLE_NONE, true, true, 1},
        {TROUBLE_NONE, true, true, 1},   {TROUBLE_OFFLINE, false, true, 1},
        {TROUBLE_NONE, true, true, 1},   {TROUBLE_PAPER_OUT, true, true, 1},
        {TROUBLE_NONE, false, false, 1}, {TROUBLE_NONE, true, true, 2},
    };
    struct hall *hall = *state;

    for (size_t i = 0; i < ARRAY_LEN(reports); i++) {
        const struct printer_status status = {
            .queue = "tiket", .trouble = reports[i].trouble, .is_paper_low = reports[i].says_low};
        assert_true(desk_report_printer(hall->desk, &status, NULL));
        assert_int_equal(look(hall).is_paper_low, reports[i].is_low);
        assert_int_equal(journal(hall, "paper.low"), reports[i].rows);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(before_any_report_nothing_is_known, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_report_holds_for_ninety_seconds, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_jump_of_the_clock_changes_no_age, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(only_news_and_heartbeats_are_written, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(low_paper_is_in_the_journal_once_a_roll, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(what_the_printer_went_through_is_in_the_journal, open_hall,
                                        close_hall),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
