/* One finger, one tap, one action. */
#include "fixture.h"
#include "base/attr.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static void tap_fires_once_on_release(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_two_buttons);
    stage_touch(&stage, UI_DOWN, 100, 250);
    assert_int_equal(stage.fired.one, 0);
    stage_touch(&stage, UI_UP, 100, 250);
    assert_int_equal(stage.fired.one, 1);
    stage_frame(&stage, UI_NONE);
    stage_frame(&stage, UI_NONE);
    assert_int_equal(stage.fired.one, 1);
    assert_int_equal(stage.fired.two, 0);
    stage_close(&stage);
}

static void finger_shows_pressed_at_once(void **state)
{
    struct stage stage;
    struct rect before;

    (void)state;
    stage_open(&stage, draw_two_buttons);
    before = stage_text(&stage, "One")->rect;
    stage_touch(&stage, UI_DOWN, 100, 250);
    assert_string_equal(stage_state(&stage, "one"), "pressed");
    assert_string_equal(stage_state(&stage, "two"), "");
    assert_int_equal(stage_text(&stage, "One")->rect.y, before.y + 6);
    assert_true(stage.list->damage_count > 0);
    stage_close(&stage);
}

static void pressed_look_lasts_120_ms_after_short_tap(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_two_buttons);
    stage_touch(&stage, UI_DOWN, 100, 250);
    stage.input.now_ms += 20;
    stage_touch(&stage, UI_UP, 100, 250);
    assert_int_equal(stage.fired.one, 1); /* the action does not wait for the look */
    assert_string_equal(stage_state(&stage, "one"), "pressed");
    stage_frame(&stage, UI_NONE); /* the frame after the action, see below */
    assert_int_equal(stage.fired.one, 1);
    assert_int_equal(ui_wake_at(stage.ui), 10000 + 120);
    stage.input.now_ms = 10000 + 119;
    stage_frame(&stage, UI_NONE);
    assert_string_equal(stage_state(&stage, "one"), "pressed");
    stage.input.now_ms = 10000 + 120;
    stage_frame(&stage, UI_NONE);
    assert_string_equal(stage_state(&stage, "one"), "");
    assert_true(ui_wake_at(stage.ui) == INT64_MAX);
    stage_close(&stage);
}

/* What the action changes may stand above its button and be drawn already. */
static void action_is_followed_by_another_frame_at_once(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_two_buttons);
    stage_touch(&stage, UI_DOWN, 100, 250);
    stage.input.now_ms += 5000;
    assert_true(ui_wake_at(stage.ui) == INT64_MAX);
    stage_touch(&stage, UI_UP, 100, 250);
    assert_int_equal(stage.fired.one, 1);
    assert_int_equal(ui_wake_at(stage.ui), stage.input.now_ms);
    stage_frame(&stage, UI_NONE);
    assert_int_equal(stage.fired.one, 1);
    assert_true(ui_wake_at(stage.ui) == INT64_MAX);
    stage_close(&stage);
}

static void long_press_ends_with_the_finger(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_two_buttons);
    stage_touch(&stage, UI_DOWN, 100, 250);
    stage.input.now_ms += 5000;
    stage_touch(&stage, UI_UP, 100, 250);
    assert_int_equal(stage.fired.one, 1);
    assert_string_equal(stage_state(&stage, "one"), "");
    stage_close(&stage);
}

static void finger_that_slides_away_does_nothing(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_two_buttons);
    stage_touch(&stage, UI_DOWN, 100, 250);
    stage_touch(&stage, UI_MOVE, 100, 350);
    assert_string_equal(stage_state(&stage, "one"), "");
    stage_touch(&stage, UI_MOVE, 100, 450); /* over the other: it does not take over */
    assert_string_equal(stage_state(&stage, "two"), "");
    stage_touch(&stage, UI_UP, 100, 450);
    assert_int_equal(stage.fired.one + stage.fired.two, 0);
    stage_close(&stage);
}

static void finger_that_slides_back_fires(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_two_buttons);
    stage_touch(&stage, UI_DOWN, 100, 250);
    stage_touch(&stage, UI_MOVE, 100, 350);
    stage_touch(&stage, UI_MOVE, 110, 250);
    assert_string_equal(stage_state(&stage, "one"), "pressed");
    stage_touch(&stage, UI_UP, 110, 250);
    assert_int_equal(stage.fired.one, 1);
    stage_close(&stage);
}

static void finger_that_swipes_far_does_nothing_wherever_it_lifts(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_two_buttons);
    stage_touch(&stage, UI_DOWN, 100, 250);
    stage_touch(&stage, UI_MOVE, 440, 250);
    stage_touch(&stage, UI_MOVE, 110, 250);
    assert_string_equal(stage_state(&stage, "one"), "");
    stage_touch(&stage, UI_UP, 110, 250);
    assert_int_equal(stage.fired.one, 0);
    stage_touch(&stage, UI_DOWN, 100, 250);
    stage_touch(&stage, UI_UP, 440, 250); /* a driver that tells no way between */
    assert_int_equal(stage.fired.one, 0);
    stage_close(&stage);
}

