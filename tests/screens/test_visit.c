/* Visits by widget name: the short path, the reading path, what Back and the languages keep, and that
 * no finger takes two numbers. */
#include "base/i18n.h"
#include "base/text.h"
#include "screens/stage.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct stage stage;

static int open_pekanbaru(void **state)
{
    (void)state;
    stage = (struct stage){0};
    stage_open(&stage, "pekanbaru");
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

static void three_taps_give_a_number(void **state)
{
    struct ticket ticket = {0};

    (void)state;
    expect_screen("attract");
    stage_tap(&stage, "wake");
    expect_screen("home");
    stage_tap(&stage, "take-1");
    expect_screen("confirm");
    stage_tap_at_once(&stage, "take-general");
    expect_screen("printing");
    assert_int_equal(stage_count_tickets(&stage), 1);
    stage_last_ticket(&stage, &ticket);
    assert_string_equal(ticket.number, "A-001");
    assert_string_equal(ticket.service_id, "sik-perekam-medis");
    assert_false(ticket.is_priority);
    assert_int_equal(ticket.unticked_count, 0); /* nobody was asked */
}

static void priority_is_one_button(void **state)
{
    struct ticket ticket = {0};

    (void)state;
    stage_tap(&stage, "wake");
    stage_tap(&stage, "take-2");
    stage_tap_at_once(&stage, "take-priority");
    stage_last_ticket(&stage, &ticket);
    assert_string_equal(ticket.number, "P-001");
    assert_true(ticket.is_priority);
    assert_string_equal(ticket.group_id, "berkas");
}

static void other_services_are_groups(void **state)
{
    struct ticket ticket = {0};

    (void)state;
    stage_tap(&stage, "wake");
    stage_tap(&stage, "ask");
    assert_string_equal(stage_label(&stage, "purpose"), "Informasi");
    stage_tap_at_once(&stage, "take-general");
    stage_last_ticket(&stage, &ticket);
    assert_string_equal(ticket.number, "B-001");
    assert_string_equal(ticket.service_id, "");
    stage_move_job(&stage, PRINT_PRINTED, TROUBLE_NONE);
    stage_tap(&stage, "nav-home");
    stage_tap(&stage, "collect");
    stage_tap_at_once(&stage, "take-general");
    stage_last_ticket(&stage, &ticket);
    assert_string_equal(ticket.number, "C-001");
}

static void reading_ticks_and_what_is_left_out_goes_onto_the_ticket(void **state)
{
    struct ticket ticket = {0};

    (void)state;
    stage_tap(&stage, "start-id");
    stage_tap(&stage, "service-1");
    expect_screen("requirements");
    assert_string_equal(stage_label(&stage, "brought"), "0 dari 10 sudah dibawa");
    for (int i = 1; i <= 10; i++) {
        char name[16];

        assert_true(text_format(name, sizeof name, "item-%d", i));
        if (i != 7 && i != 8)
            stage_tap(&stage, name);
    }
    assert_string_equal(stage_label(&stage, "brought"), "8 dari 10 sudah dibawa");
    assert_string_equal(stage_state(&stage, "item-1"), "ticked");
    assert_string_equal(stage_state(&stage, "item-7"), "");
    stage_tap(&stage, "tab-steps");
    expect_screen("steps");
    stage_tap(&stage, "tab-info");
    expect_screen("info");
    stage_tap(&stage, "take");
    expect_screen("confirm");
    assert_string_equal(stage_label(&stage, "unticked"), "2 syarat belum dicentang");
    stage_tap_at_once(&stage, "take-general");
    stage_last_ticket(&stage, &ticket);
    assert_int_equal(ticket.unticked_count, 2);
    assert_int_equal(ticket.unticked[0], 7);
    assert_int_equal(ticket.unticked[1], 8);
}

static void back_goes_one_step_and_keeps_ticks(void **state)
{
    (void)state;
    stage_tap(&stage, "wake");
    assert_false(stage_widget(&stage, "nav-back")->is_enabled);
    stage_tap(&stage, "service-1");
    stage_tap(&stage, "item-3");
    stage_tap(&stage, "tab-info");
    stage_tap(&stage, "take");
    stage_tap(&stage, "nav-back");
    expect_screen("info");
    stage_tap(&stage, "tab-requirements");
    assert_string_equal(stage_state(&stage, "item-3"), "ticked");
    stage_tap(&stage, "nav-back");
    expect_screen("home");
    stage_tap(&stage, "service-1");
    assert_string_equal(stage_state(&stage, "item-3"), "ticked");
    stage_tap(&stage, "item-3");
    assert_string_equal(stage_state(&stage, "item-3"), "");
}

static void apply_large(void)
{
    stage_tap(&stage, "nav-access");
    stage_tap(&stage, "mode-large");
    stage_tap(&stage, "access-apply");
}

static void ticks_survive_a_change_of_mode_and_page(void **state)
{
    (void)state;
    stage_tap(&stage, "wake");
    stage_tap(&stage, "service-1");
    stage_tap(&stage, "item-1");
    stage_tap(&stage, "item-10");
    apply_large();
    assert_string_equal(stage_state(&stage, "item-1"), "ticked");
    assert_string_equal(stage_state(&stage, "item-2"), "");
    assert_null(stage_widget(&stage, "item-10")); /* on the next page now */
    stage_tap(&stage, "page-down");
    assert_null(stage_widget(&stage, "item-1"));
    assert_string_equal(stage_state(&stage, "item-10"), "ticked");
    apply_large(); /* off again: one page, whichever was open */
    assert_string_equal(stage_state(&stage, "item-1"), "ticked");
    assert_string_equal(stage_state(&stage, "item-10"), "ticked");
    assert_true(stage_shows(&stage, "2 dari 10"));
}

/* In low reach a list has four rows' room: 600 letters take two pages. */
static void parts_of_a_long_item_tick_it_together(void **state)
{
    (void)state;
    stage_close(&stage);
    stage = (struct stage){0};
    stage_open_file(&stage, BINARY_DIR "/tests/screens/long_permit.json");
    stage_tap(&stage, "wake");
    stage_tap(&stage, "service-1");
    stage_tap(&stage, "nav-access");
    stage_tap(&stage, "mode-large");
    stage_tap(&stage, "mode-low");
    stage_tap(&stage, "access-apply");
    while (!stage_widget(&stage, "item-2"))
        stage_tap(&stage, "page-down");
    stage_tap(&stage, "item-2");
    while (!stage_widget(&stage, "item-2-2"))
        stage_tap(&stage, "page-down");
    assert_string_equal(stage_state(&stage, "item-2-2"), "ticked");
    assert_true(stage_shows(&stage, "1 dari 200"));
    stage_tap(&stage, "item-2-2");
    assert_true(stage_shows(&stage, "0 dari 200"));
    stage_tap(&stage, "page-up");
    assert_string_equal(stage_state(&stage, "item-2"), "");
}

static void each_list_keeps_its_own_ticks(void **state)
{
    (void)state;
    stage_tap(&stage, "wake");
    stage_tap(&stage, "service-1");
    stage_tap(&stage, "item-1");
    stage_tap(&stage, "nav-home");
    stage_tap(&stage, "service-3");
    assert_string_equal(stage_state(&stage, "item-1"), "");
    stage_tap(&stage, "item-2");
    stage_tap(&stage, "nav-home");
    stage_tap(&stage, "service-1");
    assert_string_equal(stage_state(&stage, "item-1"), "ticked");
    assert_string_equal(stage_state(&stage, "item-2"), "");
}

static void language_changes_in_place(void **state)
{
    (void)state;
    stage_tap(&stage, "wake");
    stage_tap(&stage, "service-1");
    stage_tap(&stage, "item-2");
    assert_true(stage_shows(&stage, "Fotokopi KTP"));
    stage_tap(&stage, "nav-language");
    expect_screen("requirements");
    assert_string_equal(i18n_lang(), "en");
    assert_true(stage_shows(&stage, "Copy of the identity card"));
    assert_false(stage_shows(&stage, "Fotokopi KTP"));
    assert_string_equal(stage_state(&stage, "item-2"), "ticked");
    stage_tap(&stage, "nav-language");
    assert_string_equal(i18n_lang(), "id");
    assert_true(stage_shows(&stage, "Fotokopi KTP"));
}

static void start_in_english_speaks_english_to_the_slip(void **state)
{
    struct ticket ticket = {0};

    (void)state;
    stage_tap(&stage, "start-en");
    assert_true(stage_shows(&stage, "How can we help you?"));
    assert_true(stage_shows(&stage, "Medical Recorder Work Permit"));
    stage_tap(&stage, "take-1");
    stage_tap_at_once(&stage, "take-general");
    stage_last_ticket(&stage, &ticket);
    assert_string_equal(ticket.lang, "en");
}

static void first_touch_only_wakes(void **state)
{
    (void)state;
    stage_event(&stage, UI_DOWN, 500, 900);
    stage_event(&stage, UI_UP, 500, 900);
    expect_screen("home");
    assert_int_equal(stage_count_tickets(&stage), 0);
}

static void double_tap_takes_one_number(void **state)
{
    const struct widget *widget;
    int x, y;

    (void)state;
    stage_tap(&stage, "wake");
    stage_tap(&stage, "take-1");
    widget = stage_widget(&stage, "take-general");
    x = widget->rect.x + widget->rect.w / 2;
    y = widget->rect.y + widget->rect.h / 2;
    for (int i = 0; i < 6; i++) {
        stage_event(&stage, UI_DOWN, x, y);
        clock_fake_advance(stage.clock, 30);
        stage_event(&stage, UI_UP, x, y);
        clock_fake_advance(stage.clock, 30);
    }
    assert_int_equal(stage_count_tickets(&stage), 1);
}

static void ghosts_take_nothing(void **state)
{
    (void)state;
    stage_tap(&stage, "wake");
    stage_tap(&stage, "take-1");
    /* up without down, cancelled, dragged away, both buttons in one stroke */
    stage_event(&stage, UI_UP, 540, 1200);
    stage_event(&stage, UI_DOWN, 540, 1200);
    stage_event(&stage, UI_CANCEL, 540, 1200);
    stage_event(&stage, UI_UP, 540, 1200);
    stage_event(&stage, UI_DOWN, 540, 1200);
    stage_event(&stage, UI_MOVE, 540, 1500);
    stage_event(&stage, UI_UP, 540, 1500);
    expect_screen("confirm");
    assert_int_equal(stage_count_tickets(&stage), 0);
}

static void a_finger_that_was_down_before_the_screen_changed_takes_nothing(void **state)
{
    (void)state;
    stage_tap(&stage, "wake");
    stage_tap(&stage, "take-1");
    stage_tap_at_once(&stage, "take-general");
    stage_move_job(&stage, PRINT_PRINTED, TROUBLE_NONE);
    expect_screen("ticket");
    stage_event(&stage, UI_UP, 700, 1620); /* where "Selesai" stands */
    expect_screen("ticket");
}

static void another_visit_is_another_number(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        stage_tap(&stage, "wake");
        stage_tap(&stage, "take-1");
        stage_tap_at_once(&stage, "take-general");
        stage_move_job(&stage, PRINT_PRINTED, TROUBLE_NONE);
        stage_tap(&stage, "done");
        expect_screen("attract");
    }
    assert_int_equal(stage_count_tickets(&stage), 2);
}

