/* The way into staff mode, and out of it. */
#include "base/text.h"
#include "desk/staff.h"
#include "screens/sign_in_gallery.h"
#include "screens/stage.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void open_staff(struct stage *stage, int officers)
{
    *stage = (struct stage){.role = "staff", .width = 1920, .height = 1080};
    stage_open(stage, "pekanbaru");
    sign_in_add_officers(stage, officers);
}

static void name_and_pin_lead_to_the_counter_and_the_desk(void **state)
{
    struct stage stage;

    (void)state;
    open_staff(&stage, 2);
    assert_string_equal(stage_screen(&stage), "staff-names");
    stage_tap(&stage, "officer-P-02");
    assert_string_equal(stage_screen(&stage), "staff-pin");
    assert_false(stage_widget(&stage, "key-ok")->is_enabled);
    sign_in_type(&stage, "246813");
    stage_tap(&stage, "key-ok");
    assert_string_equal(stage_screen(&stage), "staff-counter");
    stage_tap(&stage, "counter-1");
    assert_string_equal(stage_screen(&stage), "staff-desk");
    stage_tap(&stage, "lock");
    assert_string_equal(stage_screen(&stage), "staff-names");
    stage_close(&stage);
}

static void wrong_pin_tells_how_many_tries_are_left(void **state)
{
    struct stage stage;

    (void)state;
    open_staff(&stage, 1);
    stage_tap(&stage, "officer-P-01");
    sign_in_type(&stage, "111222");
    stage_tap(&stage, "key-ok");
    assert_string_equal(stage_label(&stage, "pin-words"), "PIN salah. Sisa 4 percobaan.");
    assert_false(stage_widget(&stage, "key-ok")->is_enabled); /* the digits are gone */
    stage_close(&stage);
}

static void five_wrong_pins_pause_even_the_right_one(void **state)
{
    struct stage stage;

    (void)state;
    open_staff(&stage, 1);
    stage_tap(&stage, "officer-P-01");
    for (int i = 0; i < PIN_TRIES; i++) {
        sign_in_type(&stage, "111222");
        stage_tap(&stage, "key-ok");
    }
    assert_non_null(strstr(stage_label(&stage, "pin-words"), "5 menit"));
    sign_in_type(&stage, "246813");
    assert_false(stage_widget(&stage, "key-ok")->is_enabled);
    stage_close(&stage);
}

static void erase_takes_the_last_digit_off(void **state)
{
    struct stage stage;

    (void)state;
    open_staff(&stage, 1);
    stage_tap(&stage, "officer-P-01");
    sign_in_type(&stage, "2468139"); /* a seventh is not taken */
    stage_tap(&stage, "key-erase");
    assert_false(stage_widget(&stage, "key-ok")->is_enabled);
    sign_in_type(&stage, "3");
    stage_tap(&stage, "key-ok");
    assert_string_equal(stage_screen(&stage), "staff-counter");
    stage_close(&stage);
}

static void clock_held_for_three_seconds_opens_staff_mode_on_a_kiosk(void **state)
{
    struct stage stage = {0};
    const struct rect *clock;
    int x, y;

    (void)state;
    stage_open(&stage, "pekanbaru");
    sign_in_add_officers(&stage, 1);
    clock = &stage_widget(&stage, "clock")->rect;
    x = clock->x + clock->w / 2;
    y = clock->y + clock->h / 2;
    stage_event(&stage, UI_DOWN, x, y);
    stage_wait(&stage, 2900);
    assert_string_equal(stage_screen(&stage), "attract");
    stage_event(&stage, UI_UP, x, y);
    assert_string_equal(stage_screen(&stage), "attract"); /* not long enough */
    stage_event(&stage, UI_DOWN, x, y);
    stage_wait(&stage, 3100);
    assert_string_equal(stage_screen(&stage), "staff-names");
    stage_event(&stage, UI_UP, x, y);
    stage_tap(&stage, "nav-back");
    assert_string_equal(stage_screen(&stage), "attract");
    stage_close(&stage);
}

static void lock_on_a_kiosk_leads_back_to_the_visitors(void **state)
{
    struct stage stage = {0};
    const struct rect *clock;

    (void)state;
    stage_open(&stage, "pekanbaru");
    sign_in_add_officers(&stage, 1);
    clock = &stage_widget(&stage, "clock")->rect;
    stage_event(&stage, UI_DOWN, clock->x + 40, clock->y + 40);
    stage_wait(&stage, 3100);
    stage_event(&stage, UI_UP, 0, 0);
    sign_in_at_counter(&stage);
    assert_string_equal(stage_screen(&stage), "staff-desk");
    stage_tap(&stage, "lock");
    assert_string_equal(stage_screen(&stage), "attract");
    stage_close(&stage);
}

static void untouched_desk_locks_after_two_minutes_without_asking(void **state)
{
    struct stage stage;

    (void)state;
    open_staff(&stage, 1);
    sign_in_at_counter(&stage);
    stage_wait(&stage, 110000);
    assert_string_equal(stage_screen(&stage), "staff-desk");
    assert_non_null(strstr(stage_label(&stage, "locks"), "Terkunci dalam"));
    stage_wait(&stage, 11000);
    assert_string_equal(stage_screen(&stage), "staff-names");
    stage_close(&stage);
}

static void half_typed_pin_is_forgotten_after_a_minute(void **state)
{
    struct stage stage;

    (void)state;
    open_staff(&stage, 1);
    stage_tap(&stage, "officer-P-01");
    sign_in_type(&stage, "24681");
    stage_wait(&stage, 61000);
    assert_string_equal(stage_screen(&stage), "staff-names");
    stage_tap(&stage, "officer-P-01");
    sign_in_type(&stage, "3");
    assert_false(stage_widget(&stage, "key-ok")->is_enabled);
    stage_close(&stage);
}

struct wanted {
    const char *kind;
    bool is_found;
};

static bool look_for(void *context, const struct journal_entry *entry)
{
    struct wanted *wanted = context;

    wanted->is_found = text_equal(entry->kind, wanted->kind) && text_equal(entry->who, "P-01");
    return !wanted->is_found;
}

static bool has_journal(struct stage *stage, const char *kind)
{
    struct wanted wanted = {.kind = kind};
    struct err err = {0};

    if (!desk_list_journal(stage->desk, 1, look_for, &wanted, &err))
        fail_msg("%s", err.text);
    return wanted.is_found;
}

static void sign_in_and_lock_stand_in_the_journal(void **state)
{
    struct stage stage;

    (void)state;
    open_staff(&stage, 1);
    sign_in_at_counter(&stage);
    stage_tap(&stage, "lock");
    assert_true(has_journal(&stage, "staff.signed_in"));
    assert_true(has_journal(&stage, "staff.signed_out"));
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(name_and_pin_lead_to_the_counter_and_the_desk),
        cmocka_unit_test(wrong_pin_tells_how_many_tries_are_left),
        cmocka_unit_test(five_wrong_pins_pause_even_the_right_one),
        cmocka_unit_test(erase_takes_the_last_digit_off),
        cmocka_unit_test(clock_held_for_three_seconds_opens_staff_mode_on_a_kiosk),
        cmocka_unit_test(lock_on_a_kiosk_leads_back_to_the_visitors),
        cmocka_unit_test(untouched_desk_locks_after_two_minutes_without_asking),
        cmocka_unit_test(half_typed_pin_is_forgotten_after_a_minute),
        cmocka_unit_test(sign_in_and_lock_stand_in_the_journal),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
