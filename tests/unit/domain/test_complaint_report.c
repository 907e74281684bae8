/* The complaint book's totals and rows. */
#include "domain/complaint_report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants setjmp, stdarg and stddef before it */
#include <cmocka.h>

enum { TODAY = 20780 };

static struct complaint complaint_of(enum complaint_kind kind, enum complaint_weight weight,
                                     enum complaint_state state, int64_t due_day)
{
    return (struct complaint){.kind = kind, .weight = weight, .state = state, .due_day = due_day};
}

static void every_complaint_is_counted_once_in_each_total(void **state)
{
    AUTO_COMPLAINT_REPORT struct complaint_report report = {.today = TODAY, .has_names = true};
    struct complaint late =
        complaint_of(KIND_PENGADUAN, WEIGHT_BERAT, COMPLAINT_IN_PROGRESS, TODAY - 1);
    struct complaint done = complaint_of(KIND_ASPIRASI, WEIGHT_RINGAN, COMPLAINT_CLOSED, TODAY - 9);
    struct complaint fresh =
        complaint_of(KIND_PENGADUAN, WEIGHT_NOT_SET, COMPLAINT_RECEIVED, TODAY);

    (void)state;
    complaint_report_add(&report, &late, "Siti");
    complaint_report_add(&report, &done, NULL);
    complaint_report_add(&report, &fresh, "");
    assert_int_equal(report.total, 3);
    assert_int_equal(report.row_count, 3);
    assert_int_equal(report.by_kind[KIND_PENGADUAN], 2);
    assert_int_equal(report.by_kind[KIND_ASPIRASI], 1);
    assert_int_equal(report.by_weight[WEIGHT_NOT_SET], 1);
    assert_int_equal(report.by_state[COMPLAINT_RECEIVED], 1);
    assert_int_equal(report.overdue, 1);
    assert_string_equal(report.rows[0].name, "Siti");
    assert_string_equal(report.rows[1].name, "");
}

static void a_report_without_names_keeps_none(void **state)
{
    AUTO_COMPLAINT_REPORT struct complaint_report report = {.today = TODAY};
    struct complaint one = complaint_of(KIND_PENGADUAN, WEIGHT_BERAT, COMPLAINT_RECEIVED, 0);

    (void)state;
    complaint_report_add(&report, &one, "Siti");
    assert_string_equal(report.rows[0].name, "");
}

static void an_erased_complaint_has_no_name(void **state)
{
    AUTO_COMPLAINT_REPORT struct complaint_report report = {.today = TODAY, .has_names = true};
    struct complaint one =
        complaint_of(KIND_PENGADUAN, WEIGHT_BERAT, COMPLAINT_RECEIVED, TODAY - 5);

    (void)state;
    one.is_erased = true;
    complaint_report_add(&report, &one, "Siti");
    assert_string_equal(report.rows[0].name, "");
    assert_int_equal(report.overdue, 0);
}

static void what_has_no_room_is_counted_still(void **state)
{
    AUTO_COMPLAINT_REPORT struct complaint_report report = {.today = TODAY};
    struct complaint one = complaint_of(KIND_INFORMASI, WEIGHT_SEDANG, COMPLAINT_ANSWERED, 0);

    (void)state;
    for (int i = 0; i < COMPLAINT_ROWS_MOST + 3; i++)
        complaint_report_add(&report, &one, NULL);
    assert_int_equal(report.row_count, COMPLAINT_ROWS_MOST);
    assert_int_equal(report.left_out, 3);
    assert_int_equal(report.total, COMPLAINT_ROWS_MOST + 3);
    assert_int_equal(report.by_state[COMPLAINT_ANSWERED], COMPLAINT_ROWS_MOST + 3);
    complaint_report_clear(&report);
    assert_null(report.rows);
    assert_int_equal(report.total, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_complaint_is_counted_once_in_each_total),
        cmocka_unit_test(a_report_without_names_keeps_none),
        cmocka_unit_test(an_erased_complaint_has_no_name),
        cmocka_unit_test(what_has_no_room_is_counted_still),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
