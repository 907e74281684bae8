/* Every form of the survey's screens, in every language and a longer one, upright and wide, in every
 * mode, measured with the shipped fonts. */
#include "base/text.h"
#include "platform/window.h"
#include "screens/modes.h"
#include "screens/survey_walk.h"
#include "ui/check.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct inspection {
    size_t faults;
    int forms;
    const char *lang, *questionnaire;
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
                          .role = "exit",
                          .questionnaire = inspection->questionnaire,
                          .width = width,
                          .height = height,
                          .measure = window_measure(inspection->window)};

    inspection->forms = 0;
    stage_open(&stage, office);
    survey_gallery_walk(&stage, inspect, inspection, inspection->modes);
    stage_close(&stage);
    assert_true(inspection->forms > 18);
}

static void check_lang(const char *lang)
{
    static const struct {
        int width, height;
    } panels[] = {{1080, 1920}, {1920, 1080}};
    char own_form[64];
    struct inspection inspection = {.lang = lang};
    struct err err = {0};
    const struct window_options options = {.title = "layout",
                                           .asset_dir = SOURCE_DIR "/assets",
                                           .width = 320,
                                           .height = 240,
                                           .is_hidden = true};

    if (!window_open(&inspection.window, &options, &err))
        fail_msg("%s", err.text);
    survey_write_questionnaire(own_form, sizeof own_form);
    inspection.questionnaire = own_form;
    for (unsigned modes = 0; modes < MODE_TIME; modes++) {
        /* other words need the combinations that leave them the least room, not all */
        if (strcmp(lang, "id") != 0 && modes != 0 && modes != MODE_LARGE
            && modes != (MODE_LARGE | MODE_LOW))
            continue;
        inspection.modes = modes;
        for (size_t i = 0; i < ARRAY_LEN(panels); i++)
            check(&inspection, "pekanbaru", panels[i].width, panels[i].height);
    }
    inspection.modes = 0;
    check(&inspection, "bombana", 540, 960);
    check(&inspection, "rokan-hulu", 1200, 1920);
    window_close(inspection.window);
    assert_int_equal(unlink(own_form), 0);
    assert_int_equal(inspection.faults, 0);
}

static void nothing_is_wrong_in_indonesian(void **state)
{
    (void)state;
    check_lang("id");
}

static void nothing_is_wrong_in_english(void **state)
{
    (void)state;
    check_lang("en");
}

static void nothing_is_wrong_when_words_are_40_percent_longer(void **state)
{
    (void)state;
    check_lang("qps");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_wrong_in_indonesian),
        cmocka_unit_test(nothing_is_wrong_in_english),
        cmocka_unit_test(nothing_is_wrong_when_words_are_40_percent_longer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
