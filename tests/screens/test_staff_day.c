/* The staff's day: figures, tables and days; opening, closing, pausing, adding time; and what an
 * officer may not. */
#include "base/text.h"
#include "desk/opening.h"
#include "desk/slips.h"
#include "screens/closing.h"
#include "screens/day_gallery.h"
#include "screens/duty.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void open_filled(struct stage *stage, enum staff_role role)
{
    *stage = (struct stage){0};
    duty_open(stage, role);
    day_fill(stage);
    day_open(stage);
}

static bool is_enabled(const struct stage *stage, const char *name)
{
    const struct widget *widget = stage_widget(stage, name);

    return widget && widget->is_enabled;
}

static struct opening opening_of(struct stage *stage, const char *group)
{
    struct opening opening;
    struct err err = {0};

    if (!desk_view_opening(stage->desk, group, &opening, &err))
        fail_msg("%s", err.text);
    return opening;
}

static void totals_are_large_and_tables_have_pages(void **state)
{
    struct stage stage;

    (void)state;
    open_filled(&stage, STAFF_SUPERVISOR);
    assert_string_equal(stage_label(&stage, "day"), "Senin, 23 November 2026");
    assert_string_equal(stage_label(&stage, "sum-issued"), "60");
    assert_string_equal(stage_label(&stage, "sum-called"), "45");
    assert_string_equal(stage_label(&stage, "sum-served"), "44");
    assert_string_equal(stage_label(&stage, "sum-skipped"), "1");
    assert_string_equal(stage_label(&stage, "sum-void"), "1");
    assert_string_equal(stage_label(&stage, "sum-waiting"), "14");
    assert_true(stage_shows(&stage, "Penerimaan berkas"));
    stage_tap(&stage, "tab-officer");
    assert_true(stage_shows(&stage, "P-04"));
    assert_true(stage_shows(&stage, "Belum dipanggil"));
    stage_tap(&stage, "tab-hour");
    assert_true(stage_shows(&stage, "09.00–09.59"));
    stage_close(&stage);
}

static void days_are_leafed_through_up_to_today(void **state)
{
    struct stage stage;

    (void)state;
    open_filled(&stage, STAFF_SUPERVISOR);
    assert_false(is_enabled(&stage, "day-after"));
    stage_tap(&stage, "day-before");
    assert_string_equal(stage_label(&stage, "day"), "Minggu, 22 November 2026");
    assert_string_equal(stage_label(&stage, "sum-issued"), "0");
    assert_string_equal(stage_label(&stage, "day-state"),
                        "Tidak ada nomor yang diterbitkan pada hari ini.");
    stage_tap(&stage, "day-after");
    assert_string_equal(stage_label(&stage, "sum-issued"), "60");
    stage_close(&stage);
}

static void what_others_commit_is_seen_within_a_second(void **state)
{
    struct stage stage;

    (void)state;
    open_filled(&stage, STAFF_SUPERVISOR);
    stage_issue(&stage, "sik-perekam-medis");
    stage_notice(&stage);
    stage_wait(&stage, 1000);
    assert_string_equal(stage_label(&stage, "sum-issued"), "61");
    stage_close(&stage);
}

static void two_taps_print_one_report(void **state)
{
    struct stage stage;
    struct print_job job;
    struct err err = {0};
    int64_t first;

    (void)state;
    open_filled(&stage, STAFF_SUPERVISOR);
    stage_tap(&stage, "print");
    stage_tap(&stage, "print");
    assert_string_equal(stage_label(&stage, "toast"), "Laporan sedang dicetak.");
    assert_true(desk_next_job(stage.desk, &job, &err));
    assert_int_equal(job.kind, SLIP_REPORT);
    assert_string_equal(job.subject, "2026-11-23");
    first = job.id;
    assert_true(desk_move_job(stage.desk, first, PRINT_PRINTED, TROUBLE_NONE, "tiket", 1, NULL));
    assert_false(desk_next_job(stage.desk, &job, &err));
    stage_wait(&stage, 5000);
    stage_tap(&stage, "print"); /* another wish */
    assert_true(desk_next_job(stage.desk, &job, &err));
    assert_int_not_equal(job.id, first);
    stage_close(&stage);
}

