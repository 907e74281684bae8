/* Times, their order, and one JSON object on standard output. */
#pragma once
#include <stddef.h>

double figure_now_us(void);
/* Processor time of this process: on a machine with others at work it holds where the clock does not. */
double figure_cpu_us(void);
void figure_sort(double *values, size_t count);
/* Of sorted values; 0 without any. */
double figure_at(const double *sorted, size_t count, double part);

/* {"bench":NAME,"load":[…],"n":…} … each value behind the last; figure_end closes and prints. */
void figure_begin(const char *name);
void figure_number(const char *key, double value);
/* `value` has nothing that JSON escapes. */
void figure_text(const char *key, const char *value);
/* KEY_min, KEY_p50, KEY_p99, KEY_max of sorted values, in µs. */
void figure_spread(const char *key, const double *sorted, size_t count);
void figure_end(void);
