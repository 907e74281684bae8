/* What a large office costs a visitor: a catalogue of 100, 1,000 and 10,000 permits read and made ready for
 * search, each in a process of its own; then names typed on the screen's keyboard among 10,000, from the
 * finger to the end of its frame, placed and painted with the shipped fonts. */
#include "base/text.h"
#include "bench/figures.h"
#include "domain/finder.h"
#include "platform/window.h"
#include "screens/stage.h"
#include "wire/catalog_json.h"

#include <ctype.h>
#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { LOADS = 5, NAMES = 200, LETTERS = 14, KEYS = NAMES * LETTERS, WARM_UP = 10 };

/* --- the catalogue ---------------------------------------------------------------------------------- */

static double heap_kib(void)
{
    struct mallinfo2 heap = mallinfo2();

    return (double)(heap.uordblks + heap.hblkhd) / 1024;
}

static double resident_kib(void)
{
    FILE *file = fopen("/proc/self/statm", "r");
    double pages = 0;

    assert_non_null(file);
    assert_int_equal(fscanf(file, "%*u %lf", &pages), 1);
    (void)fclose(file);
    return pages * (double)sysconf(_SC_PAGESIZE) / 1024;
}

static void load(int services)
{
    double load_us[LOADS], ready_us[LOADS], catalog_kib = 0, finder_kib = 0, kept_kib = 0;
    struct rusage usage;
    char path[256];

    assert_true(
        text_format(path, sizeof path, BINARY_DIR "/tests/bench/permits-%d.json", services));
    for (int i = 0; i < LOADS; i++) {
        struct catalog *catalog = NULL;
        struct err err = {0};
        double heap = heap_kib(), begin_us = figure_now_us();

        if (!catalog_json_load(&catalog, path, NULL, &err))
            fail_msg("%s", err.text);
        load_us[i] = figure_now_us() - begin_us;
        assert_int_equal(catalog->service_count, services);
        catalog_kib = heap_kib() - heap;
        begin_us = figure_now_us();
        struct finder *finder = finder_new(catalog);
        ready_us[i] = figure_now_us() - begin_us;
        finder_kib = heap_kib() - heap - catalog_kib;
        kept_kib = resident_kib();
        finder_free(finder);
        catalog_free(catalog);
    }
    assert_int_equal(getrusage(RUSAGE_SELF, &usage), 0);
    figure_sort(load_us, LOADS);
    figure_sort(ready_us, LOADS);
    figure_begin("catalog");
    figure_number("permits", services);
    figure_number("n", LOADS);
    figure_spread("load", load_us, LOADS);
    figure_spread("ready_for_search", ready_us, LOADS);
    figure_number("catalog_kib", catalog_kib);
    figure_number("finder_kib", finder_kib);
    figure_number("resident_kib", kept_kib);
    figure_number("peak_kib", (double)usage.ru_maxrss);
    figure_end();
}

static void offices_of_every_size_load(void **state)
{
    static const int sizes[] = {100, 1000, 10000};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        pid_t child = fork(); /* its memory is that of one size */
        int ended = 1;

        if (child == 0) {
            load(sizes[i]);
            _exit(0);
        }
        assert_true(child > 0 && waitpid(child, &ended, 0) == child);
        assert_int_equal(ended, 0);
    }
}

/* --- the keys --------------------------------------------------------------------------------------- */

struct typing {
    struct stage stage;
    struct window *window;
    double down_us[KEYS], up_us[KEYS], up_cpu_us[KEYS];
    size_t keys;
};

static double timed_event(struct typing *typing, enum ui_event_kind kind, int x, int y)
{
    double begin_us = figure_now_us();

    stage_event(&typing->stage, kind, x, y);
    window_show(typing->window, typing->stage.list, false);
    return figure_now_us() - begin_us;
}

