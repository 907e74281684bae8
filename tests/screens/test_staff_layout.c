/* The officers' screens in every form, on wide and upright panels, with longer words: nothing is cut,
 * covered, too small to hit or too pale to read. */
#include "base/text.h"
#include "platform/window.h"
#include "screens/book_gallery.h"
#include "screens/day_gallery.h"
#include "screens/devices_gallery.h"
#include "screens/duty_gallery.h"
#include "screens/paper_gallery.h"
#include "screens/sign_in_gallery.h"
#include "ui/check.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct inspection {
    size_t faults;
    int forms;
    int width, height;
    const char *lang;
};

static void inspect(struct stage *stage, const char *name, void *context)
{
    struct inspection *inspection = context;
    struct ui_fault faults[12];
    size_t count = ui_check_list(stage->list, faults, ARRAY_LEN(faults));

    inspection->forms++;
    for (size_t i = 0; i < count && i < ARRAY_LEN(faults); i++)
        fprintf(stderr, "%s %dx%d %s: %s\n", inspection->lang, inspection->width,
                inspection->height, name, faults[i].text);
    inspection->faults += count;
}

typedef void gallery_fn(struct stage *stage,
                        void (*each)(struct stage *stage, const char *name, void *context),
                        void *context);

static gallery_fn *const walks[] = {sign_in_gallery_walk, devices_gallery_walk, day_gallery_walk,
                                    duty_gallery_walk,    paper_gallery_walk,   book_gallery_walk};

static void check_walk(gallery_fn *walk, struct inspection *inspection)
{
    struct window *window;
    struct err err = {0};
    const struct window_options options = {.title = "layout",
                                           .asset_dir = SOURCE_DIR "/assets",
                                           .width = 320,
                                           .height = 240,
                                           .is_hidden = true};
    struct stage stage = {.role = "staff",
                          .home_lang = inspection->lang,
                          .width = inspection->width,
                          .height = inspection->height};

    if (!window_open(&window, &options, &err))
        fail_msg("%s", err.text);
    stage.measure = window_measure(window);
    if (walk == day_gallery_walk)
        day_gallery_hours(&stage, inspect, inspection);
    stage_open(&stage, "pekanbaru");
    walk(&stage, inspect, inspection);
    stage_close(&stage);
    window_close(window);
}

static void check(const char *lang, int width, int height)
{
    struct inspection inspection = {.lang = lang, .width = width, .height = height};

    for (size_t i = 0; i < ARRAY_LEN(walks); i++)
        check_walk(walks[i], &inspection);
    assert_true(inspection.forms >= 8);
    assert_int_equal(inspection.faults, 0);
}

static void nothing_is_wrong_on_wide_panels(void **state)
{
    (void)state;
    check("id", 1920, 1080);
    check("en", 1920, 1080);
    check("id", 960, 540);
    check("id", 2560, 1080);
    check("id", 1920, 1200);
    check("id", 3840, 2160);
}

static void nothing_is_wrong_on_upright_panels(void **state)
{
    (void)state;
    check("id", 1080, 1920);
    check("en", 1080, 1920);
    check("id", 540, 960);
    check("id", 1080, 2340);
}

static void nothing_is_wrong_when_words_are_40_percent_longer(void **state)
{
    (void)state;
    check("qps", 1920, 1080);
    check("qps", 1080, 1920);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_wrong_on_wide_panels),
        cmocka_unit_test(nothing_is_wrong_on_upright_panels),
        cmocka_unit_test(nothing_is_wrong_when_words_are_40_percent_longer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
