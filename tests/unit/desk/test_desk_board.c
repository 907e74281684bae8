/* The board shows the newest calls and says each once. */
#include "base/text.h"
#include "desk/board.h"
#include "support/officer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MINUTE_MS INT64_C(60000)
#define WITH_HALL(test) cmocka_unit_test_setup_teardown(test, open_hall, close_hall)

static int open_hall(void **state)
{
    struct hall *hall = calloc(1, sizeof *hall);

    hall_open(hall);
    *state = hall;
    return 0;
}

static int close_hall(void **state)
{
    hall_check(*state);
    hall_close(*state);
    free(*state);
    return 0;
}

static struct board look(struct hall *hall)
{
    struct board board;
    struct err err = {0};

    if (!desk_view_board(hall->desk, &board, &err))
        fail_msg("%s", err.text);
    return board;
}

static void the_board_shows_the_last_call_the_others_and_who_is_next(void **state)
{
    struct hall *hall = *state;

    assert_false(look(hall).has_call);
    for (int i = 0; i < 4; i++)
        hall_issue(hall, i % 2 ? "izin-b" : "izin-a", false);
    hall_issue(hall, "izin-b", true);
    struct ticket first = officer_call_next(hall, "Loket 1");
    struct board board = look(hall);
    assert_string_equal(board.last.number, "A-001");
    assert_string_equal(board.last.counter, "Loket 1");
    assert_int_equal(board.other_count, 0);
    assert_int_equal(board.next_count, 3);
    assert_string_equal(board.next[0], "P-001");
    assert_string_equal(board.next[1], "B-001");
    assert_string_equal(board.next[2], "A-002");
    officer_serve_next(hall, "Loket 2");
    officer_call_next(hall, "Loket 4");
    officer_call_next(hall, "Loket 2");
    officer_do(hall, ACT_RECALL, "Loket 1", &first);
    board = look(hall);
    assert_string_equal(board.last.number, "A-001");
    assert_int_equal(board.last.turn, 2);
    assert_int_equal(board.other_count, 2); /* one line for each other counter */
    assert_string_equal(board.others[0].counter, "Loket 2");
    assert_string_equal(board.others[1].counter, "Loket 4");
    assert_int_equal(board.next_count, 1);
}

static void each_announcement_is_spoken_once_and_not_again_after_a_restart(void **state)
{
    struct hall *hall = *state;
    struct board_call call;
    struct err err = {0};

    assert_false(desk_take_call_to_speak(hall->desk, "hall", &call, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    hall_issue(hall, "izin-a", false);
    hall_issue(hall, "izin-b", false);
    struct ticket first = officer_call_next(hall, "Loket 1");
    officer_call_next(hall, "Loket 2");
    officer_do(hall, ACT_RECALL, "Loket 1", &first);
    assert_true(desk_take_call_to_speak(hall->desk, "hall", &call, NULL));
    assert_string_equal(call.number, "A-001");
    hall_leave(hall);
    hall_enter(hall);
    assert_true(desk_take_call_to_speak(hall->desk, "hall", &call, NULL));
    assert_string_equal(call.number, "B-001");
    assert_string_equal(call.group_id, "information");
    assert_true(desk_take_call_to_speak(hall->desk, "hall", &call, NULL));
    assert_int_equal(call.turn, 2);
    assert_false(desk_take_call_to_speak(hall->desk, "hall", &call, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_true(
        desk_take_call_to_speak(hall->desk, "door", &call, NULL)); /* says them all itself */
    assert_string_equal(call.number, "A-001");
}

static void what_was_called_long_ago_is_not_spoken(void **state)
{
    struct hall *hall = *state;
    struct board_call call;
    struct err err = {0};

    for (int i = 0; i < 3; i++)
        hall_issue(hall, "izin-a", false);
    officer_serve_next(hall, "Loket 1");
    clock_fake_advance(hall->clock, BOARD_SPEAK_WITHIN_MS + 1);
    assert_false(desk_take_call_to_speak(hall->desk, "hall", &call, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    officer_serve_next(hall, "Loket 1");
    clock_fake_advance(hall->clock, BOARD_SPEAK_WITHIN_MS / 2);
    officer_serve_next(hall, "Loket 1");
    assert_true(desk_take_call_to_speak(hall->desk, "hall", &call, NULL));
    assert_string_equal(call.number, "A-002");
    assert_true(desk_take_call_to_speak(hall->desk, "hall", &call, NULL));
    assert_string_equal(call.number, "A-003");
}

static void asking_in_vain_writes_nothing(void **state)
{
    struct hall *hall = *state;
    struct board_call call;
    char name[200];

    hall_issue(hall, "izin-a", false);
    int64_t bytes = desk_wal_bytes(hall->desk);
    for (int i = 0; i < 10; i++)
        assert_false(desk_take_call_to_speak(hall->desk, "hall", &call, NULL));
    assert_int_equal(desk_wal_bytes(hall->desk), bytes);
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    struct err err = {0};
    assert_false(desk_take_call_to_speak(hall->desk, name, &call, &err));
    assert_int_equal(err.code, ERR_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_HALL(the_board_shows_the_last_call_the_others_and_who_is_next),
        WITH_HALL(each_announcement_is_spoken_once_and_not_again_after_a_restart),
        WITH_HALL(what_was_called_long_ago_is_not_spoken),
        WITH_HALL(asking_in_vain_writes_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
