/* How long a slip takes from a ticket to printer bytes, as JSON: the first one and the usual one. */
#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { RUNS = 300 };

static double now_ms(void)
{
    struct timespec at;

    (void)clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec * 1e3 + (double)at.tv_nsec / 1e6;
}

static double one_ms(const struct fixture *fixture, enum slip_width width)
{
    double start = now_ms();
    struct slip *slip = fixture_ticket(fixture, width, 0);
    AUTO_TEXT struct text bytes = {0};

    text_init(&bytes, 1 << 20);
    slip_escpos(slip, &bytes);
    slip_free(slip);
    return now_ms() - start;
}

static int by_value(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;

    return (left > right) - (left < right);
}

int main(void)
{
    static double runs[RUNS];
    struct fixture fixture;
    double start = now_ms(), open_ms, first_ms;

    if (paper_setup(NULL) != 0)
        return 1;
    open_ms = now_ms() - start;
    fixture_init(&fixture);
    first_ms = one_ms(&fixture, SLIP_80MM);
    for (int i = 0; i < RUNS; i++)
        runs[i] = one_ms(&fixture, SLIP_80MM);
    qsort(runs, RUNS, sizeof(runs[0]), by_value);
    (void)printf("{\"bench\":\"slip\",\"width_mm\":80,\"open_ms\":%.2f,\"first_ms\":%.2f,"
                 "\"p50_ms\":%.2f,\"p99_ms\":%.2f,\"max_ms\":%.2f,\"runs\":%d}\n",
                 open_ms, first_ms, runs[RUNS / 2], runs[RUNS * 99 / 100], runs[RUNS - 1],
                 (int)RUNS);
    paper_teardown(NULL);
    return 0;
}
