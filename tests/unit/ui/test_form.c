/* What forms are made of: what fires, what is said, what stands out when it is chosen. */
#include "fixture.h"
#include "ui/check.h"
#include "ui/form.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

/* What the drawn page shows; one test at a time. */
static struct {
    bool is_selected, is_disabled, is_on;
    const char *label, *caption;
    int at, fired;
    int steps_height;
} shown;

static void draw_face(struct stage *stage)
{
    shown.fired += ui_face(stage->ui, &(struct ui_face){.name = "answer-3",
                                                        .face = ICON_SMILE,
                                                        .label = shown.label,
                                                        .box = {64, 820, 952, FACE_HEIGHT},
                                                        .is_selected = shown.is_selected});
}

static void draw_pick(struct stage *stage)
{
    shown.fired += ui_pick(stage->ui, &(struct ui_pick){.name = "age-4",
                                                        .label = shown.label,
                                                        .spoken = "40 sampai 49 tahun",
                                                        .box = {64, 512, 148, 88},
                                                        .is_selected = shown.is_selected,
                                                        .is_disabled = shown.is_disabled});
}

static struct ui_option option_shown(void)
{
    return (struct ui_option){.name = "way-phone",
                              .label = shown.label,
                              .caption = shown.caption,
                              .icon = ICON_PHONE,
                              .mark_first = true,
                              .box = {64, 476, 952, 128},
                              .is_selected = shown.is_selected,
                              .is_disabled = shown.is_disabled};
}

static void draw_option(struct stage *stage)
{
    struct ui_option option = option_shown();

    option.box.h = ui_option_height(stage->ui, &option);
    shown.fired += ui_option(stage->ui, &option);
}

static void draw_progress(struct stage *stage)
{
    static const char *const steps[] = {"Isi pengaduan", "Kontak", "Periksa & kirim"};

    ui_segments(stage->ui, (struct ui_box){64, 160, 952, 16}, shown.at, 9, "Pertanyaan 3 dari 9");
    shown.steps_height = ui_steps(stage->ui, (struct ui_box){64, 250, 952, 56}, steps, 3, 1,
                                  "Langkah 2 dari 3: Kontak");
}

static void draw_toggle(struct stage *stage)
{
    struct ui_toggle toggle = {.name = "mode-low",
                               .icon = ICON_PANEL_BOTTOM,
                               .label = shown.label,
                               .caption = shown.caption,
                               .on = "Aktif",
                               .off = "Mati",
                               .box = {64, 1024, 952, 0},
                               .is_on = shown.is_on};

    toggle.box.h = ui_toggle_height(stage->ui, &toggle);
    if (ui_toggle(stage->ui, &toggle))
        shown.is_on = !shown.is_on;
}

static void open_page(struct stage *stage, void (*draw)(struct stage *stage), const char *label)
{
    memset(&shown, 0, sizeof shown);
    shown.label = label;
    stage_open(stage, draw);
}

static size_t count_icons(const struct stage *stage, enum icon icon)
{
    size_t count = 0;

    for (size_t i = 0; i < stage->list->command_count; i++)
        count += stage->list->commands[i].op == DRAW_ICON && stage->list->commands[i].icon == icon;
    return count;
}

static void no_fault(const struct stage *stage)
{
    struct ui_fault faults[4];
    size_t count = ui_check_list(stage->list, faults, 4);

    for (size_t i = 0; i < count && i < 4; i++)
        print_error("%s\n", faults[i].text);
    assert_int_equal(count, 0);
}

/* What changed between the two states lies inside the widget: nothing else is painted again. */
static void damage_stays_inside(const struct stage *stage, const char *name)
{
    const struct rect box = stage_widget(stage, name)->rect;

    assert_true(stage->list->damage_count > 0);
    for (size_t i = 0; i < stage->list->damage_count; i++) {
        const struct rect *damage = &stage->list->damage[i];

        assert_true(damage->x >= box.x && damage->y >= box.y);
        assert_true(damage->x + damage->w <= box.x + box.w);
        assert_true(damage->y + damage->h <= box.y + box.h);
    }
}

static void choose(struct stage *stage, const char *name)
{
    stage_frame(stage, UI_NONE);
    assert_int_equal(stage->list->damage_count, 0);
    shown.is_selected = true;
    stage_frame(stage, UI_NONE);
    damage_stays_inside(stage, name);
    assert_string_equal(stage_state(stage, name), "selected");
}

static void face_fires_says_its_word_and_marks_the_chosen_one(void **state)
{
    struct stage stage;

    (void)state;
    open_page(&stage, draw_face, "Mudah");
    assert_string_equal(stage_widget(&stage, "answer-3")->label, "Mudah");
    assert_string_equal(stage_state(&stage, "answer-3"), "");
    assert_int_equal(count_icons(&stage, ICON_CIRCLE_CHECK), 0);
    assert_int_equal(stage_text(&stage, "Mudah")->weight, W_SEMIBOLD);
    stage_tap(&stage, 540, 900);
    assert_int_equal(shown.fired, 1);
    stage.input.now_ms += 1000;
    stage_frame(&stage, UI_NONE);
    choose(&stage, "answer-3");
    assert_int_equal(count_icons(&stage, ICON_CIRCLE_CHECK), 1);
    assert_int_equal(stage_text(&stage, "Mudah")->weight, W_BOLD);
    no_fault(&stage);
    stage_close(&stage);
}

