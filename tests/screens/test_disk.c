/* A disk that fails or is slow while a number is told: the visitor gets what was issued, in time. */
#include "screens/stage.h"
#include "support/fault_vfs.h"
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct stage stage;
static int64_t commit_ms; /* what a commit costs */

static int commit_takes_time(void *context)
{
    (void)context;
    if (commit_ms > 0)
        clock_fake_advance(stage.clock, commit_ms);
    return 0;
}

static int hook(sqlite3 *db, const char **error, const struct sqlite3_api_routines *api)
{
    (void)error;
    (void)api;
    sqlite3_commit_hook(db, commit_takes_time, NULL);
    return SQLITE_OK;
}

static int open_confirm(void **state)
{
    (void)state;
    stage = (struct stage){0};
    commit_ms = 0;
    stage_open(&stage, "pekanbaru");
    stage_tap(&stage, "wake");
    stage_tap(&stage, "take-1");
    return 0;
}

static int close_stage(void **state)
{
    (void)state;
    fault_vfs_disarm();
    stage_close(&stage);
    return 0;
}

static void expect_screen(const char *name)
{
    assert_string_equal(stage_screen(&stage), name);
}

static void expect_told_number(void)
{
    expect_screen("problem");
    assert_string_equal(stage_label(&stage, "number"), "A-001");
    assert_non_null(stage_widget(&stage, "qr"));
    assert_null(kiosk_fault(stage.kiosk)); /* or the host would take the desk away */
}

static void expect_fault(const char *code)
{
    expect_screen("out-of-service");
    assert_string_equal(stage_label(&stage, "code"), code);
    assert_true(kiosk_take_wiped(stage.kiosk));
}

static void issued_number_is_shown_on_a_full_disk_before_service_ends(void **state)
{
    (void)state;
    stage_tap_at_once(&stage, "take-general");
    fault_vfs_arm(1, SQLITE_FULL, true);
    stage_wait(&stage, 8200);
    expect_told_number();
    stage_wait(&stage, 20000);
    expect_told_number();
    stage_tap(&stage, "kept");
    expect_fault("Kode K1-P05");
    assert_non_null(kiosk_fault(stage.kiosk));
}

static void issued_number_is_shown_when_the_database_cannot_be_read(void **state)
{
    (void)state;
    stage_tap_at_once(&stage, "take-general");
    fault_vfs_arm(1, SQLITE_IOERR, true);
    stage_notice(&stage);
    expect_screen("printing");
    stage_wait(&stage, 8200);
    expect_told_number();
    stage_notice(&stage);
    stage_tap(&stage, "again"); /* cannot be kept either, and says so */
    assert_non_null(stage_widget(&stage, "toast"));
    expect_told_number();
    stage_tap(&stage, "kept");
    expect_fault("Kode K1-P02");
}

static void first_fault_is_the_one_that_is_told(void **state)
{
    (void)state;
    stage_tap_at_once(&stage, "take-general");
    stage_wait(&stage, 8200);
    fault_vfs_arm(1, SQLITE_FULL, true);
    stage_tap(&stage, "again");
    fault_vfs_arm(1, SQLITE_IOERR, true);
    stage_tap(&stage, "kept");
    expect_fault("Kode K1-P05");
}

static void home_from_a_told_number_ends_a_service_that_cannot_go_on(void **state)
{
    (void)state;
    stage_tap_at_once(&stage, "take-general");
    stage_wait(&stage, 8200);
    fault_vfs_arm(1, SQLITE_FULL, true);
    stage_tap(&stage, "nav-home");
    expect_fault("Kode K1-P05");
}

static void a_minute_without_touch_ends_a_service_that_cannot_go_on(void **state)
{
    (void)state;
    stage_tap_at_once(&stage, "take-general");
    fault_vfs_arm(1, SQLITE_FULL, true);
    stage_wait(&stage, 8200);
    expect_told_number();
    stage_wait(&stage, 61000);
    expect_fault("Kode K1-P05");
}

static void printed_ticket_stays_open_when_the_answer_cannot_be_kept(void **state)
{
    (void)state;
    stage_tap_at_once(&stage, "take-general");
    stage_move_job(&stage, PRINT_UNCERTAIN, TROUBLE_NONE);
    fault_vfs_arm(1, SQLITE_FULL, true);
    stage_tap(&stage, "printed");
    expect_screen("ticket");
    assert_string_equal(stage_label(&stage, "number"), "A-001");
    stage_tap(&stage, "done");
    expect_fault("Kode K1-P05");
}

static void number_that_was_not_issued_ends_service_at_once(void **state)
{
    (void)state;
    fault_vfs_arm(1, SQLITE_FULL, true);
    stage_tap(&stage, "take-general");
    expect_fault("Kode K1-P05");
    fault_vfs_disarm();
    assert_int_equal(stage_count_tickets(&stage), 0);
}

static void noted_fault_is_forgotten_with_the_desk(void **state)
{
    (void)state;
    stage_tap_at_once(&stage, "take-general");
    stage_wait(&stage, 8200);
    fault_vfs_arm(1, SQLITE_FULL, true);
    stage_tap(&stage, "again");
    fault_vfs_disarm();
    kiosk_serve(stage.kiosk, stage.desk);
    stage_settle(&stage);
    expect_screen("attract");
    assert_null(kiosk_fault(stage.kiosk));
}

/* The frame with the number is on the glass before anything is written about it. */
static void number_is_drawn_before_its_showing_is_noted(void **state)
{
    struct ui_input input = {.width = 1080, .height = 1920};
    struct ticket ticket = {0};

    (void)state;
    stage_tap_at_once(&stage, "take-general");
    clock_fake_advance(stage.clock, 8200);
    input.now_ms = clock_mono_ms(stage.clock);
    (void)kiosk_frame(stage.kiosk, &input);
    stage.list = kiosk_frame(stage.kiosk, &input);
    expect_told_number();
    stage_last_ticket(&stage, &ticket);
    assert_true(ticket.shown_at_ms == 0);
    assert_true(kiosk_wants_frame(stage.kiosk));
    stage_settle(&stage);
    stage_last_ticket(&stage, &ticket);
    assert_true(ticket.shown_at_ms > 0);
}

static void slow_commit_is_part_of_the_eight_seconds(void **state)
{
    (void)state;
    commit_ms = 3000;
    stage_tap_at_once(&stage, "take-general");
    commit_ms = 0;
    expect_screen("printing");
    stage_wait(&stage, 4800);
    expect_screen("printing");
    stage_wait(&stage, 400);
    expect_screen("problem");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define DISK(name) cmocka_unit_test_setup_teardown(name, open_confirm, close_stage)
        DISK(issued_number_is_shown_on_a_full_disk_before_service_ends),
        DISK(issued_number_is_shown_when_the_database_cannot_be_read),
        DISK(first_fault_is_the_one_that_is_told),
        DISK(home_from_a_told_number_ends_a_service_that_cannot_go_on),
        DISK(a_minute_without_touch_ends_a_service_that_cannot_go_on),
        DISK(printed_ticket_stays_open_when_the_answer_cannot_be_kept),
        DISK(number_that_was_not_issued_ends_service_at_once),
        DISK(noted_fault_is_forgotten_with_the_desk),
        DISK(number_is_drawn_before_its_showing_is_noted),
        DISK(slow_commit_is_part_of_the_eight_seconds),
    };

    fault_vfs_install();
    if (sqlite3_auto_extension((void (*)(void))hook) != SQLITE_OK)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
