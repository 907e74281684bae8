/* Paper forms at the officer's desk: typed fast, kept once, never half; and the index beside them. */
#include "base/text.h"
#include "desk/survey.h"
#include "desk/survey_report.h"
#include "domain/calendar.h"
#include "screens/duty.h"
#include "screens/paper_gallery.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct stage stage;
static int64_t today;

static int open_form(void **state)
{
    (void)state;
    stage = (struct stage){0};
    duty_open(&stage, STAFF_OFFICER);
    today = calendar_day(clock_now_ms(stage.clock), 7 * 60);
    stage_tap(&stage, "survey");
    stage_tap(&stage, "form");
    assert_string_equal(stage_screen(&stage), "staff-form");
    return 0;
}

static int close_stage(void **state)
{
    (void)state;
    stage_close(&stage);
    return 0;
}

static struct survey_report read_report(int64_t from_day, enum survey_by by)
{
    const struct survey_query query = {
        .period = {PERIOD_RANGE, from_day, today}, .by = by, .wants_answers = true};
    struct survey_report report;
    struct err err = {0};

    if (!desk_survey_report(stage.desk, &query, &report, &err))
        fail_msg("%s", err.text);
    return report;
}

static int64_t count_all(void)
{
    struct survey_report report = read_report(today - 400, BY_NOTHING);
    int64_t n = report.ikm.n;

    survey_report_clear(&report);
    return n;
}

static void nine_keys_and_one_button_are_a_form(void **state)
{
    struct survey_report report;

    (void)state;
    paper_type(&stage, "443434424");
    stage_tap(&stage, "save");
    report = read_report(today, BY_NOTHING);
    assert_int_equal(report.ikm.n, 1);
    assert_memory_equal(report.answers[0], ((uint8_t[]){4, 4, 3, 4, 3, 4, 4, 2, 4}), ELEMENT_COUNT);
    survey_report_clear(&report);
}

/* What an officer does for one form of a stack, counted; each touch takes half a second here. */
static void a_form_with_its_profile_takes_fourteen_touches(void **state)
{
    int64_t began_ms = clock_mono_ms(stage.clock);
    int touches = 0;

    (void)state;
    for (const char *const *name =
             (const char *const[]){"gender-2", "age-3", "education-5", "occupation-4", NULL};
         *name; name++, touches++)
        stage_tap(&stage, *name);
    for (const char *digit = "443434424"; *digit; digit++, touches++)
        paper_type(&stage, (const char[]){*digit, '\0'});
    stage_tap(&stage, "save");
    touches++;
    assert_int_equal(count_all(), 1);
    assert_int_equal(touches, 14);
    printf("one paper form: %d touches, %lld ms at two a second\n", touches,
           (long long)(clock_mono_ms(stage.clock) - began_ms));
    assert_true(clock_mono_ms(stage.clock) - began_ms < 20000);
}

static void half_a_form_cannot_be_saved(void **state)
{
    (void)state;
    assert_false(stage_widget(&stage, "save")->is_enabled);
    assert_string_equal(stage_label(&stage, "hint"), "9 jawaban belum diisi");
    paper_type(&stage, "44343442");
    assert_false(stage_widget(&stage, "save")->is_enabled);
    assert_string_equal(stage_label(&stage, "hint"), "1 jawaban belum diisi");
    paper_type(&stage, "1");
    assert_true(stage_widget(&stage, "save")->is_enabled);
    assert_string_equal(
        stage_label(&stage, "hint"),
        "Cocokkan dahulu dengan kertasnya: yang sudah disimpan tidak dapat diubah.");
    paper_type(&stage, "1"); /* a tenth key changes nothing */
    assert_string_equal(stage_label(&stage, "answer-9"), "9. Penanganan pengaduan: 1");
}

static void erasing_goes_back_one_by_one(void **state)
{
    (void)state;
    paper_type(&stage, "443434424");
    stage_tap(&stage, "key-erase");
    assert_string_equal(stage_label(&stage, "answer-9"), "9. Penanganan pengaduan: –");
    stage_tap(&stage, "key-erase");
    assert_string_equal(stage_label(&stage, "answer-8"), "8. Sarana dan prasarana: –");
    for (int i = 0; i < 12; i++)
        stage_tap(&stage, "key-erase");
    assert_string_equal(stage_label(&stage, "hint"), "9 jawaban belum diisi");
    paper_type(&stage, "1");
    assert_string_equal(stage_label(&stage, "answer-1"), "1. Persyaratan: 1");
}