static void faces_words_stand_where_they_stood_when_chosen(void **state)
{
    struct stage stage;
    int before;

    (void)state;
    open_page(&stage, draw_face, "Mudah");
    before = stage_text(&stage, "Mudah")->rect.x;
    choose(&stage, "answer-3");
    assert_int_equal(stage_text(&stage, "Mudah")->rect.x, before);
    stage_close(&stage);
}

static void picks_speak_and_show_a_check_mark(void **state)
{
    struct stage stage;

    (void)state;
    open_page(&stage, draw_pick, "40–49");
    assert_string_equal(stage_widget(&stage, "age-4")->label, "40 sampai 49 tahun");
    assert_int_equal(count_icons(&stage, ICON_CHECK), 0);
    stage_tap(&stage, 100, 550);
    assert_int_equal(shown.fired, 1);
    stage.input.now_ms += 1000;
    stage_frame(&stage, UI_NONE);
    choose(&stage, "age-4");
    assert_int_equal(count_icons(&stage, ICON_CHECK), 1);
    no_fault(&stage);
    stage_close(&stage);
}

static void disabled_choices_do_not_fire(void **state)
{
    struct stage stage;

    (void)state;
    open_page(&stage, draw_pick, "40–49");
    shown.is_disabled = shown.is_selected = true;
    stage_frame(&stage, UI_NONE);
    stage_tap(&stage, 100, 550);
    assert_int_equal(shown.fired, 0);
    assert_false(stage_widget(&stage, "age-4")->is_enabled);
    stage_close(&stage);
    open_page(&stage, draw_option, "Surel");
    shown.is_disabled = true;
    stage_frame(&stage, UI_NONE);
    stage_tap(&stage, 100, 500);
    assert_int_equal(shown.fired, 0);
    stage_close(&stage);
}

static void picks_check_mark_goes_above_a_word_without_room_beside_it(void **state)
{
    struct stage stage;

    (void)state;
    open_page(&stage, draw_pick, "40–49 tahun");
    shown.is_selected = true;
    stage_frame(&stage, UI_NONE);
    assert_int_equal(count_icons(&stage, ICON_CHECK), 1);
    no_fault(&stage);
    stage_close(&stage);
}

static void option_with_a_caption_is_tall_and_grows_with_its_words(void **state)
{
    struct stage stage;

    (void)state;
    open_page(&stage, draw_option, "Telepon atau SMS");
    assert_int_equal(stage_widget(&stage, "way-phone")->rect.h, 88);
    shown.caption = "Kami menghubungi nomor Anda";
    stage_frame(&stage, UI_NONE);
    assert_int_equal(stage_widget(&stage, "way-phone")->rect.h, 128);
    assert_non_null(stage_text(&stage, "Kami menghubungi nomor Anda"));
    assert_int_equal(count_icons(&stage, ICON_CIRCLE), 1);
    stage_tap(&stage, 540, 500);
    assert_int_equal(shown.fired, 1);
    stage.input.now_ms += 1000;
    stage_frame(&stage, UI_NONE);
    choose(&stage, "way-phone");
    assert_int_equal(count_icons(&stage, ICON_CIRCLE), 0);
    assert_int_equal(count_icons(&stage, ICON_CIRCLE_CHECK), 1);
    no_fault(&stage);
    shown.caption =
        "Kami menghubungi nomor Anda, atau mengirim pesan singkat ke nomor yang Anda tulis";
    stage_frame(&stage, UI_NONE);
    assert_true(stage_widget(&stage, "way-phone")->rect.h > 128);
    no_fault(&stage);
    stage_close(&stage);
}

static size_t count_color(const struct stage *stage, uint32_t color)
{
    size_t count = 0;

    for (size_t i = 0; i < stage->list->command_count; i++)
        count += stage->list->commands[i].op == DRAW_ROUND
                 && stage->list->commands[i].color == color
                 && stage->list->commands[i].rect.y < 200;
    return count;
}

static void segments_tell_done_now_and_to_come(void **state)
{
    struct stage stage;
    const struct ui_theme *light = ui_theme_get(false, false);

    (void)state;
    open_page(&stage, draw_progress, "");
    shown.at = 2;
    stage_frame(&stage, UI_NONE);
    assert_int_equal(count_color(&stage, light->color[C_PRIMARY]), 2);
    assert_int_equal(count_color(&stage, light->color[C_ACCENT]), 1);
    assert_int_equal(count_color(&stage, light->color[C_HAIR]), 6);
    assert_string_equal(stage_widget(&stage, "progress")->label, "Pertanyaan 3 dari 9");
    assert_int_equal(stage_widget(&stage, "progress")->role, ROLE_PROGRESS);
    shown.at = 9;
    stage_frame(&stage, UI_NONE);
    assert_int_equal(count_color(&stage, light->color[C_PRIMARY]), 9);
    stage_close(&stage);
}

