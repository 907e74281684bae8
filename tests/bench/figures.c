/* Figures as one line of JSON each. */
#include "bench/figures.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double read_us(clockid_t clock)
{
    struct timespec now;

    clock_gettime(clock, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

double figure_now_us(void)
{
    return read_us(CLOCK_MONOTONIC);
}

double figure_cpu_us(void)
{
    return read_us(CLOCK_PROCESS_CPUTIME_ID);
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

void figure_sort(double *values, size_t count)
{
    qsort(values, count, sizeof *values, by_value);
}

double figure_at(const double *sorted, size_t count, double part)
{
    if (count == 0)
        return 0;
    size_t at = (size_t)((double)count * part);
    return sorted[at < count ? at : count - 1];
}

void figure_begin(const char *name)
{
    double load[3] = {0, 0, 0};

    if (getloadavg(load, 3) != 3)
        load[0] = -1;
    printf("{\"bench\":\"%s\",\"load\":[%.2f,%.2f,%.2f]", name, load[0], load[1], load[2]);
}

void figure_number(const char *key, double value)
{
    printf(",\"%s\":%.6g", key, value);
}

void figure_text(const char *key, const char *value)
{
    printf(",\"%s\":\"%s\"", key, value);
}

void figure_spread(const char *key, const double *sorted, size_t count)
{
    static const struct {
        const char *name;
        double part;
    } parts[] = {{"min", 0}, {"p50", 0.5}, {"p99", 0.99}, {"max", 1}};

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        printf(",\"%s_us_%s\":%.1f", key, parts[i].name, figure_at(sorted, count, parts[i].part));
}

void figure_end(void)
{
    puts("}");
    fflush(stdout);
}
