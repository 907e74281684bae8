/* The staff's screen of devices: what is ill says what to do, calls are answered once, marks are told. */
#include "base/text.h"
#include "desk/devices.h"
#include "screens/devices_gallery.h"
#include "screens/review_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct stage stage;

static int open_stage(void **state)
{
    (void)state;
    stage = (struct stage){.role = "staff", .width = 1920, .height = 1080};
    stage_open(&stage, "pekanbaru");
    devices_gallery_open(&stage);
    return 0;
}

static int close_stage(void **state)
{
    (void)state;
    stage_close(&stage);
    return 0;
}

static void every_trouble_says_what_to_do(void **state)
{
    (void)state;
    stage_printer(&stage, TROUBLE_NONE, true);
    stage_notice(&stage);
    assert_true(stage_shows(&stage, "Siap"));
    stage_printer(&stage, TROUBLE_PAPER_OUT, true);
    stage_notice(&stage);
    assert_true(stage_shows(&stage, "Kertas habis"));
    assert_true(
        stage_shows(&stage, "Buka penutup printer, pasang gulungan kertas, lalu tutup lagi."));
    stage_printer(&stage, TROUBLE_COVER_OPEN, true);
    stage_notice(&stage);
    assert_true(stage_shows(&stage, "Tekan penutup printer sampai berbunyi klik."));
    assert_false(stage_shows(&stage, "Kertas habis"));
}

/* The visitors have the second; who is to change the roll learns of it all the same. */
static void a_printer_that_another_stands_in_for_is_still_told_in_the_bar(void **state)
{
    struct printer_status second = {
        .no = 2, .is_confirming = true, .queue = "cadangan", .place = PLACE_OFFICER};

    (void)state;
    stage_printer(&stage, TROUBLE_PAPER_OUT, true);
    assert_true(desk_report_printer(stage.desk, &second, NULL));
    stage_notice(&stage);
    assert_string_equal(stage_label(&stage, "status"), "Kertas habis");
    stage_printer(&stage, TROUBLE_NONE, true);
    second.is_paper_low = true;
    assert_true(desk_report_printer(stage.desk, &second, NULL));
    stage_notice(&stage);
    assert_string_equal(stage_label(&stage, "status"), "Kertas hampir habis");
    second.trouble = TROUBLE_JAM;
    assert_true(desk_report_printer(stage.desk, &second, NULL));
    stage_notice(&stage);
    assert_string_equal(stage_label(&stage, "status"), "Printer bermasalah");
    assert_true(desk_keep_printers(stage.desk, 1, NULL));
    stage_notice(&stage);
    assert_null(stage_widget(&stage, "status"));
}

static void a_program_that_ends_is_shown_at_once(void **state)
{
    struct desk *display = devices_gallery_run(&stage, "display");

    (void)state;
    stage_notice(&stage);
    assert_true(stage_shows(&stage, "Layar TV"));
    assert_true(stage_shows(&stage, "Berjalan"));
    assert_false(stage_shows(&stage, "Anjungan keluar")); /* it never ran here */
    desk_close(display);
    stage_notice(&stage);
    assert_true(stage_shows(&stage, "Berhenti"));
    assert_true(stage_shows(&stage, "panggil nomor dengan suara"));
}

static void a_call_is_answered_by_the_officer_at_work(void **state)
{
    struct help_call calls[HELP_CALLS_MOST];
    size_t count = 0;

    (void)state;
    assert_true(stage_shows(&stage, "Tidak ada yang memanggil petugas."));
    devices_gallery_call(&stage, "problem");
    devices_gallery_call(&stage, "missing");
    stage_notice(&stage);
    assert_string_equal(stage_label(&stage, "calls"), "Panggilan pengunjung (2)");
    assert_true(stage_shows(&stage, "Anjungan K1, 09.41"));
    assert_true(stage_shows(&stage, "Tiket tidak keluar"));
    stage_tap(&stage, "answer-1");
    assert_string_equal(stage_label(&stage, "calls"), "Panggilan pengunjung (1)");
    assert_null(stage_widget(&stage, "answer-1"));
    assert_true(desk_list_help_calls(stage.desk, calls, &count, NULL));
    assert_int_equal(count, 1);
    assert_int_equal(calls[0].no, 2);
}

static void calls_have_pages(void **state)
{
    (void)state;
    for (int i = 0; i < HELP_CALLS_MOST; i++)
        devices_gallery_call(&stage, "problem");
    stage_notice(&stage);
    assert_non_null(stage_widget(&stage, "answer-1"));
    assert_null(stage_widget(&stage, "answer-16"));
    for (int i = 0; i < HELP_CALLS_MOST && !stage_widget(&stage, "answer-16"); i++)
        stage_tap(&stage, "calls-down");
    stage_tap(&stage, "answer-16");
    assert_string_equal(stage_label(&stage, "calls"), "Panggilan pengunjung (15)");
}