static void segments_span_their_box_to_the_last_pixel(void **state)
{
    struct stage stage;
    int right = 0;

    (void)state;
    open_page(&stage, draw_progress, "");
    for (size_t i = 0; i < stage.list->command_count; i++) {
        const struct display_command *command = &stage.list->commands[i];

        if (command->op == DRAW_ROUND && command->rect.y == 160
            && command->rect.x + command->rect.w > right)
            right = command->rect.x + command->rect.w;
    }
    assert_int_equal(right, 1016);
    stage_close(&stage);
}

static void steps_that_are_done_have_a_check_mark(void **state)
{
    struct stage stage;

    (void)state;
    open_page(&stage, draw_progress, "");
    assert_int_equal(count_icons(&stage, ICON_CHECK), 1);
    assert_null(stage_text(&stage, "1"));
    assert_int_equal(stage_text(&stage, "Kontak")->weight, W_BOLD);
    assert_int_equal(stage_text(&stage, "Isi pengaduan")->weight, W_MEDIUM);
    assert_string_equal(stage_widget(&stage, "steps")->label, "Langkah 2 dari 3: Kontak");
    assert_int_equal(shown.steps_height, 56);
    no_fault(&stage);
    stage_close(&stage);
}

static void switch_turns_by_its_whole_row(void **state)
{
    struct stage stage;

    (void)state;
    open_page(&stage, draw_toggle, "Jangkauan rendah");
    shown.caption = "Semua tombol di separuh bawah layar";
    stage_frame(&stage, UI_NONE);
    assert_string_equal(stage_state(&stage, "mode-low"), "");
    assert_non_null(stage_text(&stage, "Mati"));
    assert_int_equal(count_icons(&stage, ICON_MINUS), 1);
    stage_tap(&stage, 100, 1080);
    stage.input.now_ms += 1000;
    stage_frame(&stage, UI_NONE);
    assert_string_equal(stage_state(&stage, "mode-low"), "ticked");
    assert_non_null(stage_text(&stage, "Aktif"));
    assert_int_equal(count_icons(&stage, ICON_CHECK), 1);
    assert_int_equal(stage_widget(&stage, "mode-low")->role, ROLE_CHECKBOX);
    no_fault(&stage);
    stage_close(&stage);
}

static void pages_of_every_theme_are_readable(void **state)
{
    void (*const pages[])(struct stage * stage) = {draw_face, draw_pick, draw_option, draw_progress,
                                                   draw_toggle};

    (void)state;
    for (int i = 0; i < 4; i++)
        for (size_t j = 0; j < sizeof pages / sizeof *pages; j++) {
            struct stage stage;

            open_page(&stage, pages[j], "Mudah");
            shown.is_selected = shown.is_on = true;
            stage.theme = ui_theme_get(i & 1, i & 2);
            stage_frame(&stage, UI_NONE);
            no_fault(&stage);
            stage_close(&stage);
        }
}

static void low_reach_is_of_upright_canvases_and_its_check_finds_what_is_above(void **state)
{
    struct stage stage;
    struct ui_fault fault;

    (void)state;
    open_page(&stage, draw_face, "Mudah");
    ui_ask_low_reach(stage.ui, true);
    stage_frame(&stage, UI_NONE);
    assert_true(ui_is_low_reach(stage.ui));
    assert_int_equal(ui_check_list(stage.list, &fault, 1), 1);
    assert_non_null(strstr(fault.text, "above low reach"));
    stage.input.width = 1920;
    stage.input.height = 1080;
    stage_frame(&stage, UI_NONE);
    assert_false(ui_is_low_reach(stage.ui));
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(face_fires_says_its_word_and_marks_the_chosen_one),
        cmocka_unit_test(faces_words_stand_where_they_stood_when_chosen),
        cmocka_unit_test(picks_speak_and_show_a_check_mark),
        cmocka_unit_test(disabled_choices_do_not_fire),
        cmocka_unit_test(picks_check_mark_goes_above_a_word_without_room_beside_it),
        cmocka_unit_test(option_with_a_caption_is_tall_and_grows_with_its_words),
        cmocka_unit_test(segments_tell_done_now_and_to_come),
        cmocka_unit_test(segments_span_their_box_to_the_last_pixel),
        cmocka_unit_test(steps_that_are_done_have_a_check_mark),
        cmocka_unit_test(switch_turns_by_its_whole_row),
        cmocka_unit_test(pages_of_every_theme_are_readable),
        cmocka_unit_test(low_reach_is_of_upright_canvases_and_its_check_finds_what_is_above),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
