/* The board in the hall: what it shows, what it has said, and when. */
#include "base/text.h"
#include "platform/window.h"
#include "screens/board_gallery.h"
#include "ui/check.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static int open_board(void **state)
{
    static struct stage stage;

    stage = (struct stage){.role = "display", .has_voice = true, .width = 1920, .height = 1080};
    stage_open(&stage, "pekanbaru");
    stage_issue(&stage, "sik-perekam-medis");
    stage_notice(&stage);
    *state = &stage;
    return 0;
}

static int close_board(void **state)
{
    stage_close(*state);
    return 0;
}

static void call(struct stage *stage, const char *number, const char *counter)
{
    stage_announce(stage, number, counter, "berkas", 0);
    stage_notice(stage);
}

/* The word that a line has in its place for the number's last digit; "" when nothing is to be said. */
static const char *said(struct stage *stage)
{
    static char word[VOICE_CLIP_NAME];
    struct voice_line line;

    word[0] = '\0';
    if (kiosk_take_speech(stage->kiosk, &line)) {
        assert_string_equal(line.clips[0], "chime");
        for (size_t i = 1; i < line.count && strcmp(line.clips[i], "pause") != 0; i++)
            (void)text_copy(word, sizeof word, line.clips[i]);
    }
    return word;
}

static void end_speech(struct stage *stage)
{
    kiosk_speech_ended(stage->kiosk);
    stage_settle(stage);
}

static enum ui_color ground_of_number(const struct stage *stage)
{
    const struct ui_theme *theme = ui_theme_get(false, false);
    struct rect at = stage_widget(stage, "number")->rect;
    uint32_t color = 0;

    for (size_t i = 0; i < stage->list->command_count; i++) {
        const struct display_command *command = &stage->list->commands[i];

        if ((command->op == DRAW_FILL || command->op == DRAW_ROUND) && command->rect.x <= at.x
            && command->rect.y <= at.y && command->rect.x + command->rect.w >= at.x + 10
            && command->rect.y + command->rect.h >= at.y + 10)
            color = command->color;
    }
    return color == theme->color[C_ACCENT] ? C_ACCENT : C_DARK;
}

static void before_the_first_call_it_says_so(void **state)
{
    struct stage *stage = *state;

    assert_string_equal(stage_screen(stage), "board");
    assert_string_equal(stage_label(stage, "number"), "Belum ada yang dipanggil");
    assert_null(stage_widget(stage, "counter"));
    assert_string_equal(said(stage), "");
    assert_string_equal(stage_label(stage, "next-1"), "A-001");
}

static void a_call_is_shown_lit_for_twelve_seconds_and_spoken_once(void **state)
{
    struct stage *stage = *state;

    call(stage, "A-014", "Loket 2");
    assert_string_equal(stage_label(stage, "number"), "A-014");
    assert_string_equal(stage_label(stage, "counter"), "Loket 2");
    assert_int_equal(ground_of_number(stage), C_ACCENT);
    assert_string_equal(said(stage), "empat");
    assert_string_equal(said(stage), "");
    stage_wait(stage, 6000);
    end_speech(stage);
    assert_int_equal(ground_of_number(stage), C_ACCENT);
    stage_wait(stage, 5900);
    assert_int_equal(ground_of_number(stage), C_ACCENT);
    stage_wait(stage, 200);
    assert_int_equal(ground_of_number(stage), C_DARK);
    assert_string_equal(stage_label(stage, "number"), "A-014");
    assert_string_equal(said(stage), "");
}

static void two_calls_at_once_are_shown_and_spoken_one_after_the_other(void **state)
{
    struct stage *stage = *state;

    stage_announce(stage, "A-014", "Loket 2", "berkas", 0);
    stage_announce(stage, "B-007", "Meja informasi", "informasi", 0);
    stage_announce(stage, "A-015", "Loket 1", "berkas", 0);
    stage_notice(stage);
    assert_string_equal(stage_label(stage, "number"), "A-014");
    assert_string_equal(said(stage), "empat");
    assert_null(stage_widget(stage, "other-1")); /* not before it is its turn */
    stage_wait(stage, 5000);
    stage_notice(stage); /* something else has changed meanwhile */
    assert_string_equal(stage_label(stage, "number"), "A-014");
    assert_string_equal(said(stage), "");
    end_speech(stage);
    assert_string_equal(stage_label(stage, "number"), "B-007");
    assert_string_equal(stage_label(stage, "counter"), "Meja informasi");
    assert_string_equal(said(stage), "tujuh");
    assert_string_equal(stage_label(stage, "other-1"), "A-014");
    assert_int_equal(ground_of_number(stage), C_ACCENT);
    stage_wait(stage, 7000);
    end_speech(stage);
    assert_string_equal(stage_label(stage, "number"), "A-015");
    assert_string_equal(said(stage), "lima");
    end_speech(stage);
    assert_string_equal(said(stage), "");
    assert_string_equal(stage_label(stage, "number"), "A-015");
    assert_string_equal(stage_label(stage, "other-1"), "B-007");
    assert_string_equal(stage_label(stage, "other-2"), "A-014");
    assert_null(stage_widget(stage, "other-3"));
}

