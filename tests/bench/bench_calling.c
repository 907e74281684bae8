/* Calling the next one while 10,000 wait, beside the cheapest durable write there is; then what a
 * desk's screen and the board read. Every call finishes whom the counter serves, cancels the slip of
 * the called one, and is on disk when it returns. One in five has priority, so that the fairness
 * rule looks at the median of all waits again and again. */
#include "base/mem.h"
#include "bench/figures.h"
#include "desk/board.h"
#include "support/officer.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum {
    WAITING = 10000,
    TURNS = 3000,
    BLOCK = 4096,
    CHECKPOINT_AT = 4 * 1024 * 1024,
    DEEP = 9000,
    DEEP_TURNS = 300
};

static void checkpoint(struct hall *hall)
{
    if (desk_wal_bytes(hall->desk) > CHECKPOINT_AT)
        desk_checkpoint(hall->desk);
}

static double append(int fd)
{
    static char block[BLOCK];
    double begin_us = figure_now_us();

    if (write(fd, block, BLOCK) != BLOCK || fdatasync(fd) != 0)
        abort();
    return figure_now_us() - begin_us;
}

/* "Loket 4" calls of two groups. */
static double call_next(struct hall *hall)
{
    double begin_us = figure_now_us();
    struct ticket called = officer_call_next(hall, "Loket 4");
    double us = figure_now_us() - begin_us;

    officer_do(hall, ACT_START, "Loket 4", &called);
    clock_fake_advance(hall->clock, 1000);
    checkpoint(hall);
    return us;
}

static double look(struct hall *hall, int first)
{
    struct desk_view view;
    double begin_us = figure_now_us();

    assert_true(
        desk_view_counter(hall->desk, "Loket 4", DESK_WAITING, first, DESK_PAGE_MOST, &view, NULL));
    double us = figure_now_us() - begin_us;
    assert_int_equal(view.page_count, DESK_PAGE_MOST);
    return us;
}

static double look_at_board(struct hall *hall)
{
    struct board board;
    double begin_us = figure_now_us();

    assert_true(desk_view_board(hall->desk, &board, NULL));
    return figure_now_us() - begin_us;
}

int main(void)
{
    static double call_us[TURNS];
    static double append_us[TURNS];
    static double view_us[TURNS];
    static double deep_us[DEEP_TURNS];
    static double board_us[TURNS];
    struct hall hall;

    hall_open(&hall);
    AUTO_FREE char *path = mem_format("%s/append", hall.directory);
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (fd < 0)
        abort();
    for (int i = 0; i < WAITING + TURNS; i++) {
        hall_issue(&hall, i % 2 ? "izin-a" : "izin-b", i % 5 == 0);
        clock_fake_advance(hall.clock, 100);
        checkpoint(&hall);
    }
    for (int i = 0; i < TURNS; i++) {
        call_us[i] = call_next(&hall);
        append_us[i] = append(fd);
    }
    for (int i = 0; i < TURNS; i++) {
        view_us[i] = look(&hall, 0);
        if (i < DEEP_TURNS)
            deep_us[i] = look(&hall, DEEP);
        board_us[i] = look_at_board(&hall);
    }
    figure_sort(call_us, TURNS);
    figure_sort(append_us, TURNS);
    figure_sort(view_us, TURNS);
    figure_sort(deep_us, DEEP_TURNS);
    figure_sort(board_us, TURNS);
    figure_begin("calling");
    figure_number("waiting", (double)hall_number(&hall, "SELECT sum(waiting) FROM line"));
    figure_number("n", TURNS);
    figure_spread("call_next", call_us, TURNS);
    figure_spread("append_4k", append_us, TURNS);
    figure_spread("view", view_us, TURNS);
    figure_spread("view_deep", deep_us, DEEP_TURNS);
    figure_spread("board", board_us, TURNS);
    figure_end();
    close(fd);
    hall_check(&hall);
    hall_close(&hall);
}
