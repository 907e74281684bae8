/* A finger that stays: what it opens, and what it must not. */
#include "fixture.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

enum { HOLD_MS = 3000, X = 900, Y = 60 };

static const struct ui_box place = {796, 0, 284, 118};

static void draw_clock(struct stage *stage)
{
    draw_two_buttons(stage);
    stage->number += ui_hold(stage->ui, "clock", "09.41", place, HOLD_MS);
}

/* Frames as the host makes them: at the time that was asked for, or when `ms` are over. */
static void wait(struct stage *stage, int64_t ms)
{
    int64_t until = stage->input.now_ms + ms;

    while (stage->input.now_ms < until) {
        int64_t at = ui_wake_at(stage->ui);

        stage->input.now_ms = at > stage->input.now_ms && at < until ? at : until;
        stage_frame(stage, UI_NONE);
    }
}

static void finger_that_stays_fires_once_without_lifting(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_clock);
    stage_touch(&stage, UI_DOWN, X, Y);
    assert_int_equal(ui_wake_at(stage.ui), stage.input.now_ms + HOLD_MS);
    wait(&stage, HOLD_MS - 1);
    assert_int_equal(stage.number, 0);
    wait(&stage, 1);
    assert_int_equal(stage.number, 1);
    wait(&stage, 3 * HOLD_MS);
    stage_touch(&stage, UI_UP, X, Y);
    assert_int_equal(stage.number, 1);
    stage_close(&stage);
}

static void lifted_finger_does_nothing(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_clock);
    stage_tap(&stage, X, Y);
    wait(&stage, 2 * HOLD_MS);
    assert_int_equal(stage.number, 0);
    stage_touch(&stage, UI_DOWN, X, Y);
    wait(&stage, HOLD_MS - 10);
    stage_touch(&stage, UI_UP, X, Y);
    wait(&stage, HOLD_MS);
    assert_int_equal(stage.number, 0);
    stage_close(&stage);
}

static void two_short_touches_do_not_add_up(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_clock);
    for (int i = 0; i < 3; i++) {
        stage_touch(&stage, UI_DOWN, X, Y);
        wait(&stage, HOLD_MS / 2);
        stage_touch(&stage, UI_UP, X, Y);
        wait(&stage, 500);
    }
    assert_int_equal(stage.number, 0);
    stage_close(&stage);
}

static void finger_that_slid_away_does_nothing(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_clock);
    stage_touch(&stage, UI_DOWN, X, Y);
    wait(&stage, 1000);
    stage_touch(&stage, UI_MOVE, X, 800);
    wait(&stage, HOLD_MS);
    assert_int_equal(stage.number, 0);
    stage_close(&stage);
}

static void held_finger_changes_nothing_that_is_seen(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_clock);
    stage_frame(&stage, UI_NONE);
    stage_touch(&stage, UI_DOWN, X, Y);
    assert_int_equal(stage.list->damage_count, 0);
    wait(&stage, 2000);
    assert_int_equal(stage.list->damage_count, 0);
    stage_close(&stage);
}

static void screen_that_changes_below_the_finger_ends_the_hold(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_clock);
    stage_touch(&stage, UI_DOWN, X, Y);
    wait(&stage, 1000);
    ui_forget_touch(stage.ui);
    wait(&stage, HOLD_MS);
    assert_int_equal(stage.number, 0);
    stage_close(&stage);
}

static void keys_neither_reach_nor_fire_it(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_clock);
    for (int i = 0; i < 6; i++) {
        stage_frame(&stage, UI_KEY_NEXT);
        assert_string_not_equal(stage_state(&stage, "clock"), "focused");
        stage_frame(&stage, UI_KEY_OK);
    }
    assert_int_equal(stage.number, 0);
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finger_that_stays_fires_once_without_lifting),
        cmocka_unit_test(lifted_finger_does_nothing),
        cmocka_unit_test(two_short_touches_do_not_add_up),
        cmocka_unit_test(finger_that_slid_away_does_nothing),
        cmocka_unit_test(held_finger_changes_nothing_that_is_seen),
        cmocka_unit_test(screen_that_changes_below_the_finger_ends_the_hold),
        cmocka_unit_test(keys_neither_reach_nor_fire_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