static void a_recall_is_shown_and_spoken_again(void **state)
{
    struct stage *stage = *state;

    call(stage, "A-014", "Loket 2");
    assert_string_equal(said(stage), "empat");
    stage_wait(stage, 7000);
    end_speech(stage);
    stage_wait(stage, 20000);
    assert_int_equal(ground_of_number(stage), C_DARK);
    call(stage, "A-014", "Loket 2");
    assert_int_equal(ground_of_number(stage), C_ACCENT);
    assert_string_equal(said(stage), "empat");
}

static void a_restart_shows_the_last_call_and_says_nothing(void **state)
{
    struct stage *stage = *state;

    call(stage, "A-014", "Loket 2");
    assert_string_equal(said(stage), "empat");
    stage_restart(stage); /* in the middle of the word */
    assert_string_equal(stage_label(stage, "number"), "A-014");
    assert_int_equal(ground_of_number(stage), C_DARK);
    assert_string_equal(said(stage), "");
    stage_wait(stage, 30000);
    assert_string_equal(said(stage), "");
}

static void a_call_made_while_it_was_dark_is_spoken_unless_it_is_old(void **state)
{
    struct stage *stage = *state;

    call(stage, "A-014", "Loket 2");
    assert_string_equal(said(stage), "empat");
    end_speech(stage);
    stage_announce(stage, "A-015", "Loket 1", "berkas", 61000);
    stage_announce(stage, "A-016", "Loket 2", "berkas", 20000);
    stage_restart(stage);
    assert_string_equal(stage_label(stage, "number"), "A-016");
    assert_string_equal(said(stage), "enam");
    end_speech(stage);
    assert_string_equal(said(stage), "");
}

static void without_voice_each_call_stays_four_seconds(void **state)
{
    struct stage *stage = *state;

    stage->has_voice = false;
    stage_restart(stage);
    stage_announce(stage, "A-014", "Loket 2", "berkas", 0);
    stage_announce(stage, "B-007", "Meja informasi", "informasi", 0);
    stage_notice(stage);
    assert_string_equal(said(stage), "");
    stage_wait(stage, 3900);
    assert_string_equal(stage_label(stage, "number"), "A-014");
    stage_wait(stage, 200);
    assert_string_equal(stage_label(stage, "number"), "B-007");
    assert_string_equal(said(stage), "");
}

static void a_voice_that_never_ends_holds_up_nobody(void **state)
{
    struct stage *stage = *state;

    stage_announce(stage, "A-014", "Loket 2", "berkas", 0);
    stage_announce(stage, "B-007", "Meja informasi", "informasi", 0);
    stage_notice(stage);
    assert_string_equal(said(stage), "empat");
    stage_wait(stage, 29000);
    assert_string_equal(stage_label(stage, "number"), "A-014");
    stage_wait(stage, 2000);
    assert_string_equal(stage_label(stage, "number"), "B-007");
    assert_string_equal(said(stage), "tujuh");
}

static void when_the_desk_is_gone_the_last_answer_stays_with_a_chip(void **state)
{
    struct stage *stage = *state;

    call(stage, "A-014", "Loket 2");
    assert_string_equal(said(stage), "empat");
    end_speech(stage);
    assert_null(stage_widget(stage, "stale"));
    kiosk_serve(stage->kiosk, NULL);
    stage_settle(stage);
    assert_string_equal(stage_screen(stage), "board");
    assert_string_equal(stage_label(stage, "number"), "A-014");
    assert_string_equal(stage_label(stage, "stale"), "Data pukul 09.41");
    assert_non_null(kiosk_fault(stage->kiosk)); /* so that the host opens it again */
    stage_wait(stage, 180000);
    assert_string_equal(stage_label(stage, "stale"), "Data pukul 09.41");
    kiosk_serve(stage->kiosk, stage->desk);
    stage_settle(stage);
    assert_null(stage_widget(stage, "stale"));
    assert_null(kiosk_fault(stage->kiosk));
    assert_string_equal(stage_label(stage, "number"), "A-014");
    assert_string_equal(said(stage), ""); /* it was said */
}

