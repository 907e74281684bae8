/* Fingers to one pointer. */
#include "platform/touch.h"
#include "base/attr.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <math.h>

/* Left of this there is nothing to touch. */
enum { TARGETS_FROM = 40 };

static bool feed(struct touch *touch, enum touch_kind kind, int64_t finger, int x, uint32_t at_ms,
                 struct ui_event *out)
{
    struct touch_sign sign = {.kind = kind,
                              .device = 7,
                              .finger = finger,
                              .x = x,
                              .y = 100,
                              .is_on_target = x >= TARGETS_FROM,
                              .at_ms = at_ms};

    *out = (struct ui_event){.kind = UI_NONE};
    return touch_take(touch, &sign, out);
}

static void one_finger_goes_down_moves_and_lifts(void **state)
{
    struct touch touch = {0};
    struct ui_event event;

    (void)state;
    assert_true(feed(&touch, TOUCH_DOWN, 1, 50, 0, &event));
    assert_int_equal(event.kind, UI_DOWN);
    assert_int_equal(event.x, 50);
    assert_true(feed(&touch, TOUCH_MOVE, 1, 60, 10, &event));
    assert_int_equal(event.kind, UI_MOVE);
    assert_true(feed(&touch, TOUCH_UP, 1, 60, 20, &event));
    assert_int_equal(event.kind, UI_UP);
}

static void second_finger_is_ignored_until_the_first_lifts(void **state)
{
    struct touch touch = {0};
    struct ui_event event;

    (void)state;
    assert_true(feed(&touch, TOUCH_DOWN, 1, 50, 0, &event));
    assert_false(feed(&touch, TOUCH_DOWN, 2, 500, 5, &event));
    assert_false(feed(&touch, TOUCH_MOVE, 2, 510, 6, &event));
    assert_false(feed(&touch, TOUCH_UP, 2, 510, 7, &event));
    assert_true(feed(&touch, TOUCH_UP, 1, 50, 10, &event));
    assert_int_equal(event.kind, UI_UP);
    assert_true(feed(&touch, TOUCH_DOWN, 2, 500, 11, &event));
}

static void finger_still_down_when_the_first_lifts_stays_ignored(void **state)
{
    struct touch touch = {0};
    struct ui_event event;

    (void)state;
    assert_true(feed(&touch, TOUCH_DOWN, 1, 50, 0, &event));
    assert_false(feed(&touch, TOUCH_DOWN, 2, 500, 5, &event));
    assert_true(feed(&touch, TOUCH_UP, 1, 50, 10, &event));
    assert_false(feed(&touch, TOUCH_MOVE, 2, 520, 12, &event));
    assert_false(feed(&touch, TOUCH_UP, 2, 520, 14, &event));
}

static void silent_palm_stops_leading(void **state)
{
    struct touch touch = {0};
    struct ui_event event;

    (void)state;
    assert_true(feed(&touch, TOUCH_DOWN, 1, 50, 0, &event));
    assert_false(feed(&touch, TOUCH_DOWN, 2, 500, 4999, &event));
    assert_true(feed(&touch, TOUCH_DOWN, 2, 500, 5000, &event));
    assert_true(feed(&touch, TOUCH_UP, 2, 500, 5050, &event));
    assert_false(feed(&touch, TOUCH_UP, 1, 50, 6000, &event));
}

static void palm_beside_everything_keeps_nobody_from_tapping(void **state)
{
    struct touch touch = {0};
    struct ui_event event;

    (void)state;
    assert_true(feed(&touch, TOUCH_DOWN, 1, 10, 0, &event));
    assert_true(feed(&touch, TOUCH_MOVE, 1, 12, 50, &event)); /* it trembles */
    assert_true(feed(&touch, TOUCH_DOWN, 2, 500, 100, &event));
    assert_int_equal(event.kind, UI_DOWN);
    assert_false(feed(&touch, TOUCH_MOVE, 1, 14, 120, &event));
    assert_true(feed(&touch, TOUCH_UP, 2, 500, 150, &event));
    assert_int_equal(event.kind, UI_UP);
    assert_int_equal(event.x, 500);
    assert_false(feed(&touch, TOUCH_UP, 1, 14, 200, &event));
    assert_false(touch_is_stuck(&touch, 200));
}

static void palm_that_comes_second_takes_nothing_over(void **state)
{
    struct touch touch = {0};
    struct ui_event event;

    (void)state;
    assert_true(feed(&touch, TOUCH_DOWN, 1, 500, 0, &event));
    for (int64_t finger = 2; finger < 10; finger++)
        assert_false(feed(&touch, TOUCH_DOWN, finger, 10, 5, &event));
    assert_true(feed(&touch, TOUCH_UP, 1, 500, 100, &event));
    assert_int_equal(event.kind, UI_UP);
}

