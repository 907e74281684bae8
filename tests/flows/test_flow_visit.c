/* A visit through the whole product: the screen is touched, the number becomes durable, then paper. */
#include "support/escpos_decode.h"
#include "support/lobby.h"
#include "support/print_house.h"
#include "support/qr_read.h"
#include "base/mem.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

enum { WIDTH = 540, HEIGHT = 960, SECOND = 1000 };

struct scene {
    struct lobby lobby;
    struct print_house house; /* with the printer's cupsd, where `has_printer` */
    bool has_printer;
};

static int open_scene(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);

    assert_non_null(scene);
    lobby_open(&scene->lobby, WIDTH, HEIGHT);
    *state = scene;
    return 0;
}

/* The printing side is the house's; its own desk and office stay unused. */
static int open_scene_with_printer(void **state)
{
    struct scene *scene;
    char config[256];

    open_scene(state);
    scene = *state;
    house_open(&scene->house, 80);
    scene->has_printer = true;
    assert_true(text_format(config, sizeof config, "[print]\nqueue = %s\n[debug]\nlog = debug\n",
                            scene->house.queue));
    lobby_configure(&scene->lobby, config);
    return 0;
}

static int close_scene(void **state)
{
    struct scene *scene = *state;

    lobby_close(&scene->lobby);
    if (scene->has_printer)
        house_close(&scene->house);
    free(scene);
    return 0;
}

/* The session's numbers are exactly these, one a line. */
static void assert_numbers(const struct lobby *lobby, const char *expected)
{
    AUTO_TEXT struct text numbers;

    (void)lobby_numbers(lobby, &numbers);
    assert_string_equal(numbers.data, expected);
}

/* The four characters behind the number in a code. */
static void read_code(const struct lobby *lobby, const char *number, char *out, size_t size)
{
    static const char *const words[] = {"ticket", "list", "--json", NULL};
    AUTO_TEXT struct text output;

    assert_int_equal(lobby_run(lobby, "anjungan-ctl", words, &output), 0);
    for (const char *line = output.data; *line; line += strcspn(line, "\n") + 1) {
        AUTO_JSON struct json *ticket = NULL;
        struct err err;

        if (!json_parse(&ticket, line, strcspn(line, "\n"), NULL, &err))
            fail_msg("%s: %s", err.text, line);
        if (!text_equal(json_string(json_get(ticket, "number")), number))
            continue;
        assert_true(text_copy(out, size, json_string(json_get(ticket, "code"))));
        return;
    }
    fail_msg("%s is not listed", number);
}

/* The newest slip on paper carries that number: a phone reads it off the paper. */
static void assert_paper_bears(struct scene *scene, const char *number)
{
    struct escpos_slip paper;
    char code[8], found[128] = "", expected[64];

    read_code(&scene->lobby, number, code, sizeof code);
    house_read_slip(&scene->house, &paper);
    assert_true(qr_read(paper.bits, paper.width, paper.height, found, sizeof found));
    assert_true(
        text_format(expected, sizeof expected, "ANJ1:PEKANBARU:20261123:%s:%s", number, code));
    assert_string_equal(found, expected);
    escpos_slip_clear(&paper);
}

static void three_taps_give_the_number_that_is_stored_and_on_paper(void **state)
{
    struct scene *scene = *state;
    struct lobby *lobby = &scene->lobby;
    char number[16];

    lobby_start(lobby, NULL);
    lobby_start_print(lobby);
    lobby_take_number(lobby, "ticket", number);
    assert_string_equal(number, "A-001");
    assert_numbers(lobby, "A-001\n");
    assert_int_equal(house_count(scene->house.paper, ".bin", NULL), 1);
    assert_paper_bears(scene, number);
    lobby_finish(lobby);
    lobby_take_number(lobby, "ticket", number);
    assert_string_equal(number, "A-002");
    assert_paper_bears(scene, number);
    lobby_stop_print(lobby);
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
}