static void cancelled_finger_does_nothing(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_two_buttons);
    stage_touch(&stage, UI_DOWN, 100, 250);
    stage_touch(&stage, UI_CANCEL, 100, 250);
    assert_string_equal(stage_state(&stage, "one"), "");
    assert_false(ui_was_touched(stage.ui));
    stage_touch(&stage, UI_UP, 100, 250);
    assert_int_equal(stage.fired.one, 0);
    stage_close(&stage);
}

static void lift_without_touch_does_nothing(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_two_buttons);
    stage_touch(&stage, UI_UP, 100, 250);
    assert_true(ui_was_touched(stage.ui));
    stage_touch(&stage, UI_MOVE, 100, 250);
    assert_int_equal(stage.fired.one, 0);
    stage_close(&stage);
}

/* A finger that only wanders may be a faulty panel; it must not keep a visit open for ever. */
static void wandering_finger_is_no_touch(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_two_buttons);
    assert_false(ui_was_touched(stage.ui));
    stage_touch(&stage, UI_DOWN, 100, 250);
    assert_true(ui_was_touched(stage.ui));
    stage_touch(&stage, UI_MOVE, 101, 250);
    assert_false(ui_was_touched(stage.ui));
    stage_touch(&stage, UI_UP, 101, 250);
    assert_true(ui_was_touched(stage.ui));
    for (enum ui_event_kind key = UI_KEY_NEXT; key <= UI_KEY_BACK; key++) {
        stage_frame(&stage, key);
        assert_true(ui_was_touched(stage.ui));
    }
    stage_close(&stage);
}

static void edges_belong_to_the_target(void **state)
{
    struct stage stage;
    const int in[][2] = {{64, 200}, {463, 200}, {64, 311}, {463, 311}};
    const int out[][2] = {{63, 200}, {464, 200}, {64, 312}, {63, 311}};

    (void)state;
    stage_open(&stage, draw_two_buttons);
    for (size_t i = 0; i < ARRAY_LEN(in); i++) {
        stage.input.now_ms += 1000;
        stage_tap(&stage, in[i][0], in[i][1]);
        assert_int_equal(stage.fired.one, (int)i + 1);
    }
    for (size_t i = 0; i < ARRAY_LEN(out); i++) {
        stage.input.now_ms += 1000;
        stage_tap(&stage, out[i][0], out[i][1]);
        assert_int_equal(stage.fired.one, (int)ARRAY_LEN(in));
    }
    stage_close(&stage);
}

static void double_tap_fires_once(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_two_buttons);
    stage_tap(&stage, 100, 250);
    stage.input.now_ms += 100;
    stage_tap(&stage, 100, 250);
    assert_int_equal(stage.fired.one, 1);
    stage.input.now_ms += 100;
    stage_tap(&stage, 100, 450); /* another target is another wish */
    assert_int_equal(stage.fired.two, 1);
    stage.input.now_ms += 400;
    stage_tap(&stage, 100, 450);
    assert_int_equal(stage.fired.two, 2);
    stage_close(&stage);
}

static void draw_key(struct stage *stage)
{
    struct ui_button key = {
        .name = "key", .label = "a", .font = F_BODY, .box = {64, 200, 96, 104}, .is_key = true};

    stage->fired.one += ui_button(stage->ui, &key);
}

static void keys_may_be_struck_fast(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_key);
    for (int i = 0; i < 5; i++)
        stage_tap(&stage, 100, 250);
    assert_int_equal(stage.fired.one, 5);
    stage_close(&stage);
}

static void draw_rows(struct stage *stage)
{
    struct ui_check one = {.name = "one", .text = "Paper", .box = {64, 200, 952, 88}};
    struct ui_check two = {.name = "two", .text = "Photo", .box = {64, 288, 952, 88}};

    one.is_ticked = stage->fired.one & 1;
    two.is_ticked = stage->fired.two & 1;
    stage->fired.one += ui_check_row(stage->ui, &one);
    stage->fired.two += ui_check_row(stage->ui, &two);
}

static void rows_may_be_ticked_fast_but_not_twice(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_rows);
    stage_tap(&stage, 100, 240);
    stage_tap(&stage, 100, 330);
    assert_int_equal(stage.fired.one, 1);
    assert_int_equal(stage.fired.two, 1);
    stage_tap(&stage, 100, 330);
    assert_int_equal(stage.fired.two, 1);
    stage.input.now_ms += 1000;
    stage_frame(&stage, UI_NONE);
    assert_string_equal(stage_state(&stage, "one"), "ticked");
    stage_close(&stage);
}

