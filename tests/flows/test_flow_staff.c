/* A day at the desk through the whole product: lobby, desk and board as real processes on one state
 * directory, each on a display of its own. */
#include "support/lobby.h"
#include "support/patience.h"
#include "base/mem.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SECOND = 1000, PIN_TYPED = 6 };

struct hall {
    struct lobby lobby, desk, board;
};

/* The same office: one state directory, one configuration. */
static void join(struct lobby *other, const struct lobby *lobby)
{
    assert_true(text_copy(other->state, sizeof other->state, lobby->state));
    assert_true(text_copy(other->config, sizeof other->config, lobby->config));
}

static int open_hall(void **state)
{
    struct hall *hall = calloc(1, sizeof *hall);

    assert_non_null(hall);
    lobby_open(&hall->lobby, 540, 960);
    lobby_open(&hall->desk, 960, 540);
    lobby_open(&hall->board, 960, 540);
    lobby_configure(&hall->lobby, "[print]\nbackend = folder\n[debug]\nlog = debug\n");
    join(&hall->desk, &hall->lobby);
    join(&hall->board, &hall->lobby);
    *state = hall;
    return 0;
}

static int close_hall(void **state)
{
    struct hall *hall = *state;

    lobby_close(&hall->board);
    lobby_close(&hall->desk);
    lobby_close(&hall->lobby);
    free(hall);
    return 0;
}

static void add_officer(const struct lobby *lobby)
{
    char command[1024];
    const char *const words[] = {"sh", "-c", command, NULL};

    assert_true(text_format(command, sizeof command,
                            "echo 246813 | '%s/anjungan-ctl' --state '%s' --config '%s' staff add "
                            "P-07 'Siti Rahmawati' --role supervisor --pin-stdin >/dev/null",
                            lobby->bin, lobby->state, lobby->config));
    assert_int_equal(lobby_exec(words), 0);
}

static void type_pin(struct lobby *desk)
{
    static const char pin[PIN_TYPED + 1] = "246813";

    lobby_expect(desk, "staff-names", 10 * SECOND);
    lobby_tap(desk, "officer-P-07");
    lobby_expect(desk, "staff-pin", 5 * SECOND);
    for (int i = 0; i < PIN_TYPED; i++) {
        char key[16];

        assert_true(text_format(key, sizeof key, "key-%c", pin[i]));
        lobby_tap(desk, key);
    }
    lobby_tap(desk, "key-ok");
}

static void sign_in(struct lobby *desk)
{
    type_pin(desk);
    lobby_expect(desk, "staff-counter", 5 * SECOND);
    lobby_tap(desk, "counter-1");
    lobby_expect(desk, "staff-desk", 5 * SECOND);
}

static void start_hall(struct hall *hall)
{
    static const char *const staff[] = {"--role", "staff", NULL};
    static const char *const display[] = {"--role", "display", NULL};

    add_officer(&hall->lobby);
    lobby_start(&hall->lobby, NULL);
    lobby_start(&hall->desk, staff);
    lobby_start(&hall->board, display);
    lobby_start_print(&hall->lobby);
    lobby_expect(&hall->board, "board", 10 * SECOND);
}

static void stop_hall(struct hall *hall)
{
    lobby_stop_print(&hall->lobby);
    assert_int_equal(lobby_stop(&hall->board, SIGTERM), 0);
    assert_int_equal(lobby_stop(&hall->desk, SIGTERM), 0);
    assert_int_equal(lobby_stop(&hall->lobby, SIGTERM), 0);
}

/* Waits until a widget is called so. */
static void expect_label(const struct lobby *lobby, const char *widget, const char *wanted)
{
    char label[256] = "";

    for (int64_t from = view_now_ms(); view_now_ms() - from < patience_ms(5 * SECOND);
         view_pause(20)) {
        if (!lobby_has(lobby, widget))
            continue;
        lobby_label(lobby, widget, label, sizeof label);
        if (strstr(label, wanted))
            return;
    }
    fail_msg("%s reads \"%s\", not \"%s\"", widget, label, wanted);
}

static struct json *report(const struct lobby *lobby)
{
    static const char *const words[] = {"report", "day", "--format", "json", NULL};
    AUTO_TEXT struct text output;
    struct json *json;
    struct err err = {0};

    assert_int_equal(lobby_run(lobby, "anjungan-ctl", words, &output), 0);
    if (!json_parse(&json, output.data, output.len, NULL, &err))
        fail_msg("%s: %s", err.text, output.data);
    return json;
}

static void number_from_the_lobby_is_called_served_and_reported(void **state)
{
    static const char *const verify[] = {"journal", "verify", NULL};
    struct hall *hall = *state;
    struct lobby *desk = &hall->desk;
    AUTO_TEXT struct text output;
    char number[16];

    start_hall(hall);
    sign_in(desk);
    lobby_take_number(&hall->lobby, "ticket|problem", number);
    assert_string_equal(number, "A-001");
    expect_label(desk, "list-title", "Menunggu (1)");
    lobby_tap(desk, "call-next");
    expect_label(&hall->board, "number", "A-001");
    expect_label(&hall->board, "counter", "Loket 1");
    lobby_tap(desk, "recall");
    lobby_tap(desk, "start");
    lobby_tap(desk, "finish");
    expect_label(desk, "idle-words", "");

    AUTO_JSON struct json *day = report(&hall->lobby);
    const struct json *total = json_get(day, "total");
    assert_int_equal(json_int(json_get(total, "issued")), 1);
    assert_int_equal(json_int(json_get(total, "served")), 1);
    assert_int_equal(lobby_run(&hall->lobby, "anjungan-ctl", verify, &output), 0);
    stop_hall(hall);
}

static void number_issued_at_the_desk_comes_out_of_the_printer(void **state)
{
    struct hall *hall = *state;
    AUTO_TEXT struct text numbers;

    start_hall(hall);
    sign_in(&hall->desk);
    lobby_tap(&hall->desk, "issue-general");
    expect_label(&hall->desk, "list-title", "Menunggu (1)");
    assert_int_equal(lobby_numbers(&hall->lobby, &numbers), 1);
    stop_hall(hall);
}

/* Whoever was called stays called: the officer signs in again, at the same counter, and goes on. */
static void desk_that_was_killed_goes_on_with_the_same_person(void **state)
{
    static const char *const staff[] = {"--role", "staff", NULL};
    struct hall *hall = *state;
    struct lobby *desk = &hall->desk;
    char number[16];

    start_hall(hall);
    sign_in(desk);
    lobby_take_number(&hall->lobby, "ticket|problem", number);
    lobby_tap(desk, "call-next");
    expect_label(&hall->board, "number", number);
    (void)lobby_stop(desk, SIGKILL);
    lobby_start(desk, staff);
    type_pin(desk);
    lobby_expect(desk, "staff-desk", 5 * SECOND); /* the counter is still the officer's */
    lobby_tap(desk, "start");
    lobby_tap(desk, "finish");
    expect_label(desk, "idle-words", "");
    expect_label(&hall->board, "number", number);
    stop_hall(hall);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(number_from_the_lobby_is_called_served_and_reported,
                                        open_hall, close_hall),
        cmocka_unit_test_setup_teardown(number_issued_at_the_desk_comes_out_of_the_printer,
                                        open_hall, close_hall),
        cmocka_unit_test_setup_teardown(desk_that_was_killed_goes_on_with_the_same_person,
                                        open_hall, close_hall),
    };

    if (!lobby_is_possible())
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
