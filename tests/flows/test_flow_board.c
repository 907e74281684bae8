/* Board and lobby as two processes on one state directory, and a desk that calls: what the board
 * shows, and what its speaker got (SDL's driver that writes a file). */
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "desk/calling.h"
#include "desk/desk.h"
#include "desk/ticket.h"
#include "domain/voice.h"
#include "support/lobby.h"
#include "support/patience.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum {
    SPOKEN_MS = 3000 /* a call takes longer */,
    WIDTH = 960,
    HEIGHT = 540,
    SECOND = 1000,
    TAPE_MOST = 64 << 20,
    RATE = 22050
};

#define LOBBY_NOW_MS INT64_C(1795401660000)

struct hall {
    struct lobby lobby; /* owns display and directory */
    struct lobby board; /* a second program in the same place, with a tree of its own */
    char tape[LOBBY_PATH];
    struct clock *clock;
    struct desk *desk; /* as the staff's screen has one */
};

static void open_desk(struct hall *hall)
{
    struct err err = {0};
    const struct desk_options options = {
        .state_dir = hall->lobby.state,
        .catalog_path = SOURCE_DIR "/assets/catalog/pekanbaru.json",
        .clock = hall->clock,
        .device_digit = 1,
        .ticket_digits = 3,
    };

    if (!desk_open(&hall->desk, &options, &err))
        fail_msg("%s", err.text);
}

static int open_hall(void **state)
{
    struct hall *hall = calloc(1, sizeof *hall);

    assert_non_null(hall);
    lobby_open(&hall->lobby, WIDTH, HEIGHT);
    hall->board = hall->lobby;
    assert_true(
        text_format(hall->board.tree, LOBBY_PATH, "%s/tree/board.json", hall->lobby.directory));
    assert_true(text_format(hall->tape, LOBBY_PATH, "%s/tape.raw", hall->lobby.directory));
    assert_int_equal(setenv("SDL_AUDIODRIVER", "disk", 1), 0);
    assert_int_equal(setenv("SDL_DISKAUDIOFILE", hall->tape, 1), 0);
    hall->clock = clock_system_new(LOBBY_NOW_MS);
    open_desk(hall);
    *state = hall;
    return 0;
}

static int close_hall(void **state)
{
    struct hall *hall = *state;

    desk_close(hall->desk);
    clock_free(hall->clock);
    if (hall->board.kiosk > 0)
        (void)lobby_stop(&hall->board, SIGTERM);
    lobby_close(&hall->lobby);
    free(hall);
    return 0;
}

static void start_board(struct hall *hall)
{
    static const char *const words[] = {"--role", "display", NULL};

    lobby_start(&hall->board, words);
    (void)lobby_expect(&hall->board, "board", 15 * SECOND);
}

static void issue(struct hall *hall, int count)
{
    for (int i = 0; i < count; i++) {
        const struct ticket_request request = {
            .request = uuid_v4(), .service = "sik-perekam-medis", .lang = "id"};
        struct ticket ticket;
        struct err err = {0};

        if (!desk_issue_ticket(hall->desk, &request, &ticket, &err))
            fail_msg("%s", err.text);
    }
}

static void act(struct hall *hall, enum ticket_act kind, const char *counter, struct ticket *ticket)
{
    const struct staff_act act = {.command = uuid_v4(),
                                  .kind = kind,
                                  .officer = "P-07",
                                  .counter = counter,
                                  .ticket = ticket->id};
    struct err err = {0};

    if (!desk_act(hall->desk, &act, ticket, &err))
        fail_msg("%s: %s", ticket_act_name(kind), err.text);
}

static struct ticket call_next(struct hall *hall, const char *counter)
{
    struct ticket ticket = {0};

    act(hall, ACT_CALL_NEXT, counter, &ticket);
    return ticket;
}

static void expect_label(const struct lobby *lobby, const char *widget, const char *wanted,
                         int64_t ms)
{
    int64_t from = view_now_ms();
    char label[64] = "";

    while (view_now_ms() - from < patience_ms(ms)) {
        if (lobby_has(lobby, widget)) {
            lobby_label(lobby, widget, label, sizeof label);
            if (text_equal(label, wanted))
                return;
        }
        view_pause(15);
    }
    fail_msg("%s is \"%s\" instead of \"%s\" after %lld ms", widget, label, wanted,
             (long long)(view_now_ms() - from));
}