static void finger_from_the_last_screen_does_nothing(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_two_buttons);
    stage_touch(&stage, UI_DOWN, 100, 250);
    ui_forget_touch(stage.ui);
    stage_frame(&stage, UI_NONE);
    assert_string_equal(stage_state(&stage, "one"), "");
    stage_touch(&stage, UI_MOVE, 101, 250);
    stage_touch(&stage, UI_UP, 100, 250);
    assert_int_equal(stage.fired.one, 0);
    stage_close(&stage);
}

static void echo_of_a_tap_that_turned_the_page_is_not_heard(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_key);
    stage_tap(&stage, 100, 250);
    ui_forget_touch(stage.ui);
    stage.draw = draw_two_buttons; /* "one" lies where the key was */
    stage_frame(&stage, UI_NONE);
    stage.fired = (struct page_counts){0};
    stage.input.now_ms += 150;
    stage_tap(&stage, 110, 260);
    assert_int_equal(stage.fired.one, 0);
    stage_tap(&stage, 110, 450); /* elsewhere it is a wish */
    assert_int_equal(stage.fired.two, 1);
    stage.input.now_ms += 400;
    stage_tap(&stage, 110, 260);
    assert_int_equal(stage.fired.one, 1);
    stage_close(&stage);
}

static void draw_one_disabled(struct stage *stage)
{
    struct ui_button one = {.name = "one",
                            .label = "One",
                            .font = F_BODY,
                            .box = {64, 200, 400, 112},
                            .is_disabled = true};

    stage->fired.one += ui_button(stage->ui, &one);
}

static void disabled_button_is_dead(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_one_disabled);
    stage_touch(&stage, UI_DOWN, 100, 250);
    assert_string_equal(stage_state(&stage, "one"), "disabled");
    assert_false(stage_widget(&stage, "one")->is_enabled);
    stage_touch(&stage, UI_UP, 100, 250);
    assert_int_equal(stage.fired.one, 0);
    stage_close(&stage);
}

static void button_that_goes_dead_under_the_finger_does_not_fire(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_two_buttons);
    stage_touch(&stage, UI_DOWN, 100, 250);
    stage.draw = draw_one_disabled;
    stage_frame(&stage, UI_NONE);
    stage_touch(&stage, UI_UP, 100, 250);
    assert_int_equal(stage.fired.one, 0);
    stage_close(&stage);
}

static void draw_modal(struct stage *stage)
{
    struct ui_button go = {
        .name = "go", .label = "Go on", .font = F_BODY, .box = {120, 1200, 840, 160}};

    draw_two_buttons(stage);
    (void)ui_modal(stage->ui, (struct ui_box){64, 896, 952, 668});
    stage->number += ui_button(stage->ui, &go);
}

static void modal_hides_what_lies_under_it(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_modal);
    stage_tap(&stage, 100, 250);
    assert_int_equal(stage.fired.one, 0);
    assert_false(stage_widget(&stage, "one")->is_touchable);
    assert_int_equal(stage_widget(&stage, "dialog")->role, ROLE_DIALOG);
    stage_tap(&stage, 500, 1250);
    assert_int_equal(stage.number, 1);
    stage_close(&stage);
}

static void modal_that_opens_takes_the_finger_off(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_two_buttons);
    stage_touch(&stage, UI_DOWN, 100, 250);
    stage.draw = draw_modal;
    stage_frame(&stage, UI_NONE);
    stage_touch(&stage, UI_UP, 100, 250);
    assert_int_equal(stage.fired.one, 0);
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tap_fires_once_on_release),
        cmocka_unit_test(finger_shows_pressed_at_once),
        cmocka_unit_test(pressed_look_lasts_120_ms_after_short_tap),
        cmocka_unit_test(action_is_followed_by_another_frame_at_once),
        cmocka_unit_test(long_press_ends_with_the_finger),
        cmocka_unit_test(finger_that_slides_away_does_nothing),
        cmocka_unit_test(finger_that_slides_back_fires),
        cmocka_unit_test(finger_that_swipes_far_does_nothing_wherever_it_lifts),
        cmocka_unit_test(cancelled_finger_does_nothing),
        cmocka_unit_test(lift_without_touch_does_nothing),
        cmocka_unit_test(wandering_finger_is_no_touch),
        cmocka_unit_test(edges_belong_to_the_target),
        cmocka_unit_test(double_tap_fires_once),
        cmocka_unit_test(keys_may_be_struck_fast),
        cmocka_unit_test(rows_may_be_ticked_fast_but_not_twice),
        cmocka_unit_test(finger_from_the_last_screen_does_nothing),
        cmocka_unit_test(echo_of_a_tap_that_turned_the_page_is_not_heard),
        cmocka_unit_test(disabled_button_is_dead),
        cmocka_unit_test(button_that_goes_dead_under_the_finger_does_not_fire),
        cmocka_unit_test(modal_hides_what_lies_under_it),
        cmocka_unit_test(modal_that_opens_takes_the_finger_off),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
