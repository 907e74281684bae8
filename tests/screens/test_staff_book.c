/* The complaint book on an officer's screen: who waits, one complaint from received to closed, and that
 * nothing is shown unnoted or left behind. */
#include "base/mem.h"
#include "base/text.h"
#include "desk/staff.h"
#include "screens/book_gallery.h"
#include "screens/sign_in_gallery.h"
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int open_stage(void **state)
{
    struct stage *stage = calloc(1, sizeof *stage);

    stage->role = "staff";
    stage->width = 1920;
    stage->height = 1080;
    stage_open(stage, "pekanbaru");
    sign_in_add_officers(stage, 2);
    sign_in_at_counter(stage);
    *state = stage;
    return 0;
}

static int close_stage(void **state)
{
    struct stage *stage = *state;

    stage_close(stage);
    free(stage);
    return 0;
}

static struct complaint file(struct stage *stage, enum complaint_reply reply)
{
    struct complaint complaint = book_gallery_file(stage, KIND_PENGADUAN, reply, NULL);

    stage_notice(stage);
    return complaint;
}

static struct complaint look(struct stage *stage, const char *number)
{
    struct complaint complaint;

    assert_true(desk_find_complaint(stage->desk, number, &complaint, NULL));
    return complaint;
}

static void open_first(struct stage *stage)
{
    stage_tap(stage, "book");
    stage_tap(stage, "complaint-PD-1001");
    assert_string_equal(stage_screen(stage), "staff-complaint");
}

static void type(struct stage *stage, const char *letters)
{
    for (; *letters; letters++) {
        char name[] = {'k', 'e', 'y', '-', *letters, '\0'};

        stage_tap(stage, name);
    }
}

static void the_dashboard_counts_what_is_new_and_leads_to_the_book(void **state)
{
    struct stage *stage = *state;

    file(stage, REPLY_PHONE);
    file(stage, REPLY_NONE);
    assert_true(stage_shows(stage, "Pengaduan baru"));
    stage_tap(stage, "book");
    assert_string_equal(stage_screen(stage), "staff-book");
    assert_true(stage_shows(stage, "Belum selesai (2)"));
    assert_true(stage_shows(stage, "Semua (2)"));
    assert_true(stage_shows(stage, "PD-1002"));
    file(stage, REPLY_NONE); /* while it is open */
    assert_true(stage_shows(stage, "PD-1003"));
    stage_tap(stage, "nav-back");
    assert_string_equal(stage_screen(stage), "staff-desk");
}

static void words_are_sealed_until_an_officer_reads_them(void **state)
{
    struct stage *stage = *state;

    file(stage, REPLY_PHONE);
    open_first(stage);
    assert_false(stage_shows(stage, "Sudah dua kali"));
    assert_false(stage_shows(stage, "Siti"));
    stage_tap(stage, "read");
    assert_true(stage_shows(stage, "Sudah dua kali"));
    assert_true(stage_shows(stage, "Nama: Siti Rahmawati"));
    assert_true(stage_shows(stage, "Kontak: 0812 3456 7890"));
    stage_tap(stage, "nav-back");
    stage_tap(stage, "complaint-PD-1001");
    assert_false(stage_shows(stage, "Sudah dua kali")); /* sealed again */
}

static void an_officer_weighs_answers_and_closes(void **state)
{
    struct stage *stage = *state;
    struct complaint_words words;

    file(stage, REPLY_PHONE);
    open_first(stage);
    assert_false(stage_widget(stage, "answer")->is_enabled);
    stage_tap(stage, "weight-ringan");
    assert_non_null(strstr(stage_label(stage, "route"), "kategori pengaduan ringan"));
    assert_int_equal(look(stage, "PD-1001").weight, WEIGHT_RINGAN);
    stage_tap(stage, "answer");
    assert_false(stage_widget(stage, "save")->is_enabled); /* ten letters say something */
    type(stage, "loketduadibuka");
    stage_tap(stage, "save");
    assert_int_equal(look(stage, "PD-1001").state, COMPLAINT_ANSWERED);
    assert_false(stage_widget(stage, "weight-berat")->is_enabled);
    stage_tap(stage, "close");
    assert_int_equal(look(stage, "PD-1001").state, COMPLAINT_CLOSED);
    assert_null(stage_widget(stage, "answer"));
    assert_null(stage_widget(stage, "close"));
    assert_true(
        desk_read_complaint(stage->desk, "PD-1001", look(stage, "PD-1001").officer, &words, NULL));
    assert_string_equal(words.answer, "Loketduadibuka");
    stage_tap(stage, "nav-back");
    assert_true(stage_shows(stage, "Belum selesai (0)"));
    stage_tap(stage, "list-all");
    assert_true(stage_shows(stage, "PD-1001"));
}

static void what_the_office_answered_is_told_at_the_desk(void **state)
{
    struct stage *stage = *state;

    file(stage, REPLY_IN_PERSON);
    open_first(stage);
    stage_tap(stage, "read");
    assert_false(stage_shows(stage, "Dijawab kantor"));
    book_gallery_office_answers(stage, "PD-1001", "Loket dua kini dilayani dua petugas.");
    assert_string_equal(stage_label(stage, "state"), "Dijawab kantor");
    assert_true(stage_shows(stage, "Sudah dua kali")); /* it was open, and stays so */
    assert_true(stage_shows(stage, "Dijawab oleh kantor: Loket dua kini dilayani dua petugas."));
    assert_null(stage_widget(stage, "answer")); /* nobody answers twice */
    stage_tap(stage, "nav-back");
    assert_true(stage_shows(stage, "Dijawab kantor"));
    stage_tap(stage, "complaint-PD-1001");
    assert_false(stage_shows(stage, "dilayani dua petugas")); /* sealed again */
    stage_tap(stage, "read");
    assert_true(stage_shows(stage, "dilayani dua petugas"));
    stage_tap(stage, "close");
    assert_int_equal(look(stage, "PD-1001").state, COMPLAINT_CLOSED);
    assert_string_equal(stage_label(stage, "state"), "Selesai"); /* by the desk */
}