static void missing_list_sends_to_the_information_desk(void **state)
{
    (void)state;
    stage_tap(&stage, "wake");
    stage_tap(&stage, "service-2");
    expect_screen("missing");
    assert_true(stage_shows(&stage, "Daftar syarat belum tersedia"));
    assert_string_equal(stage_label(&stage, "print"), "Cetak alur");
    stage_tap(&stage, "ask");
    assert_string_equal(stage_label(&stage, "purpose"), "Informasi");
    stage_tap(&stage, "nav-back");
    expect_screen("missing");
    stage_tap(&stage, "take");
    assert_string_equal(stage_label(&stage, "purpose"), "Surat Izin Kerja Tenaga Sanitarian");
}

static void a_list_is_queued_once_and_the_toast_goes(void **state)
{
    struct print_job job;
    struct err err = {0};

    (void)state;
    stage_tap(&stage, "wake");
    stage_tap(&stage, "service-1");
    stage_tap(&stage, "print");
    assert_string_equal(stage_label(&stage, "toast"), "Daftar syarat sedang dicetak.");
    stage_tap(&stage, "print");
    assert_true(desk_next_job(stage.desk, &job, &err));
    assert_int_equal(job.kind, SLIP_REQUIREMENTS);
    assert_string_equal(job.service_id, "sik-perekam-medis");
    assert_true(desk_move_job(stage.desk, job.id, PRINT_PRINTED, TROUBLE_NONE, "tiket", 1, &err));
    assert_false(desk_next_job(stage.desk, &job, &err)); /* two taps, one list */
    stage_wait(&stage, 5000);
    assert_null(stage_widget(&stage, "toast"));
    stage_tap(&stage, "print");
    assert_true(desk_next_job(stage.desk, &job, &err)); /* a later wish is another list */
}

