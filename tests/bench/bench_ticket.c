/* The ticket transaction beside the cheapest durable write there is, taken in turns:
 * append 4 KiB and fdatasync. Checkpoints run between, as the print process does when idle. */
#include "base/mem.h"
#include "bench/figures.h"
#include "desk/ticket.h"
#include "support/hall.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { TURNS = 3000, WARM_UP = 200, BLOCK = 4096, CHECKPOINT_AT = 4 * 1024 * 1024 };

static double append(int fd)
{
    static char block[BLOCK];
    double begin_us = figure_now_us();

    if (write(fd, block, BLOCK) != BLOCK || fdatasync(fd) != 0)
        abort();
    return figure_now_us() - begin_us;
}

static double issue(struct hall *hall, int turn)
{
    double begin_us = figure_now_us();

    hall_issue(hall, turn % 2 ? "izin-a" : "izin-b", turn % 5 == 0);
    double us = figure_now_us() - begin_us;
    if (desk_wal_bytes(hall->desk) > CHECKPOINT_AT)
        desk_checkpoint(hall->desk);
    return us;
}

int main(void)
{
    static double ticket_us[TURNS];
    static double append_us[TURNS];
    struct hall hall;

    hall_open(&hall);
    AUTO_FREE char *path = mem_format("%s/append", hall.directory);
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (fd < 0)
        abort();
    for (int i = 0; i < WARM_UP; i++) {
        issue(&hall, i);
        append(fd);
    }
    for (int i = 0; i < TURNS; i++) {
        ticket_us[i] = issue(&hall, i);
        append_us[i] = append(fd);
    }
    figure_sort(ticket_us, TURNS);
    figure_sort(append_us, TURNS);
    figure_begin("ticket");
    figure_number("n", TURNS);
    figure_spread("ticket", ticket_us, TURNS);
    figure_spread("append_4k", append_us, TURNS);
    figure_number("ratio_p50", figure_at(ticket_us, TURNS, 0.5) / figure_at(append_us, TURNS, 0.5));
    figure_number("ratio_p99",
                  figure_at(ticket_us, TURNS, 0.99) / figure_at(append_us, TURNS, 0.99));
    figure_end();
    close(fd);
    hall_check(&hall);
    hall_close(&hall);
}
