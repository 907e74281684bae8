/* The day report: spreads and tables, computed by hand. */
#include "domain/day_report.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#define MINUTE INT64_C(60000)

static void half_and_nine_tenths_are_ranks_of_the_sorted_values(void **state)
{
    static const struct {
        int64_t values[12];
        size_t count;
        struct spread_ms spread;
    } cases[] = {
        {{0}, 0, {-1, -1, -1}},
        {{7}, 1, {7, 7, 7}},
        {{9, 3}, 2, {6, 9, 9}},
        {{5, 1, 3}, 3, {3, 5, 5}},
        {{10, 20, 30, 40, 50, 60, 70, 80, 90, 100}, 10, {55, 90, 100}},
        {{11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1}, 11, {6, 10, 11}},
        {{0, 0, 0, 0}, 4, {0, 0, 0}},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        int64_t values[12];

        for (size_t k = 0; k < ARRAY_LEN(values); k++)
            values[k] = cases[i].values[k];
        struct spread_ms spread = spread_of(values, cases[i].count);
        assert_int_equal(spread.median, cases[i].spread.median);
        assert_int_equal(spread.p90, cases[i].spread.p90);
        assert_int_equal(spread.most, cases[i].spread.most);
    }
}

static void every_state_has_one_fate(void **state)
{
    (void)state;
    assert_int_equal(ticket_fate_of(TICKET_WAITING), FATE_WAITING);
    assert_int_equal(ticket_fate_of(TICKET_CALLED), FATE_IN_SERVICE);
    assert_int_equal(ticket_fate_of(TICKET_SERVING), FATE_IN_SERVICE);
    assert_int_equal(ticket_fate_of(TICKET_DONE), FATE_SERVED);
    assert_int_equal(ticket_fate_of(TICKET_SKIPPED), FATE_SKIPPED);
    assert_int_equal(ticket_fate_of(TICKET_VOID), FATE_VOID);
    assert_string_equal(ticket_fate_name(FATE_IN_SERVICE), "in_service");
}

/* Seven tickets: five in two groups before ten, two at eleven. */
static const struct ticket_fact morning[] = {
    {"berkas", "izin-a", "Izin A", "P-07", 9, false, true, TICKET_DONE, PAPER_PRINTED, 10 * MINUTE,
     6 * MINUTE},
    {"berkas", "izin-a", "Izin A", "P-07", 9, true, true, TICKET_DONE, PAPER_PRINTED, 2 * MINUTE,
     4 * MINUTE},
    {"berkas", "izin-b", "Izin B", "P-02", 9, false, true, TICKET_SKIPPED, PAPER_UNKNOWN,
     30 * MINUTE, 0},
    {"info", "", "Informasi", "P-02", 9, false, true, TICKET_DONE, PAPER_NOT_PRINTED, 4 * MINUTE,
     0},
    {"info", "", "Informasi", "", 9, false, false, TICKET_VOID, PAPER_PRINTED, -1, 0},
    {"berkas", "izin-b", "Izin B", "P-02", 11, false, true, TICKET_SERVING, PAPER_PRINTED,
     20 * MINUTE, 0},
    {"berkas", "izin-b", "Izin B", "", 11, false, false, TICKET_WAITING, PAPER_PRINTED, -1, 0},
};

static struct day_report report_of(const struct ticket_fact *facts, size_t count)
{
    struct day_report report = {0};
    struct day_tally *tally = day_tally_new();

    day_tally_name_group(tally, "berkas", "Penerimaan berkas");
    day_tally_name_group(tally, "info", "Informasi");
    day_tally_name_group(tally, "ambil", "Pengambilan izin");
    for (size_t i = 0; i < count; i++)
        day_tally_add(tally, &facts[i]);
    day_tally_finish(tally, &report);
    day_tally_free(tally);
    return report;
}

static void check_row(const struct report_row *row, const char *key, const int counts[11])
{
    const int found[11] = {row->issued,
                           row->priority,
                           row->called,
                           row->fate[FATE_SERVED],
                           row->fate[FATE_SKIPPED],
                           row->fate[FATE_VOID],
                           row->fate[FATE_WAITING],
                           row->fate[FATE_IN_SERVICE],
                           row->printed,
                           row->not_printed,
                           row->print_unknown};

    assert_string_equal(row->key, key);
    for (int i = 0; i < 11; i++)
        assert_int_equal(found[i], counts[i]);
}

static void check_spread(const struct spread_ms *spread, int64_t median, int64_t p90)
{
    assert_int_equal(spread->median, median);
    assert_int_equal(spread->p90, p90);
}

static void the_total_counts_every_ticket_once(void **state)
{
    struct day_report report = report_of(morning, ARRAY_LEN(morning));

    (void)state;
    check_row(&report.total, "", (int[11]){7, 1, 5, 3, 1, 1, 1, 1, 5, 1, 1});
    check_spread(&report.total.wait, 10 * MINUTE, 30 * MINUTE); /* of 2 4 10 20 30 */
    check_spread(&report.total.service, 5 * MINUTE, 6 * MINUTE);
    day_report_clear(&report);
    assert_null(report.groups.rows);
}

