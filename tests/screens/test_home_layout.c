/* The layout of home for offices of every size; the rest of it is test_visitor_layout's. */
#include "screens/away.h"
#include "screens/modes.h"
#include "base/text.h"
#include "platform/window.h"
#include "ui/check.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static size_t faults_of(const struct stage *stage, const char *office, unsigned modes)
{
    struct ui_fault faults[12];
    size_t count = ui_check_list(stage->list, faults, ARRAY_LEN(faults));

    for (size_t i = 0; i < count && i < ARRAY_LEN(faults); i++)
        fprintf(stderr, "%s permits %dx%d %s: %s\n", office, stage->width, stage->height,
                modes_name(modes), faults[i].text);
    return count;
}

static size_t look(const char *office, const char *lang, int width, int height,
                   const struct ui_measure *measure, bool is_away)
{
    struct stage stage = {.home_lang = lang, .width = width, .height = height, .measure = measure};
    char path[256];
    size_t faults = 0;

    assert_true(text_format(path, sizeof path, BINARY_DIR "/tests/screens/office-%s.json", office));
    stage_open_file(&stage, path);
    stage_printer(&stage, TROUBLE_NONE, true);
    stage_notice(&stage);
    if (is_away)
        away_since(&stage, 0);
    stage_tap(&stage, "wake");
    for (unsigned modes = 0; modes < MODE_TIME; modes++) {
        if (modes & MODE_CONTRAST) /* it moves nothing */
            continue;
        modes_apply(&stage, modes);
        assert_string_equal(stage_screen(&stage), "home");
        faults += faults_of(&stage, office, modes);
    }
    stage_close(&stage);
    return faults;
}

static void nothing_is_wrong_with_any_number_of_permits(void **state)
{
    static const char *const offices[] = {"1", "5", "40", "10000"};
    static const char *const langs[] = {"id", "en"};
    struct window *window;
    struct err err = {0};
    size_t faults = 0;
    const struct window_options options = {.title = "layout",
                                           .asset_dir = SOURCE_DIR "/assets",
                                           .width = 320,
                                           .height = 240,
                                           .is_hidden = true};

    (void)state;
    if (!window_open(&window, &options, &err))
        fail_msg("%s", err.text);
    for (size_t i = 0; i < ARRAY_LEN(offices); i++)
        for (size_t lang = 0; lang < ARRAY_LEN(langs); lang++) {
            const struct ui_measure *measure = window_measure(window);

            for (int away = 0; away < (i == 2 ? 2 : 1); away++) {
                faults += look(offices[i], langs[lang], 1080, 1920, measure, away == 1);
                faults += look(offices[i], langs[lang], 1920, 1080, measure, away == 1);
            }
        }
    window_close(window);
    assert_int_equal(faults, 0);
}

static void a_called_counter_is_named_whole_in_large_type(void **state)
{
    static const char counter[] = "Loket pengambilan izin dan penyerahan berkas";
    static const int sizes[][2] = {{1080, 1920}, {1920, 1080}};
    const struct window_options options = {.title = "layout",
                                           .asset_dir = SOURCE_DIR "/assets",
                                           .width = 320,
                                           .height = 240,
                                           .is_hidden = true};
    struct window *window;
    struct err err = {0};

    (void)state;
    if (!window_open(&window, &options, &err))
        fail_msg("%s", err.text);
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        struct stage stage = {
            .width = sizes[i][0], .height = sizes[i][1], .measure = window_measure(window)};

        stage_open(&stage, "pekanbaru");
        stage_issue(&stage, "sik-perekam-medis");
        stage_call(&stage, counter);
        stage_notice(&stage);
        modes_apply(&stage, MODE_LARGE);
        assert_string_equal(stage_screen(&stage), "attract");
        assert_string_equal(stage_widget(&stage, "called-counter")->label, counter);
        stage_close(&stage);
    }
    window_close(window);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_wrong_with_any_number_of_permits),
        cmocka_unit_test(a_called_counter_is_named_whole_in_large_type),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