static void printer_without_paper_keeps_the_number_and_prints_it_once_when_refilled(void **state)
{
    struct scene *scene = *state;
    struct lobby *lobby = &scene->lobby;
    char first[16], number[16];

    lobby_start(lobby, NULL);
    lobby_start_print(lobby);
    lobby_take_number(lobby, "ticket", first);
    lobby_finish(lobby);
    house_fault(&scene->house, "media-empty", true);
    int64_t from = view_now_ms();
    lobby_take_number(lobby, "problem", number);
    print_message("trouble shown %lld ms after the first tap of the visit\n",
                  (long long)(view_now_ms() - from));
    assert_string_equal(number, "A-002");
    assert_numbers(lobby, "A-001\nA-002\n");
    lobby_tap(lobby, "again"); /* still no paper: the number stays on the screen */
    lobby_expect(lobby, "printing|problem", 2 * SECOND); /* it may be over in a moment */
    lobby_expect(lobby, "problem", 10 * SECOND);
    lobby_label(lobby, "number", number, sizeof number);
    assert_string_equal(number, "A-002");
    assert_int_equal(house_count(scene->house.paper, ".bin", NULL), 1);
    view_pause(500);
    house_fault(&scene->house, "media-empty", false);
    if (lobby_has(lobby, "again")) /* the refilled printer may be faster than the finger */
        lobby_tap(lobby, "again");
    lobby_expect(lobby, "ticket", 10 * SECOND);
    lobby_label(lobby, "number", number, sizeof number);
    assert_string_equal(number, "A-002");
    house_pause(2 * SECOND);
    assert_int_equal(house_count(scene->house.paper, ".bin", NULL), 2);
    assert_paper_bears(scene, number);
    assert_numbers(lobby, "A-001\nA-002\n");
    lobby_stop_print(lobby);
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
}

/* To one tap before the number. */
static void walk_to_confirm(struct lobby *lobby)
{
    lobby_expect(lobby, "attract", 10 * SECOND);
    lobby_tap(lobby, "start-id");
    lobby_expect(lobby, "home", 5 * SECOND);
    lobby_tap(lobby, "take-1");
    lobby_expect(lobby, "confirm", 5 * SECOND);
}

/* The printer was asked while nobody stood there. */
static void printer_that_is_out_from_the_start_offers_the_number_on_the_screen(void **state)
{
    struct scene *scene = *state;
    struct lobby *lobby = &scene->lobby;
    char number[16], text[256];

    house_fault(&scene->house, "media-empty", true);
    lobby_start_print(lobby);
    lobby_start(lobby, NULL);
    walk_to_confirm(lobby);
    lobby_label(lobby, "status", text, sizeof text);
    assert_string_equal(text, "Kertas habis");
    lobby_label(lobby, "choose", text, sizeof text);
    assert_non_null(strstr(text, "Nomor tampil di layar"));
    lobby_tap(lobby, "take-general");
    print_message("number shown %lld ms after the tap\n",
                  (long long)lobby_expect(lobby, "problem", 2 * SECOND));
    lobby_label(lobby, "number", number, sizeof number);
    assert_string_equal(number, "A-001");
    assert_int_equal(house_count(scene->house.paper, ".bin", NULL), 0);
    house_fault(&scene->house, "media-empty", false);
    lobby_expect(lobby, "ticket", 10 * SECOND);
    assert_paper_bears(scene, number);
    lobby_stop_print(lobby);
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
}

static void trouble_is_shown_within_ten_seconds_without_any_print_process(void **state)
{
    struct scene *scene = *state;
    struct lobby *lobby = &scene->lobby;
    char number[16];

    lobby_start(lobby, NULL);
    lobby_expect(lobby, "attract", 10 * SECOND);
    lobby_tap(lobby, "start-id");
    lobby_expect(lobby, "home", 5 * SECOND);
    lobby_tap(lobby, "take-1");
    lobby_expect(lobby, "confirm", 5 * SECOND);
    lobby_tap(lobby, "take-general");
    int64_t took = lobby_expect(lobby, "problem", 10 * SECOND);
    print_message("no print process: shown after %lld ms\n", (long long)took);
    lobby_label(lobby, "number", number, sizeof number);
    assert_string_equal(number, "A-001");
    assert_numbers(lobby, "A-001\n");
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
}