static void closing_the_day_asks_and_tells_who_waits(void **state)
{
    struct stage stage;

    (void)state;
    open_filled(&stage, STAFF_SUPERVISOR);
    stage_tap(&stage, "close-day");
    assert_true(strstr(stage_label(&stage, "sheet-words"), "14 orang") != NULL);
    stage_tap(&stage, "sheet-cancel");
    assert_true(opening_of(&stage, NULL).is_open);
    stage_tap(&stage, "close-day");
    stage_tap(&stage, "sheet-do");
    assert_int_equal(opening_of(&stage, NULL).reason, CLOSED_DAY_ENDED);
    assert_string_equal(stage_label(&stage, "opening"), "Pelayanan hari ini sudah ditutup.");
    assert_false(is_enabled(&stage, "extra"));
    assert_string_equal(stage_label(&stage, "extra-refused"), "Buka hari lebih dahulu.");
    assert_false(is_enabled(&stage, "pause-A"));
    stage_tap(&stage, "open-day");
    assert_true(opening_of(&stage, NULL).is_open);
    assert_non_null(stage_widget(&stage, "close-day"));
    stage_close(&stage);
}

static void a_pause_needs_a_reason_and_ends(void **state)
{
    struct stage stage;

    (void)state;
    open_filled(&stage, STAFF_SUPERVISOR);
    stage_tap(&stage, "pause-A");
    assert_string_equal(stage_label(&stage, "sheet"), "Jeda Penerimaan berkas?");
    assert_false(is_enabled(&stage, "sheet-do"));
    stage_tap(&stage, "reason-2");
    stage_tap(&stage, "sheet-do");
    assert_int_equal(opening_of(&stage, "berkas").reason, CLOSED_PAUSED);
    assert_string_equal(opening_of(&stage, "berkas").note, "Petugas rapat");
    assert_string_equal(stage_label(&stage, "group-A"), "Dijeda: Petugas rapat");
    stage_tap(&stage, "resume-A");
    assert_true(opening_of(&stage, "berkas").is_open);
    assert_string_equal(stage_label(&stage, "group-A"), "11 menunggu");
    stage_close(&stage);
}

/* Friday 16.30, after the hours. */
static void time_is_added_after_the_hours(void **state)
{
    static const struct closing after = {.reason = CLOSED_AFTER, .when = "2026-11-27 16:30"};
    const struct stage plan = {.role = "staff", .width = DUTY_WIDTH, .height = DUTY_HEIGHT};
    struct stage stage;

    (void)state;
    closing_open(&stage, &plan, &after);
    duty_begin(&stage, STAFF_SUPERVISOR);
    day_open(&stage);
    assert_string_equal(stage_label(&stage, "opening"), "Pelayanan hari ini sudah selesai.");
    stage_tap(&stage, "extra");
    assert_false(is_enabled(&stage, "sheet-do"));
    stage_tap(&stage, "minutes-60");
    assert_string_equal(stage_label(&stage, "sheet-words"),
                        "Nomor akan diberikan sampai pukul 17.30.");
    assert_false(is_enabled(&stage, "sheet-do"));
    stage_tap(&stage, "reason-1");
    stage_tap(&stage, "sheet-do");
    assert_true(opening_of(&stage, NULL).is_open);
    assert_string_equal(stage_label(&stage, "opening"), "Nomor diberikan sampai pukul 17.30.");
    closing_close(&stage);
}

static void an_officer_sees_why_the_buttons_are_grey(void **state)
{
    struct stage stage;

    (void)state;
    open_filled(&stage, STAFF_OFFICER);
    assert_false(is_enabled(&stage, "close-day"));
    assert_false(is_enabled(&stage, "extra"));
    assert_false(is_enabled(&stage, "pause-A"));
    assert_string_equal(stage_label(&stage, "day-refused"), "Hanya untuk penyelia");
    assert_string_equal(stage_label(&stage, "report-refused"),
                        "Laporan harian hanya untuk penyelia.");
    assert_null(stage_widget(&stage, "print"));
    assert_null(stage_widget(&stage, "sum-issued"));
    assert_string_equal(stage_label(&stage, "group-A"), "11 menunggu");
    stage_close(&stage);
}

static void back_leads_to_the_desk(void **state)
{
    struct stage stage;

    (void)state;
    open_filled(&stage, STAFF_SUPERVISOR);
    stage_tap(&stage, "nav-back");
    assert_string_equal(stage_screen(&stage), "staff-desk");
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(totals_are_large_and_tables_have_pages),
        cmocka_unit_test(days_are_leafed_through_up_to_today),
        cmocka_unit_test(what_others_commit_is_seen_within_a_second),
        cmocka_unit_test(two_taps_print_one_report),
        cmocka_unit_test(closing_the_day_asks_and_tells_who_waits),
        cmocka_unit_test(a_pause_needs_a_reason_and_ends),
        cmocka_unit_test(time_is_added_after_the_hours),
        cmocka_unit_test(an_officer_sees_why_the_buttons_are_grey),
        cmocka_unit_test(back_leads_to_the_desk),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
