/* What becomes of the slip, as screens 09, 10, 11 and 27 tell it. */
#include "base/text.h"
#include "screens/stage.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include <cmocka.h>

static struct stage stage;

static int take_a_number(void **state)
{
    (void)state;
    stage = (struct stage){0};
    stage_open(&stage, "pekanbaru");
    stage_tap(&stage, "wake");
    stage_tap(&stage, "take-1");
    stage_tap_at_once(&stage, "take-general");
    assert_string_equal(stage_screen(&stage), "printing");
    return 0;
}

static int close_stage(void **state)
{
    (void)state;
    stage_close(&stage);
    return 0;
}

static void expect_screen(const char *name)
{
    assert_string_equal(stage_screen(&stage), name);
}

static void newest_job(struct print_job *job)
{
    struct ticket ticket = {0};
    struct err err = {0};

    stage_last_ticket(&stage, &ticket);
    assert_true(desk_ticket_job(stage.desk, &ticket.id, job, &err));
}

/* Known before the touch: the number is offered on the screen from the start, and nobody waits for paper;
 * should it come all the same while the number is looked at, it is said. */
static void a_printer_that_is_out_offers_the_number_on_the_screen(void **state)
{
    struct print_job job;

    (void)state;
    stage_move_job(&stage, PRINT_PRINTED, TROUBLE_NONE);
    stage_tap(&stage, "done");
    stage_printer(&stage, TROUBLE_PAPER_OUT, true);
    stage_notice(&stage);
    stage_tap(&stage, "wake");
    stage_tap(&stage, "take-1");
    expect_screen("confirm");
    assert_true(stage_shows(&stage, "Kertas habis"));
    assert_true(stage_shows(&stage, "Nomor tampil di layar"));
    assert_true(stage_shows(&stage, "Ambil nomor prioritas"));
    assert_false(stage_shows(&stage, "Cetak nomor"));
    assert_false(stage_shows(&stage, "langsung dicetak"));
    stage_tap_at_once(&stage, "take-general");
    expect_screen("problem");
    assert_true(stage_shows(&stage, "Kertas tiket habis"));
    assert_string_equal(stage_label(&stage, "number"), "A-002");
    newest_job(&job);
    assert_true(job.is_wanted);
    stage_printer(&stage, TROUBLE_NONE, true);
    stage_move_job(&stage, PRINT_PRINTED, TROUBLE_NONE);
    expect_screen("ticket");
}

static void confirmed_paper_is_called_printed(void **state)
{
    (void)state;
    stage_move_job(&stage, PRINT_PRINTING, TROUBLE_NONE);
    expect_screen("printing");
    stage_move_job(&stage, PRINT_PRINTED, TROUBLE_NONE);
    expect_screen("ticket");
    assert_string_equal(stage_label(&stage, "title"), "Tiket Anda sudah dicetak");
    assert_string_equal(stage_label(&stage, "number"), "A-001");
    assert_null(stage_widget(&stage, "printed"));
    assert_non_null(stage_widget(&stage, "qr"));
}

static bool shows_icon(enum icon icon)
{
    for (size_t i = 0; i < stage.list->command_count; i++) {
        if (stage.list->commands[i].op == DRAW_ICON && stage.list->commands[i].icon == icon)
            return true;
    }
    return false;
}

static void a_slip_from_the_second_printer_is_fetched_there(void **state)
{
    const struct printer_status second = {
        .no = 2, .is_confirming = true, .queue = "cadangan", .place = PLACE_OFFICER};
    struct print_job job;

    (void)state;
    assert_true(shows_icon(ICON_ARROW_DOWN));
    assert_true(desk_report_printer(stage.desk, &second, NULL));
    stage_printer(&stage, TROUBLE_PAPER_OUT, true);
    stage_notice(&stage);
    expect_screen("printing");
    assert_true(shows_icon(ICON_CONCIERGE_BELL)); /* no arrow leads to the officer's desk */
    assert_false(shows_icon(ICON_ARROW_DOWN));
    assert_true(desk_next_job(stage.desk, &job, NULL));
    assert_true(
        desk_move_job(stage.desk, job.id, PRINT_PRINTED, TROUBLE_NONE, "cadangan", 7, NULL));
    stage_notice(&stage);
    expect_screen("ticket");
    assert_true(stage_shows(&stage, "Ambil tiket di meja petugas"));
    assert_true(shows_icon(ICON_CONCIERGE_BELL));
    assert_false(shows_icon(ICON_ARROW_BIG_DOWN));
}