/* --- the tape ------------------------------------------------------------------------------------ */

struct samples {
    char *bytes;
    size_t count;
};

static int16_t sample(const struct samples *of, size_t at)
{
    return (int16_t)((unsigned char)of->bytes[2 * at] | of->bytes[2 * at + 1] << 8);
}

static struct samples read_samples(const char *path, size_t skip)
{
    struct samples out = {0};
    AUTO_FREE char *bytes = NULL;
    size_t size;
    struct err err;

    if (!file_read(path, TAPE_MOST, &bytes, &size, &err))
        fail_msg("%s", err.text);
    assert_true(size > skip);
    out.count = (size - skip) / 2;
    out.bytes = mem_zalloc(out.count, 2);
    memcpy(out.bytes, bytes + skip, out.count * 2);
    return out;
}

static struct samples read_clip(const char *name)
{
    AUTO_FREE char *path = mem_format(SOURCE_DIR "/assets/sounds/%s.wav", name);

    return read_samples(path, 44);
}

/* Where the clip stands on the tape from `from` on; the tape's end when it does not. */
static size_t find_clip(const struct samples *tape, const char *name, size_t from)
{
    struct samples clip = read_clip(name);
    size_t lead = 0, at = from;

    while (sample(&clip, lead) == 0)
        lead++;
    for (; at + clip.count <= tape->count; at++) {
        if (sample(tape, at + lead) == sample(&clip, lead)
            && memcmp(tape->bytes + 2 * at, clip.bytes, 2 * clip.count) == 0)
            break;
    }
    if (at + clip.count > tape->count)
        at = tape->count;
    free(clip.bytes);
    return at;
}

static size_t count_chimes(const struct samples *tape)
{
    size_t count = 0;

    for (size_t at = find_clip(tape, "chime", 0); at < tape->count;
         at = find_clip(tape, "chime", at + 1))
        count++;
    return count;
}

/* The clips stand one behind the other; gives where they end, the tape's end when one is missing. */
static size_t find_said(const struct samples *tape, const char *number, const char *counter,
                        size_t from)
{
    struct voice_line line;
    size_t at = from;

    voice_call(&line, number, counter);
    for (size_t i = 0; i < line.count; i++) {
        struct samples clip;

        if (text_equal(line.clips[i], "pause"))
            continue;
        at = find_clip(tape, line.clips[i], at);
        if (at == tape->count)
            return at;
        clip = read_clip(line.clips[i]);
        at += clip.count;
        free(clip.bytes);
    }
    return at;
}

static void wait_for_tape(const struct hall *hall)
{
    for (int64_t from = view_now_ms(); access(hall->tape, F_OK) != 0; view_pause(15))
        assert_true(view_now_ms() - from < patience_ms(SECOND));
}

/* Waits until the three calls of the first flow are on the tape, one after the other. */
static void wait_until_said(const struct hall *hall)
{
    static const char *const calls[][2] = {
        {"A-001", "Loket 1"}, {"A-002", "Loket 2"}, {"A-001", "Loket 1"}};

    for (int64_t from = view_now_ms();; view_pause(SECOND / 2)) {
        struct samples tape = read_samples(hall->tape, 0);
        size_t at = 0, said = 0;

        for (; said < ARRAY_LEN(calls); said++) {
            at = find_said(&tape, calls[said][0], calls[said][1], at);
            if (at == tape.count)
                break;
        }
        free(tape.bytes);
        if (said == ARRAY_LEN(calls))
            return;
        if (view_now_ms() - from > patience_ms(15 * SECOND))
            fail_msg("%s was not said at %s", calls[said][0], calls[said][1]);
    }
}

/* --- the flows ------------------------------------------------------------------------------------ */

