/* What every form's layout is held to. */
#include "screens/form_layout.h"
#include "base/text.h"
#include "platform/window.h"
#include "screens/modes.h"
#include "ui/check.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

struct inspection {
    const struct form_layout *layout;
    size_t faults;
    int forms;
    const char *lang;
    unsigned modes;
    struct window *window;
};

static void inspect(struct stage *stage, const char *name, void *context)
{
    struct inspection *inspection = context;
    struct ui_fault faults[12];
    size_t count = ui_check_list(stage->list, faults, ARRAY_LEN(faults));

    inspection->forms++;
    for (size_t i = 0; i < count && i < ARRAY_LEN(faults); i++)
        fprintf(stderr, "%s %dx%d %s %s: %s\n", inspection->lang, stage->width, stage->height,
                modes_name(inspection->modes), name, faults[i].text);
    inspection->faults += count;
}

static void check(struct inspection *inspection, const char *office, int width, int height)
{
    struct stage stage = {.home_lang = inspection->lang,
                          .role = inspection->layout->role,
                          .questionnaire = inspection->layout->questionnaire,
                          .width = width,
                          .height = height,
                          .measure = window_measure(inspection->window)};

    inspection->forms = 0;
    if (inspection->layout->catalog) {
        stage_open_file(&stage, inspection->layout->catalog);
        stage_printer(&stage, TROUBLE_NONE, true);
        stage_notice(&stage);
    } else {
        stage_open(&stage, office);
    }
    inspection->layout->walk(&stage, inspect, inspection, inspection->modes);
    stage_close(&stage);
    assert_true(inspection->forms >= inspection->layout->forms_least);
}

void form_layout_check(const struct form_layout *layout, const char *lang)
{
    static const struct {
        int width, height;
    } panels[] = {{1080, 1920}, {1920, 1080}};
    struct inspection inspection = {.layout = layout, .lang = lang};
    struct err err = {0};
    const struct window_options options = {.title = "layout",
                                           .asset_dir = SOURCE_DIR "/assets",
                                           .width = 320,
                                           .height = 240,
                                           .is_hidden = true};

    if (!window_open(&inspection.window, &options, &err))
        fail_msg("%s", err.text);
    for (unsigned modes = 0; modes < MODE_TIME; modes++) {
        inspection.modes = modes;
        for (size_t i = 0; i < ARRAY_LEN(panels) && layout->has_mode(lang, modes); i++)
            check(&inspection, "pekanbaru", panels[i].width, panels[i].height);
    }
    inspection.modes = 0;
    check(&inspection, "bombana", 540, 960);
    check(&inspection, "rokan-hulu", 1200, 1920);
    window_close(inspection.window);
    assert_int_equal(inspection.faults, 0);
}

struct languages {
    void (*check_lang)(const char *lang);
};

static void check_in(void **state, const char *lang)
{
    const struct languages *languages = *state;

    languages->check_lang(lang);
}

static void nothing_is_wrong_in_indonesian(void **state)
{
    check_in(state, "id");
}

static void nothing_is_wrong_in_english(void **state)
{
    check_in(state, "en");
}

static void nothing_is_wrong_when_words_are_40_percent_longer(void **state)
{
    check_in(state, "qps");
}

int form_layout_main(void (*check_lang)(const char *lang))
{
    struct languages languages = {check_lang};
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(nothing_is_wrong_in_indonesian, &languages),
        cmocka_unit_test_prestate(nothing_is_wrong_in_english, &languages),
        cmocka_unit_test_prestate(nothing_is_wrong_when_words_are_40_percent_longer, &languages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
