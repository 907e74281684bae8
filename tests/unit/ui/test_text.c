/* Text in boxes. The test typeface: every character is size/2 wide, so body (28) has 14 px each. */
#include "fixture.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static struct ui_text given;
static int used;

static void draw_given(struct stage *stage)
{
    used = ui_text(stage->ui, &given);
}

/* Lays `text` out at `chars` characters a line and returns the stage's list. */
static void lay_out(struct stage *stage, const char *text, int chars, int max_lines)
{
    given = (struct ui_text){.box = {64, 200, chars * 14, 0},
                             .text = text,
                             .font = F_BODY,
                             .weight = W_MEDIUM,
                             .color = C_INK,
                             .max_lines = max_lines};
    stage_open(stage, draw_given);
}

static void words_wrap_at_spaces(void **state)
{
    struct stage stage;

    (void)state;
    lay_out(&stage, "surat izin kerja", 10, 0);
    assert_non_null(stage_text(&stage, "surat izin"));
    assert_non_null(stage_text(&stage, "kerja"));
    assert_int_equal(used, 80);
    assert_int_equal(
        stage_text(&stage, "kerja")->baseline - stage_text(&stage, "surat izin")->baseline, 40);
    assert_int_equal(ui_text_height(stage.ui, given.text, F_BODY, W_MEDIUM, 140), 80);
    stage_close(&stage);
}

static void newline_breaks(void **state)
{
    struct stage stage;

    (void)state;
    lay_out(&stage, "one\ntwo", 30, 0);
    assert_non_null(stage_text(&stage, "one"));
    assert_non_null(stage_text(&stage, "two"));
    assert_int_equal(used, 80);
    stage_close(&stage);
}

static void word_too_long_for_the_line_breaks_inside(void **state)
{
    struct stage stage;

    (void)state;
    lay_out(&stage, "ketidaksesuaian", 6, 0);
    assert_non_null(stage_text(&stage, "ketida"));
    assert_non_null(stage_text(&stage, "ksesua"));
    assert_non_null(stage_text(&stage, "ian"));
    for (size_t i = 0; i < stage.list->command_count; i++)
        assert_false(stage.list->commands[i].is_cut);
    stage_close(&stage);
}

static void hyphen_between_letters_may_end_a_line(void **state)
{
    struct stage stage;

    (void)state;
    lay_out(&stage, "peraturan perundang-undangan", 22, 0);
    assert_non_null(stage_text(&stage, "peraturan perundang-"));
    assert_non_null(stage_text(&stage, "undangan"));
    stage_close(&stage);
}

static void hyphen_of_a_number_stays_whole(void **state)
{
    struct stage stage;

    (void)state;
    lay_out(&stage, "nomor A-014 Anda", 8, 0);
    assert_non_null(stage_text(&stage, "nomor"));
    assert_non_null(stage_text(&stage, "A-014"));
    stage_close(&stage);
}

static void too_many_lines_end_in_dots_and_are_marked(void **state)
{
    struct stage stage;
    const struct display_command *last;

    (void)state;
    lay_out(&stage, "surat izin kerja perekam medis", 10, 2);
    last = stage_text(&stage, "kerja…");
    assert_non_null(last);
    assert_true(last->is_cut);
    assert_false(stage_text(&stage, "surat izin")->is_cut);
    assert_int_equal(used, 80);
    stage_close(&stage);
}

static void dots_stay_inside_the_line(void **state)
{
    struct stage stage;

    (void)state;
    for (int chars = 1; chars < 20; chars++) {
        lay_out(&stage, "sangat panjang sekali ketidaksesuaian **tebal** kata", chars, 1);
        for (size_t i = 0; i < stage.list->command_count; i++)
            if (stage.list->commands[i].op == DRAW_TEXT)
                assert_true(stage.list->commands[i].rect.w <= chars * 14);
        stage_close(&stage);
    }
}

static void stars_switch_bold(void **state)
{
    struct stage stage;

    (void)state;
    lay_out(&stage, "**8 dari 10** sudah dibawa", 40, 0);
    assert_int_equal(stage_text(&stage, "8 dari 10")->weight, W_BOLD);
    assert_int_equal(stage_text(&stage, "sudah dibawa")->weight, W_MEDIUM);
    assert_int_equal(stage_text(&stage, "sudah dibawa")->rect.x, 64 + 10 * 14);
    stage_close(&stage);
}

static void bold_inside_a_word_does_not_break_it(void **state)
{
    struct stage stage;

    (void)state;
    lay_out(&stage, "kata **teb**al", 7, 0);
    assert_int_equal(stage_text(&stage, "teb")->baseline, stage_text(&stage, "al")->baseline);
    assert_int_equal(stage_text(&stage, "al")->rect.x, 64 + 3 * 14);
    stage_close(&stage);
}

static void lines_stand_left_centre_or_right(void **state)
{
    struct stage stage;

    (void)state;
    lay_out(&stage, "abcd", 10, 0);
    assert_int_equal(stage_text(&stage, "abcd")->rect.x, 64);
    given.align = UI_CENTER;
    stage_frame(&stage, UI_NONE);
    assert_int_equal(stage_text(&stage, "abcd")->rect.x, 64 + 3 * 14);
    given.align = UI_RIGHT;
    stage_frame(&stage, UI_NONE);
    assert_int_equal(stage_text(&stage, "abcd")->rect.x, 64 + 6 * 14);
    stage_close(&stage);
}