static void a_queue_that_cannot_confirm_leads_to_the_question(void **state)
{
    (void)state;
    stage_printer(&stage, TROUBLE_NONE, false);
    stage_notice(&stage);
    stage_move_job(&stage, PRINT_PRINTED, TROUBLE_NONE);
    expect_screen("ticket");
    assert_string_equal(stage_label(&stage, "question"), "Apakah tiket tercetak?");
    assert_string_equal(stage_label(&stage, "where"), "Ambil tiket di bawah layar");
    assert_false(stage_shows(&stage, "sudah dicetak"));
    stage_tap(&stage, "printed");
    assert_string_equal(stage_label(&stage, "title"), "Tiket Anda sudah dicetak");
    stage_tap(&stage, "done");
    expect_screen("attract");
}

static void an_uncertain_slip_keeps_the_visitors_answer(void **state)
{
    struct print_job job;

    (void)state;
    stage_move_job(&stage, PRINT_UNCERTAIN, TROUBLE_NONE);
    stage_tap(&stage, "printed");
    newest_job(&job);
    assert_int_equal(job.state, PRINT_PRINTED);
}

static void no_paper_leads_to_the_problem_and_a_new_copy(void **state)
{
    struct print_job job;

    (void)state;
    stage_move_job(&stage, PRINT_UNCERTAIN, TROUBLE_NONE);
    stage_tap(&stage, "not-printed");
    expect_screen("problem");
    newest_job(&job);
    assert_int_equal(job.state, PRINT_FAILED);
    stage_tap(&stage, "again");
    expect_screen("printing");
    newest_job(&job);
    assert_int_equal(job.state, PRINT_QUEUED);
    assert_true(job.is_wanted);
    stage_move_job(&stage, PRINT_PRINTED, TROUBLE_NONE);
    expect_screen("ticket");
}

static void a_ticket_that_did_not_come_is_copied(void **state)
{
    struct print_job job;

    (void)state;
    stage_move_job(&stage, PRINT_PRINTED, TROUBLE_NONE);
    stage_tap(&stage, "no-ticket");
    expect_screen("problem");
    stage_wait(&stage, 5000); /* the queue still says "printed": the visitor knows better */
    expect_screen("problem");
    stage_tap(&stage, "again");
    newest_job(&job);
    assert_int_equal(job.copy, 1);
    assert_int_equal(job.state, PRINT_QUEUED);
}

static void trouble_shows_at_once_with_its_reason(void **state)
{
    struct ticket ticket = {0};

    (void)state;
    stage_printer(&stage, TROUBLE_PAPER_OUT, true);
    stage_move_job(&stage, PRINT_QUEUED, TROUBLE_PAPER_OUT);
    expect_screen("problem");
    assert_string_equal(stage_label(&stage, "reason"), "Kertas tiket habis");
    assert_string_equal(stage_label(&stage, "status"), "Kertas habis");
    assert_string_equal(stage_label(&stage, "number"), "A-001");
    stage_last_ticket(&stage, &ticket);
    assert_true(ticket.shown_at_ms > 0);
}

static void trouble_of_the_printer_shows_within_two_seconds(void **state)
{
    (void)state;
    stage_printer(&stage, TROUBLE_COVER_OPEN, true);
    stage_notice(&stage);
    stage_wait(&stage, 2000);
    expect_screen("problem");
    assert_string_equal(stage_label(&stage, "reason"), "Penutup printer terbuka");
}

static void silence_ends_after_eight_seconds(void **state)
{
    (void)state;
    stage_wait(&stage, 7800);
    expect_screen("printing");
    stage_wait(&stage, 300);
    expect_screen("problem");
    assert_string_equal(stage_label(&stage, "reason"), "Tiket tidak dapat dicetak");
}

static void the_bar_shows_time_and_never_arrives_by_itself(void **state)
{
    (void)state;
    assert_false(stage_widget(&stage, "nav-home")->is_enabled);
    assert_false(stage_widget(&stage, "nav-back")->is_enabled);
    assert_non_null(stage_widget(&stage, "progress"));
}

