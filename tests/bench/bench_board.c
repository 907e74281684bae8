/* How long a call takes from an officer's tap to the board's pixels, both on this machine.
 *
 *   bench_board ANJUNGAN STATE_DIR ROUNDS
 *
 * This process is the desk that calls; ANJUNGAN shows the board on $DISPLAY (1920x1080, all of it).
 * The time runs from before desk_act is called, which commits with a sync, until the last digit on
 * the screen is another one. A board without voice lets each call stand for four seconds, and one
 * that comes earlier waits on purpose: rounds are further apart than that. Prints one JSON object;
 * board_cpu_ms is what one call and its four seconds cost the board, which a busy machine does not
 * change. */
#include "base/clock.h"
#include "base/id.h"
#include "bench/figures.h"
#include "bench/x11_probe.h"
#include "desk/calling.h"
#include "desk/desk.h"
#include "desk/ticket.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define MONDAY_MORNING "2026-11-23T09:41:00+07:00"
#define MONDAY_MORNING_MS INT64_C(1795401660000)

enum { ROUNDS_MOST = 1000, BETWEEN_MS = 4200, LIMIT_MS = 3000, START_MS = 3000 };

struct bench {
    struct probe *probe;
    struct desk *desk;
    double act_us[ROUNDS_MOST], pixel_us[ROUNDS_MOST];
    size_t count;
};

static void stop(const char *what)
{
    fprintf(stderr, "bench_board: %s\n", what);
    exit(1);
}

static pid_t launch(const char *anjungan, const char *state, const char *config)
{
    pid_t pid = fork();

    if (pid == 0) {
        execl(anjungan, anjungan, "--state", state, "--config", config, "--now", MONDAY_MORNING,
              "--role", "display", (char *)NULL);
        _exit(127);
    }
    return pid;
}

/* The last digit of the large number. */
static uint64_t look(struct bench *bench)
{
    return probe_area(bench->probe, 900, 320, 220, 320);
}

static struct ticket issue(struct bench *bench)
{
    const struct ticket_request request = {
        .request = uuid_v4(), .service = "sik-perekam-medis", .lang = "id"};
    struct ticket ticket;
    struct err err = {0};

    if (!desk_issue_ticket(bench->desk, &request, &ticket, &err))
        stop(err.text);
    return ticket;
}

static void act(struct bench *bench, enum ticket_act kind, struct ticket *ticket)
{
    const struct staff_act act = {.command = uuid_v4(),
                                  .kind = kind,
                                  .officer = "P-07",
                                  .counter = "Loket 1",
                                  .ticket = ticket->id};
    struct err err = {0};

    if (!desk_act(bench->desk, &act, ticket, &err))
        stop(err.text);
}

static void call_once(struct bench *bench)
{
    struct ticket ticket = issue(bench);
    uint64_t before;
    int64_t from;

    sleep_ms(BETWEEN_MS);
    before = look(bench);
    from = now_ns();
    act(bench, ACT_CALL_NEXT, &ticket);
    bench->act_us[bench->count] = (double)(now_ns() - from) / 1e3;
    while (look(bench) == before) {
        if (now_ns() - from > (int64_t)LIMIT_MS * 1000000)
            stop("a call did not come to the board");
    }
    bench->pixel_us[bench->count++] = (double)(now_ns() - from) / 1e3;
    act(bench, ACT_START, &ticket);
}

int main(int argc, char **argv)
{
    static struct bench bench;
    char config[300];
    struct err err = {0};
    struct clock *clock = clock_system_new(MONDAY_MORNING_MS);
    long rounds = argc == 4 ? strtol(argv[3], NULL, 10) : 0;
    pid_t board;
    struct cost before, after;

    if (rounds < 1 || rounds > ROUNDS_MOST)
        stop("usage: bench_board ANJUNGAN STATE_DIR ROUNDS");
    const struct desk_options options = {.state_dir = argv[2],
                                         .catalog_path =
                                             SOURCE_DIR "/assets/catalog/pekanbaru.json",
                                         .clock = clock,
                                         .device_digit = 1,
                                         .ticket_digits = 3};
    if (!desk_open(&bench.desk, &options, &err))
        stop(err.text);
    bench.probe = probe_open();
    (void)snprintf(config, sizeof config, "%s/anjungan.conf", argv[2]);
    board = launch(argv[1], argv[2], config);
    sleep_ms(START_MS);
    before = cost_of(board);
    for (long i = 0; i < rounds; i++)
        call_once(&bench);
    after = cost_of(board);
    (void)kill(board, SIGTERM);
    (void)waitpid(board, NULL, 0);
    figure_sort(bench.act_us, bench.count);
    figure_sort(bench.pixel_us, bench.count);
    figure_begin("board");
    figure_number("n", (double)bench.count);
    figure_number("board_cpu_ms", (after.cpu_ms - before.cpu_ms) / (double)bench.count);
    figure_spread("act", bench.act_us, bench.count);
    figure_spread("tap_to_pixel", bench.pixel_us, bench.count);
    figure_end();
    probe_close(bench.probe);
    desk_close(bench.desk);
    clock_free(clock);
    return 0;
}
