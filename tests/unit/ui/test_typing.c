/* Typing by touch: the pad of digits, the keyboard, and the box above it. */
#include "base/text.h"
#include "fixture.h"
#include "ui/check.h"
#include "ui/keys.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

/* What the drawn page types into; one test at a time. */
static struct {
    char text[64];
    size_t size;
    struct ui_keyboard keyboard;
    bool is_name, is_blocked;
    int actions;
    char pad[32];
} typed;

static void draw_pad(struct stage *stage)
{
    char digit = '\0';
    size_t len = strlen(typed.pad);

    switch (ui_keypad(stage->ui,
                      &(struct ui_keypad){.x = 188,
                                          .y = 900,
                                          .key_w = 224,
                                          .key_h = 124,
                                          .erase = "Hapus",
                                          .confirm = "Masuk",
                                          .is_confirm_disabled = typed.is_blocked},
                      &digit)) {
    case PAD_NONE:
        break;
    case PAD_DIGIT:
        typed.pad[len] = digit;
        break;
    case PAD_ERASE:
        ui_typing_erase(typed.pad);
        break;
    case PAD_CONFIRM:
        typed.actions++;
        break;
    }
}

static void draw_keyboard(struct stage *stage)
{
    ui_input_box(stage->ui, "input", (struct ui_box){64, 200, 952, 104}, typed.text, "Nama");
    typed.actions += ui_keyboard(stage->ui, &typed.keyboard,
                                 &(struct ui_typing){.text = typed.text,
                                                     .size = typed.size,
                                                     .space = "spasi",
                                                     .shift = "Huruf besar",
                                                     .erase = "Hapus",
                                                     .action = "Selesai",
                                                     .is_name = typed.is_name,
                                                     .is_action_disabled = typed.is_blocked},
                                 ui_height(stage->ui));
}

static void open_page(struct stage *stage, void (*draw)(struct stage *stage))
{
    memset(&typed, 0, sizeof typed);
    typed.size = sizeof typed.text;
    stage_open(stage, draw);
}

/* Taps as fast as a finger can: keys have no guard. */
static void press(struct stage *stage, const char *name)
{
    struct rect rect = stage_widget(stage, name)->rect;

    stage_tap(stage, rect.x + rect.w / 2, rect.y + rect.h / 2);
    stage->input.now_ms += 20;
    stage_frame(stage, UI_NONE); /* a frame was asked for: what changed is drawn */
}

static void type(struct stage *stage, const char *keys)
{
    for (; *keys; keys++) {
        char name[WIDGET_NAME];

        (void)text_format(name, sizeof name, "key-%c", *keys);
        press(stage, *keys == ' ' ? "key-space" : name);
    }
}

static void expect_no_faults(const struct stage *stage)
{
    struct ui_fault fault = {0};

    if (ui_check_list(stage->list, &fault, 1) > 0)
        fail_msg("%s", fault.text);
}

static void pad_gives_every_digit(void **state)
{
    struct stage stage;

    (void)state;
    open_page(&stage, draw_pad);
    type(&stage, "1234567890");
    assert_string_equal(typed.pad, "1234567890");
    expect_no_faults(&stage);
    stage_close(&stage);
}

static void same_digit_counts_twice_however_fast(void **state)
{
    struct stage stage;

    (void)state;
    open_page(&stage, draw_pad);
    type(&stage, "2222");
    assert_string_equal(typed.pad, "2222");
    stage_close(&stage);
}

static void pad_erases_and_confirms(void **state)
{
    struct stage stage;

    (void)state;
    open_page(&stage, draw_pad);
    type(&stage, "12");
    press(&stage, "key-erase");
    assert_string_equal(typed.pad, "1");
    press(&stage, "key-erase");
    press(&stage, "key-erase"); /* nothing is left to erase */
    assert_string_equal(typed.pad, "");
    press(&stage, "key-ok");
    assert_int_equal(typed.actions, 1);
    stage_close(&stage);
}