static void paper_that_comes_late_is_seen(void **state)
{
    (void)state;
    stage_wait(&stage, 8200);
    expect_screen("problem");
    stage_move_job(&stage, PRINT_PRINTED, TROUBLE_NONE);
    expect_screen("ticket");
}

static void a_kept_number_makes_the_slip_stale(void **state)
{
    struct print_job job;

    (void)state;
    stage_wait(&stage, 8200);
    stage_tap(&stage, "kept");
    expect_screen("attract");
    newest_job(&job);
    assert_int_equal(job.state, PRINT_CANCELLED);
    assert_false(job.is_wanted);
}

static void the_problem_screen_closes_after_a_minute_and_takes_the_slip_back(void **state)
{
    struct print_job job;

    (void)state;
    stage_wait(&stage, 8200);
    assert_true(stage_shows(&stage, "60"));
    stage_wait(&stage, 50000);
    expect_screen("problem");
    stage_event(&stage, UI_DOWN, 500, 1400); /* a touch restarts its time */
    stage_event(&stage, UI_UP, 500, 1400);
    stage_wait(&stage, 50000);
    expect_screen("problem");
    stage_wait(&stage, 11000);
    expect_screen("attract");
    newest_job(&job);
    assert_false(job.is_wanted);
}

static void home_leaves_the_problem_like_a_kept_number(void **state)
{
    struct print_job job;

    (void)state;
    stage_wait(&stage, 8200);
    stage_tap(&stage, "nav-home");
    expect_screen("home");
    newest_job(&job);
    assert_false(job.is_wanted);
}

static void another_try_keeps_the_slip_wanted(void **state)
{
    struct print_job job;

    (void)state;
    stage_wait(&stage, 8200);
    stage_tap(&stage, "again");
    expect_screen("printing");
    newest_job(&job);
    assert_true(job.is_wanted);
    assert_int_equal(job.copy, 0); /* nothing was on paper: it is the first one still */
}

static void the_ticket_screen_closes_by_itself(void **state)
{
    (void)state;
    stage_move_job(&stage, PRINT_PRINTED, TROUBLE_NONE);
    stage_wait(&stage, 2000);
    assert_true(stage_shows(&stage, "18"));
    stage_wait(&stage, 17000);
    expect_screen("ticket");
    stage_event(&stage, UI_DOWN, 500, 1400);
    stage_event(&stage, UI_UP, 500, 1400);
    stage_wait(&stage, 19000);
    expect_screen("ticket");
    stage_wait(&stage, 1500);
    expect_screen("attract");
    assert_true(kiosk_take_wiped(stage.kiosk));
    assert_false(stage_shows(&stage, "A-001"));
}

static void known_waits_are_a_range(void **state)
{
    (void)state;
    stage_close(&stage);
    stage_open(&stage, "pekanbaru");
    for (int i = 0; i < 12; i++)
        stage_issue(&stage, "sik-perekam-medis");
    stage_serve(&stage, 6, 10 * 60000);
    stage_tap(&stage, "wake");
    stage_tap(&stage, "take-1");
    assert_true(stage_shows(&stage, "25–45 menit"));
    stage_tap_at_once(&stage, "take-general");
    stage_move_job(&stage, PRINT_PRINTED, TROUBLE_NONE);
    assert_true(stage_shows(&stage, "25–45"));
}

static void the_status_tells_the_worst_first(void **state)
{
    (void)state;
    stage_move_job(&stage, PRINT_PRINTED, TROUBLE_NONE);
    stage_tap(&stage, "done");
    assert_string_equal(stage_label(&stage, "status"), "Siap melayani");
    stage_printer(&stage, TROUBLE_OFFLINE, true);
    stage_notice(&stage);
    assert_string_equal(stage_label(&stage, "status"), "Printer bermasalah");
    stage_printer(&stage, TROUBLE_PAPER_OUT, true);
    stage_notice(&stage);
    assert_string_equal(stage_label(&stage, "status"), "Kertas habis");
    stage_printer(&stage, TROUBLE_NONE, true);
    stage_notice(&stage);
    assert_string_equal(stage_label(&stage, "status"), "Siap melayani");
    stage_wait(&stage, 200000); /* a print process that is silent for long does not print */
    assert_string_equal(stage_label(&stage, "status"), "Printer bermasalah");
}

/* --- out of service ------------------------------------------------------------------------------- */

