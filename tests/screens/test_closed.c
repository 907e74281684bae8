/* While no numbers are given, the screens say why and when again, and offer none. */
#include "screens/closing.h"

#include "base/text.h"
#include "desk/opening.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_told(const struct stage *stage, const struct closing *closing, bool is_english)
{
    const char *why = is_english ? closing->en : closing->id;
    const char *again = is_english ? closing->en_again : closing->id_again;

    if (!stage_shows(stage, why))
        fail_msg("%s: not \"%s\"", stage_screen(stage), why);
    if (!stage_shows(stage, again))
        fail_msg("%s: not \"%s\"", stage_screen(stage), again);
}

static void check_confirm(struct stage *stage, const struct closing *closing, bool is_english)
{
    assert_false(stage_widget(stage, "take-general")->is_enabled);
    assert_false(stage_widget(stage, "take-priority")->is_enabled);
    assert_told(stage, closing, is_english);
    assert_false(stage_shows(stage, is_english ? "Touch one." : "Sentuh salah satu."));
}

static void every_reason_is_told_in_both_languages(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2 * closing_count; i++) {
        const struct closing *closing = &closings[i / 2];
        bool is_english = i % 2 == 1;
        const struct stage plan = {
            .home_lang = is_english ? "en" : "id", .width = 1080, .height = 1920};
        struct stage stage;
        int before;

        closing_open(&stage, &plan, closing);
        before = stage_count_tickets(&stage);
        if (closing->is_office)
            assert_told(&stage, closing, is_english);
        stage_tap(&stage, "wake");
        if (closing->is_office)
            assert_told(&stage, closing, is_english);
        assert_int_equal(stage_widget(&stage, "take-1")->is_enabled, !closing->is_office);
        stage_tap(&stage, "service-1"); /* what a permit needs can be read all the same */
        stage_tap(&stage, "take");
        assert_string_equal(stage_screen(&stage), "confirm");
        check_confirm(&stage, closing, is_english);
        assert_int_equal(stage_count_tickets(&stage), before);
        closing_close(&stage);
    }
}

static void a_refusal_that_comes_with_the_tap_tells_the_same(void **state)
{
    const struct closing before = {.when = "2026-11-23 11:59", .is_office = true};
    const struct stage plan = {.home_lang = "id", .width = 1080, .height = 1920};
    struct stage stage;

    (void)state;
    closing_open(&stage, &plan, &before);
    stage_tap(&stage, "wake");
    stage_tap(&stage, "service-1");
    stage_tap(&stage, "take");
    assert_true(stage_widget(&stage, "take-general")->is_enabled);
    clock_fake_advance(stage.clock, 60000); /* the hour strikes under the finger */
    struct err err = {0};
    assert_true(desk_close_day(stage.desk, "SR", &err));
    const struct widget *button = stage_widget(&stage, "take-general");
    stage_event(&stage, UI_DOWN, button->rect.x + 20, button->rect.y + 20);
    stage_event(&stage, UI_UP, button->rect.x + 20, button->rect.y + 20);
    assert_string_equal(stage_screen(&stage), "confirm");
    assert_false(stage_widget(&stage, "take-general")->is_enabled);
    assert_true(stage_shows(&stage, "Pelayanan hari ini sudah ditutup."));
    assert_int_equal(stage_count_tickets(&stage), 0);
    closing_close(&stage);
}

static void the_screen_opens_by_itself_when_the_hour_comes(void **state)
{
    const struct closing before = {.when = "2026-11-23 07:59", .is_office = true};
    const struct stage plan = {.home_lang = "id", .width = 1080, .height = 1920};
    struct stage stage;

    (void)state;
    closing_open(&stage, &plan, &before);
    stage_tap(&stage, "wake");
    assert_false(stage_widget(&stage, "take-1")->is_enabled);
    assert_true(stage_shows(&stage, "Kantor belum buka."));
    stage_wait(&stage, 25000);
    stage_tap(&stage, "service-1");
    stage_wait(&stage, 40000);
    stage_tap(&stage, "take");
    assert_true(stage_widget(&stage, "take-general")->is_enabled);
    stage_tap(&stage, "take-general");
    assert_int_equal(stage_count_tickets(&stage), 1);
    closing_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_reason_is_told_in_both_languages),
        cmocka_unit_test(a_refusal_that_comes_with_the_tap_tells_the_same),
        cmocka_unit_test(the_screen_opens_by_itself_when_the_hour_comes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
