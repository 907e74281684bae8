/* Filing a complaint by touch: what is asked, what is refused, what is kept and what is forgotten. */
#include "base/text.h"
#include "desk/complaints.h"
#include "desk/staff.h"
#include "screens/complaint_gallery.h"
#include "screens/modes.h"
#include "support/fault_vfs.h"
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct stage stage;

static int open_lobby(void **state)
{
    (void)state;
    stage = (struct stage){0};
    stage_open(&stage, "pekanbaru");
    stage_tap(&stage, "wake");
    return 0;
}

static int close_lobby(void **state)
{
    (void)state;
    fault_vfs_disarm();
    stage_close(&stage);
    return 0;
}

static bool can_touch(const char *name)
{
    const struct widget *widget = stage_widget(&stage, name);

    return widget && widget->is_enabled;
}

static bool count_one(void *context, const struct complaint *complaint)
{
    (void)complaint;
    ++*(int *)context;
    return true;
}

static int count_complaints(void)
{
    const struct complaint_query all = {0};
    struct err err = {0};
    int count = 0;

    if (!desk_list_complaints(stage.desk, &all, count_one, &count, &err))
        fail_msg("%s", err.text);
    return count;
}

static struct complaint filed(struct complaint_words *words)
{
    const struct officer officer = {
        .code = "P-07", .name = "Dewi Lestari", .role = STAFF_OFFICER, .is_active = true};
    struct complaint complaint = {0};
    struct err err = {0};

    if (!desk_add_officer(stage.desk, &officer, "482915", &err)
        || !desk_find_complaint(stage.desk, stage_label(&stage, "number"), &complaint, &err)
        || !desk_read_complaint(stage.desk, complaint.number, "P-07", words, &err))
        fail_msg("%s", err.text);
    return complaint;
}

static void a_few_letters_do_not_go_on(void **state)
{
    (void)state;
    complaint_open_form(&stage);
    assert_false(can_touch("next"));
    complaint_type(&stage, "antre    ");
    assert_false(can_touch("next"));
    assert_true(stage_shows(&stage, "sedikitnya 10 huruf"));
    complaint_type(&stage, "lama.");
    assert_true(can_touch("next"));
}

static void letters_beyond_the_limit_are_refused_and_nothing_is_lost(void **state)
{
    char typed[COMPLAINT_TEXT];

    (void)state;
    complaint_open_form(&stage);
    for (int i = 0; i < COMPLAINT_LETTERS / 10; i++)
        complaint_type(&stage, "panjang ya");
    assert_string_equal(stage_label(&stage, "count"), "600 / 600");
    assert_true(text_copy(typed, sizeof typed, stage_label(&stage, "words")));
    for (int i = 0; i < 3000; i++)
        stage_tap_at_once(&stage, "key-a");
    assert_string_equal(stage_label(&stage, "count"), "600 / 600");
    assert_string_equal(stage_label(&stage, "words"), typed);
    assert_non_null(strstr(stage_label(&stage, "info"), "Batasnya 600 huruf"));
    assert_true(can_touch("next"));
    stage_tap(&stage, "key-delete");
    assert_string_equal(stage_label(&stage, "count"), "599 / 600");
    assert_null(strstr(stage_label(&stage, "info"), "Batasnya 600 huruf"));
}

static void a_number_like_a_nik_is_warned_of_and_not_refused(void **state)
{
    (void)state;
    complaint_open_form(&stage);
    complaint_type(&stage, "saya 1471 0123 4567 890");
    assert_null(strstr(stage_label(&stage, "info"), "NIK tidak diperlukan"));
    complaint_type(&stage, "1");
    assert_non_null(strstr(stage_label(&stage, "info"), "NIK tidak diperlukan"));
    assert_true(can_touch("next"));
}

static void nothing_is_chosen_beforehand_on_the_contact_step(void **state)
{
    static const char *const ways[] = {"phone", "email", "letter", "in_person", "none"};

    (void)state;
    complaint_open_form(&stage);
    complaint_write(&stage);
    for (size_t i = 0; i < ARRAY_LEN(ways); i++)
        assert_string_equal(stage_state(&stage, ways[i]), "");
    assert_false(can_touch("next"));
    assert_null(stage_widget(&stage, "contact"));
    assert_null(stage_widget(&stage, "notice"));
    stage_tap(&stage, "email");
    assert_string_equal(stage_state(&stage, "consent"), "");
    assert_false(can_touch("next"));
}