static void a_fault_shows_its_code_in_both_languages(void **state)
{
    (void)state;
    kiosk_fail(stage.kiosk, "P02");
    stage_settle(&stage);
    expect_screen("out-of-service");
    assert_string_equal(stage_label(&stage, "code"), "Kode K1-P02");
    assert_string_equal(stage_label(&stage, "status"), "Perbaikan");
    assert_string_equal(stage_label(&stage, "help"), "Bantuan: (0761) 28262 · SMS 0811 7515 133");
    assert_non_null(stage_widget(&stage, "english"));
    assert_string_equal(kiosk_fault(stage.kiosk), "P02");
    assert_null(stage_widget(&stage, "nav-home"));
    stage_wait(&stage, 200000);
    expect_screen("out-of-service");
}

static void service_comes_back(void **state)
{
    (void)state;
    kiosk_fail(stage.kiosk, "P02");
    stage_settle(&stage);
    kiosk_serve(stage.kiosk, NULL);
    stage_settle(&stage);
    expect_screen("out-of-service");
    kiosk_serve(stage.kiosk, stage.desk);
    assert_true(kiosk_wants_frame(stage.kiosk)); /* nobody has to touch it first */
    stage_settle(&stage);
    expect_screen("attract");
    assert_null(kiosk_fault(stage.kiosk));
    stage_tap(&stage, "wake");
    expect_screen("home");
}

static void without_a_desk_it_starts_out_of_service(void **state)
{
    struct kiosk *kiosk;
    struct ui_input input = {.width = 540, .height = 960};

    (void)state;
    kiosk = kiosk_new(&(struct kiosk_options){
        .clock = stage.clock, .ui = stage.ui, .device = "K7", .fault_code = "P03"});
    stage.list = kiosk_frame(kiosk, &input);
    assert_string_equal(kiosk_screen(kiosk), "out-of-service");
    assert_string_equal(stage_label(&stage, "code"), "Kode K7-P03");
    assert_true(stage_shows(&stage, "-")); /* no catalogue, no zone: no clock is shown */
    kiosk_free(kiosk);
}

static void a_clock_below_its_floor_is_not_shown(void **state)
{
    struct kiosk *kiosk;
    struct ui_input input = {.width = 1080, .height = 1920};

    (void)state;
    kiosk = kiosk_new(&(struct kiosk_options){
        .desk = stage.desk, .clock = stage.clock, .ui = stage.ui, .clock_floor_ms = INT64_MAX});
    stage.list = kiosk_frame(kiosk, &input);
    assert_false(stage_shows(&stage, "2026"));
    kiosk_free(kiosk);
}

int main(void)
{
#define PAPER(name) cmocka_unit_test_setup_teardown(name, take_a_number, close_stage)
    const struct CMUnitTest tests[] = {
        PAPER(a_printer_that_is_out_offers_the_number_on_the_screen),
        PAPER(confirmed_paper_is_called_printed),
        PAPER(a_slip_from_the_second_printer_is_fetched_there),
        PAPER(a_queue_that_cannot_confirm_leads_to_the_question),
        PAPER(an_uncertain_slip_keeps_the_visitors_answer),
        PAPER(no_paper_leads_to_the_problem_and_a_new_copy),
        PAPER(a_ticket_that_did_not_come_is_copied),
        PAPER(trouble_shows_at_once_with_its_reason),
        PAPER(trouble_of_the_printer_shows_within_two_seconds),
        PAPER(silence_ends_after_eight_seconds),
        PAPER(the_bar_shows_time_and_never_arrives_by_itself),
        PAPER(paper_that_comes_late_is_seen),
        PAPER(a_kept_number_makes_the_slip_stale),
        PAPER(the_problem_screen_closes_after_a_minute_and_takes_the_slip_back),
        PAPER(home_leaves_the_problem_like_a_kept_number),
        PAPER(another_try_keeps_the_slip_wanted),
        PAPER(the_ticket_screen_closes_by_itself),
        PAPER(known_waits_are_a_range),
        PAPER(the_status_tells_the_worst_first),
        PAPER(a_fault_shows_its_code_in_both_languages),
        PAPER(service_comes_back),
        PAPER(without_a_desk_it_starts_out_of_service),
        PAPER(a_clock_below_its_floor_is_not_shown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