static void calls_within_a_second_are_shown_and_heard_one_after_the_other(void **state)
{
    struct hall *hall = *state;
    struct samples tape;
    struct ticket again;

    start_board(hall);
    expect_label(&hall->board, "number", "Belum ada yang dipanggil", SECOND);
    issue(hall, 3);
    int64_t from = view_now_ms();
    again = call_next(hall, "Loket 1");
    (void)call_next(hall, "Loket 2");
    expect_label(&hall->board, "number", "A-001", SECOND);
    expect_label(&hall->board, "counter", "Loket 1", SECOND);
    expect_label(&hall->board, "next-1", "A-003", SECOND);
    expect_label(&hall->board, "number", "A-002", 10 * SECOND);
    assert_true(view_now_ms() - from > SPOKEN_MS);
    expect_label(&hall->board, "counter", "Loket 2", SECOND);
    expect_label(&hall->board, "other-1", "A-001", SECOND);
    act(hall, ACT_RECALL, "Loket 1", &again);
    expect_label(&hall->board, "number", "A-001", 15 * SECOND);
    wait_until_said(hall);
    assert_int_equal(lobby_stop(&hall->board, SIGTERM), 0);
    tape = read_samples(hall->tape, 0);
    assert_int_equal(count_chimes(&tape), 3);
    free(tape.bytes);
}

static void a_killed_board_shows_the_last_call_and_is_silent(void **state)
{
    struct hall *hall = *state;

    start_board(hall);
    issue(hall, 2);
    (void)call_next(hall, "Loket 1");
    expect_label(&hall->board, "number", "A-001", SECOND);
    wait_for_tape(hall);
    view_pause(2 * SECOND); /* in the middle of a word */
    (void)lobby_stop(&hall->board, SIGKILL);
    assert_int_equal(unlink(hall->tape), 0);
    start_board(hall);
    expect_label(&hall->board, "number", "A-001", SECOND);
    view_pause(2 * SECOND);
    assert_int_equal(access(hall->tape, F_OK), -1); /* the speaker was not even opened */
    (void)call_next(hall, "Loket 2");
    expect_label(&hall->board, "number", "A-002", SECOND);
    wait_for_tape(hall);
}

static void board_and_lobby_stand_side_by_side(void **state)
{
    static const char *const words[] = {"--window", "270x480", NULL};
    struct hall *hall = *state;

    lobby_start(&hall->lobby, words);
    (void)lobby_expect(&hall->lobby, "attract", 15 * SECOND);
    start_board(hall);
    issue(hall, 2);
    (void)call_next(hall, "Loket 1");
    expect_label(&hall->board, "number", "A-001", SECOND);
    expect_label(&hall->lobby, "called", "A-001", SECOND);
    assert_int_equal(lobby_stop(&hall->lobby, SIGKILL), SIGKILL);
    (void)call_next(hall, "Loket 2");
    expect_label(&hall->board, "number", "A-002", 10 * SECOND);
    lobby_assert_running(&hall->board, "the board goes on without the lobby");
}

static void without_a_speaker_the_board_goes_on(void **state)
{
    struct hall *hall = *state;

    assert_int_equal(setenv("SDL_AUDIODRIVER", "no-such-driver", 1), 0);
    start_board(hall);
    issue(hall, 2);
    (void)call_next(hall, "Loket 1");
    (void)call_next(hall, "Loket 2");
    expect_label(&hall->board, "number", "A-001", SECOND);
    expect_label(&hall->board, "number", "A-002", 10 * SECOND);
    assert_true(lobby_log_has(&hall->board, "no speaker"));
}

static void a_display_that_is_not_there_is_not_replaced_by_another(void **state)
{
    static const char *const words[] = {"--role", "display", "--display", "1", NULL};
    struct hall *hall = *state;

    lobby_start(&hall->board, words);
    assert_int_not_equal(lobby_wait_end(&hall->board, 10 * SECOND), 0);
    assert_true(lobby_log_has(&hall->board, "no display 1"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            calls_within_a_second_are_shown_and_heard_one_after_the_other, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_killed_board_shows_the_last_call_and_is_silent, open_hall,
                                        close_hall),
        cmocka_unit_test_setup_teardown(board_and_lobby_stand_side_by_side, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(without_a_speaker_the_board_goes_on, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(a_display_that_is_not_there_is_not_replaced_by_another,
                                        open_hall, close_hall),
    };

    return lobby_is_possible() ? cmocka_run_group_tests(tests, NULL, NULL) : 77;
}