static void ways_without_contact_need_neither_field_nor_consent(void **state)
{
    (void)state;
    complaint_open_form(&stage);
    complaint_write(&stage);
    stage_tap(&stage, "none");
    assert_null(stage_widget(&stage, "contact"));
    assert_null(stage_widget(&stage, "consent"));
    assert_true(can_touch("next"));
    stage_tap(&stage, "in_person");
    assert_null(stage_widget(&stage, "contact"));
    assert_true(can_touch("next"));
}

static void notice_stands_beside_the_fields_with_version_and_days(void **state)
{
    (void)state;
    complaint_open_form(&stage);
    complaint_write(&stage);
    stage_tap(&stage, "phone");
    assert_non_null(strstr(stage_label(&stage, "notice"), "versi 2"));
    assert_non_null(strstr(stage_label(&stage, "notice"), "365 hari"));
    assert_non_null(strstr(stage_label(&stage, "notice"), "DPMPTSP Kota Pekanbaru"));
    stage_tap(&stage, "contact");
    assert_non_null(stage_widget(&stage, "notice"));
}

static void a_number_too_short_and_a_missing_consent_are_told(void **state)
{
    (void)state;
    complaint_open_form(&stage);
    complaint_write(&stage);
    stage_tap(&stage, "phone");
    stage_tap(&stage, "contact");
    stage_tap_at_once(&stage, "key-0");
    stage_tap_at_once(&stage, "key-8");
    stage_tap(&stage, "key-ok");
    assert_non_null(strstr(stage_label(&stage, "hint"), "8 sampai 15 angka"));
    stage_tap(&stage, "contact");
    for (int i = 0; i < 20; i++) /* as many as a number may have, and no more */
        stage_tap_at_once(&stage, "key-1");
    assert_string_equal(stage_label(&stage, "typed"), "081111111111111");
    stage_tap(&stage, "key-ok");
    assert_false(can_touch("next"));
    assert_non_null(strstr(stage_label(&stage, "hint"), "jika setuju"));
    stage_tap(&stage, "consent");
    assert_true(can_touch("next"));
}

static void another_way_forgets_the_contact_and_the_consent(void **state)
{
    (void)state;
    complaint_open_form(&stage);
    complaint_write(&stage);
    stage_tap(&stage, "letter");
    stage_tap(&stage, "contact");
    complaint_type(&stage, "jalan melati");
    stage_tap(&stage, "key-action");
    stage_tap(&stage, "consent");
    assert_true(stage_shows(&stage, "Jalan Melati"));
    stage_tap(&stage, "email");
    assert_false(stage_shows(&stage, "Jalan Melati"));
    assert_string_equal(stage_state(&stage, "consent"), "");
}

static void last_step_shows_all_and_leads_back_to_each_part(void **state)
{
    (void)state;
    complaint_open_form(&stage);
    stage_tap(&stage, "service");
    stage_tap(&stage, "service-1");
    stage_tap(&stage, "kind-aspirasi");
    complaint_contact(&stage);
    assert_string_equal(stage_label(&stage, "subject"),
                        "Aspirasi · Surat Izin Kerja Perekam Medis");
    assert_non_null(strstr(stage_label(&stage, "words"), "Berkas saya sudah lengkap"));
    assert_string_equal(stage_label(&stage, "contact"), "081234567890");
    stage_tap(&stage, "edit-text");
    assert_string_equal(stage_screen(&stage), "complaint-text");
    assert_non_null(strstr(stage_label(&stage, "words"), "Berkas saya sudah lengkap"));
    stage_tap(&stage, "next");
    assert_string_equal(stage_state(&stage, "phone"), "selected");
    assert_true(can_touch("next"));
    stage_tap(&stage, "next");
    stage_tap(&stage, "edit-contact");
    assert_string_equal(stage_screen(&stage), "complaint-contact");
    stage_tap(&stage, "nav-back");
    assert_string_equal(stage_screen(&stage), "complaint-text");
}

static void complaint_is_filed_as_it_was_shown(void **state)
{
    struct complaint_words words = {0};

    (void)state;
    complaint_open_form(&stage);
    stage_tap(&stage, "kind-informasi");
    complaint_send(&stage);
    struct complaint complaint = filed(&words);
    assert_string_equal(complaint.number, "PD-1001");
    assert_int_equal(complaint.kind, KIND_INFORMASI);
    assert_int_equal(complaint.reply, REPLY_PHONE);
    assert_int_equal(complaint.notice_version, COMPLAINT_NOTICE_VERSION);
    assert_string_equal(words.contact, "081234567890");
    assert_non_null(strstr(words.text, "Berkas saya sudah lengkap"));
    assert_non_null(strstr(stage_label(&stage, "code"), complaint.code));
    assert_non_null(stage_widget(&stage, "qr"));
    assert_non_null(stage_widget(&stage, "qr-national"));
    assert_true(stage_shows(&stage, "www.lapor.go.id"));
    assert_false(stage_shows(&stage, "081234567890"));
    assert_false(stage_shows(&stage, "Berkas saya"));
}

