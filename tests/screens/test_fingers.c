/* Fingers without a plan: every control does something, random touches end nowhere, and no window is
 * too small or too large. */
#include "base/text.h"
#include "screens/gallery.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* --- every enabled control has an effect ----------------------------------------------------------- */

static uint64_t mixed(uint64_t hash, const void *bytes, size_t count)
{
    const unsigned char *at = bytes;

    for (size_t i = 0; i < count; i++)
        hash = (hash ^ at[i]) * 1099511628211u;
    return hash;
}

/* What a person would see: the words, where they stand and the controls' states. */
static uint64_t look(const struct stage *stage)
{
    const struct display_list *list = stage->list;
    uint64_t hash = mixed(14695981039346656037u, list->screen, strlen(list->screen));

    for (size_t i = 0; i < list->command_count; i++) {
        const struct display_command *command = &list->commands[i];

        hash = mixed(hash, &command->rect, sizeof command->rect);
        hash = mixed(hash, &command->color, sizeof command->color);
        if (command->op == DRAW_TEXT)
            hash = mixed(hash, command->text, strlen(command->text));
    }
    return hash;
}

enum { MAX_TRIED = 256 };

struct trial {
    char tried[MAX_TRIED][96]; /* "screen/widget" */
    int count;
    int form, form_now; /* to look at, and where the walk is */
    bool has_found;
};

static bool was_tried(const struct trial *trial, const char *what)
{
    for (int i = 0; i < trial->count; i++)
        if (strcmp(trial->tried[i], what) == 0)
            return true;
    return false;
}

static void try_control(struct stage *stage, const struct widget *widget, const char *what)
{
    struct rect rect = widget->rect;
    uint64_t before = look(stage);

    if (strcmp(widget->state, "selected") == 0)
        return; /* the open tab is where one is already */
    stage_event(stage, UI_DOWN, rect.x + rect.w / 2, rect.y + rect.h / 2);
    clock_fake_advance(stage->clock, 200);
    stage_event(stage, UI_UP, rect.x + rect.w / 2, rect.y + rect.h / 2);
    if (look(stage) == before)
        fail_msg("%s does nothing", what);
}

/* On the form in question, the first control of a screen that was not tried there before. */
static void try_next(struct stage *stage, const char *name, void *context)
{
    struct trial *trial = context;

    if (trial->form_now++ != trial->form || strcmp(name, "06-toast") == 0)
        return;
    for (size_t i = 0; i < stage->list->widget_count; i++) {
        const struct widget *widget = &stage->list->widgets[i];
        char *what = trial->tried[trial->count];

        if (!widget->is_touchable || !widget->is_enabled || widget->role == ROLE_HOLD)
            continue; /* what must be held answers no tap */
        assert_true(
            text_format(what, sizeof trial->tried[0], "%s/%s", stage_screen(stage), widget->name));
        if (was_tried(trial, what))
            continue;
        assert_true(trial->count++ < MAX_TRIED - 2);
        trial->has_found = true;
        try_control(stage, widget, what);
        return;
    }
}

static void every_enabled_control_does_something(void **state)
{
    static struct trial trial;
    bool has_form = true;

    (void)state;
    while (has_form) {
        struct stage stage = {0};

        trial.form_now = 0;
        trial.has_found = false;
        stage_open(&stage, "pekanbaru");
        gallery_until(&stage, try_next, &trial, trial.form);
        stage_close(&stage);
        has_form = trial.form_now > trial.form;
        if (!trial.has_found)
            trial.form++; /* a control that was tried has left the walk: the form comes again */
    }
    assert_true(trial.count > 60);
}

/* --- random touches -------------------------------------------------------------------------------- */

/* A small generator with a seed, so that a failure comes again. */
static uint32_t next(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static void touch_at_random(struct stage *stage, uint32_t *seed)
{
    static const enum ui_event_kind kinds[] = {UI_DOWN,     UI_UP,     UI_MOVE,    UI_CANCEL,
                                               UI_KEY_NEXT, UI_KEY_OK, UI_KEY_BACK};
    int x = (int)(next(seed) % 1300) - 100;
    int y = (int)(next(seed) % 2200) - 100;
    uint32_t choice = next(seed) % 10;

    if (choice < 7) {
        stage_event(stage, UI_DOWN, x, y);
        clock_fake_advance(stage->clock, next(seed) % 300);
        stage_event(stage, UI_UP, x, y);
    } else {
        stage_event(stage, kinds[next(seed) % ARRAY_LEN(kinds)], x, y);
    }
    clock_fake_advance(stage->clock, next(seed) % (choice == 9 ? 30000 : 700));
}

/* The long run is for the sanitizers; without them its tail would only repeat the beginning. */
#ifdef __SANITIZE_ADDRESS__
enum { TOUCHES = 20000 };
#else
enum { TOUCHES = 4000 };
#endif

static void random_touches_find_no_dead_end(void **state)
{
    struct stage stage = {0};
    uint32_t seed = 20261123;

    (void)state;
    stage_open(&stage, "pekanbaru");
    for (int i = 0; i < TOUCHES; i++) {
        touch_at_random(&stage, &seed);
        if (i % 50 == 0)
            stage_printer(&stage, (enum printer_trouble)(next(&seed) % (TROUBLE_UNKNOWN + 1)),
                          next(&seed) % 2);
        if (i % 3 == 0)
            stage_notice(&stage);
    }
    stage_wait(&stage, 300000); /* whoever leaves leaves the welcome screen behind */
    assert_string_equal(stage_screen(&stage), "attract");
    stage_tap(&stage, "wake");
    assert_string_equal(stage_screen(&stage), "home");
    stage_close(&stage);
}

/* --- windows --------------------------------------------------------------------------------------- */

static void no_form_minds_the_size(struct stage *stage, const char *name, void *context)
{
    (void)name;
    (void)context;
    assert_true(stage->list->command_count > 0);
    assert_int_equal(stage->list->width, stage->width);
}

static void windows_of_every_size_are_drawn(void **state)
{
    static const int sizes[][2] = {{320, 240},  {240, 320},   {540, 960},   {1080, 1080},
                                   {768, 1366}, {1920, 1080}, {4320, 7680}, {7680, 4320}};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        struct stage stage = {.width = sizes[i][0], .height = sizes[i][1]};

        stage_open(&stage, "bombana");
        gallery_walk(&stage, no_form_minds_the_size, NULL);
        stage_close(&stage);
    }
}

static void a_window_may_change_under_a_finger(void **state)
{
    struct stage stage = {0};

    (void)state;
    stage_open(&stage, "pekanbaru");
    stage_tap(&stage, "wake");
    stage_event(&stage, UI_DOWN, 200, 400);
    stage.width = 320;
    stage.height = 240;
    stage_settle(&stage);
    stage_event(&stage, UI_UP, 200, 400);
    stage.width = 1080;
    stage.height = 1920;
    stage_settle(&stage);
    assert_string_equal(stage_screen(&stage), "home");
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_enabled_control_does_something),
        cmocka_unit_test(random_touches_find_no_dead_end),
        cmocka_unit_test(windows_of_every_size_are_drawn),
        cmocka_unit_test(a_window_may_change_under_a_finger),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
