/* An officer at work on a screen: what is gone before, who is told where, and how it ends. */
#include "base/i18n.h"
#include "desk/calling.h"
#include "desk/staff.h"
#include "screens/sign_in_gallery.h"
#include "screens/stage.h"
#include <setjmp.h>
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
    sign_in_add_officers(&stage, 2);
    return 0;
}

static int open_staff(void **state)
{
    (void)state;
    stage = (struct stage){.role = "staff", .width = 1920, .height = 1080};
    stage_open(&stage, "pekanbaru");
    sign_in_add_officers(&stage, 2);
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

static void hold_clock(void)
{
    struct rect clock = stage_widget(&stage, "clock")->rect;

    stage_event(&stage, UI_DOWN, clock.x + clock.w / 2, clock.y + clock.h / 2);
    stage_wait(&stage, 3100);
    stage_event(&stage, UI_UP, clock.x + clock.w / 2, clock.y + clock.h / 2);
}

static void take_seat(const char *counter, const char *officer)
{
    struct err err = {0};

    if (!desk_take_counter(stage.desk, counter, officer, &err))
        fail_msg("%s", err.text);
    stage_notice(&stage);
}

static size_t count_seats(struct desk_seat seats[DESK_SEATS_MOST])
{
    size_t count = 0;
    struct err err = {0};

    if (!desk_list_seats(stage.desk, seats, &count, &err))
        fail_msg("%s", err.text);
    return count;
}

static void back_from_the_names_leaves_the_visit_as_it_was(void **state)
{
    (void)state;
    stage_tap(&stage, "wake");
    stage_tap(&stage, "service-1");
    stage_tap(&stage, "item-5");
    hold_clock();
    expect_screen("staff-names");
    stage_tap(&stage, "officer-P-01");
    expect_screen("staff-pin");
    stage_tap(&stage, "nav-back");
    stage_tap(&stage, "nav-back");
    expect_screen("requirements");
    assert_string_equal(stage_state(&stage, "item-5"), "ticked");
}

static void shift_forgets_the_visitor_before(void **state)
{
    (void)state;
    stage_tap(&stage, "start-en");
    stage_tap(&stage, "service-1");
    stage_tap(&stage, "item-5");
    hold_clock();
    sign_in_at_counter(&stage);
    expect_screen("staff-desk");
    assert_string_equal(i18n_lang(), "id");
    stage_tap(&stage, "lock");
    expect_screen("attract");
    assert_true(kiosk_take_wiped(stage.kiosk));
    stage_tap(&stage, "wake");
    stage_tap(&stage, "service-1");
    assert_string_equal(stage_state(&stage, "item-5"), "");
}

static void unfinished_sign_in_ends_with_the_visitors_screen(void **state)
{
    (void)state;
    hold_clock();
    stage_tap(&stage, "officer-P-01");
    sign_in_type(&stage, "246");
    stage_wait(&stage, 61000);
    expect_screen("attract");
}

static void kiosk_out_of_service_asks_for_no_name(void **state)
{
    (void)state;
    kiosk_fail(stage.kiosk, "P02");
    stage_settle(&stage);
    expect_screen("out-of-service");
    assert_null(stage_widget(&stage, "clock"));
    stage_event(&stage, UI_DOWN, 900, 60);
    stage_wait(&stage, 4000);
    stage_event(&stage, UI_UP, 900, 60);
    expect_screen("out-of-service");
}

static void failing_desk_ends_the_shift(void **state)
{
    (void)state;
    sign_in_at_counter(&stage);
    expect_screen("staff-desk");
    kiosk_fail(stage.kiosk, "P05");
    stage_settle(&stage);
    expect_screen("out-of-service");
    kiosk_serve(stage.kiosk, stage.desk);
    stage_settle(&stage);
    expect_screen("staff-names"); /* nobody is signed in any more */
}

static void counters_tell_which_colleague_sits_there(void **state)
{
    (void)state;
    stage_tap(&stage, "officer-P-01");
    sign_in_type(&stage, "246813");
    stage_tap(&stage, "key-ok");
    expect_screen("staff-counter");
    assert_string_equal(stage_label(&stage, "counter-2"), "Loket 2");
    take_seat("Loket 2", "P-02");
    assert_string_equal(stage_label(&stage, "counter-2"), "Loket 2 · P-02");
    assert_true(stage_shows(&stage, "P-02"));
    take_seat("Loket 1", "P-01"); /* the officer's own place is no colleague's */
    assert_string_equal(stage_label(&stage, "counter-1"), "Loket 1");
}

static void lock_frees_the_counter(void **state)
{
    struct desk_seat seats[DESK_SEATS_MOST];

    (void)state;
    assert_int_equal(count_seats(seats), 0);
    sign_in_at_counter(&stage);
    assert_int_equal(count_seats(seats), 1);
    assert_string_equal(seats[0].counter, "Loket 2");
    assert_string_equal(seats[0].officer, "P-01");
    stage_tap(&stage, "lock");
    assert_int_equal(count_seats(seats), 0);
}

static void program_that_ends_frees_the_counter(void **state)
{
    struct desk_seat seats[DESK_SEATS_MOST];

    (void)state;
    sign_in_at_counter(&stage);
    assert_int_equal(count_seats(seats), 1);
    stage_restart(&stage);
    assert_int_equal(count_seats(seats), 0);
    expect_screen("staff-names");
}

static void disabled_officer_is_locked_out_at_once(void **state)
{
    struct err err = {0};

    (void)state;
    sign_in_at_counter(&stage);
    if (!desk_disable_officer(stage.desk, "P-01", &err))
        fail_msg("%s", err.text);
    stage_notice(&stage);
    expect_screen("staff-names");
    assert_null(stage_widget(&stage, "officer-P-01"));
}

static void relieved_officer_is_told_and_chooses_again(void **state)
{
    (void)state;
    sign_in_at_counter(&stage);
    take_seat("Loket 2", "P-02");
    expect_screen("staff-counter");
    assert_string_equal(stage_label(&stage, "toast"), "Rekan Anda sekarang bertugas di loket ini.");
    stage_tap(&stage, "counter-1");
    expect_screen("staff-desk");
}

/* The lock hides the screen; whoever is being served is not left alone. */
static void officer_comes_back_to_whom_the_lock_interrupted(void **state)
{
    struct desk_seat seats[DESK_SEATS_MOST];

    (void)state;
    stage_issue(&stage, "sik-perekam-medis");
    sign_in_at_counter(&stage);
    stage_tap(&stage, "call-next");
    stage_tap(&stage, "start");
    stage_wait(&stage, 125000);
    expect_screen("staff-names");
    assert_int_equal(count_seats(seats), 1);
    stage_tap(&stage, "officer-P-01");
    sign_in_type(&stage, "246813");
    stage_tap(&stage, "key-ok");
    expect_screen("staff-desk");
    stage_tap(&stage, "finish");
    stage_tap(&stage, "lock");
    assert_int_equal(count_seats(seats), 0);
}

static void touch_takes_the_lock_away_again(void **state)
{
    (void)state;
    sign_in_at_counter(&stage);
    stage_wait(&stage, 95000);
    assert_null(stage_widget(&stage, "locks"));
    stage_wait(&stage, 10000);
    assert_non_null(stage_widget(&stage, "locks"));
    stage_event(&stage, UI_DOWN, 5, 300); /* anywhere */
    stage_event(&stage, UI_UP, 5, 300);
    assert_null(stage_widget(&stage, "locks"));
    expect_screen("staff-desk");
}

int main(void)
{
#define LOBBY(name) cmocka_unit_test_setup_teardown(name, open_lobby, close_stage)
#define STAFF(name) cmocka_unit_test_setup_teardown(name, open_staff, close_stage)
    const struct CMUnitTest tests[] = {
        LOBBY(back_from_the_names_leaves_the_visit_as_it_was),
        LOBBY(shift_forgets_the_visitor_before),
        LOBBY(unfinished_sign_in_ends_with_the_visitors_screen),
        LOBBY(kiosk_out_of_service_asks_for_no_name),
        STAFF(failing_desk_ends_the_shift),
        STAFF(counters_tell_which_colleague_sits_there),
        STAFF(lock_frees_the_counter),
        STAFF(program_that_ends_frees_the_counter),
        STAFF(disabled_officer_is_locked_out_at_once),
        STAFF(relieved_officer_is_told_and_chooses_again),
        STAFF(officer_comes_back_to_whom_the_lock_interrupted),
        STAFF(touch_takes_the_lock_away_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
