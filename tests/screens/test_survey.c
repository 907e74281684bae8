/* The survey by widget name: neutral, never forced, durable before it thanks, and gone afterwards. */
#include "base/attr.h"
#include "base/text.h"
#include "desk/survey.h"
#include "desk/survey_report.h"
#include "screens/modes.h"
#include "screens/survey_walk.h"
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct stage stage;
static char form_path[64];

static int open_exit(void **state)
{
    (void)state;
    stage = (struct stage){.role = "exit"};
    stage_open(&stage, "pekanbaru");
    return 0;
}

static int open_own_form(void **state)
{
    (void)state;
    survey_write_questionnaire(form_path, sizeof form_path);
    stage = (struct stage){.role = "exit", .questionnaire = form_path};
    stage_open(&stage, "pekanbaru");
    return 0;
}

static int open_many(void **state)
{
    (void)state;
    stage = (struct stage){.role = "exit"};
    stage_open_file(&stage, BINARY_DIR "/tests/screens/many.json");
    return 0;
}

static int close_stage(void **state)
{
    (void)state;
    stage_close(&stage);
    if (form_path[0])
        assert_int_equal(unlink(form_path), 0);
    form_path[0] = '\0';
    return 0;
}

static int64_t number_of(const char *sql)
{
    char path[128];
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    int64_t number;

    assert_true(text_format(path, sizeof path, "%s/anjungan.db", stage.directory));
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return number;
}

static int64_t responses(void)
{
    return number_of("SELECT count(*) FROM response");
}

static int64_t abandoned(void)
{
    return number_of("SELECT count(*) FROM abandoned");
}