static void trembling_contact_that_is_held_for_long_stops_leading_and_is_told(void **state)
{
    struct touch touch = {0};
    struct ui_event event;

    (void)state;
    assert_true(feed(&touch, TOUCH_DOWN, 1, 50, 0, &event));
    for (uint32_t at = 100; at < 9900; at += 100)
        assert_true(feed(&touch, TOUCH_MOVE, 1, 50 + (int)(at / 100 % 2), at, &event));
    assert_false(feed(&touch, TOUCH_DOWN, 2, 500, 9999, &event));
    assert_true(feed(&touch, TOUCH_DOWN, 2, 500, 10000, &event));
    assert_true(feed(&touch, TOUCH_UP, 2, 500, 10100, &event));
    assert_int_equal(event.kind, UI_UP);
    assert_false(feed(&touch, TOUCH_MOVE, 1, 51, 10200, &event));
    assert_false(touch_is_stuck(&touch, 29999));
    assert_true(touch_is_stuck(&touch, 30000)); /* it is still there */
    assert_false(feed(&touch, TOUCH_UP, 1, 51, 40000, &event));
    assert_false(touch_is_stuck(&touch, 40000));
}

static void lift_after_a_long_hold_is_no_tap(void **state)
{
    struct touch touch = {0};
    struct ui_event event;

    (void)state;
    assert_true(feed(&touch, TOUCH_DOWN, 1, 50, 0, &event));
    assert_true(feed(&touch, TOUCH_UP, 1, 50, 10000, &event));
    assert_int_equal(event.kind, UI_CANCEL);
    assert_true(feed(&touch, TOUCH_DOWN, 1, 50, 10100, &event));
    assert_true(feed(&touch, TOUCH_UP, 1, 50, 19000, &event));
    assert_int_equal(event.kind, UI_UP); /* whoever presses long means it too */
}

/* The signs' clock has 32 bits and starts again after 49.7 days. */
static void silent_finger_stops_leading_when_the_clock_starts_again(void **state)
{
    struct touch touch = {0};
    struct ui_event event;

    (void)state;
    assert_true(feed(&touch, TOUCH_DOWN, 1, 50, UINT32_MAX - 1000, &event));
    assert_false(feed(&touch, TOUCH_DOWN, 2, 500, 3000, &event));
    assert_true(feed(&touch, TOUCH_DOWN, 2, 500, 5000, &event));
}

static void resting_finger_makes_no_events(void **state)
{
    struct touch touch = {0};
    struct ui_event event;

    (void)state;
    assert_true(feed(&touch, TOUCH_DOWN, 1, 50, 0, &event));
    for (uint32_t i = 1; i < 10; i++)
        assert_false(feed(&touch, TOUCH_MOVE, 1, 50, i, &event));
    assert_false(feed(&touch, TOUCH_UP, 3, 50, 20, &event)); /* another's lift */
}

static void lost_window_cancels_the_finger_once(void **state)
{
    struct touch touch = {0};
    struct ui_event event;

    (void)state;
    assert_false(touch_cancel(&touch, &event));
    assert_true(feed(&touch, TOUCH_DOWN, 1, 50, 0, &event));
    assert_true(touch_cancel(&touch, &event));
    assert_int_equal(event.kind, UI_CANCEL);
    assert_false(touch_cancel(&touch, &event));
    assert_false(feed(&touch, TOUCH_UP, 1, 50, 1, &event));
}

static void places_stay_inside_the_window(void **state)
{
    (void)state;
    assert_int_equal(touch_px(0.0F, 1080), 0);
    assert_int_equal(touch_px(1.0F, 1080), 1079);
    assert_int_equal(touch_px(-3.0F, 1080), 0);
    assert_int_equal(touch_px(1e30F, 1080), 1079);
    assert_int_equal(touch_px(NAN, 1080), 0);
    assert_int_equal(touch_px(-INFINITY, 1080), 0);
    for (int x = 0; x < 1080; x++) /* a mouse's place comes back exactly */
        assert_int_equal(touch_px((float)x / 1080.0F, 1080), x);
}

static void random_signs_keep_down_and_up_in_pairs(void **state)
{
    struct touch touch = {0};
    unsigned seed = 99;
    bool is_down = false;
    int downs = 0;

    (void)state;
    for (uint32_t i = 0; i < 20000; i++) {
        struct ui_event event;
        unsigned what;

        seed = seed * 1664525U + 1013904223U;
        what = seed >> 8;
        if (!feed(&touch, (enum touch_kind)(what % 3), what / 3 % 4, (int)(what / 12 % 2000), i,
                  &event))
            continue;
        if (event.kind == UI_DOWN) /* also one that overtakes another */
            is_down = true, downs++;
        else
            assert_true(is_down);
        if (event.kind == UI_UP)
            is_down = false;
    }
    assert_true(downs > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_finger_goes_down_moves_and_lifts),
        cmocka_unit_test(second_finger_is_ignored_until_the_first_lifts),
        cmocka_unit_test(finger_still_down_when_the_first_lifts_stays_ignored),
        cmocka_unit_test(silent_palm_stops_leading),
        cmocka_unit_test(palm_beside_everything_keeps_nobody_from_tapping),
        cmocka_unit_test(palm_that_comes_second_takes_nothing_over),
        cmocka_unit_test(trembling_contact_that_is_held_for_long_stops_leading_and_is_told),
        cmocka_unit_test(lift_after_a_long_hold_is_no_tap),
        cmocka_unit_test(silent_finger_stops_leading_when_the_clock_starts_again),
        cmocka_unit_test(resting_finger_makes_no_events),
        cmocka_unit_test(lost_window_cancels_the_finger_once),
        cmocka_unit_test(places_stay_inside_the_window),
        cmocka_unit_test(random_signs_keep_down_and_up_in_pairs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