/* Bombana answers within five days: the day is named. */
static void promised_day_is_told(void **state)
{
    (void)state;
    stage_close(&stage);
    stage = (struct stage){0};
    stage_open(&stage, "bombana");
    stage_tap(&stage, "wake");
    complaint_open_form(&stage);
    stage_tap(&stage, "service");
    stage_tap(&stage, "service-1");
    complaint_send(&stage);
    assert_non_null(strstr(stage_label(&stage, "due"), "Dijawab paling lambat"));
    assert_non_null(strstr(stage_label(&stage, "due"), "2026"));
}

static void failed_commit_keeps_every_word_and_the_next_tap_sends_it_once(void **state)
{
    (void)state;
    complaint_open_form(&stage);
    complaint_contact(&stage);
    fault_vfs_arm(1, SQLITE_FULL, true);
    stage_tap(&stage, "send");
    assert_string_equal(stage_screen(&stage), "complaint-check");
    assert_non_null(strstr(stage_label(&stage, "failed"), "Isian Anda masih ada"));
    assert_non_null(strstr(stage_label(&stage, "words"), "Berkas saya sudah lengkap"));
    stage_tap(&stage, "send");
    assert_string_equal(stage_screen(&stage), "complaint-check");
    fault_vfs_disarm();
    stage_tap(&stage, "send");
    assert_string_equal(stage_screen(&stage), "complaint-sent");
    assert_int_equal(count_complaints(), 1);
}

static void cancel_asks_once_and_forgets(void **state)
{
    (void)state;
    complaint_open_form(&stage);
    stage_tap(&stage, "cancel"); /* nothing to lose: nothing to ask */
    assert_string_equal(stage_screen(&stage), "home");
    complaint_open_form(&stage);
    complaint_type(&stage, "berkas hilang");
    stage_tap(&stage, "cancel");
    assert_non_null(stage_widget(&stage, "drop-end"));
    stage_tap(&stage, "drop-stay");
    assert_string_equal(stage_label(&stage, "words"), "Berkas hilang");
    stage_tap(&stage, "cancel");
    stage_tap(&stage, "drop-end");
    assert_string_equal(stage_screen(&stage), "home");
    complaint_open_form(&stage);
    assert_string_equal(stage_state(&stage, "words"), "empty");
}

static void going_back_keeps_what_was_typed(void **state)
{
    (void)state;
    complaint_open_form(&stage);
    complaint_type(&stage, "berkas hilang");
    stage_tap(&stage, "nav-back");
    assert_string_equal(stage_screen(&stage), "home");
    complaint_open_form(&stage);
    assert_string_equal(stage_label(&stage, "words"), "Berkas hilang");
}

static void who_walks_away_is_warned_after_two_minutes_and_forgotten(void **state)
{
    (void)state;
    complaint_open_form(&stage);
    complaint_type(&stage, "berkas hilang");
    stage_wait(&stage, 119000);
    assert_null(stage_widget(&stage, "idle-stay"));
    stage_wait(&stage, 2000);
    assert_non_null(stage_widget(&stage, "idle-stay"));
    stage_wait(&stage, 21000);
    assert_string_equal(stage_screen(&stage), "attract");
    stage_tap(&stage, "wake");
    complaint_open_form(&stage);
    assert_string_equal(stage_state(&stage, "words"), "empty");
    assert_int_equal(count_complaints(), 0);
}

static void permit_information_brings_its_service_along(void **state)
{
    (void)state;
    stage_tap(&stage, "service-1");
    stage_tap(&stage, "tab-info");
    while (!stage_widget(&stage, "complain"))
        stage_tap(&stage, "page-down");
    stage_tap(&stage, "complain");
    assert_string_equal(stage_label(&stage, "service"), "Surat Izin Kerja Perekam Medis");
}

static struct print_job next_job(void)
{
    struct print_job job = {0};
    struct err err = {0};

    if (!desk_next_job(stage.desk, &job, &err))
        fail_msg("%s", err.text);
    return job;
}