static void a_printer_that_is_not_ready_gets_no_list(void **state)
{
    struct print_job job;
    struct err err = {0};

    (void)state;
    stage_tap(&stage, "wake");
    stage_printer(&stage, TROUBLE_PAPER_OUT, true);
    stage_notice(&stage);
    stage_tap(&stage, "service-1");
    stage_tap(&stage, "print");
    assert_string_equal(stage_label(&stage, "toast"), "Printer belum siap. Silakan tanya petugas.");
    assert_false(desk_next_job(stage.desk, &job, &err));
}

int main(void)
{
#define VISIT(name) cmocka_unit_test_setup_teardown(name, open_pekanbaru, close_stage)
    const struct CMUnitTest tests[] = {
        VISIT(three_taps_give_a_number),
        VISIT(priority_is_one_button),
        VISIT(other_services_are_groups),
        VISIT(reading_ticks_and_what_is_left_out_goes_onto_the_ticket),
        VISIT(back_goes_one_step_and_keeps_ticks),
        VISIT(ticks_survive_a_change_of_mode_and_page),
        VISIT(parts_of_a_long_item_tick_it_together),
        VISIT(each_list_keeps_its_own_ticks),
        VISIT(language_changes_in_place),
        VISIT(start_in_english_speaks_english_to_the_slip),
        VISIT(first_touch_only_wakes),
        VISIT(double_tap_takes_one_number),
        VISIT(ghosts_take_nothing),
        VISIT(a_finger_that_was_down_before_the_screen_changed_takes_nothing),
        VISIT(another_visit_is_another_number),
        VISIT(missing_list_sends_to_the_information_desk),
        VISIT(a_list_is_queued_once_and_the_toast_goes),
        VISIT(a_printer_that_is_not_ready_gets_no_list),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
