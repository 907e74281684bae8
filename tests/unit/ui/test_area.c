/* The box of many lines, and how much may be typed into it. */
#include "base/text.h"
#include "fixture.h"
#include "ui/check.h"
#include "ui/keys.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

/* Inside the box 55 characters of 16 px stand in a line, with buttons 50; six lines. */
enum { LETTERS = 600, LINES = 6, PITCH = 48 };

static struct {
    char text[4 * LETTERS + 1];
    size_t size, max_letters;
    struct ui_keyboard keyboard;
    bool is_prose;
    int actions;
} typed;

static struct ui_typing typing(void)
{
    return (struct ui_typing){.text = typed.text,
                              .size = typed.size,
                              .max_letters = typed.max_letters,
                              .space = "spasi",
                              .shift = "Huruf besar",
                              .erase = "Hapus",
                              .action = "Baris baru",
                              .has_lines = true,
                              .is_prose = typed.is_prose};
}

static void draw(struct stage *stage)
{
    const struct ui_typing now = typing();

    ui_letter_count(stage->ui, (struct ui_box){764, 320, 252, 40}, &now);
    ui_text_area(stage->ui,
                 &(struct ui_area){.name = "words",
                                   .box = {64, 368, 952, 2 * 24 + LINES * PITCH},
                                   .text = typed.text,
                                   .hint = "Tulis di sini",
                                   .up = "Halaman sebelumnya",
                                   .down = "Halaman berikutnya"},
                 &typed.keyboard);
    typed.actions += ui_keyboard(stage->ui, &typed.keyboard, &now,
                                 ui_height(stage->ui) - ui_nav_height(stage->ui));
}

static void open_area(struct stage *stage, const char *text)
{
    memset(&typed, 0, sizeof typed);
    typed.size = sizeof typed.text;
    typed.max_letters = LETTERS;
    (void)text_copy(typed.text, sizeof typed.text, text);
    stage_open(stage, draw);
}

static void press(struct stage *stage, const char *name)
{
    struct rect rect = stage_widget(stage, name)->rect;

    stage_tap(stage, rect.x + rect.w / 2, rect.y + rect.h / 2);
    stage->input.now_ms += 20;
    stage_frame(stage, UI_NONE);
}

static bool has_widget(const struct stage *stage, const char *name)
{
    for (size_t i = 0; i < stage->list->widget_count; i++)
        if (strcmp(stage->list->widgets[i].name, name) == 0)
            return true;
    return false;
}

/* The caret: the narrow fill. */
static struct rect caret_of(const struct stage *stage)
{
    for (size_t i = 0; i < stage->list->command_count; i++)
        if (stage->list->commands[i].op == DRAW_FILL && stage->list->commands[i].rect.w == 4)
            return stage->list->commands[i].rect;
    return (struct rect){0};
}

static void no_fault(const struct stage *stage)
{
    struct ui_fault faults[4];
    size_t count = ui_check_list(stage->list, faults, 4);

    for (size_t i = 0; i < count && i < 4; i++)
        print_error("%s\n", faults[i].text);
    assert_int_equal(count, 0);
}

static void lines_wrap_at_blanks_and_long_words_inside(void **state)
{
    struct stage stage;

    (void)state;
    open_area(&stage, "Berkas saya sudah lengkap sejak Kamis, tetapi belum ada kabar");
    assert_non_null(stage_text(&stage, "Berkas saya sudah lengkap sejak Kamis, tetapi belum ada"));
    assert_non_null(stage_text(&stage, "kabar"));
    no_fault(&stage);
    memset(typed.text, 'x', 70);
    typed.text[70] = '\0';
    stage_frame(&stage, UI_NONE);
    assert_non_null(stage_text(&stage, "xxxxxxxxxxxxxxx"));
    no_fault(&stage);
    stage_close(&stage);
}

static void what_was_typed_is_shown_as_it_is(void **state)
{
    struct stage stage;

    (void)state;
    open_area(&stage, "dua  blank dan **bintang**");
    assert_non_null(stage_text(&stage, "dua  blank dan **bintang**"));
    stage_close(&stage);
}

static void empty_box_shows_and_says_its_hint(void **state)
{
    struct stage stage;

    (void)state;
    open_area(&stage, "");
    assert_non_null(stage_text(&stage, "Tulis di sini"));
    assert_string_equal(stage_widget(&stage, "words")->label, "Tulis di sini");
    assert_string_equal(stage_state(&stage, "words"), "empty");
    assert_string_equal(stage_widget(&stage, "count")->label, "0 / 600");
    no_fault(&stage);
    stage_close(&stage);
}

static void caret_stands_behind_the_last_character(void **state)
{
    struct stage stage;

    (void)state;
    open_area(&stage, "ab");
    assert_int_equal(caret_of(&stage).x, 64 + 32 + 2 * 16 + 2);
    press(&stage, "key-space");
    assert_int_equal(caret_of(&stage).x, 64 + 32 + 3 * 16 + 2);
    press(&stage, "key-action");
    assert_string_equal(typed.text, "ab \n");
    assert_int_equal(caret_of(&stage).x, 64 + 32 + 2);
    assert_int_equal(caret_of(&stage).y, 368 + 24 + PITCH + 4);
    assert_int_equal(typed.actions, 0);
    stage_close(&stage);
}

