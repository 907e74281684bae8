/* Damage: what two frames do not share, and nothing missed. The proof paints: a coarse grid takes the
 * commands' colours in order, whole or only inside the damage, and both must agree. */
#include "fixture.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

enum { GRID_W = 270, GRID_H = 480, CELL = 4 };

static bool is_inside(const struct rect *rect, int x, int y)
{
    return x >= rect->x && y >= rect->y && x < rect->x + rect->w && y < rect->y + rect->h;
}

/* Each cell remembers a mix of every command that touched it, in order. */
static void paint(uint32_t *grid, const struct display_list *list, const struct rect *area)
{
    for (int y = 0; y < GRID_H; y++)
        for (int x = 0; x < GRID_W; x++) {
            uint32_t mix = 0;

            if (!is_inside(area, x * CELL, y * CELL))
                continue;
            for (size_t i = 0; i < list->command_count; i++) {
                const struct display_command *command = &list->commands[i];

                if (!is_inside(&command->rect, x * CELL, y * CELL))
                    continue;
                mix = mix * 31 + command->color + (uint32_t)command->op;
                for (const char *c = command->text ? command->text : ""; *c; c++)
                    mix = mix * 31 + (unsigned char)*c;
            }
            grid[y * GRID_W + x] = mix;
        }
}

static const struct rect window = {0, 0, 1080, 1920};

static int64_t damaged_area(const struct display_list *list)
{
    int64_t area = 0;

    for (size_t i = 0; i < list->damage_count; i++)
        area += (int64_t)list->damage[i].w * list->damage[i].h;
    return area;
}

static void first_frame_is_all_damage(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_two_buttons);
    assert_int_equal(stage.list->damage_count, 1);
    assert_memory_equal(&stage.list->damage[0], &window, sizeof window);
    stage_close(&stage);
}

static void same_frame_has_no_damage(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_two_buttons);
    for (int i = 0; i < 5; i++) {
        stage_frame(&stage, UI_NONE);
        assert_int_equal(stage.list->damage_count, 0);
    }
    stage_close(&stage);
}

static void pressed_button_damages_itself_alone(void **state)
{
    struct stage stage;
    struct rect button;

    (void)state;
    stage_open(&stage, draw_two_buttons);
    button = stage_widget(&stage, "one")->rect;
    stage_touch(&stage, UI_DOWN, 100, 250);
    assert_int_equal(stage.list->damage_count, 1);
    assert_memory_equal(&stage.list->damage[0], &button, sizeof button);
    stage_close(&stage);
}

static void draw_number(struct stage *stage)
{
    char text[2] = {(char)('0' + stage->number % 10), 0};

    ui_digits(stage->ui, (struct ui_box){500, 800, 100, 100}, text, F_H1, C_INK, UI_LEFT);
}

static void text_is_compared_by_its_letters(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_number);
    stage_frame(&stage, UI_NONE);
    assert_int_equal(stage.list->damage_count, 0);
    stage.number++;
    stage_frame(&stage, UI_NONE);
    assert_int_equal(stage.list->damage_count, 1);
    assert_true(damaged_area(stage.list) <= 100 * 100);
    stage_close(&stage);
}

static void new_theme_or_size_is_all_damage(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_two_buttons);
    stage.theme = ui_theme_get(true, false);
    stage_frame(&stage, UI_NONE);
    assert_int_equal(damaged_area(stage.list), 1080 * 1920);
    stage.input.height = 1919;
    stage_frame(&stage, UI_NONE);
    assert_int_equal(damaged_area(stage.list), 1080 * 1919);
    stage_close(&stage);
}

static void wiped_frame_is_all_damage(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_two_buttons);
    ui_wipe(stage.ui);
    stage_frame(&stage, UI_NONE);
    assert_int_equal(damaged_area(stage.list), 1080 * 1920);
    stage_close(&stage);
}

