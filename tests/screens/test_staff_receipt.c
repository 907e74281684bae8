/* Receiving files at a counter: what the form begins with, what it needs, what it leaves behind. */
#include "base/text.h"
#include "desk/receipts.h"
#include "platform/window.h"
#include "screens/receipt_walk.h"
#include "ui/check.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct stage stage;

static int open_desk(void **state)
{
    (void)state;
    stage = (struct stage){.role = "staff", .width = 1920, .height = 1080};
    stage_open(&stage, "pekanbaru");
    receipt_walk_sign_in(&stage);
    return 0;
}

static int close_desk(void **state)
{
    (void)state;
    stage_close(&stage);
    return 0;
}

static struct receipt saved(void)
{
    struct receipt receipt = {0};
    struct err err = {0};

    if (!desk_find_receipt(stage.desk, stage_label(&stage, "file-number"), &receipt, &err))
        fail_msg("%s", err.text);
    return receipt;
}

static void type_name(const char *name)
{
    stage_tap(&stage, "applicant");
    receipt_walk_type(&stage, name);
    stage_tap(&stage, "key-action");
}

static void the_ticket_brings_its_permit_and_its_ticks(void **state)
{
    (void)state;
    receipt_walk_serve(&stage, "sik-perekam-medis");
    stage_tap(&stage, "receipt");
    assert_string_equal(stage_screen(&stage), "staff-receipt");
    assert_string_equal(stage_label(&stage, "permit"), "Surat Izin Kerja Perekam Medis");
    assert_string_equal(stage_label(&stage, "received"), "8 dari 10 berkas diterima");
    assert_string_equal(stage_state(&stage, "file-1"), "ticked");
    assert_string_equal(stage_state(&stage, "file-9"), "");
    assert_string_equal(stage_state(&stage, "file-10"), "");
}

static void files_are_received_one_by_one_and_printed_once(void **state)
{
    struct receipt receipt;
    struct print_job job;

    (void)state;
    receipt_walk_serve(&stage, "sik-perekam-medis");
    stage_tap(&stage, "receipt");
    assert_false(stage_widget(&stage, "save")->is_enabled); /* without a name */
    type_name("siti rahmawati");
    assert_true(stage_widget(&stage, "save")->is_enabled);
    stage_tap(&stage, "file-1"); /* taken back */
    stage_tap(&stage, "file-9");
    stage_tap(&stage, "file-10");
    assert_string_equal(stage_label(&stage, "received"), "9 dari 10 berkas diterima");
    stage_tap_at_once(&stage, "save");
    receipt = saved();
    assert_string_equal(receipt.applicant, "Siti Rahmawati");
    assert_string_equal(receipt.officer, "P-07");
    assert_string_equal(receipt.counter, "Loket 1");
    assert_string_equal(receipt.number, "A-001");
    assert_int_equal(receipt.asked, 10);
    assert_int_equal(receipt.received_count, 9);
    assert_int_equal(receipt.received[0], 2);
    assert_int_equal(receipt.received[8], 10);
    assert_true(desk_next_job(stage.desk, &job, NULL));
    assert_int_equal(job.kind, SLIP_RECEIPT);
    assert_string_equal(job.subject, receipt.file_number);
}

static void a_complete_file_shows_when_it_will_be_ready(void **state)
{
    (void)state;
    receipt_walk_serve(&stage, "sik-perekam-medis");
    stage_tap(&stage, "receipt");
    type_name("siti");
    stage_tap(&stage, "file-9");
    stage_tap(&stage, "file-10");
    assert_string_equal(stage_label(&stage, "received"), "10 dari 10 berkas diterima, lengkap");
    stage_tap(&stage, "save");
    assert_true(stage_shows(&stage, "10 dari 10, lengkap"));
    assert_true(stage_shows(&stage, "Rabu, 25 November 2026"));
}

static void a_receipt_needs_a_name_and_a_file(void **state)
{
    (void)state;
    receipt_walk_serve(&stage, "berkas"); /* a number without a permit */
    stage_tap(&stage, "receipt");
    assert_string_equal(stage_label(&stage, "which"), "Untuk izin yang mana?");
    stage_tap(&stage, "permit-1");
    assert_string_equal(stage_state(&stage, "file-1"), ""); /* nobody ticked anything */
    assert_string_equal(stage_label(&stage, "hint"), "Ketik dahulu nama pemohon.");
    type_name(" ");
    assert_string_equal(stage_label(&stage, "hint"), "Ketik dahulu nama pemohon.");
    type_name("budi");
    assert_string_equal(stage_label(&stage, "hint"), "Sentuh berkas yang diserahkan pemohon.");
    assert_false(stage_widget(&stage, "save")->is_enabled);
    stage_tap(&stage, "file-2");
    assert_true(stage_widget(&stage, "save")->is_enabled);
    assert_null(stage_widget(&stage, "hint"));
}

static void another_permit_keeps_the_name_that_was_typed(void **state)
{
    (void)state;
    receipt_walk_serve(&stage, "sik-perekam-medis");
    stage_tap(&stage, "receipt");
    type_name("siti");
    stage_tap(&stage, "change");
    stage_tap(&stage, "cancel");
    assert_string_equal(stage_label(&stage, "received"), "8 dari 10 berkas diterima");
    stage_tap(&stage, "change");
    stage_tap(&stage, "permit-3");
    assert_true(stage_shows(&stage, "Siti"));
    assert_string_not_equal(stage_label(&stage, "permit"), "Surat Izin Kerja Perekam Medis");
    assert_true(stage_shows(&stage, "0 dari"));
}