static void double_tap_takes_one_number(void **state)
{
    struct scene *scene = *state;
    struct lobby *lobby = &scene->lobby;
    char number[16], expected[64] = "";

    lobby_start(lobby, NULL);
    lobby_start_print(lobby);
    for (int visit = 1; visit <= 2; visit++) {
        lobby_expect(lobby, "attract", 10 * SECOND);
        lobby_tap_twice(lobby, "start-id", 30);
        lobby_expect(lobby, "home", 5 * SECOND);
        lobby_tap_twice(lobby, "take-1", 30);
        lobby_expect(lobby, "confirm", 5 * SECOND);
        lobby_tap_twice(lobby, "take-general", 30);
        lobby_expect(lobby, "ticket", 10 * SECOND);
        lobby_label(lobby, "number", number, sizeof number);
        assert_true(text_format(expected + strlen(expected), sizeof expected - strlen(expected),
                                "A-%03d\n", visit));
        assert_numbers(lobby, expected);
        assert_memory_equal(number, expected + strlen(expected) - 6, 5);
        lobby_finish(lobby);
    }
    lobby_stop_print(lobby);
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
}

static void killed_screen_loses_no_number_and_serves_on(void **state)
{
    struct scene *scene = *state;
    struct lobby *lobby = &scene->lobby;
    char number[16], expected[64] = "";

    lobby_start_print(lobby);
    for (int visit = 1; visit <= 3; visit++) {
        lobby_start(lobby, NULL);
        lobby_take_number(lobby, "ticket", number);
        assert_true(WIFSIGNALED(lobby_stop(lobby, SIGKILL)));
        assert_true(text_format(expected + strlen(expected), sizeof expected - strlen(expected),
                                "%s\n", number));
        assert_numbers(lobby, expected);
    }
    assert_string_equal(expected, "A-001\nA-002\nA-003\n");
    lobby_start(lobby, NULL);
    lobby_take_number(lobby, "ticket", number);
    assert_string_equal(number, "A-004");
    lobby_stop_print(lobby);
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
}

static void two_screens_on_one_state_directory_never_give_one_number_twice(void **state)
{
    enum { ROUNDS = 2 };
    struct scene *scene = *state;
    struct lobby *lobbies[2] = {&scene->lobby, NULL};
    struct lobby second;
    char expected[128] = "";
    int seen[2 * ROUNDS + 1] = {0};

    lobby_open(&second, WIDTH, HEIGHT);
    assert_true(text_copy(second.state, sizeof second.state, scene->lobby.state));
    lobbies[1] = &second;
    for (int i = 0; i < 2; i++)
        lobby_start(lobbies[i], NULL);
    lobby_start_print(lobbies[0]);
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < 2; i++)
            walk_to_confirm(lobbies[i]);
        view_pause(450); /* both are past the guard: the two taps fall together */
        for (int i = 0; i < 2; i++)
            lobby_tap(lobbies[(i + round) % 2], "take-general");
        for (int i = 0; i < 2; i++) {
            char number[16];

            lobby_expect(lobbies[i], "ticket", 10 * SECOND);
            lobby_label(lobbies[i], "number", number, sizeof number);
            assert_memory_equal(number, "A-", 2);
            long seq = strtol(number + 2, NULL, 10);
            assert_in_range(seq, 1, 2 * ROUNDS);
            assert_int_equal(seen[seq]++, 0);
            lobby_finish(lobbies[i]);
        }
    }
    for (int seq = 1; seq <= 2 * ROUNDS; seq++)
        assert_true(text_format(expected + strlen(expected), sizeof expected - strlen(expected),
                                "A-%03d\n", seq));
    assert_numbers(&scene->lobby, expected);
    lobby_stop_print(lobbies[0]);
    for (int i = 0; i < 2; i++)
        assert_int_equal(lobby_stop(lobbies[i], SIGTERM), 0);
    lobby_close(&second);
}

#define SCENE(test) cmocka_unit_test_setup_teardown(test, open_scene, close_scene)
#define PRINTED(test) cmocka_unit_test_setup_teardown(test, open_scene_with_printer, close_scene)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PRINTED(three_taps_give_the_number_that_is_stored_and_on_paper),
        PRINTED(printer_without_paper_keeps_the_number_and_prints_it_once_when_refilled),
        PRINTED(printer_that_is_out_from_the_start_offers_the_number_on_the_screen),
        SCENE(trouble_is_shown_within_ten_seconds_without_any_print_process),
        SCENE(double_tap_takes_one_number),
        SCENE(killed_screen_loses_no_number_and_serves_on),
        SCENE(two_screens_on_one_state_directory_never_give_one_number_twice),
    };

    if (!lobby_is_possible())
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