static void a_board_without_a_desk_from_the_start_is_out_of_service(void **state)
{
    struct stage *stage = *state;
    struct desk *desk = stage->desk;

    stage->desk = NULL;
    stage_restart(stage);
    assert_string_equal(stage_screen(stage), "out-of-service");
    stage->desk = desk;
    kiosk_serve(stage->kiosk, desk);
    stage_settle(stage);
    assert_string_equal(stage_screen(stage), "board");
}

static void the_facts_take_turns_and_come_from_the_standards(void **state)
{
    struct stage *stage = *state;
    char first[512];

    (void)text_copy(first, sizeof first, stage_label(stage, "fact"));
    assert_true(strstr(first, "tidak berbiaya (GRATIS)") || strstr(first, "selesai dalam"));
    stage_wait(stage, 15000);
    assert_string_not_equal(stage_label(stage, "fact"), first);
}

static void nobody_can_touch_it_and_it_never_idles(void **state)
{
    struct stage *stage = *state;

    call(stage, "A-014", "Loket 2");
    for (size_t i = 0; i < stage->list->widget_count; i++)
        assert_false(stage->list->widgets[i].is_touchable);
    stage_event(stage, UI_DOWN, 900, 500);
    stage_event(stage, UI_UP, 900, 500);
    stage_wait(stage, 3600000);
    assert_string_equal(stage_screen(stage), "board");
    assert_string_equal(stage_label(stage, "number"), "A-014");
}

/* --- the look -------------------------------------------------------------------------------------- */

static void inspect(struct stage *stage, const char *name, void *context)
{
    struct ui_fault faults[12];
    size_t count = ui_check_list(stage->list, faults, ARRAY_LEN(faults));

    for (size_t i = 0; i < count && i < ARRAY_LEN(faults); i++)
        fprintf(stderr, "%s %dx%d: %s\n", name, stage->width, stage->height, faults[i].text);
    *(size_t *)context += count;
}

static void every_form_is_whole_in_both_orientations(void **state)
{
    static const struct {
        const char *office, *lang;
        int width, height;
    } panels[] = {
        {"pekanbaru", "id", 1920, 1080}, {"pekanbaru", "qps", 1920, 1080},
        {"bombana", "id", 1920, 1080},   {"rokan-hulu", "en", 1366, 768},
        {"bombana", "id", 1280, 800},    {"pekanbaru", "id", 3840, 2160},
        {"pekanbaru", "id", 1080, 1920}, {"bombana", "qps", 1080, 1920},
        {"rokan-hulu", "id", 540, 960},
    };
    size_t faults = 0;

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(panels); i++) {
        struct stage stage = {.role = "display",
                              .home_lang = panels[i].lang,
                              .width = panels[i].width,
                              .height = panels[i].height};
        const struct window_options options = {.title = "board",
                                               .asset_dir = SOURCE_DIR "/assets",
                                               .width = 320,
                                               .height = 240,
                                               .is_hidden = true};
        struct window *window;
        struct err err = {0};

        if (!window_open(&window, &options, &err))
            fail_msg("%s", err.text);
        stage.measure = window_measure(window);
        stage_open(&stage, panels[i].office);
        board_gallery_walk(&stage, inspect, &faults);
        stage_close(&stage);
        window_close(window);
    }
    assert_int_equal(faults, 0);
}

#define BOARD_TEST(name) cmocka_unit_test_setup_teardown(name, open_board, close_board)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOARD_TEST(before_the_first_call_it_says_so),
        BOARD_TEST(a_call_is_shown_lit_for_twelve_seconds_and_spoken_once),
        BOARD_TEST(two_calls_at_once_are_shown_and_spoken_one_after_the_other),
        BOARD_TEST(a_recall_is_shown_and_spoken_again),
        BOARD_TEST(a_restart_shows_the_last_call_and_says_nothing),
        BOARD_TEST(a_call_made_while_it_was_dark_is_spoken_unless_it_is_old),
        BOARD_TEST(without_voice_each_call_stays_four_seconds),
        BOARD_TEST(a_voice_that_never_ends_holds_up_nobody),
        BOARD_TEST(when_the_desk_is_gone_the_last_answer_stays_with_a_chip),
        BOARD_TEST(a_board_without_a_desk_from_the_start_is_out_of_service),
        BOARD_TEST(the_facts_take_turns_and_come_from_the_standards),
        BOARD_TEST(nobody_can_touch_it_and_it_never_idles),
        cmocka_unit_test(every_form_is_whole_in_both_orientations),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