static void receipt_is_printed_once_a_wish_and_told_as_it_is(void **state)
{
    struct err err = {0};
    struct print_job job;

    (void)state;
    complaint_open_form(&stage);
    complaint_send(&stage);
    stage_tap(&stage, "print");
    assert_false(can_touch("print"));
    assert_non_null(strstr(stage_label(&stage, "slip"), "sedang dicetak"));
    job = next_job();
    assert_int_equal(job.kind, SLIP_COMPLAINT);
    assert_string_equal(job.subject, "PD-1001");
    assert_int_equal(job.copy, 0);
    stage_move_next_job(&stage, PRINT_PRINTED, TROUBLE_NONE);
    assert_non_null(strstr(stage_label(&stage, "slip"), "sudah dicetak"));
    assert_false(desk_next_job(stage.desk, &job, &err));
    stage_tap(&stage, "print");
    assert_int_equal(next_job().copy, 1);
    stage_move_next_job(&stage, PRINT_UNCERTAIN, TROUBLE_NONE);
    assert_non_null(strstr(stage_label(&stage, "slip"), "catat nomor dan kode"));
}

static void a_receipt_from_the_second_printer_is_fetched_there(void **state)
{
    const struct printer_status second = {
        .no = 2, .is_confirming = true, .queue = "cadangan", .place = PLACE_OFFICER};
    struct print_job job;

    (void)state;
    complaint_open_form(&stage);
    complaint_send(&stage);
    stage_tap(&stage, "print");
    assert_true(desk_report_printer(stage.desk, &second, NULL));
    stage_printer(&stage, TROUBLE_PAPER_OUT, false);
    job = next_job();
    assert_true(
        desk_move_job(stage.desk, job.id, PRINT_PRINTED, TROUBLE_NONE, "cadangan", 7, NULL));
    stage_notice(&stage);
    assert_non_null(strstr(stage_label(&stage, "slip"), "Ambil di meja petugas"));
}

static void nothing_is_queued_for_a_printer_that_cannot_print(void **state)
{
    struct print_job job;
    struct err err = {0};

    (void)state;
    complaint_open_form(&stage);
    complaint_send(&stage);
    stage_printer(&stage, TROUBLE_PAPER_OUT, true);
    stage_notice(&stage);
    stage_tap(&stage, "print");
    assert_non_null(strstr(stage_label(&stage, "slip"), "Printer belum siap"));
    assert_false(desk_next_job(stage.desk, &job, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void who_wants_to_talk_is_offered_the_counters_number(void **state)
{
    (void)state;
    complaint_open_form(&stage);
    complaint_write(&stage);
    stage_tap(&stage, "in_person");
    stage_tap(&stage, "next");
    stage_tap(&stage, "send");
    assert_string_equal(stage_label(&stage, "take"), "Ambil nomor D sekarang");
    stage_tap(&stage, "take");
    assert_string_equal(stage_screen(&stage), "confirm");
}

static void number_is_told_for_half_a_minute(void **state)
{
    (void)state;
    complaint_open_form(&stage);
    complaint_send(&stage);
    stage_wait(&stage, 29000);
    assert_string_equal(stage_screen(&stage), "complaint-sent");
    stage_wait(&stage, 2000);
    assert_string_equal(stage_screen(&stage), "attract");
}

static void number_is_told_for_a_minute_in_more_time(void **state)
{
    (void)state;
    complaint_open_form(&stage);
    modes_apply(&stage, MODE_TIME);
    complaint_send(&stage);
    stage_wait(&stage, 59000);
    assert_string_equal(stage_screen(&stage), "complaint-sent");
    stage_wait(&stage, 2000);
    assert_string_equal(stage_screen(&stage), "attract");
}

#define T(test) cmocka_unit_test_setup_teardown(test, open_lobby, close_lobby)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(a_few_letters_do_not_go_on),
        T(letters_beyond_the_limit_are_refused_and_nothing_is_lost),
        T(a_number_like_a_nik_is_warned_of_and_not_refused),
        T(nothing_is_chosen_beforehand_on_the_contact_step),
        T(ways_without_contact_need_neither_field_nor_consent),
        T(notice_stands_beside_the_fields_with_version_and_days),
        T(a_number_too_short_and_a_missing_consent_are_told),
        T(another_way_forgets_the_contact_and_the_consent),
        T(last_step_shows_all_and_leads_back_to_each_part),
        T(complaint_is_filed_as_it_was_shown),
        T(promised_day_is_told),
        T(failed_commit_keeps_every_word_and_the_next_tap_sends_it_once),
        T(cancel_asks_once_and_forgets),
        T(going_back_keeps_what_was_typed),
        T(who_walks_away_is_warned_after_two_minutes_and_forgotten),
        T(permit_information_brings_its_service_along),
        T(receipt_is_printed_once_a_wish_and_told_as_it_is),
        T(a_receipt_from_the_second_printer_is_fetched_there),
        T(nothing_is_queued_for_a_printer_that_cannot_print),
        T(who_wants_to_talk_is_offered_the_counters_number),
        T(number_is_told_for_half_a_minute),
        T(number_is_told_for_a_minute_in_more_time),
    };

    fault_vfs_install();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