static void confirm_that_is_grey_does_nothing(void **state)
{
    struct stage stage;

    (void)state;
    open_page(&stage, draw_pad);
    typed.is_blocked = true;
    stage_frame(&stage, UI_NONE);
    assert_string_equal(stage_state(&stage, "key-ok"), "disabled");
    press(&stage, "key-ok");
    assert_int_equal(typed.actions, 0);
    expect_no_faults(&stage);
    stage_close(&stage);
}

static void pressed_key_looks_pressed(void **state)
{
    struct stage stage;
    struct rect rect;

    (void)state;
    open_page(&stage, draw_pad);
    rect = stage_widget(&stage, "key-5")->rect;
    stage_touch(&stage, UI_DOWN, rect.x + 9, rect.y + 9);
    assert_string_equal(stage_state(&stage, "key-5"), "pressed");
    assert_true(stage.list->damage_count > 0);
    stage_close(&stage);
}

static void keyboard_types_letters_digits_and_spaces(void **state)
{
    struct stage stage;

    (void)state;
    open_page(&stage, draw_keyboard);
    type(&stage, "qwertyuiop asdfghjkl zxcvbnm, 1234567890.");
    assert_string_equal(typed.text, "qwertyuiop asdfghjkl zxcvbnm, 1234567890.");
    stage_close(&stage);
}

static void shift_is_for_one_letter(void **state)
{
    struct stage stage;

    (void)state;
    open_page(&stage, draw_keyboard);
    press(&stage, "key-shift");
    assert_non_null(stage_text(&stage, "Q"));
    type(&stage, "ab");
    assert_string_equal(typed.text, "Ab");
    press(&stage, "key-shift");
    press(&stage, "key-shift"); /* changed their mind */
    type(&stage, "c");
    assert_string_equal(typed.text, "Abc");
    stage_close(&stage);
}

static void words_of_a_name_begin_with_capitals(void **state)
{
    struct stage stage;

    (void)state;
    open_page(&stage, draw_keyboard);
    typed.is_name = true;
    stage_frame(&stage, UI_NONE);
    type(&stage, "siti nur");
    assert_string_equal(typed.text, "Siti Nur");
    stage_close(&stage);
}

static void shift_makes_a_small_first_letter_of_a_name(void **state)
{
    struct stage stage;

    (void)state;
    open_page(&stage, draw_keyboard);
    typed.is_name = true;
    stage_frame(&stage, UI_NONE);
    type(&stage, "ali ");
    press(&stage, "key-shift");
    type(&stage, "bin abu");
    assert_string_equal(typed.text, "Ali bin Abu");
    stage_close(&stage);
}

static void second_page_has_the_signs(void **state)
{
    struct stage stage;

    (void)state;
    open_page(&stage, draw_keyboard);
    press(&stage, "key-signs");
    expect_no_faults(&stage);
    type(&stage, "@-_/:()?!\"'&+#%7");
    press(&stage, "key-signs");
    type(&stage, "a");
    assert_string_equal(typed.text, "@-_/:()?!\"'&+#%7a");
    stage_close(&stage);
}

static void full_buffer_takes_no_more(void **state)
{
    struct stage stage;

    (void)state;
    open_page(&stage, draw_keyboard);
    typed.size = 4;
    type(&stage, "abcdef ");
    assert_string_equal(typed.text, "abc");
    press(&stage, "key-delete");
    type(&stage, "x");
    assert_string_equal(typed.text, "abx");
    stage_close(&stage);
}

static void delete_takes_a_whole_character(void **state)
{
    struct stage stage;

    (void)state;
    open_page(&stage, draw_keyboard);
    (void)text_copy(typed.text, sizeof typed.text, "aé€");
    press(&stage, "key-delete");
    assert_string_equal(typed.text, "aé");
    press(&stage, "key-delete");
    assert_string_equal(typed.text, "a");
    press(&stage, "key-delete");
    press(&stage, "key-delete");
    assert_string_equal(typed.text, "");
    stage_close(&stage);
}

