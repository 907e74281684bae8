/* The day report: every number has one fate, tables add up, days are told apart, paper is asked for
 * once. Lives of tickets are written into the database, so that any mixture can be had. */
#include "base/mem.h"
#include "desk/report.h"
#include "desk/slips.h"
#include "desk/ticket.h"
#include "domain/calendar.h"
#include "support/hall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { BUSY_DAY = 2000 };
#define HALL_DAY (HALL_NOW_MS / 86400000)

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

static struct day_report report_of(const struct hall *hall, int64_t day)
{
    struct day_report report;
    struct err err = {0};

    if (!desk_day_report(hall->desk, day, &report, &err))
        fail_msg("%s", err.text);
    return report;
}

static int fates(const struct report_row *row)
{
    int sum = 0;

    for (int fate = 0; fate < FATE_COUNT; fate++)
        sum += row->fate[fate];
    return sum;
}

static void add_row(struct report_row *sum, const struct report_row *row)
{
    sum->issued += row->issued;
    sum->priority += row->priority;
    sum->called += row->called;
    sum->printed += row->printed;
    sum->not_printed += row->not_printed;
    sum->print_unknown += row->print_unknown;
    for (int fate = 0; fate < FATE_COUNT; fate++)
        sum->fate[fate] += row->fate[fate];
}

/* Each row's numbers have one fate and one outcome on paper, and the rows are the total. */
static void check_table(const struct day_report *report, const struct report_table *table)
{
    struct report_row sum = {0};

    for (size_t i = 0; i < table->count; i++) {
        const struct report_row *row = &table->rows[i];

        assert_int_equal(fates(row), row->issued);
        assert_int_equal(row->printed + row->not_printed + row->print_unknown, row->issued);
        add_row(&sum, row);
    }
    assert_int_equal(sum.issued, report->total.issued);
    assert_int_equal(sum.priority, report->total.priority);
    assert_int_equal(sum.called, report->total.called);
    assert_int_equal(sum.printed, report->total.printed);
    assert_int_equal(sum.not_printed, report->total.not_printed);
    assert_int_equal(sum.print_unknown, report->total.print_unknown);
    for (int fate = 0; fate < FATE_COUNT; fate++)
        assert_int_equal(sum.fate[fate], report->total.fate[fate]);
}

static void check_report(const struct day_report *report)
{
    int64_t numbers = 0;

    for (size_t i = 0; i < report->series_count; i++) {
        assert_int_equal(report->series[i].missing, 0);
        numbers += report->series[i].hi;
    }
    assert_int_equal(numbers, report->total.issued);
    assert_int_equal(fates(&report->total), numbers);
    check_table(report, &report->groups);
    check_table(report, &report->services);
    check_table(report, &report->hours);
    check_table(report, &report->officers);
}

static void a_day_without_a_session_is_empty(void **state)
{
    struct hall *hall = *state;
    struct day_report report = report_of(hall, HALL_DAY);

    assert_false(report.has_session);
    assert_int_equal(report.total.issued, 0);
    assert_int_equal(report.total.wait.median, -1);
    assert_int_equal(report.made_ms, HALL_NOW_MS);
    assert_int_equal(report.groups.count, 3); /* the office has them all the same */
    check_report(&report);
    day_report_clear(&report);
}

static void issue_many(struct hall *hall, int count, unsigned seed)
{
    static const char *const services[] = {"izin-a", "izin-b", "panjang", "intake"};

    for (int i = 0; i < count; i++) {
        unsigned dice = (unsigned)rand_r(&seed);

        hall_issue(hall, services[dice % 4], dice / 4 % 5 == 0);
        clock_fake_advance(hall->clock, 12000); /* a day of 6 h 40 min */
    }
}

/* A tenth waits, a tenth each is called, served, skipped, void; half is done. */
static void live(const struct hall *hall)
{
    hall_sql(hall, "UPDATE ticket SET wait_ms = (place * 7919) % 3600000, called_at = issued_at + "
                   "(place * 7919) % 3600000, officer = 'P-0' || (1 + place % 8), counter = "
                   "'Loket ' || place WHERE place % 10 > 1");
    hall_sql(hall, "UPDATE ticket SET state = 'void', void_reason = 'salah' WHERE place % 10 = 1");
    hall_sql(hall, "UPDATE ticket SET state = 'skipped' WHERE place % 10 = 2");
    hall_sql(hall, "UPDATE ticket SET state = 'called' WHERE place % 10 = 3");
    hall_sql(hall, "UPDATE ticket SET state = 'serving' WHERE place % 10 = 4");
    hall_sql(hall, "UPDATE ticket SET state = 'done', done_at = called_at + 1, service_ms = 60000 "
                   "+ place % 600000 WHERE place % 10 > 4");
    hall_sql(hall, "UPDATE print_job SET state = 'printed', is_over = 1 WHERE id % 3 > 0");
    hall_sql(hall, "UPDATE print_job SET state = 'uncertain', is_over = 1 WHERE id % 30 = 0");
}

