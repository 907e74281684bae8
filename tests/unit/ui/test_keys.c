/* The focus ring: a keypad walks the widgets in reading order. */
#include "fixture.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

static bool has_ring(const struct stage *stage)
{
    for (size_t i = 0; i < stage->list->command_count; i++)
        if (stage->list->commands[i].op == DRAW_RING)
            return true;
    return false;
}

static void draw_page(struct stage *stage)
{
    struct ui_nav_bar bar = {"Back", "Home", "English", "Access", "Help", true, false, true, true};
    enum ui_nav nav;

    draw_two_buttons(stage);
    nav = ui_nav_bar(stage->ui, &bar);
    if (nav != UI_NAV_NONE)
        stage->number = (int)nav;
}

static void next_walks_in_reading_order_and_skips_what_is_dead(void **state)
{
    static const char *const order[] = {"one",        "two",      "nav-back", "nav-language",
                                        "nav-access", "nav-help", "one"};
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_page);
    assert_false(has_ring(&stage));
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        stage_frame(&stage, UI_KEY_NEXT);
        assert_string_equal(stage_state(&stage, order[i]), "focused");
        assert_true(has_ring(&stage));
    }
    stage_close(&stage);
}

static void previous_starts_at_the_end(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_page);
    stage_frame(&stage, UI_KEY_PREVIOUS);
    assert_string_equal(stage_state(&stage, "nav-help"), "focused");
    stage_frame(&stage, UI_KEY_PREVIOUS);
    assert_string_equal(stage_state(&stage, "nav-access"), "focused");
    stage_frame(&stage, UI_KEY_PREVIOUS);
    assert_string_equal(stage_state(&stage, "nav-language"), "focused");
    stage_close(&stage);
}

static void ok_fires_what_has_the_ring(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_page);
    stage_frame(&stage, UI_KEY_OK); /* nothing has it */
    assert_int_equal(stage.fired.one + stage.fired.two, 0);
    stage_frame(&stage, UI_KEY_NEXT);
    stage_frame(&stage, UI_KEY_NEXT);
    stage_frame(&stage, UI_KEY_OK);
    assert_int_equal(stage.fired.two, 1);
    assert_int_equal(stage.fired.one, 0);
    assert_string_equal(stage_state(&stage, "two"), "pressed");
    stage_frame(&stage, UI_KEY_OK); /* a key that repeats is a double tap */
    assert_int_equal(stage.fired.two, 1);
    stage_close(&stage);
}

static void back_fires_the_back_button(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_page);
    stage_frame(&stage, UI_KEY_BACK);
    assert_int_equal(stage.number, UI_NAV_BACK);
    stage_close(&stage);
}

static void back_does_nothing_where_it_is_not_offered(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_two_buttons);
    stage_frame(&stage, UI_KEY_BACK);
    assert_int_equal(stage.fired.one + stage.fired.two, 0);
    stage_close(&stage);
}

static void finger_takes_the_ring_away(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_page);
    stage_frame(&stage, UI_KEY_NEXT);
    stage_touch(&stage, UI_DOWN, 800, 1000);
    assert_false(has_ring(&stage));
    stage_close(&stage);
}

static void new_screen_starts_without_a_ring(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_page);
    stage_frame(&stage, UI_KEY_NEXT);
    stage_frame(&stage, UI_KEY_NEXT);
    ui_forget_touch(stage.ui);
    stage_frame(&stage, UI_NONE);
    assert_false(has_ring(&stage));
    stage_frame(&stage, UI_KEY_NEXT);
    assert_string_equal(stage_state(&stage, "one"), "focused");
    stage_close(&stage);
}

static void draw_modal(struct stage *stage)
{
    struct ui_button go = {
        .name = "go", .label = "Go on", .font = F_BODY, .box = {120, 1100, 840, 160}};
    struct ui_button end = {
        .name = "end", .label = "End", .font = F_BODY, .box = {120, 1300, 840, 112}};

    draw_page(stage);
    (void)ui_modal(stage->ui, (struct ui_box){64, 896, 952, 668});
    (void)ui_button(stage->ui, &go);
    (void)ui_button(stage->ui, &end);
}

static void modal_traps_the_ring(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_page);
    stage_frame(&stage, UI_KEY_NEXT);
    stage.draw = draw_modal;
    stage_frame(&stage, UI_NONE);
    stage_frame(&stage, UI_KEY_OK); /* the ring's button lies under the scrim */
    assert_int_equal(stage.fired.one, 0);
    for (int i = 0; i < 7; i++) {
        stage_frame(&stage, UI_KEY_NEXT);
        assert_true(strcmp(stage_state(&stage, "go"), "focused") == 0
                    || strcmp(stage_state(&stage, "end"), "focused") == 0);
    }
    stage_close(&stage);
}

static void draw_nothing(struct stage *stage)
{
    ui_fill(stage->ui, (struct ui_box){0, 0, 10, 10}, C_INK);
}

static void page_without_controls_takes_every_key(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_nothing);
    for (int kind = UI_NONE; kind <= UI_KEY_BACK; kind++)
        stage_frame(&stage, (enum ui_event_kind)kind);
    assert_int_equal(stage.list->widget_count, 0);
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(next_walks_in_reading_order_and_skips_what_is_dead),
        cmocka_unit_test(previous_starts_at_the_end),
        cmocka_unit_test(ok_fires_what_has_the_ring),
        cmocka_unit_test(back_fires_the_back_button),
        cmocka_unit_test(back_does_nothing_where_it_is_not_offered),
        cmocka_unit_test(finger_takes_the_ring_away),
        cmocka_unit_test(new_screen_starts_without_a_ring),
        cmocka_unit_test(modal_traps_the_ring),
        cmocka_unit_test(page_without_controls_takes_every_key),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