static void middle_is_the_middle_of_the_box(void **state)
{
    struct stage stage;
    const struct display_command *text;

    (void)state;
    given = (struct ui_text){.box = {64, 200, 400, 120},
                             .text = "abc",
                             .font = F_BODY,
                             .color = C_INK,
                             .is_middle = true};
    stage_open(&stage, draw_given);
    text = stage_text(&stage, "abc");
    assert_int_equal(text->rect.y + text->rect.h / 2, 260);
    assert_true(text->baseline > 260 && text->baseline < 280);
    stage_close(&stage);
}

static void box_height_limits_the_lines(void **state)
{
    struct stage stage;

    (void)state;
    given = (struct ui_text){.box = {64, 200, 10 * 14, 80},
                             .text = "surat izin kerja perekam medis",
                             .font = F_BODY,
                             .color = C_INK};
    stage_open(&stage, draw_given);
    assert_int_equal(used, 80);
    assert_non_null(stage_text(&stage, "kerja…"));
    stage_close(&stage);
}

static void named_text_is_in_the_tree(void **state)
{
    struct stage stage;

    (void)state;
    lay_out(&stage, "Ambil **nomor**", 40, 0);
    given.name = "title";
    stage_frame(&stage, UI_NONE);
    assert_int_equal(stage_widget(&stage, "title")->role, ROLE_TEXT);
    assert_false(stage_widget(&stage, "title")->is_touchable);
    assert_string_equal(stage_widget(&stage, "title")->label, "Ambil nomor");
    stage_close(&stage);
}

static void endless_text_is_cut_and_marked(void **state)
{
    enum { LONG = 3 << 20 };
    struct stage stage;
    char *text = malloc(LONG + 1);
    bool is_cut = false;

    (void)state;
    assert_non_null(text);
    for (int i = 0; i < LONG; i++)
        text[i] = i % 7 == 6 ? ' ' : 'a';
    text[LONG] = '\0';
    lay_out(&stage, text, 40, 0);
    for (size_t i = 0; i < stage.list->command_count; i++)
        is_cut = is_cut || stage.list->commands[i].is_cut;
    assert_true(is_cut);
    for (int i = 0; i < LONG; i++)
        text[i] = 'a'; /* no space at all */
    for (int i = 0; i < 20; i++)
        stage_frame(&stage, UI_NONE);
    assert_true(stage.list->command_count < 300);
    stage_close(&stage);
    free(text);
}

static void draw_number(struct stage *stage)
{
    ui_number(stage->ui, (struct ui_box){112, 300, 856, 392}, stage->number ? "A-1000000" : "A-1",
              C_INK, "number");
}

static void number_is_as_large_as_fits(void **state)
{
    struct stage stage;
    const struct display_command *number;

    (void)state;
    stage_open(&stage, draw_number);
    number = stage_text(&stage, "A-1");
    assert_int_equal(number->size, 400); /* never more than the type's size */
    assert_int_equal(number->rect.x + number->rect.w / 2, 540);
    stage.number = 1;
    stage_frame(&stage, UI_NONE);
    number = stage_text(&stage, "A-1000000");
    assert_true(number->rect.w <= 856 && number->rect.w > 856 - 9 * 2);
    assert_int_equal(stage_widget(&stage, "number")->role, ROLE_TEXT);
    stage_close(&stage);
}

static void draw_clock(struct stage *stage)
{
    ui_digits(stage->ui, (struct ui_box){800, 16, 216, 52}, stage->number ? "11.11" : "08.40",
              F_FACE, C_INK, UI_RIGHT);
}

static void digits_stand_in_cells(void **state)
{
    struct stage stage;
    int dot;

    (void)state;
    stage_open(&stage, draw_clock);
    dot = stage_text(&stage, ".")->rect.x;
    stage.number = 1;
    stage_frame(&stage, UI_NONE);
    assert_int_equal(stage_text(&stage, ".")->rect.x, dot);
    assert_int_equal(dot, 1016 - 2 * 29 - 22); /* 0.66 of 44 px */
    stage_close(&stage);
}

static void rectangle_of_large_type_holds_its_letters(void **state)
{
    struct stage stage;
    const struct display_command *text;

    (void)state;
    given = (struct ui_text){
        .box = {64, 200, 900, 144}, .text = "gy", .font = F_HERO, .weight = W_BOLD, .color = C_INK};
    stage_open(&stage, draw_given);
    text = stage_text(&stage, "gy");
    assert_true(text->rect.y <= text->baseline - 136);
    assert_true(text->rect.y + text->rect.h >= text->baseline + 136 / 4);
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_wrap_at_spaces),
        cmocka_unit_test(newline_breaks),
        cmocka_unit_test(word_too_long_for_the_line_breaks_inside),
        cmocka_unit_test(hyphen_between_letters_may_end_a_line),
        cmocka_unit_test(hyphen_of_a_number_stays_whole),
        cmocka_unit_test(too_many_lines_end_in_dots_and_are_marked),
        cmocka_unit_test(dots_stay_inside_the_line),
        cmocka_unit_test(stars_switch_bold),
        cmocka_unit_test(bold_inside_a_word_does_not_break_it),
        cmocka_unit_test(lines_stand_left_centre_or_right),
        cmocka_unit_test(middle_is_the_middle_of_the_box),
        cmocka_unit_test(box_height_limits_the_lines),
        cmocka_unit_test(named_text_is_in_the_tree),
        cmocka_unit_test(endless_text_is_cut_and_marked),
        cmocka_unit_test(number_is_as_large_as_fits),
        cmocka_unit_test(digits_stand_in_cells),
        cmocka_unit_test(rectangle_of_large_type_holds_its_letters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
