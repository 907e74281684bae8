/* Every form of every screen, in every language and a longer one, measured with the shipped fonts:
 * nothing is cut, covered, too small to hit or too pale to read. */
#include "base/text.h"
#include "platform/window.h"
#include "screens/away.h"
#include "screens/closing.h"
#include "screens/form_page.h"
#include "screens/gallery.h"
#include "ui/check.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct inspection {
    size_t faults;
    int forms;
    const char *lang;
};

static void inspect(struct stage *stage, const char *name, void *context)
{
    struct inspection *inspection = context;
    struct ui_fault faults[12];
    size_t count = ui_check_list(stage->list, faults, ARRAY_LEN(faults));

    inspection->forms++;
    if (strstr(name, "toast"))
        return; /* it lies over the content for four seconds, as designed */
    for (size_t i = 0; i < count && i < ARRAY_LEN(faults); i++)
        fprintf(stderr, "%s %s: %s\n", inspection->lang, name, faults[i].text);
    inspection->faults += count;
}

static void check(const char *office, const char *lang, int width, int height, bool has_wait)
{
    struct inspection inspection = {.lang = lang};
    struct stage stage = {.home_lang = lang, .width = width, .height = height};
    struct window *window;
    struct err err = {0};
    const struct window_options options = {.title = "layout",
                                           .asset_dir = SOURCE_DIR "/assets",
                                           .width = 320,
                                           .height = 240,
                                           .is_hidden = true};

    if (!window_open(&window, &options, &err))
        fail_msg("%s", err.text);
    stage.measure = window_measure(window);
    if (has_wait) { /* once a language and a panel */
        closing_walk(&stage, inspect, &inspection);
        away_walk(&stage, inspect, &inspection);
    }
    stage_open(&stage, office);
    for (int i = 0; has_wait && i < 18; i++)
        stage_issue(&stage, "sik-perekam-medis");
    if (has_wait) {
        stage_serve(&stage, 12, 14 * 60000);
        stage_call(&stage, "Loket 2");
    }
    gallery_walk(&stage, inspect, &inspection);
    stage_close(&stage);
    window_close(window);
    assert_true(inspection.forms > 20);
    assert_int_equal(inspection.faults, 0);
}

static void nothing_is_wrong_in_indonesian(void **state)
{
    (void)state;
    check("pekanbaru", "id", 1080, 1920, true);
    check("rokan-hulu", "id", 1080, 1920, false);
    check("bombana", "id", 1080, 1920, false);
}

static void nothing_is_wrong_in_english(void **state)
{
    (void)state;
    check("pekanbaru", "en", 1080, 1920, true);
    check("rokan-hulu", "en", 1080, 1920, false);
    check("bombana", "en", 1080, 1920, false);
}

static void nothing_is_wrong_when_words_are_40_percent_longer(void **state)
{
    (void)state;
    check("pekanbaru", "qps", 1080, 1920, true);
    check("rokan-hulu", "qps", 1080, 1920, false);
    check("bombana", "qps", 1080, 1920, false);
}

static void nothing_is_wrong_on_other_panels(void **state)
{
    (void)state;
    check("pekanbaru", "id", 540, 960, true);
    check("pekanbaru", "id", 2160, 3840, true);
    check("pekanbaru", "en", 1200, 1920, true);
    check("bombana", "en", 1080, 2340, false);
}

static void nothing_is_wrong_with_what_forms_are_made_of(void **state)
{
    struct inspection inspection = {.lang = "id"};
    struct stage stage = {0};
    struct window *window;
    struct err err = {0};
    const struct window_options options = {.title = "layout",
                                           .asset_dir = SOURCE_DIR "/assets",
                                           .width = 320,
                                           .height = 240,
                                           .is_hidden = true};

    (void)state;
    if (!window_open(&window, &options, &err))
        fail_msg("%s", err.text);
    stage.measure = window_measure(window);
    form_page_walk(&stage, inspect, &inspection);
    window_close(window);
    assert_int_equal(inspection.forms, 16);
    assert_int_equal(inspection.faults, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_wrong_in_indonesian),
        cmocka_unit_test(nothing_is_wrong_in_english),
        cmocka_unit_test(nothing_is_wrong_when_words_are_40_percent_longer),
        cmocka_unit_test(nothing_is_wrong_on_other_panels),
        cmocka_unit_test(nothing_is_wrong_with_what_forms_are_made_of),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