static void run_sql(const char *sql)
{
    char path[128];
    sqlite3 *db = NULL;

    assert_true(text_format(path, sizeof path, "%s/anjungan.db", stage.directory));
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void expect_screen(const char *name)
{
    assert_string_equal(stage_screen(&stage), name);
}

static void expect_nothing_chosen(void)
{
    for (int i = 1; i <= SCORE_MOST; i++) {
        char name[WIDGET_NAME];

        assert_true(text_format(name, sizeof name, "answer-%d", i));
        assert_non_null(stage_widget(&stage, name));
        assert_string_equal(stage_state(&stage, name), "");
    }
}

static void nothing_is_preselected_and_answers_are_alike(void **state)
{
    (void)state;
    survey_open_questions(&stage);
    for (int n = 0; n < ELEMENT_COUNT; n++) {
        const struct widget *first = stage_widget(&stage, "answer-1");
        int width = first->rect.w, height = first->rect.h, x = first->rect.x;

        expect_nothing_chosen();
        for (int i = 2; i <= SCORE_MOST; i++) {
            char name[WIDGET_NAME];

            assert_true(text_format(name, sizeof name, "answer-%d", i));
            assert_int_equal(stage_widget(&stage, name)->rect.w, width);
            assert_int_equal(stage_widget(&stage, name)->rect.h, height);
            assert_int_equal(stage_widget(&stage, name)->rect.x, x);
        }
        survey_answer_question(&stage, 2);
    }
}

static void answers_are_on_disk_before_the_thanks(void **state)
{
    (void)state;
    survey_open_questions(&stage);
    for (int n = 1; n <= ELEMENT_COUNT; n++) {
        assert_int_equal(responses(), 0);
        expect_screen("survey-question");
        survey_answer_question(&stage, n % SCORE_MOST + 1);
    }
    expect_screen("survey-thanks");
    assert_int_equal(responses(), 1);
    assert_int_equal(
        number_of("SELECT persyaratan * 1000 + prosedur * 100 + waktu * 10 + biaya FROM "
                  "response"),
        2341);
    assert_int_equal(
        number_of("SELECT produk * 10000 + kompetensi * 1000 + perilaku * 100 + sarana * "
                  "10 + pengaduan FROM response"),
        23412);
    assert_int_equal(abandoned(), 0);
}

static void answer_may_be_changed_until_the_next_question(void **state)
{
    (void)state;
    survey_open_questions(&stage);
    stage_tap_at_once(&stage, "answer-1");
    stage_wait(&stage, 300);
    assert_string_equal(stage_state(&stage, "answer-1"), "selected");
    stage_tap_at_once(&stage, "answer-3");
    stage_wait(&stage, 300);
    assert_string_equal(stage_state(&stage, "answer-1"), "");
    assert_string_equal(stage_state(&stage, "answer-3"),
                        "selected"); /* half a second from the last */
    stage_wait(&stage, 300);
    expect_nothing_chosen();
}

static void back_keeps_answers_and_walks_one_question(void **state)
{
    (void)state;
    survey_open_questions(&stage);
    survey_answer_question(&stage, 4);
    survey_answer_question(&stage, 2);
    assert_true(stage_shows(&stage, "Pertanyaan 3 dari 9"));
    stage_tap(&stage, "nav-back");
    assert_true(stage_shows(&stage, "Pertanyaan 2 dari 9"));
    assert_string_equal(stage_state(&stage, "answer-2"), "selected");
    stage_tap(&stage, "nav-back");
    assert_string_equal(stage_state(&stage, "answer-4"), "selected");
    stage_tap(&stage, "nav-back");
    expect_screen("survey-profile");
    stage_tap(&stage, "next");
    assert_string_equal(stage_state(&stage, "answer-4"), "selected");
    survey_answer_all(&stage, 3);
    assert_int_equal(number_of("SELECT persyaratan FROM response"), 3);
}

static void stop_asks_once_and_keeps_only_how_far(void **state)
{
    (void)state;
    survey_open_questions(&stage);
    survey_answer_question(&stage, 4);
    survey_answer_question(&stage, 4);
    stage_tap(&stage, "stop");
    stage_tap(&stage, "stopping-stay");
    assert_true(stage_shows(&stage, "Pertanyaan 3 dari 9"));
    stage_tap(&stage, "stop");
    stage_tap(&stage, "stopping-end");
    expect_screen("survey-start");
    assert_int_equal(responses(), 0);
    assert_int_equal(abandoned(), 1);
    assert_int_equal(number_of("SELECT answered FROM abandoned"), 2);
}

static void who_stops_at_the_ninth_answer_is_not_counted(void **state)
{
    (void)state;
    survey_open_questions(&stage);
    for (int i = 0; i < ELEMENT_COUNT - 1; i++)
        survey_answer_question(&stage, 3);
    stage_tap_at_once(&stage, "answer-3");
    stage_tap_at_once(&stage, "stop");
    stage_wait(&stage, 2000);
    stage_tap(&stage, "stopping-end");
    expect_screen("survey-start");
    assert_int_equal(responses(), 0);
    assert_int_equal(number_of("SELECT answered FROM abandoned"), ELEMENT_COUNT - 1);
}

static void question_below_the_panel_of_easy_access_waits(void **state)
{
    (void)state;
    survey_open_questions(&stage);
    for (int i = 0; i < ELEMENT_COUNT - 1; i++)
        survey_answer_question(&stage, 3);
    stage_tap_at_once(&stage, "answer-4");
    stage_tap_at_once(&stage, "nav-access");
    stage_wait(&stage, 2000);
    expect_screen("access");
    assert_int_equal(responses(), 0);
    stage_tap(&stage, "access-close");
    stage_wait(&stage, 600);
    expect_screen("survey-thanks");
    assert_int_equal(responses(), 1);
}

static void time_out_keeps_how_far_once(void **state)
{
    (void)state;
    survey_open_questions(&stage);
    survey_answer_question(&stage, 1);
    stage_wait(&stage, 60000);
    assert_non_null(stage_widget(&stage, "idle-stay"));
    stage_wait(&stage, 25000);
    expect_screen("survey-start");
    stage_wait(&stage, 200000);
    assert_int_equal(abandoned(), 1);
    assert_int_equal(number_of("SELECT answered FROM abandoned"), 1);
    assert_int_equal(responses(), 0);
}

static void home_asks_before_it_takes_answers(void **state)
{
    (void)state;
    survey_open_questions(&stage);
    survey_answer_question(&stage, 1);
    stage_tap(&stage, "nav-home");
    stage_tap(&stage, "leave-stay");
    expect_screen("survey-question");
    stage_tap(&stage, "nav-home");
    stage_tap(&stage, "leave-end");
    expect_screen("survey-start");
    assert_int_equal(abandoned(), 1);
}

static void profile_can_be_given_taken_back_and_skipped(void **state)
{
    (void)state;
    stage_tap(&stage, "start");
    stage_tap(&stage, "sex-2");
    stage_tap(&stage, "age-4");
    stage_tap(&stage, "education-4");
    stage_tap(&stage, "job-5");
    stage_tap(&stage, "job-5");
    assert_string_equal(stage_state(&stage, "sex-2"), "selected");
    assert_string_equal(stage_state(&stage, "job-5"), "");
    stage_tap(&stage, "service-2");
    stage_tap(&stage, "next");
    survey_answer_all(&stage, 3);
    assert_int_equal(
        number_of("SELECT gender * 1000 + age * 100 + education * 10 + occupation FROM "
                  "response"),
        2440);
    assert_int_equal(number_of("SELECT count(*) FROM response WHERE service_id <> ''"), 1);
    stage_tap(&stage, "done");
    stage_tap(&stage, "start");
    assert_string_equal(stage_state(&stage, "sex-2"), ""); /* of the visitor before */
    stage_tap(&stage, "sex-1");
    stage_tap(&stage, "skip");
    survey_answer_all(&stage, 3);
    assert_int_equal(
        number_of("SELECT count(*) FROM response WHERE gender = 0 AND service_id = ''"), 1);
}

static void one_of_three_hundred_services_is_chosen_by_pages(void **state)
{
    char name[256];
    int pages = 1;

    (void)state;
    stage_tap(&stage, "start");
    while (!stage_widget(&stage, "service-list"))
        stage_tap(&stage, "next");
    assert_null(stage_widget(&stage, "service-1")); /* none is put forward */
    stage_tap(&stage, "service-list");
    for (; stage_widget(&stage, "page-down")->is_enabled; pages++)
        stage_tap(&stage, "page-down");
    assert_in_range(pages, 10, 60);
    assert_true(text_copy(name, sizeof name, stage_label(&stage, "service-300")));
    stage_tap(&stage, "service-300");
    assert_string_equal(stage_screen(&stage), "survey-profile");
    assert_string_equal(stage_label(&stage, "service-1"), name);
    assert_string_equal(stage_state(&stage, "service-1"), "selected");
    stage_tap(&stage, "next");
    survey_answer_all(&stage, 4);
    assert_int_equal(number_of("SELECT count(*) FROM response WHERE service_id <> ''"), 1);
}

static const char *code_of_last_ticket(void)
{
    static struct ticket ticket;

    stage_last_ticket(&stage, &ticket);
    return ticket.code;
}

static void type_code(const char *code)
{
    for (; *code; code++) {
        char name[WIDGET_NAME];

        assert_true(text_format(name, sizeof name, "key-%c",
                                *code >= 'A' && *code <= 'Z' ? *code - 'A' + 'a' : *code));
        stage_tap_at_once(&stage, name);
    }
    stage_tap(&stage, "key-action");
}

static void code_of_a_ticket_fills_in_the_service_and_no_more(void **state)
{
    (void)state;
    stage_tap(&stage, "start");
    assert_null(stage_widget(&stage, "service-code")); /* nobody has a slip of today */
    stage_tap(&stage, "nav-back");
    stage_issue(&stage, stage_first_service(&stage));
    stage_tap(&stage, "start");
    stage_tap(&stage, "service-code");
    type_code("UUUU");
    expect_screen("survey-code");
    assert_true(stage_shows(&stage, "Tidak ada tiket hari ini dengan kode itu."));
    stage_tap(&stage, "nav-back");
    stage_tap(&stage, "service-code");
    type_code(code_of_last_ticket());
    expect_screen("survey-profile");
    stage_tap(&stage, "next");
    survey_answer_all(&stage, 4);
    assert_int_equal(number_of("SELECT count(*) FROM response JOIN ticket USING (service_id)"), 1);
    stage_tap(&stage, "done");
    stage_tap(&stage, "start");
    stage_tap(&stage, "service-code");
    type_code(code_of_last_ticket());
    assert_true(stage_shows(&stage, "Survei untuk tiket ini sudah diisi."));
    stage_tap(&stage, "nav-back");
    stage_tap(&stage, "next");
    survey_answer_all(&stage, 2);
    assert_int_equal(responses(), 2);
}

static void suggestion_is_kept_apart_and_the_screen_goes_home(void **state)
{
    (void)state;
    survey_open_questions(&stage);
    survey_answer_all(&stage, 3);
    stage_tap(&stage, "suggest");
    assert_false(stage_widget(&stage, "keep")->is_enabled);
    for (const char *key = "kursi"; *key; key++) {
        char name[WIDGET_NAME];

        assert_true(text_format(name, sizeof name, "key-%c", *key));
        stage_tap_at_once(&stage, name);
    }
    stage_wait(&stage, 20000); /* longer than the thanks stand */
    stage_tap(&stage, "keep");
    expect_screen("survey-thanks");
    assert_int_equal(number_of("SELECT count(*) FROM suggestion"), 1);
    assert_null(stage_widget(&stage, "suggest"));
    stage_wait(&stage, 14000);
    expect_screen("survey-thanks");
    stage_wait(&stage, 2000);
    expect_screen("survey-start");
    assert_int_equal(responses(), 1);
    assert_int_equal(abandoned(), 0);
}

static void thanks_lead_nowhere_back(void **state)
{
    (void)state;
    survey_open_questions(&stage);
    survey_answer_all(&stage, 3);
    assert_false(stage_widget(&stage, "nav-back")->is_enabled);
    stage_wait(&stage, 16000);
    expect_screen("survey-start");
}

static void thanks_stand_twice_as_long_in_more_time(void **state)
{
    (void)state;
    survey_open_questions(&stage);
    modes_apply(&stage, MODE_TIME);
    survey_answer_all(&stage, 3);
    stage_wait(&stage, 29000);
    expect_screen("survey-thanks");
    stage_wait(&stage, 2000);
    expect_screen("survey-start");
}

static void open_thanks(void)
{
    survey_open_questions(&stage);
    survey_answer_all(&stage, 3);
    expect_screen("survey-thanks");
}

static void thanks_are_printed_once_and_the_start_comes_as_ever(void **state)
{
    (void)state;
    open_thanks();
    stage_tap(&stage, "print");
    assert_null(stage_widget(&stage, "print"));
    assert_true(stage_shows(&stage, "Kontak kantor sedang dicetak."));
    stage_move_next_job(&stage, PRINT_PRINTED, TROUBLE_NONE);
    assert_true(stage_shows(&stage, "Kontak kantor sudah dicetak. Ambil di bawah layar."));
    assert_null(stage_widget(&stage, "print"));
    assert_int_equal(number_of("SELECT count(*) FROM print_job"), 0);
    stage_wait(&stage, 16000);
    expect_screen("survey-start");
    open_thanks();
    assert_non_null(stage_widget(&stage, "print"));
}

static void thanks_are_not_offered_without_a_printer_that_is_ready(void **state)
{
    (void)state;
    stage_printer(&stage, TROUBLE_PAPER_OUT, true);
    stage_notice(&stage);
    open_thanks();
    assert_null(stage_widget(&stage, "print"));
    assert_non_null(stage_widget(&stage, "done"));
    stage_printer(&stage, TROUBLE_NONE, true);
    stage_notice(&stage);
    assert_non_null(stage_widget(&stage, "print"));
}

static void printer_in_trouble_costs_no_answers_and_no_time(void **state)
{
    static const struct {
        enum print_state state;
        enum printer_trouble trouble;
        const char *words;
    } ends[] = {
        {PRINT_QUEUED, TROUBLE_PAPER_OUT, "Kontak kantor tidak dapat dicetak. Jawaban Anda tetap"},
        {PRINT_FAILED, TROUBLE_REFUSED, "Kontak kantor tidak dapat dicetak. Jawaban Anda tetap"},
        {PRINT_UNCERTAIN, TROUBLE_UNKNOWN, "Mungkin tidak tercetak. Jawaban Anda tetap tersimpan."},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
        open_thanks();
        stage_tap(&stage, "print");
        stage_move_next_job(&stage, ends[i].state, ends[i].trouble);
        assert_non_null(strstr(stage_label(&stage, "slip"), ends[i].words));
        assert_int_equal(responses(), i + 1);
        stage_wait(&stage, 16000);
        expect_screen("survey-start");
        /* The print process keeps it off the paper: nobody waits for it. */
        if (!print_state_is_final(ends[i].state))
            stage_move_next_job(&stage, PRINT_CANCELLED, TROUBLE_NONE);
    }
    assert_int_equal(number_of("SELECT count(*) FROM outbox WHERE kind = 'slip.moved'"), 0);
}

static void thanks_that_cannot_be_asked_for_say_so(void **state)
{
    (void)state;
    open_thanks();
    run_sql(
        "CREATE TRIGGER no_room BEFORE INSERT ON print_job BEGIN SELECT RAISE(ABORT, 'test'); END");
    stage_tap(&stage, "print");
    assert_true(stage_shows(&stage, "Kontak kantor tidak dapat dicetak."));
    assert_int_equal(responses(), 1);
    run_sql("DROP TRIGGER no_room");
    stage_tap(&stage, "done");
    expect_screen("out-of-service"); /* as with every fault of the store, once the visit is over */
}

static void failed_commit_keeps_the_answers_and_the_next_try_counts_once(void **state)
{
    (void)state;
    survey_open_questions(&stage);
    run_sql(
        "CREATE TRIGGER no_room BEFORE INSERT ON response BEGIN SELECT RAISE(ABORT, 'test'); END");
    survey_answer_all(&stage, 4);
    expect_screen("survey-question");
    assert_true(stage_shows(&stage, "Belum tersimpan"));
    assert_int_equal(responses(), 0);
    stage_wait(&stage, 30000);
    expect_screen("survey-question");
    run_sql("DROP TRIGGER no_room");
    stage_tap(&stage, "retry");
    expect_screen("survey-thanks");
    assert_int_equal(responses(), 1);
    assert_int_equal(number_of("SELECT pengaduan FROM response"), 4);
    assert_int_equal(abandoned(), 0);
}

static void questions_of_the_office_come_after_the_nine_and_may_be_skipped(void **state)
{
    (void)state;
    survey_open_questions(&stage);
    survey_answer_all(&stage, 3);
    expect_screen("survey-question");
    assert_non_null(strstr(stage_label(&stage, "question"), "penyandang disabilitas"));
    assert_int_equal(responses(), 0);
    survey_answer_question(&stage, 2);
    stage_tap(&stage, "skip");
    expect_screen("survey-thanks");
    assert_int_equal(number_of("SELECT extras = x'0200' FROM response"), 1);
}

static void nine_answers_count_though_the_visitor_left_in_the_extras(void **state)
{
    (void)state;
    survey_open_questions(&stage);
    survey_answer_all(&stage, 3);
    stage_wait(&stage, 90000);
    expect_screen("survey-start");
    assert_int_equal(responses(), 1);
    assert_int_equal(abandoned(), 0);
}

static void next_visitor_meets_nothing_of_the_one_before(void **state)
{
    struct ticket ticket;

    (void)state;
    stage_issue(&stage, stage_first_service(&stage));
    stage_last_ticket(&stage, &ticket);
    stage_tap(&stage, "start");
    stage_tap(&stage, "service-code");
    type_code(ticket.code);
    stage_tap(&stage, "nav-home");
    stage_tap(&stage, "leave-end");
    expect_screen("survey-start");
    stage_tap(&stage, "start");
    assert_string_equal(stage_state(&stage, "service-1"), "");
    stage_tap(&stage, "service-2");
    stage_tap(&stage, "nav-back");
    expect_screen("survey-start");
    stage_wait(&stage, 60000);
    assert_non_null(stage_widget(&stage, "idle-stay")); /* something was chosen: it is asked for */
    stage_wait(&stage, 30000);
    stage_tap(&stage, "start");
    assert_string_equal(stage_state(&stage, "service-2"), "");
    stage_tap(&stage, "nav-back"); /* nothing was chosen: nothing is left */
    assert_int_equal(abandoned(), 3);
    stage_wait(&stage, 600000);
    assert_int_equal(abandoned(), 3);
    stage_tap(&stage, "start");
    stage_tap(&stage, "next");
    survey_answer_all(&stage, 2);
    assert_int_equal(number_of("SELECT count(*) FROM survey_mark"), 0);
}

static void home_asks_before_it_takes_a_suggestion(void **state)
{
    (void)state;
    survey_open_questions(&stage);
    survey_answer_all(&stage, 3);
    stage_tap(&stage, "suggest");
    stage_tap(&stage, "key-a");
    stage_tap(&stage, "nav-back");
    expect_screen("survey-thanks");
    stage_tap(&stage, "suggest");
    stage_tap(&stage, "nav-home");
    stage_tap(&stage, "leave-stay");
    stage_tap(&stage, "keep");
    assert_int_equal(number_of("SELECT count(*) FROM suggestion"), 1);
    stage_tap(&stage, "nav-home");
    expect_screen("survey-start");
    assert_int_equal(responses(), 1);
    assert_int_equal(abandoned(), 0);
}

static void official_question_stands_in_every_language(void **state)
{
    (void)state;
    stage_tap(&stage, "nav-language");
    survey_open_questions(&stage);
    assert_true(strncmp(stage_label(&stage, "question"), "Bagaimana pendapat Saudara", 26) == 0);
    assert_true(strncmp(stage_label(&stage, "question-help"), "Did the requirements", 20) == 0);
    assert_string_equal(stage_label(&stage, "answer-1"), "Not fitting");
}

static void index_is_shown_from_thirty_on(void **state)
{
    (void)state;
    survey_answered_before(&stage, 29);
    assert_null(stage_widget(&stage, "published"));
    survey_answered_before(&stage, 60);
    stage_wait(&stage, 130000);
    stage_notice(&stage);
    assert_non_null(stage_widget(&stage, "published"));
}

static void exit_sleeps_while_nobody_is_there(void **state)
{
    int frames;

    (void)state;
    stage_wait(&stage, 60000);
    frames = stage.frames;
    stage_wait(&stage, 10 * 60000);
    assert_true(stage.frames - frames <= 11); /* the clock's minute */
    expect_screen("survey-start");
}

#define WITH(test, setup) cmocka_unit_test_setup_teardown(test, setup, close_stage)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH(nothing_is_preselected_and_answers_are_alike, open_exit),
        WITH(answers_are_on_disk_before_the_thanks, open_exit),
        WITH(answer_may_be_changed_until_the_next_question, open_exit),
        WITH(back_keeps_answers_and_walks_one_question, open_exit),
        WITH(stop_asks_once_and_keeps_only_how_far, open_exit),
        WITH(who_stops_at_the_ninth_answer_is_not_counted, open_exit),
        WITH(question_below_the_panel_of_easy_access_waits, open_exit),
        WITH(time_out_keeps_how_far_once, open_exit),
        WITH(home_asks_before_it_takes_answers, open_exit),
        WITH(profile_can_be_given_taken_back_and_skipped, open_exit),
        WITH(one_of_three_hundred_services_is_chosen_by_pages, open_many),
        WITH(code_of_a_ticket_fills_in_the_service_and_no_more, open_exit),
        WITH(suggestion_is_kept_apart_and_the_screen_goes_home, open_exit),
        WITH(thanks_lead_nowhere_back, open_exit),
        WITH(thanks_stand_twice_as_long_in_more_time, open_exit),
        WITH(thanks_are_printed_once_and_the_start_comes_as_ever, open_exit),
        WITH(thanks_are_not_offered_without_a_printer_that_is_ready, open_exit),
        WITH(printer_in_trouble_costs_no_answers_and_no_time, open_exit),
        WITH(thanks_that_cannot_be_asked_for_say_so, open_exit),
        WITH(failed_commit_keeps_the_answers_and_the_next_try_counts_once, open_exit),
        WITH(questions_of_the_office_come_after_the_nine_and_may_be_skipped, open_own_form),
        WITH(nine_answers_count_though_the_visitor_left_in_the_extras, open_own_form),
        WITH(next_visitor_meets_nothing_of_the_one_before, open_exit),
        WITH(home_asks_before_it_takes_a_suggestion, open_exit),
        WITH(official_question_stands_in_every_language, open_exit),
        WITH(index_is_shown_from_thirty_on, open_exit),
        WITH(exit_sleeps_while_nobody_is_there, open_exit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