static void press(struct typing *typing, char letter, bool is_counted)
{
    struct stage *stage = &typing->stage;
    const struct widget *key;
    char name[WIDGET_NAME];
    double down_us, up_us, cpu_us;
    int x, y;

    assert_true(letter == ' ' ? text_copy(name, sizeof name, "key-space")
                              : text_format(name, sizeof name, "key-%c", letter));
    key = stage_widget(stage, name);
    assert_non_null(key);
    x = key->rect.x + key->rect.w / 2;
    y = key->rect.y + key->rect.h / 2;
    down_us = timed_event(typing, UI_DOWN, x, y);
    clock_fake_advance(stage->clock, 60);
    cpu_us = figure_cpu_us();
    up_us = timed_event(typing, UI_UP, x, y);
    cpu_us = figure_cpu_us() - cpu_us;
    clock_fake_advance(stage->clock, 500);
    stage_settle(stage);
    window_show(typing->window, stage->list, false);
    if (!is_counted)
        return;
    assert_true(typing->keys < KEYS);
    typing->down_us[typing->keys] = down_us;
    typing->up_cpu_us[typing->keys] = cpu_us;
    typing->up_us[typing->keys++] = up_us;
}

/* The letters of a name from one of its words on; every fourth name has a slip of the finger in it, so that
 * the slow way of looking is walked too. */
static void type_name(struct typing *typing, const char *name, int turn, bool is_counted)
{
    char before[64] = "", typed[LETTERS + 1] = "";
    size_t len = 0;

    for (int skip = turn % 3; skip > 0 && strchr(name, ' '); skip--)
        name = strchr(name, ' ') + 1;
    for (; *name && len < LETTERS; name++)
        if (isalpha((unsigned char)*name) || (*name == ' ' && len > 0))
            typed[len++] = (char)tolower((unsigned char)*name);
    if (turn % 4 == 3 && len > 4)
        typed[3] = typed[3] == 'q' ? 'x' : 'q';
    for (size_t i = 0; i < len; i++) {
        assert_true(text_copy(before, sizeof before, stage_label(&typing->stage, "typed")));
        press(typing, typed[i], is_counted);
        if (typed[i] != ' ')
            assert_string_not_equal(stage_label(&typing->stage, "typed"), before);
    }
    if (len > 0)
        stage_tap(&typing->stage, "clear");
    window_show(typing->window, typing->stage.list, false);
}

static void keys_are_followed_among_ten_thousand(void **state)
{
    static struct typing typing;
    struct stage *stage = &typing.stage;
    const struct catalog *catalog;
    struct err err = {0};
    bool is_wide = *(const bool *)*state;

    typing =
        (struct typing){.stage = {.width = is_wide ? 1920 : 1080, .height = is_wide ? 1080 : 1920}};
    const struct window_options options = {.title = "bench",
                                           .asset_dir = SOURCE_DIR "/assets",
                                           .width = stage->width,
                                           .height = stage->height,
                                           .is_hidden = true};
    if (!window_open(&typing.window, &options, &err))
        fail_msg("%s", err.text);
    stage->measure = window_measure(typing.window);
    stage_open_file(stage, BINARY_DIR "/tests/bench/permits-10000.json");
    catalog = desk_catalog(stage->desk);
    stage_tap(stage, "wake");
    stage_tap(stage, "search");
    for (int i = -WARM_UP; i < NAMES; i++) {
        size_t at = (size_t)(i + WARM_UP) * 47 % catalog->service_count;

        type_name(&typing, catalog->services[at].name.id, i + WARM_UP, i >= 0);
    }
    figure_sort(typing.down_us, typing.keys);
    figure_sort(typing.up_us, typing.keys);
    figure_sort(typing.up_cpu_us, typing.keys);
    figure_begin(is_wide ? "search_wide" : "search");
    figure_number("n", (double)typing.keys);
    figure_number("permits", (double)catalog->service_count);
    figure_spread("down_to_frame", typing.down_us, typing.keys);
    figure_spread("lift_to_frame", typing.up_us, typing.keys);
    figure_spread("lift_to_frame_cpu", typing.up_cpu_us, typing.keys);
    figure_end();
    stage_close(stage);
    window_close(typing.window);
}

int main(void)
{
    static const bool upright = false, wide = true;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(offices_of_every_size_load),
        cmocka_unit_test_prestate(keys_are_followed_among_ten_thousand, (void *)&upright),
        cmocka_unit_test_prestate(keys_are_followed_among_ten_thousand, (void *)&wide),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