static void one_without_a_reply_may_be_closed_at_once(void **state)
{
    struct stage *stage = *state;

    file(stage, REPLY_NONE);
    open_first(stage);
    stage_tap(stage, "weight-ringan");
    assert_true(stage_widget(stage, "answer")->is_enabled);
    stage_tap(stage, "close");
    assert_int_equal(look(stage, "PD-1001").state, COMPLAINT_CLOSED);
}

static void a_cancelled_answer_is_still_there(void **state)
{
    struct stage *stage = *state;

    file(stage, REPLY_PHONE);
    open_first(stage);
    stage_tap(stage, "weight-ringan");
    stage_tap(stage, "answer");
    type(stage, "loketdua");
    stage_tap(stage, "cancel");
    assert_int_equal(look(stage, "PD-1001").state, COMPLAINT_IN_PROGRESS);
    stage_tap(stage, "answer");
    assert_true(stage_shows(stage, "Loketdua"));
}

static void what_a_colleague_did_meanwhile_is_told(void **state)
{
    struct stage *stage = *state;
    struct err err = {0};

    file(stage, REPLY_PHONE);
    open_first(stage);
    stage_tap(stage, "weight-ringan");
    stage_tap(stage, "answer");
    type(stage, "loketduadibuka");
    const char *officer = look(stage, "PD-1001").officer;
    if (!desk_answer_complaint(stage->desk, "PD-1001", "Jawaban dari rekan di loket satu.", officer,
                               &err))
        fail_msg("%s", err.text);
    stage_tap(stage, "save"); /* it has not heard of that yet */
    assert_true(stage_shows(stage, "Petugas lain baru saja mengubah"));
    assert_int_equal(look(stage, "PD-1001").state, COMPLAINT_ANSWERED);
}

static void the_receipt_is_printed_once_however_often_it_is_tapped(void **state)
{
    struct stage *stage = *state;
    struct print_job job;

    file(stage, REPLY_PHONE);
    open_first(stage);
    stage_tap(stage, "print");
    stage_tap(stage, "print");
    assert_true(desk_job(stage->desk, 1, &job, NULL));
    assert_int_equal(job.kind, SLIP_COMPLAINT);
    assert_string_equal(job.subject, "PD-1001");
    assert_false(desk_job(stage->desk, 2, &job, NULL));
}

/* The sealed words of another row do not open in this one: damage, which is told here and no fault of
 * the machine. */
static void words_that_do_not_open_are_told_and_the_desk_goes_on(void **state)
{
    struct stage *stage = *state;
    AUTO_FREE char *path = mem_format("%s/anjungan.db", stage->directory);
    sqlite3 *db;

    file(stage, REPLY_PHONE);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(db, "UPDATE complaint SET words = randomblob(200)", NULL, NULL, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    open_first(stage);
    stage_tap(stage, "read");
    assert_true(stage_shows(stage, "kuncinya tidak ada atau berbeda"));
    assert_string_equal(stage_screen(stage), "staff-complaint");
    stage_tap(stage, "weight-sedang"); /* the register goes on */
    assert_int_equal(look(stage, "PD-1001").weight, WEIGHT_SEDANG);
}

static void locking_leaves_no_words_behind(void **state)
{
    struct stage *stage = *state;

    file(stage, REPLY_PHONE);
    open_first(stage);
    stage_tap(stage, "read");
    assert_true(stage_shows(stage, "Siti Rahmawati"));
    stage_wait(stage, 121000);
    assert_string_equal(stage_screen(stage), "staff-names");
    assert_false(stage_shows(stage, "Siti Rahmawati"));
}

static void what_is_erased_while_it_is_read_is_gone_from_the_screen(void **state)
{
    struct stage *stage = *state;
    struct complaint complaint = file(stage, REPLY_PHONE);
    static const struct officer supervisor = {
        .code = "S-01", .name = "Budi Kepala", .role = STAFF_SUPERVISOR, .is_active = true};
    struct err err = {0};

    assert_true(desk_add_officer(stage->desk, &supervisor, "271828", NULL));
    open_first(stage);
    stage_tap(stage, "read");
    if (!desk_erase_complaint(stage->desk, complaint.number, complaint.code, "S-01", &err))
        fail_msg("%s", err.text);
    stage_notice(stage);
    assert_false(stage_shows(stage, "Siti"));
    assert_true(stage_shows(stage, "sudah dihapus"));
    assert_null(stage_widget(stage, "read"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_stage, close_stage)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_dashboard_counts_what_is_new_and_leads_to_the_book),
        TEST(words_are_sealed_until_an_officer_reads_them),
        TEST(an_officer_weighs_answers_and_closes),
        TEST(what_the_office_answered_is_told_at_the_desk),
        TEST(one_without_a_reply_may_be_closed_at_once),
        TEST(a_cancelled_answer_is_still_there),
        TEST(what_a_colleague_did_meanwhile_is_told),
        TEST(the_receipt_is_printed_once_however_often_it_is_tapped),
        TEST(words_that_do_not_open_are_told_and_the_desk_goes_on),
        TEST(locking_leaves_no_words_behind),
        TEST(what_is_erased_while_it_is_read_is_gone_from_the_screen),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