static void every_number_of_a_busy_day_has_exactly_one_fate(void **state)
{
    struct hall *hall = *state;

    clock_fake_set_wall(hall->clock, HALL_NOW_MS - 2 * HALL_HOUR_MS);
    issue_many(hall, BUSY_DAY, 20261123);
    live(hall);
    struct day_report report = report_of(hall, HALL_DAY);

    assert_true(report.has_session);
    assert_int_equal(report.sessions, 1);
    assert_int_equal(report.total.issued, BUSY_DAY);
    assert_int_equal(report.total.fate[FATE_WAITING], BUSY_DAY / 10);
    assert_int_equal(report.total.fate[FATE_VOID], BUSY_DAY / 10);
    assert_int_equal(report.total.fate[FATE_SKIPPED], BUSY_DAY / 10);
    assert_int_equal(report.total.fate[FATE_IN_SERVICE], BUSY_DAY / 5);
    assert_int_equal(report.total.fate[FATE_SERVED], BUSY_DAY / 2);
    assert_int_equal(report.total.called, BUSY_DAY * 8 / 10);
    assert_int_equal(report.officers.count, 9);
    assert_int_equal(report.hours.count, 8); /* 07:41 to 14:21 */
    check_report(&report);
    day_report_clear(&report);
}

/* Against SQL that knows nothing of the report. */
static void spreads_are_those_of_the_days_tickets(void **state)
{
    struct hall *hall = *state;

    issue_many(hall, 100, 7);
    live(hall);
    struct day_report report = report_of(hall, HALL_DAY);

    assert_int_equal(report.total.wait.p90,
                     hall_number(hall, "SELECT wait_ms FROM ticket WHERE wait_ms >= 0 ORDER BY "
                                       "wait_ms LIMIT 1 OFFSET 71")); /* of 80 */
    assert_int_equal(report.total.wait.median,
                     hall_number(hall, "SELECT (min(wait_ms) + max(wait_ms)) / 2 FROM (SELECT "
                                       "wait_ms FROM ticket WHERE wait_ms >= 0 ORDER BY wait_ms "
                                       "LIMIT 2 OFFSET 39)"));
    assert_int_equal(report.total.service.p90,
                     hall_number(hall, "SELECT service_ms FROM ticket WHERE state = 'done' ORDER "
                                       "BY service_ms LIMIT 1 OFFSET 44")); /* of 50 */
    assert_int_equal(report.total.service.most,
                     hall_number(hall, "SELECT max(service_ms) FROM ticket WHERE state = 'done'"));
    day_report_clear(&report);
}

static void sessions_of_one_day_are_summed_and_other_days_are_not(void **state)
{
    struct hall *hall = *state;

    hall_issue(hall, "izin-a", false);
    hall_issue(hall, "izin-a", true);
    clock_fake_advance(hall->clock, 24 * HALL_HOUR_MS);
    hall_issue(hall, "izin-a", false);
    clock_fake_advance(hall->clock, 24 * HALL_HOUR_MS);
    hall_issue(hall, "izin-b", false);
    hall_sql(hall, "UPDATE session SET local_day = local_day - 1 WHERE closed_at = 0");
    struct day_report first = report_of(hall, HALL_DAY);
    struct day_report second = report_of(hall, HALL_DAY + 1);

    assert_int_equal(first.total.issued, 2);
    assert_int_equal(first.total.priority, 1);
    assert_true(first.closed_ms > first.opened_ms);
    assert_int_equal(second.sessions, 2);
    assert_int_equal(second.total.issued, 2);
    assert_int_equal(second.closed_ms, 0); /* one of them is open */
    assert_int_equal(second.opened_ms, HALL_NOW_MS + 24 * HALL_HOUR_MS);
    check_report(&first);
    check_report(&second);
    day_report_clear(&first);
    day_report_clear(&second);
}

static void a_report_reads_no_other_day(void **state)
{
    struct hall *hall = *state;

    assert_false(hall_plan_scans(
        hall, "EXPLAIN QUERY PLAN SELECT t.seq, j.state FROM session s JOIN ticket t ON t.session "
              "= s.no LEFT JOIN print_job j ON j.ticket = t.id AND j.copy = 0 WHERE s.local_day = "
              "20000"));
    assert_false(hall_plan_scans(
        hall, "EXPLAIN QUERY PLAN SELECT count(*) FROM session s JOIN ticket t ON t.session = "
              "s.no JOIN print_job j ON j.ticket = t.id AND j.copy > 0 WHERE s.local_day = 20000"));
}