static void one_answer_is_mended_by_touching_it(void **state)
{
    (void)state;
    paper_type(&stage, "443434424");
    stage_tap(&stage, "answer-3");
    paper_type(&stage, "1");
    assert_string_equal(stage_label(&stage, "answer-3"), "3. Waktu penyelesaian: 1");
    assert_string_equal(stage_label(&stage, "answer-4"), "4. Biaya/tarif: 4");
    assert_true(stage_widget(&stage, "save")->is_enabled);
    paper_type(&stage, "2"); /* nothing waits for it */
    assert_string_equal(stage_label(&stage, "answer-4"), "4. Biaya/tarif: 4");
}

static void what_was_left_out_is_gone_on_with(void **state)
{
    (void)state;
    paper_type(&stage, "44");
    stage_tap(&stage, "answer-5");
    paper_type(&stage, "34424"); /* to the end, then the first that is empty */
    assert_string_equal(stage_label(&stage, "answer-9"), "9. Penanganan pengaduan: 4");
    assert_string_equal(stage_label(&stage, "hint"), "2 jawaban belum diisi");
    paper_type(&stage, "12");
    assert_string_equal(stage_label(&stage, "answer-3"), "3. Waktu penyelesaian: 1");
    assert_string_equal(stage_label(&stage, "answer-4"), "4. Biaya/tarif: 2");
    assert_true(stage_widget(&stage, "save")->is_enabled);
}

static void the_next_form_begins_at_once_with_the_stacks_day(void **state)
{
    struct survey_report report;

    (void)state;
    stage_tap(&stage, "day-week-back");
    stage_tap(&stage, "day-back");
    stage_tap(&stage, "bracket-2");
    stage_tap(&stage, "gender-1");
    for (int i = 1; i <= 3; i++) {
        char count[64];

        paper_type(&stage, "333333333");
        stage_tap(&stage, "save");
        assert_true(text_format(count, sizeof count, "%d formulir Anda simpan hari ini", i));
        assert_string_equal(stage_label(&stage, "count"), count);
        assert_string_equal(stage_label(&stage, "hint"), "Tersimpan. Silakan formulir berikutnya.");
        assert_string_equal(stage_label(&stage, "answer-1"), "1. Persyaratan: –");
        assert_string_equal(stage_state(&stage, "gender-1"), ""); /* of the last respondent */
        assert_string_equal(stage_state(&stage, "bracket-2"), "selected");
    }
    report = read_report(today - 8, BY_BRACKET);
    assert_int_equal(report.ikm.n, 3);
    assert_int_equal(report.row_count, 1);
    assert_string_equal(report.rows[0].key, "siang");
    assert_int_equal(report.genders[GENDER_MALE], 1);
    survey_report_clear(&report);
    report = read_report(today - 7, BY_NOTHING);
    assert_int_equal(report.ikm.n, 0); /* all of them eight days ago */
    survey_report_clear(&report);
}

static void no_form_is_of_a_day_to_come(void **state)
{
    (void)state;
    assert_false(stage_widget(&stage, "day-next")->is_enabled);
    assert_false(stage_widget(&stage, "day-week-next")->is_enabled);
    stage_tap(&stage, "day-back");
    assert_string_equal(stage_label(&stage, "day"), "Min, 22 Nov 2026");
    assert_true(stage_widget(&stage, "day-next")->is_enabled);
    assert_false(stage_widget(&stage, "day-week-next")->is_enabled);
    stage_tap(&stage, "day-next");
    assert_string_equal(stage_label(&stage, "day"), "Sen, 23 Nov 2026");
}

static void a_service_and_a_suggestion_are_kept(void **state)
{
    struct survey_report report;

    (void)state;
    stage_tap(&stage, "service");
    stage_tap(&stage, "service-2");
    stage_tap(&stage, "service");
    stage_tap(&stage, "cancel"); /* the chosen one stays */
    stage_tap(&stage, "suggestion");
    paper_type(&stage, "baik");
    stage_tap(&stage, "key-action");
    assert_true(stage_shows(&stage, "Baik"));
    paper_type(&stage, "333333333");
    stage_tap(&stage, "save");
    assert_false(stage_shows(&stage, "Baik"));
    report = read_report(today, BY_SERVICE);
    assert_int_equal(report.ikm.n, 1);
    assert_true(report.rows[0].key[0] != '\0');
    survey_report_clear(&report);
    stage_tap(&stage, "service");
    stage_tap(&stage, "service-none");
    paper_type(&stage, "333333333");
    stage_tap(&stage, "save");
    report = read_report(today, BY_SERVICE);
    assert_int_equal(report.row_count, 2);
    survey_report_clear(&report);
}

