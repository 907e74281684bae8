/* "Akses mudah" from the panel to the end of the visit, on a screen that has every mode; and "Beranda"
 * where something was typed. */
#include "screens/modes.h"
#include "base/attr.h"
#include "base/i18n.h"
#include "base/text.h"
#include "platform/window.h"
#include "screens/router.h"
#include "ui/check.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct stage stage;
static struct {
    int tapped;      /* the screen's button, read by tests */
    bool is_leaving; /* the screen wants away by itself in each frame */
} form;

static void plain_frame(void *state, struct ui *ui, struct router *router)
{
    (void)state;
    (void)ui;
    (void)router;
}
static const struct screen plain = {.name = "plain", .idle_ms = 60000, .frame = plain_frame};

/* In the place of the lobby's first screen: one button, which types a word. */
static void form_frame(void *state, struct ui *ui, struct router *router)
{
    (void)state;
    if (ui_button(ui, &(struct ui_button){.name = "type",
                                          .label = "Ketik",
                                          .kind = UI_PRIMARY,
                                          .font = F_TITLE,
                                          .box = {64, 300, 400, 112}})) {
        form.tapped++;
        (void)text_copy(router_visit(router)->complaint.text, 8, "Loket");
    }
    if (ui_button(ui, &(struct ui_button){.name = "on",
                                          .label = "Terus",
                                          .kind = UI_PRIMARY,
                                          .font = F_TITLE,
                                          .box = {600, 300, 400, 112}})
        || form.is_leaving)
        router_go(router, &plain);
}

const struct screen screen_attract = {.name = "form", .idle_ms = 60000, .frame = form_frame};