static void more_lines_than_room_turn_by_buttons_and_typing_returns(void **state)
{
    struct stage stage;

    (void)state;
    open_area(&stage, "satu\ndua\ntiga\nempat\nlima\nenam");
    assert_false(has_widget(&stage, "words-up"));
    press(&stage, "key-action");
    press(&stage, "key-a");
    assert_null(stage_text(&stage, "satu"));
    assert_non_null(stage_text(&stage, "a"));
    assert_true(stage_widget(&stage, "words-up")->is_enabled);
    assert_false(stage_widget(&stage, "words-down")->is_enabled);
    assert_string_equal(stage_widget(&stage, "words-up")->label, "Halaman sebelumnya");
    no_fault(&stage);
    press(&stage, "words-up");
    assert_non_null(stage_text(&stage, "satu"));
    assert_int_equal(caret_of(&stage).w, 0);
    assert_false(stage_widget(&stage, "words-up")->is_enabled);
    assert_true(stage_widget(&stage, "words-down")->is_enabled);
    no_fault(&stage);
    press(&stage, "key-b");
    assert_null(stage_text(&stage, "satu"));
    assert_non_null(stage_text(&stage, "ab"));
    stage_close(&stage);
}

static void full_box_refuses_the_next_key_and_keeps_everything(void **state)
{
    struct stage stage;
    struct ui_typing now;

    (void)state;
    open_area(&stage, "");
    memset(typed.text, 'x', LETTERS - 1);
    press(&stage, "key-y");
    now = typing();
    assert_int_equal(ui_typing_letters(typed.text), LETTERS);
    assert_true(ui_typing_is_full(&now));
    assert_false(typed.keyboard.was_refused);
    press(&stage, "key-z");
    assert_true(typed.keyboard.was_refused);
    assert_int_equal(ui_typing_letters(typed.text), LETTERS);
    assert_int_equal(typed.text[LETTERS - 1], 'y');
    assert_string_equal(stage_widget(&stage, "count")->label, "600 / 600");
    press(&stage, "key-action");
    assert_int_equal(typed.text[LETTERS], '\0');
    press(&stage, "key-delete");
    assert_false(typed.keyboard.was_refused);
    press(&stage, "key-z");
    assert_int_equal(typed.text[LETTERS - 1], 'z');
    assert_false(typed.keyboard.was_refused);
    stage_close(&stage);
}

static void letters_are_counted_by_people_and_bytes_by_the_buffer(void **state)
{
    struct ui_typing narrow = {.text = typed.text, .size = 8, .max_letters = 100};

    (void)state;
    (void)text_copy(typed.text, sizeof typed.text, "é–≥");
    assert_int_equal(ui_typing_letters(typed.text), 3);
    assert_true(ui_typing_is_full(&narrow)); /* eight bytes and the end of the text */
    narrow.size = 10;
    assert_false(ui_typing_is_full(&narrow));
    narrow.max_letters = 3;
    assert_true(ui_typing_is_full(&narrow));
}

static void hundred_thousand_keys_lose_nothing(void **state)
{
    struct stage stage;
    struct rect key;

    (void)state;
    open_area(&stage, "awal ");
    key = stage_widget(&stage, "key-k")->rect;
    for (int i = 0; i < 2000; i++) /* the rest is the same refusal */
        stage_tap(&stage, key.x + 8, key.y + 8);
    assert_int_equal(ui_typing_letters(typed.text), LETTERS);
    assert_memory_equal(typed.text, "awal k", 6);
    assert_true(typed.keyboard.was_refused);
    no_fault(&stage);
    stage_close(&stage);
}

static void sentences_begin_with_a_capital_by_themselves(void **state)
{
    struct stage stage;

    (void)state;
    open_area(&stage, "");
    typed.is_prose = true;
    stage_frame(&stage, UI_NONE);
    press(&stage, "key-a");
    press(&stage, "key-b");
    press(&stage, "key-.");
    press(&stage, "key-space");
    press(&stage, "key-c");
    press(&stage, "key-d");
    press(&stage, "key-action");
    press(&stage, "key-e");
    assert_string_equal(typed.text, "Ab. Cd\nE");
    stage_close(&stage);
}

static void wide_panel_has_digits_beside_the_letters(void **state)
{
    struct stage stage;

    (void)state;
    open_area(&stage, "ab");
    stage.input.width = 1920;
    stage.input.height = 1080;
    stage_frame(&stage, UI_NONE);
    assert_true(ui_keyboard_height(stage.ui) < KEYBOARD_HEIGHT);
    assert_true(stage_widget(&stage, "key-1")->rect.x > stage_widget(&stage, "key-p")->rect.x);
    press(&stage, "key-7");
    press(&stage, "key-0");
    press(&stage, "key-signs");
    press(&stage, "key-#");
    assert_string_equal(typed.text, "ab70#");
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_wrap_at_blanks_and_long_words_inside),
        cmocka_unit_test(what_was_typed_is_shown_as_it_is),
        cmocka_unit_test(empty_box_shows_and_says_its_hint),
        cmocka_unit_test(caret_stands_behind_the_last_character),
        cmocka_unit_test(more_lines_than_room_turn_by_buttons_and_typing_returns),
        cmocka_unit_test(full_box_refuses_the_next_key_and_keeps_everything),
        cmocka_unit_test(letters_are_counted_by_people_and_bytes_by_the_buffer),
        cmocka_unit_test(hundred_thousand_keys_lose_nothing),
        cmocka_unit_test(sentences_begin_with_a_capital_by_themselves),
        cmocka_unit_test(wide_panel_has_digits_beside_the_letters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