static void the_name_is_gone_from_the_screen_when_it_is_saved_or_left(void **state)
{
    (void)state;
    receipt_walk_serve(&stage, "sik-perekam-medis");
    stage_tap(&stage, "receipt");
    type_name("siti");
    assert_true(stage_shows(&stage, "Siti"));
    (void)kiosk_take_wiped(stage.kiosk);
    stage_tap(&stage, "nav-back");
    assert_string_equal(stage_screen(&stage), "staff-desk");
    assert_true(kiosk_take_wiped(stage.kiosk)); /* its pictures too */
    stage_tap(&stage, "receipt");
    assert_false(stage_shows(&stage, "Siti"));
    type_name("siti");
    stage_tap(&stage, "save");
    assert_false(stage_shows(&stage, "Siti"));
}

static void the_form_of_a_ticket_with_a_receipt_shows_that_one(void **state)
{
    char number[FILE_NUMBER_TEXT];

    (void)state;
    receipt_walk_serve(&stage, "sik-perekam-medis");
    stage_tap(&stage, "receipt");
    type_name("siti");
    stage_tap(&stage, "save");
    assert_true(text_copy(number, sizeof number, stage_label(&stage, "file-number")));
    stage_tap(&stage, "done");
    assert_string_equal(stage_screen(&stage), "staff-desk");
    stage_tap(&stage, "receipt");
    assert_string_equal(stage_label(&stage, "file-number"), number);
    stage_tap(&stage, "another");
    assert_string_equal(stage_label(&stage, "which"), "Untuk izin yang mana?");
    stage_tap(&stage, "permit-3");
    type_name("siti");
    stage_tap(&stage, "file-1");
    stage_tap(&stage, "save");
    assert_string_not_equal(stage_label(&stage, "file-number"), number);
}

static void the_form_follows_the_paper(void **state)
{
    struct print_job job;

    (void)state;
    receipt_walk_serve(&stage, "sik-perekam-medis");
    stage_tap(&stage, "receipt");
    type_name("siti");
    stage_tap(&stage, "save");
    assert_string_equal(stage_label(&stage, "paper"), "Tanda terima sedang dicetak.");
    assert_true(desk_next_job(stage.desk, &job, NULL));
    assert_true(desk_move_job(stage.desk, job.id, PRINT_PRINTED, TROUBLE_NONE, "tiket", 1, NULL));
    stage_notice(&stage);
    assert_string_equal(stage_label(&stage, "paper"), "Tanda terima sudah dicetak.");
    stage_tap(&stage, "print-again");
    assert_true(desk_next_job(stage.desk, &job, NULL));
    assert_int_equal(job.copy, 1);
    assert_true(
        desk_move_job(stage.desk, job.id, PRINT_FAILED, TROUBLE_PAPER_OUT, "tiket", 2, NULL));
    stage_notice(&stage);
    assert_string_equal(stage_label(&stage, "paper"), "Tanda terima tidak keluar. Cetak lagi.");
}

/* --- layout ------------------------------------------------------------------------------------- */

struct inspection {
    size_t faults;
    int forms;
    const char *lang;
};

static void inspect(struct stage *seen, const char *name, void *context)
{
    struct inspection *inspection = context;
    struct ui_fault faults[12];
    size_t count = ui_check_list(seen->list, faults, ARRAY_LEN(faults));

    inspection->forms++;
    for (size_t i = 0; i < count && i < ARRAY_LEN(faults); i++)
        fprintf(stderr, "%s %s: %s\n", inspection->lang, name, faults[i].text);
    inspection->faults += count;
}

static void check(const char *office, const char *lang, int width, int height)
{
    struct inspection inspection = {.lang = lang};
    struct stage seen = {.role = "staff", .home_lang = lang, .width = width, .height = height};
    struct window *window;
    struct err err = {0};
    const struct window_options options = {.title = "layout",
                                           .asset_dir = SOURCE_DIR "/assets",
                                           .width = 320,
                                           .height = 240,
                                           .is_hidden = true};

    if (!window_open(&window, &options, &err))
        fail_msg("%s", err.text);
    seen.measure = window_measure(window);
    stage_open(&seen, office);
    receipt_walk(&seen, inspect, &inspection);
    stage_close(&seen);
    window_close(window);
    assert_true(inspection.forms > 5);
    assert_int_equal(inspection.faults, 0);
}

static void nothing_is_wrong_on_wide_and_upright_panels(void **state)
{
    static const char *const offices[] = {"pekanbaru", "rokan-hulu", "bombana"};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(offices); i++) {
        check(offices[i], "id", 1920, 1080);
        check(offices[i], "id", 1080, 1920);
    }
    check("pekanbaru", "id", 960, 540);
    check("pekanbaru", "id", 540, 960);
}

int main(void)
{
#define DESK_TEST(name) cmocka_unit_test_setup_teardown(name, open_desk, close_desk)
    const struct CMUnitTest tests[] = {
        DESK_TEST(the_ticket_brings_its_permit_and_its_ticks),
        DESK_TEST(files_are_received_one_by_one_and_printed_once),
        DESK_TEST(a_complete_file_shows_when_it_will_be_ready),
        DESK_TEST(a_receipt_needs_a_name_and_a_file),
        DESK_TEST(another_permit_keeps_the_name_that_was_typed),
        DESK_TEST(the_name_is_gone_from_the_screen_when_it_is_saved_or_left),
        DESK_TEST(the_form_of_a_ticket_with_a_receipt_shows_that_one),
        DESK_TEST(the_form_follows_the_paper),
        cmocka_unit_test(nothing_is_wrong_on_wide_and_upright_panels),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
