/* Looking at a program from outside: taps by XTest, pixels by XGetImage, costs from /proc. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct probe; /* a connection to the X server of $DISPLAY */

struct probe *probe_open(void); /* aborts with a message: a bench without a display has no result */
void probe_close(struct probe *probe);

void probe_press(struct probe *probe, int x, int y);
void probe_release(struct probe *probe);

/* A few narrow columns of the screen, which tell pages apart and cost little to fetch. */
enum { STRIP_COLUMNS = 3, STRIP_MAX_HEIGHT = 4320 };
struct strip {
    int height;
    uint32_t pixels[STRIP_COLUMNS][STRIP_MAX_HEIGHT];
};
void probe_grab(struct probe *probe, struct strip *out);
bool strip_equal(const struct strip *a, const struct strip *b);
/* Small square around a point, to see a pressed look: a sum that changes when any pixel does. */
uint64_t probe_spot(struct probe *probe, int x, int y);

/* The same sum over any part of the screen. */
uint64_t probe_area(struct probe *probe, int x, int y, int width, int height);

/* Waits until the strip stands still for `still_ms`, at most `limit_ms`. */
bool probe_settle(struct probe *probe, struct strip *out, int still_ms, int limit_ms);
/* Polls until the strip equals `want`; milliseconds from `from_ns`, or -1 after `limit_ms`. */
double probe_wait_strip(struct probe *probe, const struct strip *want, int64_t from_ns,
                        int limit_ms);
/* Polls until the spot differs from `old`; milliseconds from `from_ns`, or -1. */
double probe_wait_spot(struct probe *probe, int x, int y, uint64_t old, int64_t from_ns,
                       int limit_ms);

int64_t now_ns(void);
void sleep_ms(int ms);

/* Costs of a process, all threads. */
struct cost {
    double cpu_ms;
    long wakeups; /* voluntary context switches */
    int processes, threads;
    long pss_kb, uss_kb;
};
struct cost cost_of(pid_t pid);
/* The same of all processes of a session: a program that was started as its leader, and its children. */
struct cost cost_of_session(pid_t leader);

/* Order statistics of a sample; sorts it. */
struct spread {
    double min, p50, p99, max;
    int n;
};
struct spread spread_of(double *values, int n);