static void action_fires_unless_it_is_grey(void **state)
{
    struct stage stage;

    (void)state;
    open_page(&stage, draw_keyboard);
    press(&stage, "key-action");
    assert_int_equal(typed.actions, 1);
    typed.is_blocked = true;
    stage_frame(&stage, UI_NONE);
    press(&stage, "key-action");
    assert_int_equal(typed.actions, 1);
    stage_close(&stage);
}

static void keyboard_stands_on_wide_and_upright_canvases(void **state)
{
    static const int sizes[][2] = {
        {1080, 1920}, {540, 960}, {1920, 1080}, {1366, 768}, {1280, 1024}};
    struct stage stage;

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        open_page(&stage, draw_keyboard);
        stage.input.width = sizes[i][0];
        stage.input.height = sizes[i][1];
        stage_frame(&stage, UI_NONE);
        type(&stage, "po");
        assert_string_equal(typed.text, "po");
        expect_no_faults(&stage);
        stage_close(&stage);
    }
}

static void text_that_is_too_long_shows_its_end(void **state)
{
    static const char all[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ012345é";
    const char *shown = NULL;
    struct stage stage;

    (void)state;
    open_page(&stage, draw_keyboard);
    (void)text_copy(typed.text, sizeof typed.text, all);
    stage_frame(&stage, UI_NONE);
    for (size_t i = 0; i < stage.list->command_count && !shown; i++)
        if (stage.list->commands[i].op == DRAW_TEXT && strstr(stage.list->commands[i].text, "345é"))
            shown = stage.list->commands[i].text;
    assert_non_null(shown);
    assert_true(strlen(shown) < strlen(all));
    assert_string_equal(shown, all + strlen(all) - strlen(shown));
    assert_string_equal(stage_widget(&stage, "input")->label, all); /* speech tells all of it */
    expect_no_faults(&stage);
    stage_close(&stage);
}

static void empty_box_shows_its_hint(void **state)
{
    struct stage stage;

    (void)state;
    open_page(&stage, draw_keyboard);
    assert_non_null(stage_text(&stage, "Nama"));
    type(&stage, "a");
    assert_null(stage_text(&stage, "Nama"));
    stage_close(&stage);
}

static bool holds(const void *memory, size_t size, const char *word)
{
    const char *bytes = memory;
    size_t len = strlen(word);

    for (size_t i = 0; i + len <= size; i++)
        if (memcmp(bytes + i, word, len) == 0)
            return true;
    return false;
}

static void wiping_forgets_what_was_typed(void **state)
{
    const struct display_command *command;
    struct stage stage;
    const char *place;

    (void)state;
    open_page(&stage, draw_keyboard);
    type(&stage, "rahasia");
    command = stage_text(&stage, "rahasia");
    assert_non_null(command);
    place = command->text;
    ui_wipe(stage.ui);
    assert_false(holds(place, strlen("rahasia"), "rahasia"));
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pad_gives_every_digit),
        cmocka_unit_test(same_digit_counts_twice_however_fast),
        cmocka_unit_test(pad_erases_and_confirms),
        cmocka_unit_test(confirm_that_is_grey_does_nothing),
        cmocka_unit_test(pressed_key_looks_pressed),
        cmocka_unit_test(keyboard_types_letters_digits_and_spaces),
        cmocka_unit_test(shift_is_for_one_letter),
        cmocka_unit_test(words_of_a_name_begin_with_capitals),
        cmocka_unit_test(shift_makes_a_small_first_letter_of_a_name),
        cmocka_unit_test(second_page_has_the_signs),
        cmocka_unit_test(full_buffer_takes_no_more),
        cmocka_unit_test(delete_takes_a_whole_character),
        cmocka_unit_test(action_fires_unless_it_is_grey),
        cmocka_unit_test(keyboard_stands_on_wide_and_upright_canvases),
        cmocka_unit_test(text_that_is_too_long_shows_its_end),
        cmocka_unit_test(empty_box_shows_its_hint),
        cmocka_unit_test(wiping_forgets_what_was_typed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