/* Two overlapping cards whose order follows the number. */
static void draw_swapped(struct stage *stage)
{
    struct ui_box boxes[] = {{100, 300, 200, 200}, {200, 400, 200, 200}};
    enum ui_color colors[] = {C_PRIMARY, C_ACCENT};
    int first = stage->number & 1;

    ui_fill(stage->ui, boxes[first], colors[first]);
    ui_fill(stage->ui, boxes[!first], colors[!first]);
}

static void change_of_order_alone_is_seen(void **state)
{
    struct stage stage;
    const struct rect shared = {200, 400, 100, 100};
    bool is_seen = false;

    (void)state;
    stage_open(&stage, draw_swapped);
    stage.number = 1;
    stage_frame(&stage, UI_NONE);
    for (size_t i = 0; i < stage.list->damage_count; i++)
        is_seen = is_seen || is_inside(&stage.list->damage[i], shared.x, shared.y);
    assert_true(is_seen);
    stage_close(&stage);
}

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 8;
}

/* Some of forty overlapping things, in an order that the seed chooses. */
static void draw_random(struct stage *stage)
{
    unsigned seed = (unsigned)stage->number;
    unsigned count = next_random(&seed) % 40;

    for (unsigned i = 0; i < count; i++) {
        unsigned which = next_random(&seed) % 60;
        struct ui_box box = {(int)(which * 37 % 800), (int)(which * 91 % 1700),
                             (int)(which * 13 % 300) + 8, (int)(which * 29 % 200) + 8};

        ui_fill(stage->ui, box, (enum ui_color)(which % UI_COLOR_COUNT));
    }
}

static void damage_paints_what_a_full_draw_would(void **state)
{
    struct stage stage;
    uint32_t *shown = calloc(GRID_W * GRID_H, sizeof *shown);
    uint32_t *wanted = calloc(GRID_W * GRID_H, sizeof *wanted);

    (void)state;
    assert_non_null(shown);
    assert_non_null(wanted);
    stage_open(&stage, draw_random);
    for (int round = 0; round < 60; round++) {
        stage.number = round * 7919;
        stage_frame(&stage, UI_NONE);
        assert_true(stage.list->damage_count <= DISPLAY_MAX_DAMAGE);
        for (size_t i = 0; i < stage.list->damage_count; i++)
            paint(shown, stage.list, &stage.list->damage[i]);
        paint(wanted, stage.list, &window);
        if (round == 0)
            memcpy(shown, wanted, GRID_W * GRID_H * sizeof *shown);
        assert_memory_equal(shown, wanted, GRID_W * GRID_H * sizeof *shown);
    }
    stage_close(&stage);
    free(shown);
    free(wanted);
}

static void draw_many(struct stage *stage)
{
    for (int i = 0; i < 40; i++)
        ui_fill(stage->ui,
                (struct ui_box){20 + i % 5 * 200, 20 + i / 5 * 200, 20 + stage->number, 20}, C_INK);
}

static void damage_stays_within_its_ceiling_and_the_window(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_many);
    for (int i = 0; i < 900; i += 90) {
        stage.number = i + 1;
        stage_frame(&stage, UI_NONE);
        assert_in_range(stage.list->damage_count, 1, DISPLAY_MAX_DAMAGE);
        for (size_t j = 0; j < stage.list->damage_count; j++) {
            const struct rect *rect = &stage.list->damage[j];

            assert_true(rect->x >= 0 && rect->y >= 0 && rect->w > 0 && rect->h > 0);
            assert_true(rect->x + rect->w <= 1080 && rect->y + rect->h <= 1920);
        }
    }
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_frame_is_all_damage),
        cmocka_unit_test(same_frame_has_no_damage),
        cmocka_unit_test(pressed_button_damages_itself_alone),
        cmocka_unit_test(text_is_compared_by_its_letters),
        cmocka_unit_test(new_theme_or_size_is_all_damage),
        cmocka_unit_test(wiped_frame_is_all_damage),
        cmocka_unit_test(change_of_order_alone_is_seen),
        cmocka_unit_test(damage_paints_what_a_full_draw_would),
        cmocka_unit_test(damage_stays_within_its_ceiling_and_the_window),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
