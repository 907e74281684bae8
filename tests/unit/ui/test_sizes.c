/* Any window from 320×240 to 4320×7680, and any stream of events. */
#include "fixture.h"
#include "base/attr.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static void draw_page(struct stage *stage)
{
    struct ui *ui = stage->ui;
    struct ui_chrome chrome = {.office = "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
                               .subtitle = "Anjungan Layanan",
                               .clock = "09.41",
                               .date = "Sen, 23 Nov 2026",
                               .status = "Siap melayani",
                               .status_icon = ICON_CIRCLE_CHECK};
    struct ui_nav_bar bar = {"Kembali", "Beranda", "English", "Akses mudah", "Panggil petugas",
                             true,      true,      true,      true};
    static const struct ui_tab tabs[] = {{"tab-a", "Syarat", ICON_ROUTE},
                                         {"tab-b", "Alur", ICON_INFO}};

    ui_top_bar(ui, &chrome);
    if (ui_tabs(ui, (struct ui_box){64, 152, 952, 104}, tabs, 2, (size_t)(stage->number & 1)) >= 0)
        stage->number++;
    for (int i = 0; i < 8; i++) {
        struct ui_check row = {.number = i + 1,
                               .text = "Surat keterangan kerja dari fasilitas pelayanan kesehatan",
                               .is_ticked = i & 1,
                               .has_divider = true,
                               .box = {64, 300 + i * 112, 952, 112}};
        char name[16];

        (void)snprintf(name, sizeof name, "req-%d", i);
        row.name = name;
        stage->fired.one += ui_check_row(ui, &row);
    }
    ui_number(ui, (struct ui_box){112, 1250, 856, 300}, "A-014", C_INK, "number");
    ui_ring(ui, (struct ui_box){100, 1300, 176, 176}, 12, C_ACCENT);
    ui_dashes(ui, (struct ui_box){64, 1560, 952, 4}, C_LIP);
    ui_tumpal(ui, (struct ui_box){0, 1580, 1080, 88}, C_ACCENT, C_BG);
    assert_true(ui_is_landscape(ui) ? ui_width(ui) >= 1920 : ui_width(ui) == 1080);
    if (stage->number & 4)
        (void)ui_modal(ui, (struct ui_box){64, 896, 952, 668});
    if (ui_nav_bar(ui, &bar) != UI_NAV_NONE) {
        ui_forget_touch(ui);
        stage->number++;
    }
}

static void assert_list_is_sound(const struct stage *stage)
{
    const struct display_list *list = stage->list;

    assert_true(list->damage_count <= DISPLAY_MAX_DAMAGE);
    for (size_t i = 0; i < list->command_count; i++) {
        const struct display_command *command = &list->commands[i];

        assert_true(command->rect.w > 0 && command->rect.h > 0);
        if (command->op == DRAW_TEXT) {
            assert_true(command->size >= 1);
            assert_non_null(command->text);
        }
    }
    for (size_t i = 0; i < list->damage_count; i++) {
        const struct rect *rect = &list->damage[i];

        assert_true(rect->x >= 0 && rect->y >= 0 && rect->w > 0 && rect->h > 0);
        assert_true(rect->x + rect->w <= list->width && rect->y + rect->h <= list->height);
    }
}

static const struct {
    int width, height;
} sizes[] = {{320, 240},   {240, 320},   {540, 960},   {1080, 1920}, {1080, 2400},
             {1280, 800},  {1920, 1080}, {2160, 3840}, {333, 777},   {4320, 7680},
             {7680, 4320}, {320, 7680},  {4320, 240},  {1, 1},       {1079, 1919}};

static void every_window_size_works(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++)
        for (int theme = 0; theme < 4; theme++) {
            struct stage stage;

            stage_open(&stage, draw_page);
            stage.input.width = sizes[i].width;
            stage.input.height = sizes[i].height;
            stage.theme = ui_theme_get(theme & 1, theme & 2);
            stage_frame(&stage, UI_NONE);
            assert_list_is_sound(&stage);
            assert_true(ui_height(stage.ui) >= (ui_is_landscape(stage.ui) ? 1080 : 1920));
            stage_close(&stage);
        }
}

static void spare_height_goes_to_the_content(void **state)
{
    struct stage stage;
    const struct widget *home;

    (void)state;
    stage_open(&stage, draw_page);
    stage.input.height = 2400;
    stage_frame(&stage, UI_NONE);
    assert_int_equal(ui_height(stage.ui), 2400);
    home = stage_widget(&stage, "nav-home");
    assert_int_equal(home->rect.y + home->rect.h, 2400 - 10);
    stage_close(&stage);
}

static void wide_window_is_a_canvas_that_lies_across(void **state)
{
    struct stage stage;
    const struct display_command *ground;

    (void)state;
    stage_open(&stage, draw_page);
    stage.input.width = 1920;
    stage.input.height = 1080;
    stage_frame(&stage, UI_NONE);
    ground = &stage.list->commands[0];
    assert_int_equal(ground->rect.w, 1920);
    assert_int_equal(ground->rect.h, 1080);
    assert_int_equal(ui_width(stage.ui), 1920);
    assert_int_equal(ui_height(stage.ui), 1080);
    assert_true(stage.list->scale == 1.0);
    stage_close(&stage);
}

static void draw_neighbours(struct stage *stage)
{
    for (int i = 0; i < 27; i++)
        ui_fill(stage->ui, (struct ui_box){i * 40, i * 71, 40, 71}, C_INK);
}

static void neighbours_meet_at_every_scale(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, draw_neighbours);
    for (int width = 320; width < 1400; width += 7) {
        stage.input.width = width;
        stage.input.height = width * 16 / 9;
        stage_frame(&stage, UI_NONE);
        for (size_t i = 2; i < stage.list->command_count; i++) {
            const struct rect *a = &stage.list->commands[i - 1].rect;
            const struct rect *b = &stage.list->commands[i].rect;

            assert_int_equal(a->x + a->w, b->x);
            assert_int_equal(a->y + a->h, b->y);
        }
    }
    stage_close(&stage);
}

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 8;
}

static void any_stream_of_events_leaves_a_sound_page(void **state)
{
    struct stage stage;
    unsigned seed = 4711;

    (void)state;
    stage_open(&stage, draw_page);
    for (int i = 0; i < 6000; i++) {
        unsigned what = next_random(&seed);

        stage.input.now_ms += next_random(&seed) % 300;
        if (what % 50 == 0) {
            size_t size = next_random(&seed) % ARRAY_LEN(sizes);

            stage.input.width = sizes[size].width;
            stage.input.height = sizes[size].height;
        }
        if (what % 97 == 0)
            ui_wipe(stage.ui);
        stage_touch(&stage, (enum ui_event_kind)(what % (UI_KEY_BACK + 1)),
                    (int)(next_random(&seed) % 20000) - 6000,
                    (int)(next_random(&seed) % 20000) - 6000);
        assert_list_is_sound(&stage);
    }
    assert_true(stage.fired.one > 0); /* some of it hit */
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_window_size_works),
        cmocka_unit_test(spare_height_goes_to_the_content),
        cmocka_unit_test(wide_window_is_a_canvas_that_lies_across),
        cmocka_unit_test(neighbours_meet_at_every_scale),
        cmocka_unit_test(any_stream_of_events_leaves_a_sound_page),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