static void a_chosen_value_is_taken_back_by_a_second_touch(void **state)
{
    (void)state;
    stage_tap(&stage, "age-2");
    assert_string_equal(stage_state(&stage, "age-2"), "selected");
    stage_tap(&stage, "age-3");
    assert_string_equal(stage_state(&stage, "age-2"), "");
    stage_tap(&stage, "age-3");
    assert_string_equal(stage_state(&stage, "age-3"), "");
}

static void two_taps_on_the_button_keep_one_form(void **state)
{
    (void)state;
    paper_type(&stage, "443434424");
    stage_tap_at_once(&stage, "save");
    assert_false(stage_widget(&stage, "save")->is_enabled); /* the next form is empty */
    assert_int_equal(count_all(), 1);
}

#define DAY_MS INT64_C(86400000)

static void today_stays_today_when_midnight_passes_or_the_clock_is_set(void **state)
{
    int64_t now_ms = clock_now_ms(stage.clock);

    (void)state;
    clock_fake_set_wall(stage.clock, now_ms + DAY_MS);
    stage_tap(&stage, "gender-1");
    assert_string_equal(stage_label(&stage, "day"), "Sel, 24 Nov 2026");
    stage_tap(&stage, "day-back");
    clock_fake_set_wall(stage.clock, now_ms + 2 * DAY_MS);
    stage_tap(&stage, "gender-2");
    assert_string_equal(stage_label(&stage, "day"), "Sen, 23 Nov 2026"); /* as it was chosen */
    clock_fake_set_wall(stage.clock, now_ms - DAY_MS);
    stage_tap(&stage, "gender-1");
    assert_string_equal(stage_label(&stage, "day"), "Min, 22 Nov 2026");
    assert_false(stage_widget(&stage, "day-next")->is_enabled);
    clock_fake_set_wall(stage.clock, now_ms);
}

/* A clock before 1970 is one that nobody can believe. */
static void a_refused_day_is_told_and_the_form_stays(void **state)
{
    int64_t now_ms = clock_now_ms(stage.clock);

    (void)state;
    paper_type(&stage, "443434424");
    clock_fake_set_wall(stage.clock, -DAY_MS);
    stage_tap(&stage, "gender-1");
    stage_tap(&stage, "save");
    assert_non_null(strstr(stage_label(&stage, "hint"), "Tidak tersimpan: tanggalnya"));
    assert_string_equal(stage_label(&stage, "answer-9"), "9. Penanganan pengaduan: 4");
    clock_fake_set_wall(stage.clock, now_ms);
    stage_tap(&stage, "save");
    assert_string_equal(stage_label(&stage, "hint"), "Tersimpan. Silakan formulir berikutnya.");
    assert_int_equal(count_all(), 1);
}

static void the_index_is_told_from_thirty_on(void **state)
{
    (void)state;
    stage_tap(&stage, "nav-back");
    assert_string_equal(stage_screen(&stage), "staff-ikm");
    assert_string_equal(stage_label(&stage, "running"), "Belum cukup, 0 dari 30");
    paper_enter(&stage, 29, today);
    stage_notice(&stage);
    stage_wait(&stage, 11000);
    assert_string_equal(stage_label(&stage, "running"), "Belum cukup, 29 dari 30");
    paper_enter(&stage, 1, today);
    stage_notice(&stage);
    stage_wait(&stage, 11000);
    assert_null(strstr(stage_label(&stage, "running"), "Belum"));
    assert_non_null(strchr(stage_label(&stage, "running"), ','));
    assert_string_equal(stage_label(&stage, "elements"), "Nilai per unsur · Triwulan IV 2026");
    stage_tap(&stage, "nav-back");
    assert_string_equal(stage_screen(&stage), "staff-desk");
}

#define AT_FORM(test) cmocka_unit_test_setup_teardown(test, open_form, close_stage)

int main(void)
{
    const struct CMUnitTest tests[] = {
        AT_FORM(nine_keys_and_one_button_are_a_form),
        AT_FORM(a_form_with_its_profile_takes_fourteen_touches),
        AT_FORM(half_a_form_cannot_be_saved),
        AT_FORM(erasing_goes_back_one_by_one),
        AT_FORM(one_answer_is_mended_by_touching_it),
        AT_FORM(what_was_left_out_is_gone_on_with),
        AT_FORM(the_next_form_begins_at_once_with_the_stacks_day),
        AT_FORM(no_form_is_of_a_day_to_come),
        AT_FORM(a_service_and_a_suggestion_are_kept),
        AT_FORM(a_chosen_value_is_taken_back_by_a_second_touch),
        AT_FORM(two_taps_on_the_button_keep_one_form),
        AT_FORM(today_stays_today_when_midnight_passes_or_the_clock_is_set),
        AT_FORM(a_refused_day_is_told_and_the_form_stays),
        AT_FORM(the_index_is_told_from_thirty_on),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
