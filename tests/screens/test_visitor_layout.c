/* The layout of every screen that a visitor may meet: each walk of visitor_walks.c in its languages and modes, upright
 * and wide, and on the smallest and the finest panels, measured with the shipped fonts. As argument "daily": of each
 * walk what is hardest to fit; or the name of the only walk to check. */
#include "base/text.h"
#include "platform/window.h"
#include "screens/modes.h"
#include "screens/visitor_walks.h"
#include "ui/check.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *const langs[WALK_LANGUAGES] = {"id", "en", "qps"};
static bool is_daily;

struct inspection {
    const struct visitor_walk *walk;
    const char *lang;
    unsigned modes;
    size_t faults;
    int forms;
};

/* The design's 20 mm, and 15 for keys, hold on 32 inches. Everything grows with the panel: on a smaller one the least
 * is what the design's 64 px come to there. */
static const struct {
    int width; /* px that the picture has on it */
    struct ui_glass glass;
} glasses[] = {
    {1080, {"32 inch", 398, 20, 15}},     {1920, {"32 inch across", 708, 20, 15}},
    {1080, {"21.5 inch", 268, 15.5, 15}}, {1920, {"21.5 inch across", 476, 15.5, 15}},
    {1080, {"15.6 inch", 194, 11, 15}},   {1920, {"15.6 inch across", 345, 11, 15}},
    {800, {"10.1 inch", 136, 7, 10}},     {1280, {"10.1 inch across", 218, 7, 9.5}},
};

static size_t check_glasses(const struct inspection *inspection, const struct stage *stage,
                            const char *name)
{
    struct ui_fault faults[4];
    size_t sum = 0;

    for (size_t i = 0; i < ARRAY_LEN(glasses); i++) {
        size_t count =
            stage->width == glasses[i].width
                ? ui_check_glass(stage->list, &glasses[i].glass, faults, ARRAY_LEN(faults))
                : 0;

        for (size_t j = 0; j < count && j < ARRAY_LEN(faults); j++)
            fprintf(stderr, "%s %s %s %s: %s\n", inspection->lang, modes_name(inspection->modes),
                    inspection->walk->name, name, faults[j].text);
        sum += count;
    }
    return sum;
}

static void inspect(struct stage *stage, const char *name, void *context)
{
    struct inspection *inspection = context;
    struct ui_fault faults[12];
    size_t count = ui_check_list(stage->list, faults, ARRAY_LEN(faults));

    inspection->forms++;
    for (size_t i = 0; i < count && i < ARRAY_LEN(faults); i++)
        fprintf(stderr, "%s %dx%d %s %s %s: %s\n", inspection->lang, stage->width, stage->height,
                modes_name(inspection->modes), inspection->walk->name, name, faults[i].text);
    inspection->faults += count + check_glasses(inspection, stage, name);
}

struct panel {
    int width, height;
    const char *office;
};

static size_t check(const struct visitor_walk *walk, const char *lang, unsigned modes,
                    const struct panel *panel, const struct ui_measure *measure)
{
    struct inspection inspection = {.walk = walk, .lang = lang, .modes = modes};
    const struct stage plan = {
        .home_lang = lang, .width = panel->width, .height = panel->height, .measure = measure};

    visitor_walk_play(walk, &plan, panel->office, modes, inspect, &inspection);
    assert_true(inspection.forms >= walk->forms_least);
    return inspection.faults;
}

/* What is hardest to fit in each language of the walk: the largest type that is checked, touched low. */
static bool is_of_the_day(const struct visitor_walk *walk, int lang, unsigned modes)
{
    unsigned hardest =
        walk->modes[lang] & (1U << (MODE_LARGE | MODE_LOW)) ? MODE_LARGE | MODE_LOW : MODE_LOW;

    return modes == hardest && lang != WALK_EN;
}

static void check_walk(void **state)
{
    /* 15.6, 21.5 and 32 inch are one canvas, upright and wide; 10.1 inch has another shape */
    static const struct panel usual[] = {{1080, 1920, "pekanbaru"}, {1920, 1080, "pekanbaru"}};
    static const struct panel others[] = {{800, 1280, "pekanbaru"},   {1280, 800, "pekanbaru"},
                                          {2160, 3840, "pekanbaru"},  {540, 960, "bombana"},
                                          {1200, 1920, "rokan-hulu"}, {3840, 2160, "rokan-hulu"}};
    const struct visitor_walk *walk = *state;
    const struct window_options options = {.title = "layout",
                                           .asset_dir = SOURCE_DIR "/assets",
                                           .width = 320,
                                           .height = 240,
                                           .is_hidden = true};
    struct window *window;
    struct err err = {0};
    size_t faults = 0;

    if (!window_open(&window, &options, &err))
        fail_msg("%s", err.text);
    for (int lang = 0; lang < WALK_LANGUAGES; lang++)
        for (unsigned modes = 0; modes < MODE_TIME; modes++)
            for (size_t i = 0; i < ARRAY_LEN(usual); i++)
                if (walk->modes[lang] >> modes & 1
                    && (!is_daily || is_of_the_day(walk, lang, modes)))
                    faults += check(walk, langs[lang], modes, &usual[i], window_measure(window));
    for (size_t i = 0; !is_daily && i < ARRAY_LEN(others); i++) {
        faults += check(walk, "id", 0, &others[i], window_measure(window));
        faults += check(walk, "id", MODE_LARGE | MODE_LOW | MODE_TIME, &others[i],
                        window_measure(window));
    }
    window_close(window);
    assert_int_equal(faults, 0);
}

int main(int argc, char **argv)
{
    struct CMUnitTest tests[16] = {0};
    const struct visitor_walk *only = argc > 1 ? visitor_walk_find(argv[1]) : NULL;
    size_t count = 0;

    is_daily = argc > 1 && strcmp(argv[1], "daily") == 0;
    assert_true(visitor_walk_count <= ARRAY_LEN(tests));
    for (size_t i = 0; i < visitor_walk_count; i++)
        if (!only || only == &visitor_walks[i])
            tests[count++] =
                (struct CMUnitTest){.name = visitor_walks[i].name,
                                    .test_func = check_walk,
                                    .initial_state = (void *)(uintptr_t)&visitor_walks[i]};
    return _cmocka_run_group_tests("visitor_layout", tests, count, NULL, NULL);
}
