/* Whole days of calling, with kills and repeated commands: nobody is called twice, nobody forgotten.
 *
 * test_call_day [--days N] [--tickets N] [--seed S]: prints one JSON line; 0 when nothing was wrong,
 * 1 when something that must not be was there. Kills do not need a disk: the days are held in
 * memory where there is room. */
#include "support/call_day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static long option(int argc, char **argv, const char *name, long otherwise)
{
    for (int i = 1; i + 1 < argc; i += 2) {
        if (strcmp(argv[i], name) == 0)
            return strtol(argv[i + 1], NULL, 10);
    }
    return otherwise;
}

static void add(struct day_result *sum, const struct day_result *day)
{
    sum->calls += day->calls;
    sum->acts += day->acts;
    sum->repeats += day->repeats;
    sum->refused += day->refused;
    sum->kills += day->kills;
    sum->broken += day->broken;
    sum->different += day->different;
    sum->twice += day->twice;
    sum->untold += day->untold;
    sum->without_fate += day->without_fate;
    sum->missing += day->missing;
}

static double now_s(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    enum { KILLS = 10, TICKETS_A_KILL = 200 }; /* opening again checks the file and costs time */
    long days = option(argc, argv, "--days", 2);
    long tickets = option(argc, argv, "--tickets", 300);
    long seed = option(argc, argv, "--seed", 1);
    struct day_result sum = {0};
    double begin_s = now_s();

    if (access("/dev/shm", W_OK) == 0 && !getenv("TMPDIR"))
        setenv("TMPDIR", "/dev/shm", 1);
    for (long i = 0; i < days; i++) {
        const struct day_plan plan = {.tickets = (int)tickets,
                                      .kills = (int)(KILLS + tickets / TICKETS_A_KILL),
                                      .seed = (uint64_t)(seed + i) * UINT64_C(0x9e3779b97f4a7c15)};
        struct day_result day;
        call_day(&plan, &day);
        add(&sum, &day);
        if (call_day_faults(&day) > 0) {
            fprintf(stderr, "seed %ld:\n", seed + i);
            call_day_print(&day, "call_day", 1, now_s() - begin_s, stderr);
        }
    }
    call_day_print(&sum, "call_day", (int)days, now_s() - begin_s, stdout);
    return call_day_faults(&sum) == 0 ? 0 : 1;
}
