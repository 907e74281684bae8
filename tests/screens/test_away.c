/* While the office is away the kiosk says so, says since when, and serves on. */
#include "screens/away.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void open_stage(struct stage *stage, const char *lang)
{
    *stage = (struct stage){.home_lang = lang, .width = 1080, .height = 1920};
    stage_open(stage, "pekanbaru");
}

static void home_tells_the_time_of_the_last_data(void **state)
{
    struct stage stage;

    (void)state;
    open_stage(&stage, "id");
    assert_false(stage_shows(&stage, "Melayani luring"));
    away_since(&stage, 29 * 60000);
    assert_true(stage_shows(&stage, "Melayani luring"));
    stage_tap(&stage, "wake");
    assert_true(stage_shows(&stage, "Jaringan terputus."));
    assert_true(stage_shows(&stage, "pukul 09.41."));
    stage_tap(&stage, "nav-language");
    assert_true(stage_shows(&stage, "The network is down."));
    assert_true(stage_shows(&stage, "09:41"));
    stage_close(&stage);
}

static void numbers_are_given_all_the_same(void **state)
{
    struct stage stage;

    (void)state;
    open_stage(&stage, "id");
    away_since(&stage, 60000);
    stage_tap(&stage, "wake");
    stage_tap(&stage, "take-1");
    stage_tap(&stage, "take-general");
    assert_int_equal(stage_count_tickets(&stage), 1);
    stage_close(&stage);
}

static void the_banner_goes_when_the_office_answers(void **state)
{
    struct stage stage;

    (void)state;
    open_stage(&stage, "id");
    stage_tap(&stage, "wake");
    away_since(&stage, 10000);
    assert_non_null(stage_widget(&stage, "take-1")); /* the home screen is still open */
    assert_true(stage_shows(&stage, "Jaringan terputus."));
    assert_true(desk_note_contact(stage.desk, OFFICE_REACHED, NULL));
    stage_notice(&stage);
    assert_false(stage_shows(&stage, "Jaringan terputus."));
    assert_false(stage_shows(&stage, "Melayani luring"));
    stage_close(&stage);
}

static void a_kiosk_that_was_never_enrolled_misses_nothing(void **state)
{
    struct stage stage;

    (void)state;
    open_stage(&stage, "id");
    stage_wait(&stage, 3 * 3600000);
    assert_false(stage_shows(&stage, "Melayani luring"));
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(home_tells_the_time_of_the_last_data),
        cmocka_unit_test(numbers_are_given_all_the_same),
        cmocka_unit_test(the_banner_goes_when_the_office_answers),
        cmocka_unit_test(a_kiosk_that_was_never_enrolled_misses_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