static void a_lost_row_is_told(void **state)
{
    struct hall *hall = *state;

    issue_many(hall, 10, 3);
    hall_sql(hall, "DROP TRIGGER ticket_stays_while_open");
    hall_sql(hall, "DELETE FROM print_job");
    hall_sql(hall, "DELETE FROM ticket WHERE place = 4");
    struct day_report report = report_of(hall, HALL_DAY);
    int64_t missing = 0;

    for (size_t i = 0; i < report.series_count; i++)
        missing += report.series[i].missing;
    assert_int_equal(missing, 1);
    assert_int_equal(report.total.issued, 9);
    assert_int_equal(report.total.not_printed, 9);
    day_report_clear(&report);
}

static void copies_receipts_and_calls_for_help_are_counted(void **state)
{
    struct hall *hall = *state;
    struct ticket ticket = hall_issue(hall, "izin-a", false);
    struct print_job job;

    assert_true(desk_ticket_job(hall->desk, &ticket.id, &job, NULL));
    assert_true(desk_move_job(hall->desk, job.id, PRINT_PRINTED, TROUBLE_NONE, "tiket", 7, NULL));
    assert_true(desk_print_again(hall->desk, &ticket.id, &job, NULL));
    AUTO_FREE char *calls = mem_format(
        "INSERT INTO help_call (request, device, screen, at) VALUES (randomblob(16), 'lobby', "
        "'home', %lld), (randomblob(16), 'lobby', 'home', %lld)",
        (long long)HALL_NOW_MS, (long long)(HALL_NOW_MS + 24 * HALL_HOUR_MS));
    hall_sql(hall, calls);
    struct day_report report = report_of(hall, HALL_DAY);

    assert_int_equal(report.copies, 1);
    assert_int_equal(report.total.printed, 1);
    assert_int_equal(report.help_calls, 1);
    assert_int_equal(report.receipts, 0);
    day_report_clear(&report);
}

static void one_request_prints_one_report_and_notes_who_asked(void **state)
{
    struct hall *hall = *state;
    struct uuid request = uuid_v4();
    struct print_job job;
    int64_t first = 0, second = 0;
    char who[64];

    assert_true(desk_print_report(hall->desk, &request, HALL_DAY, "P-07", &first, NULL));
    assert_true(desk_print_report(hall->desk, &request, HALL_DAY, "P-07", &second, NULL));
    assert_int_equal(first, second);
    assert_true(desk_job(hall->desk, first, &job, NULL));
    assert_int_equal(job.kind, SLIP_REPORT);
    assert_string_equal(job.subject, "2026-11-23");
    assert_string_equal(job.lang, "id");
    hall_text(hall, "SELECT who || ' ' || subject FROM journal WHERE kind = 'report.printed'", who,
              sizeof who);
    assert_string_equal(who, "P-07 2026-11-23");
    assert_int_equal(
        hall_number(hall, "SELECT count(*) FROM journal WHERE kind = 'report.printed'"), 1);
}

static void one_request_prints_one_test_page(void **state)
{
    struct hall *hall = *state;
    struct uuid request = uuid_v4();
    struct print_job job;
    struct err err = {0};
    int64_t first = 0, second = 0;

    assert_true(desk_print_test(hall->desk, &request, "", &first, NULL));
    assert_true(desk_print_test(hall->desk, &request, "", &second, NULL));
    assert_int_equal(first, second);
    assert_true(desk_job(hall->desk, first, &job, NULL));
    assert_int_equal(job.kind, SLIP_TEST);
    assert_int_equal(
        hall_number(hall, "SELECT count(*) FROM journal WHERE kind = 'printer.tested'"), 1);
    assert_false(desk_print_test(hall->desk, &(struct uuid){{0}}, "", &first, &err));
    assert_int_equal(err.code, ERR_INVALID);
}

#define WITH_HALL(test) cmocka_unit_test_setup_teardown(test, open_hall, close_hall)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_HALL(a_day_without_a_session_is_empty),
        WITH_HALL(every_number_of_a_busy_day_has_exactly_one_fate),
        WITH_HALL(spreads_are_those_of_the_days_tickets),
        WITH_HALL(sessions_of_one_day_are_summed_and_other_days_are_not),
        WITH_HALL(a_report_reads_no_other_day),
        WITH_HALL(a_lost_row_is_told),
        WITH_HALL(copies_receipts_and_calls_for_help_are_counted),
        WITH_HALL(one_request_prints_one_report_and_notes_who_asked),
        WITH_HALL(one_request_prints_one_test_page),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