static void groups_keep_their_order_and_show_the_empty_one(void **state)
{
    struct day_report report = report_of(morning, ARRAY_LEN(morning));

    (void)state;
    assert_int_equal(report.groups.count, 3);
    check_row(&report.groups.rows[0], "berkas", (int[11]){5, 1, 4, 2, 1, 0, 1, 1, 4, 0, 1});
    assert_string_equal(report.groups.rows[0].name, "Penerimaan berkas");
    check_spread(&report.groups.rows[0].wait, 15 * MINUTE, 30 * MINUTE);
    check_row(&report.groups.rows[1], "info", (int[11]){2, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0});
    check_spread(&report.groups.rows[1].service, -1, -1); /* nobody measured it */
    check_row(&report.groups.rows[2], "ambil", (int[11]){0});
    check_spread(&report.groups.rows[2].wait, -1, -1);
    day_report_clear(&report);
}

static void services_hours_and_officers_are_sorted_and_add_up(void **state)
{
    struct day_report report = report_of(morning, ARRAY_LEN(morning));

    (void)state;
    assert_int_equal(report.services.count, 3);
    check_row(&report.services.rows[0], "izin-b", (int[11]){3, 0, 2, 0, 1, 0, 1, 1, 2, 0, 1});
    check_row(&report.services.rows[1], "izin-a", (int[11]){2, 1, 2, 2, 0, 0, 0, 0, 2, 0, 0});
    check_row(&report.services.rows[2], "", (int[11]){2, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0});
    assert_string_equal(report.services.rows[2].name, "");
    assert_int_equal(report.hours.count, 2);
    check_row(&report.hours.rows[0], "09", (int[11]){5, 1, 4, 3, 1, 1, 0, 0, 3, 1, 1});
    check_row(&report.hours.rows[1], "11", (int[11]){2, 0, 1, 0, 0, 0, 1, 1, 2, 0, 0});
    assert_int_equal(report.officers.count, 3);
    check_row(&report.officers.rows[0], "P-02", (int[11]){3, 0, 3, 1, 1, 0, 0, 1, 1, 1, 1});
    check_row(&report.officers.rows[1], "P-07", (int[11]){2, 1, 2, 2, 0, 0, 0, 0, 2, 0, 0});
    check_row(&report.officers.rows[2], "", (int[11]){2, 0, 0, 0, 0, 1, 1, 0, 2, 0, 0});
    day_report_clear(&report);
}

static void a_day_of_nobody_is_all_zero(void **state)
{
    struct day_report report = report_of(NULL, 0);

    (void)state;
    assert_int_equal(report.total.issued, 0);
    check_spread(&report.total.wait, -1, -1);
    assert_int_equal(report.groups.count, 3);
    assert_int_equal(report.services.count + report.hours.count + report.officers.count, 0);
    day_report_clear(&report);
}

static void a_restored_ticket_waits_and_was_called(void **state)
{
    const struct ticket_fact restored = {
        "berkas", "izin-a",       "Izin A",      "P-07",     8, false,
        true,     TICKET_WAITING, PAPER_PRINTED, 3 * MINUTE, 0};
    struct day_report report = report_of(&restored, 1);

    (void)state;
    check_row(&report.total, "", (int[11]){1, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0});
    check_spread(&report.total.wait, 3 * MINUTE, 3 * MINUTE);
    day_report_clear(&report);
}

static void more_kinds_than_rows_end_in_one_row_and_still_add_up(void **state)
{
    struct day_tally *tally = day_tally_new();
    struct day_report report = {0};
    int issued = 0;

    (void)state;
    for (int i = 0; i < 300; i++) {
        char id[16];

        text_format(id, sizeof id, "izin-%03d", i);
        day_tally_add(tally, &(struct ticket_fact){.group_id = "berkas",
                                                   .service_id = id,
                                                   .service_name = id,
                                                   .officer = "",
                                                   .wait_ms = -1});
    }
    day_tally_finish(tally, &report);
    day_tally_free(tally);
    assert_int_equal(report.services.count, REPORT_ROWS_MOST);
    assert_string_equal(report.services.rows[REPORT_ROWS_MOST - 1].key, REPORT_KEY_REST);
    assert_int_equal(report.services.rows[REPORT_ROWS_MOST - 1].issued, 300 - 255);
    for (size_t i = 0; i < report.services.count; i++)
        issued += report.services.rows[i].issued;
    assert_int_equal(issued, 300);
    assert_string_equal(report.groups.rows[0].name, "berkas"); /* the catalogue never named it */
    day_report_clear(&report);
}

static void series_of_several_sessions_are_summed_and_gaps_are_seen(void **state)
{
    struct day_report report = {0};

    (void)state;
    day_report_add_series(&report, "A", 12, 12);
    day_report_add_series(&report, "P", 3, 2);
    day_report_add_series(&report, "A", 5, 5);
    assert_int_equal(report.series_count, 2);
    assert_string_equal(report.series[0].series, "A");
    assert_int_equal(report.series[0].hi, 17);
    assert_int_equal(report.series[0].missing, 0);
    assert_int_equal(report.series[1].missing, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(half_and_nine_tenths_are_ranks_of_the_sorted_values),
        cmocka_unit_test(every_state_has_one_fate),
        cmocka_unit_test(the_total_counts_every_ticket_once),
        cmocka_unit_test(groups_keep_their_order_and_show_the_empty_one),
        cmocka_unit_test(services_hours_and_officers_are_sorted_and_add_up),
        cmocka_unit_test(a_day_of_nobody_is_all_zero),
        cmocka_unit_test(a_restored_ticket_waits_and_was_called),
        cmocka_unit_test(series_of_several_sessions_are_summed_and_gaps_are_seen),
        cmocka_unit_test(more_kinds_than_rows_end_in_one_row_and_still_add_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