static void marks_are_told_per_permit(void **state)
{
    (void)state;
    stage_tap(&stage, "tab-review");
    assert_null(stage_widget(&stage, "trouble-1"));
    assert_non_null(stage_widget(&stage, "unconfirmed"));
    assert_string_equal(stage_label(&stage, "source"), "Kantor");
    assert_true(stage_shows(&stage, "10 catatan"));
    assert_true(stage_shows(&stage, "Kantor · Kelompok antrean"));
    assert_true(stage_shows(&stage, "Contoh pengaturan"));
    assert_false(stage_widget(&stage, "source-prev")->is_enabled);
    stage_tap(&stage, "source-next");
    assert_string_equal(stage_label(&stage, "source"), "Surat Izin Kerja Perekam Medis");
    assert_true(stage_shows(&stage, "Syarat 10"));
    assert_true(stage_shows(&stage, "Tertulis upload"));
    stage_tap(&stage, "source-prev");
    assert_string_equal(stage_label(&stage, "source"), "Kantor");
}

/* In both layouts the marks stay in sight below what is said of the files. */
static void files_that_cannot_be_read_are_told_to_staff(void **state)
{
    static const int sizes[][2] = {{1920, 1080}, {1080, 1920}};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        stage_close(&stage);
        stage = (struct stage){.role = "staff",
                               .width = sizes[i][0],
                               .height = sizes[i][1],
                               .holidays = "/nowhere/holidays.json",
                               .questionnaire = "/nowhere/questionnaire.json"};
        stage_open(&stage, "pekanbaru");
        devices_gallery_open(&stage);
        stage_tap(&stage, "tab-review");
        assert_true(stage_shows(&stage, "Survei tidak ditawarkan"));
        assert_true(stage_shows(&stage, "Hari libur tidak diketahui"));
        assert_non_null(stage_widget(&stage, "unconfirmed"));
        assert_string_equal(stage_label(&stage, "source"), "Kantor");
        assert_true(stage_widget(&stage, "page-down")->is_enabled);
    }
}

static void pages_of_marks_lead_to_the_last_and_back(void **state)
{
    int there = 0, back = 0;

    (void)state;
    stage_tap(&stage, "tab-review");
    for (; stage_widget(&stage, "page-down")->is_enabled && there < 100; there++)
        stage_tap(&stage, "page-down");
    assert_string_equal(stage_label(&stage, "source"), "Surat Izin Kerja Tenaga Sanitarian");
    assert_false(stage_widget(&stage, "source-next")->is_enabled);
    assert_true(stage_shows(&stage, "Dokumen sumber · Judul"));
    for (; stage_widget(&stage, "page-up")->is_enabled && back < 100; back++)
        stage_tap(&stage, "page-up");
    assert_int_equal(there, back);
    assert_string_equal(stage_label(&stage, "source"), "Kantor");
}

static void back_leads_to_the_desk(void **state)
{
    (void)state;
    stage_tap(&stage, "nav-back");
    assert_string_equal(stage_screen(&stage), "staff-desk");
}

static void a_path_becomes_words(void **state)
{
    static const struct {
        const char *item, *words;
    } cases[] = {
        {"requirements[9]", "Syarat 10"},
        {"steps[0].actors", "Langkah 1 · Pelaksana"},
        {"competences[1].lines[10]", "Kompetensi 2 · Baris 11"},
        {"office.standard.facilities[5]", "Kantor · Standar pelayanan · Sarana 6"},
        {"something.new[2]", "something · new 3"},
        {"", ""},
        {"[", " 1"},
        {"a..b", "a ·  · b"},
    };
    char words[STRINGS_LINE], narrow[8];

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        review_item_words(words, sizeof words, cases[i].item);
        assert_string_equal(words, cases[i].words);
    }
    review_item_words(narrow, sizeof narrow, "requirements[9]");
    assert_string_equal(narrow, "Syarat ");
}

#define ON_STAGE(test) cmocka_unit_test_setup_teardown(test, open_stage, close_stage)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_STAGE(a_printer_that_another_stands_in_for_is_still_told_in_the_bar),
        ON_STAGE(every_trouble_says_what_to_do),
        ON_STAGE(a_program_that_ends_is_shown_at_once),
        ON_STAGE(a_call_is_answered_by_the_officer_at_work),
        ON_STAGE(calls_have_pages),
        ON_STAGE(marks_are_told_per_permit),
        ON_STAGE(files_that_cannot_be_read_are_told_to_staff),
        ON_STAGE(pages_of_marks_lead_to_the_last_and_back),
        ON_STAGE(back_leads_to_the_desk),
        ON_STAGE(a_path_becomes_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