static int open_stage(void **state)
{
    (void)state;
    stage = (struct stage){0};
    memset(&form, 0, sizeof form);
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

/* The first command fills the canvas with the page's ground. */
static bool is_black(void)
{
    return stage.list->commands[0].color == 0x000000ff;
}

static void switches_take_effect_with_apply(void **state)
{
    (void)state;
    assert_true(stage_widget(&stage, "nav-access")->is_enabled);
    assert_string_equal(stage_label(&stage, "nav-access"), "Akses mudah");
    stage_tap(&stage, "nav-access");
    stage_tap(&stage, "mode-contrast");
    assert_string_equal(stage_state(&stage, "mode-contrast"), "ticked");
    assert_false(is_black());
    stage_tap(&stage, "access-apply");
    expect_screen("form");
    assert_true(is_black());
    assert_string_equal(stage_label(&stage, "nav-access"), "Akses: aktif");
    stage_tap(&stage, "nav-access");
    assert_string_equal(stage_state(&stage, "mode-contrast"), "ticked");
    assert_string_equal(stage_state(&stage, "mode-large"), "");
}

static void closing_the_panel_changes_nothing(void **state)
{
    (void)state;
    stage_tap(&stage, "nav-access");
    stage_tap(&stage, "mode-contrast");
    stage_tap(&stage, "access-close");
    expect_screen("form");
    assert_false(is_black());
    stage_tap(&stage, "nav-access");
    assert_string_equal(stage_state(&stage, "mode-contrast"), "");
    stage_tap(&stage, "mode-contrast");
    stage_tap(&stage, "nav-access");
    expect_screen("form");
    assert_false(is_black());
}

static void panel_leads_home_and_not_back(void **state)
{
    (void)state;
    stage_tap(&stage, "nav-access");
    assert_false(stage_widget(&stage, "nav-back")->is_enabled);
    assert_true(stage_widget(&stage, "nav-home")->is_enabled); /* from everywhere */
    stage_tap(&stage, "nav-language");
    expect_screen("access");
    assert_string_equal(stage_label(&stage, "access-apply"), "Apply");
}

static void screen_below_the_panel_is_seen_and_does_nothing(void **state)
{
    struct rect type = stage_widget(&stage, "type")->rect;

    (void)state;
    stage_tap(&stage, "nav-access");
    assert_true(stage_shows(&stage, "Ketik"));
    assert_false(stage_widget(&stage, "type")->is_touchable);
    stage_event(&stage, UI_DOWN, type.x + 9, type.y + 9);
    stage_event(&stage, UI_UP, type.x + 9, type.y + 9);
    assert_int_equal(form.tapped, 0);
    form.is_leaving = true;
    stage_notice(&stage);
    expect_screen("access");
    form.is_leaving = false;
    stage_tap(&stage, "access-close");
    expect_screen("form");
}

static void modes_end_with_the_visit(void **state)
{
    (void)state;
    modes_apply(&stage, MODE_CONTRAST);
    stage_wait(&stage, 61000);
    assert_non_null(stage_widget(&stage, "idle-end")); /* a reset would take them */
    stage_tap(&stage, "idle-end");
    expect_screen("form");
    assert_false(is_black());
    assert_string_equal(stage_label(&stage, "nav-access"), "Akses mudah");
}

static void more_time_doubles_the_idle_time_and_the_warning(void **state)
{
    (void)state;
    modes_apply(&stage, MODE_TIME);
    stage_wait(&stage, 119000);
    assert_null(stage_widget(&stage, "idle-stay"));
    stage_wait(&stage, 1600);
    assert_non_null(stage_widget(&stage, "idle-stay"));
    stage_wait(&stage, 38000);
    assert_non_null(stage_widget(&stage, "idle-stay"));
    stage_wait(&stage, 2500);
    assert_null(stage_widget(&stage, "idle-stay"));
    assert_string_equal(stage_label(&stage, "nav-access"), "Akses mudah");
}

static void low_reach_finds_what_stands_too_high(void **state)
{
    struct ui_fault faults[4];

    (void)state;
    assert_int_equal(ui_check_list(stage.list, faults, 4), 0);
    modes_apply(&stage, MODE_LOW);
    assert_int_equal(ui_check_list(stage.list, faults, 4), 2);
    stage_tap(&stage, "nav-access");
    assert_int_equal(ui_check_list(stage.list, faults, 4), 0);
}

static void home_asks_once_before_it_takes_what_was_typed(void **state)
{
    (void)state;
    stage_tap(&stage, "nav-home");
    assert_null(stage_widget(&stage, "leave-stay"));
    expect_screen("home");
    stage_wait(&stage, 31000);
    stage_tap(&stage, "type");
    stage_tap(&stage, "nav-home");
    expect_screen("form");
    assert_string_equal(stage_label(&stage, "leave"), "Ke Beranda?");
    assert_false(stage_widget(&stage, "type")->is_touchable);
    stage_tap(&stage, "leave-stay");
    assert_null(stage_widget(&stage, "leave-stay"));
    expect_screen("form");
    stage_tap(&stage, "nav-home");
    stage_tap(&stage, "leave-end");
    expect_screen("home");
    stage_tap(&stage, "service-1");
    stage_tap(&stage, "nav-home"); /* nothing is left that could be lost */
    assert_null(stage_widget(&stage, "leave-stay"));
    expect_screen("home");
}

static void hold_clock(void)
{
    struct rect clock = stage_widget(&stage, "clock")->rect;

    stage_event(&stage, UI_DOWN, clock.x + clock.w / 2, clock.y + clock.h / 2);
    stage_wait(&stage, 3100);
    stage_event(&stage, UI_UP, clock.x + clock.w / 2, clock.y + clock.h / 2);
}

static void staff_mode_asks_too_and_takes_nothing_before_somebody_signs_in(void **state)
{
    (void)state;
    stage_tap(&stage, "type");
    hold_clock();
    expect_screen("form");
    assert_string_equal(stage_label(&stage, "leave"), "Buka mode petugas?");
    stage_tap(&stage, "leave-stay");
    hold_clock();
    stage_tap(&stage, "leave-end");
    expect_screen("staff-names");
    stage_tap(&stage, "nav-back");
    expect_screen("form");
    stage_tap(&stage, "nav-home");
    assert_non_null(stage_widget(&stage, "leave-stay")); /* the word is still there */
}

static void idle_warning_comes_before_the_question(void **state)
{
    (void)state;
    stage_tap(&stage, "type");
    stage_tap(&stage, "nav-home");
    stage_wait(&stage, 61000);
    assert_null(stage_widget(&stage, "leave-stay"));
    stage_tap(&stage, "idle-stay");
    assert_non_null(stage_widget(&stage, "leave-stay"));
    stage_wait(&stage, 82000);
    expect_screen("form");
    assert_null(stage_widget(&stage, "leave-stay"));
}

/* --- with the shipped fonts --------------------------------------------------------------------- */

static size_t count_faults(const char *lang, unsigned modes, const char *what)
{
    struct ui_fault faults[8];
    size_t count = ui_check_list(stage.list, faults, ARRAY_LEN(faults));

    for (size_t i = 0; i < count && i < ARRAY_LEN(faults); i++)
        if (!strstr(faults[i].text, "type") && !strstr(faults[i].text, "form: on"))
            fprintf(stderr, "%s %s %s: %s\n", lang, modes_name(modes), what, faults[i].text);
    return count;
}

static size_t inspect_panel(const struct ui_measure *measure, const char *lang, int width,
                            int height)
{
    size_t faults = 0;

    for (unsigned modes = 0; modes < MODES_COUNT; modes++) {
        stage =
            (struct stage){.home_lang = lang, .measure = measure, .width = width, .height = height};
        memset(&form, 0, sizeof form);
        stage_open(&stage, "pekanbaru");
        modes_apply(&stage, modes);
        stage_tap(&stage, "nav-access");
        faults += count_faults(lang, modes, "panel");
        stage_wait(&stage, modes & MODE_TIME ? 120500 : 60500);
        assert_non_null(stage_widget(&stage, "idle-stay"));
        faults += count_faults(lang, modes, "idle");
        stage_tap(&stage, "idle-stay");
        stage_tap(&stage, "access-close");
        stage_tap(&stage, "type");
        stage_tap(&stage, "nav-home");
        assert_non_null(stage_widget(&stage, "leave-stay"));
        faults += count_faults(lang, modes, "leave");
        stage_close(&stage);
    }
    return faults;
}

static void panel_and_questions_are_whole_in_every_mode_language_and_form(void **state)
{
    static const char *const langs[] = {"id", "en", "qps"};
    struct window *window;
    struct err err = {0};
    const struct window_options options = {.title = "modes",
                                           .asset_dir = SOURCE_DIR "/assets",
                                           .width = 320,
                                           .height = 240,
                                           .is_hidden = true};
    size_t faults = 0;

    (void)state;
    if (!window_open(&window, &options, &err))
        fail_msg("%s", err.text);
    for (size_t i = 0; i < ARRAY_LEN(langs); i++) {
        faults += inspect_panel(window_measure(window), langs[i], 1080, 1920);
        faults += inspect_panel(window_measure(window), langs[i], 1920, 1080);
    }
    faults += inspect_panel(window_measure(window), "id", 540, 960);
    window_close(window);
    assert_int_equal(faults, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(switches_take_effect_with_apply, open_stage, close_stage),
        cmocka_unit_test_setup_teardown(closing_the_panel_changes_nothing, open_stage, close_stage),
        cmocka_unit_test_setup_teardown(panel_leads_home_and_not_back, open_stage, close_stage),
        cmocka_unit_test_setup_teardown(screen_below_the_panel_is_seen_and_does_nothing, open_stage,
                                        close_stage),
        cmocka_unit_test_setup_teardown(modes_end_with_the_visit, open_stage, close_stage),
        cmocka_unit_test_setup_teardown(more_time_doubles_the_idle_time_and_the_warning, open_stage,
                                        close_stage),
        cmocka_unit_test_setup_teardown(low_reach_finds_what_stands_too_high, open_stage,
                                        close_stage),
        cmocka_unit_test_setup_teardown(home_asks_once_before_it_takes_what_was_typed, open_stage,
                                        close_stage),
        cmocka_unit_test_setup_teardown(
            staff_mode_asks_too_and_takes_nothing_before_somebody_signs_in, open_stage,
            close_stage),
        cmocka_unit_test_setup_teardown(idle_warning_comes_before_the_question, open_stage,
                                        close_stage),
        cmocka_unit_test(panel_and_questions_are_whole_in_every_mode_language_and_form),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
