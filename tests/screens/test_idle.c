/* What happens when nobody touches anything, and what the end of a visit forgets. */
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

static void an_idle_permit_warns_and_then_forgets(void **state)
{
    (void)state;
    stage_tap(&stage, "start-en");
    stage_tap(&stage, "service-1");
    stage_tap(&stage, "item-5");
    stage_wait(&stage, 89000);
    assert_null(stage_widget(&stage, "idle-stay"));
    stage_wait(&stage, 2000);
    assert_non_null(stage_widget(&stage, "idle-stay"));
    assert_false(stage_widget(&stage, "item-5")->is_touchable);
    stage_wait(&stage, 18000);
    expect_screen("requirements");
    stage_wait(&stage, 3000);
    expect_screen("attract");
    assert_true(kiosk_take_wiped(stage.kiosk));
    assert_string_equal(i18n_lang(), "id");
    stage_tap(&stage, "wake");
    stage_tap(&stage, "service-1");
    assert_string_equal(stage_state(&stage, "item-5"), "");
}

static void yes_goes_on_where_it_was(void **state)
{
    (void)state;
    stage_tap(&stage, "wake");
    stage_tap(&stage, "service-1");
    stage_tap(&stage, "item-5");
    stage_wait(&stage, 91000);
    stage_tap(&stage, "idle-stay");
    assert_null(stage_widget(&stage, "idle-stay"));
    expect_screen("requirements");
    assert_string_equal(stage_state(&stage, "item-5"), "ticked");
    stage_wait(&stage, 80000);
    assert_null(stage_widget(&stage, "idle-stay")); /* its time began anew */
}

static void finish_ends_at_once(void **state)
{
    (void)state;
    stage_tap(&stage, "wake");
    stage_tap(&stage, "take-1");
    stage_wait(&stage, 61000);
    stage_tap(&stage, "idle-end");
    expect_screen("attract");
}

static void the_warning_counts_down(void **state)
{
    (void)state;
    stage_tap(&stage, "wake");
    stage_tap(&stage, "take-1");
    stage_wait(&stage, 59600);
    assert_non_null(strstr(stage_label(&stage, "idle-words"), "20 detik"));
    stage_wait(&stage, 3000);
    assert_non_null(strstr(stage_label(&stage, "idle-words"), "17 detik"));
    stage_event(&stage, UI_DOWN, 10, 300); /* somebody is there, beside every button */
    stage_event(&stage, UI_UP, 10, 300);
    assert_non_null(strstr(stage_label(&stage, "idle-words"), "20 detik"));
}

static void an_untouched_home_resets_without_a_warning(void **state)
{
    (void)state;
    stage_tap(&stage, "wake");
    stage_wait(&stage, 29000);
    expect_screen("home");
    stage_wait(&stage, 1500);
    expect_screen("attract");
}

static void a_home_that_would_lose_something_warns(void **state)
{
    (void)state;
    stage_tap(&stage, "start-en");
    stage_wait(&stage, 31000);
    assert_non_null(stage_widget(&stage, "idle-stay"));
    stage_tap(&stage, "idle-end");
    stage_tap(&stage, "wake");
    stage_tap(&stage, "service-1");
    stage_tap(&stage, "item-1");
    stage_tap(&stage, "nav-home");
    stage_wait(&stage, 31000);
    assert_non_null(stage_widget(&stage, "idle-stay"));
}

static void a_language_left_on_the_welcome_screen_is_given_up(void **state)
{
    (void)state;
    stage_tap(&stage, "nav-language");
    assert_string_equal(i18n_lang(), "en");
    stage_wait(&stage, 31000);
    expect_screen("attract");
    assert_string_equal(i18n_lang(), "id");
}

static void an_idle_welcome_screen_wakes_once_a_minute(void **state)
{
    int before;

    (void)state;
    stage_wait(&stage, 60000);
    before = stage.frames;
    stage_wait(&stage, 10 * 60000);
    assert_in_range(stage.frames - before, 10, 12);
}

int main(void)
{
#define VISIT(name) cmocka_unit_test_setup_teardown(name, open_pekanbaru, close_stage)
    const struct CMUnitTest tests[] = {
        VISIT(an_idle_permit_warns_and_then_forgets),
        VISIT(yes_goes_on_where_it_was),
        VISIT(finish_ends_at_once),
        VISIT(the_warning_counts_down),
        VISIT(an_untouched_home_resets_without_a_warning),
        VISIT(a_home_that_would_lose_something_warns),
        VISIT(a_language_left_on_the_welcome_screen_is_given_up),
        VISIT(an_idle_welcome_screen_wakes_once_a_minute),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
