/* A program on the glass: how it is started, where a finger has to go, and what that showed and cost. */
#pragma once
#include "bench/x11_probe.h"

enum {
    SUBJECT_WALKS = 3, /* requirements, search, one key */
    SUBJECT_STEPS = 4,
    SUBJECT_ROUNDS = 10,
    SUBJECT_TAPS = 60, /* of one walk in one round, at most */
    SUBJECT_LIMIT_MS = 8000
};

struct point {
    int x, y;
};

/* A line of pixels where something changes that the strip may miss; width 0: none. */
struct watch {
    int x, y, width;
};

/* Two pictures; a tap at `forth` on the first leads to the second, `back` leads back. */
struct walk {
    const char *name;
    struct point enter[SUBJECT_STEPS]; /* taps that lead to the first picture */
    int steps;
    struct point forth, back;
    struct watch watch;
    struct strip look[2];
    uint64_t watched[2];
    struct {
        double
            press_ms[SUBJECT_ROUNDS * SUBJECT_TAPS]; /* finger down to its button's first pixel */
        double change_ms[SUBJECT_ROUNDS * SUBJECT_TAPS]; /* lift to the whole of the new picture */
        double cpu_ms[SUBJECT_ROUNDS];                   /* of all processes, a change */
        int taps;
    } took;
};

struct subject {
    const char *name;
    char *const *argv;
    struct strip first;
    struct walk walks[SUBJECT_WALKS];
    double start_ms[SUBJECT_ROUNDS];
    double still_cpu_ms[SUBJECT_ROUNDS];
    int rounds;
    struct cost settled; /* after the start, of the last round */
    struct cost walked;  /* the same after every walk */
};

/* Says why on standard error and ends the program. */
void subject_stop(const struct subject *subject, const char *why);
/* A session of its own, so that subject_cost finds all of its processes. */
pid_t subject_launch(char *const *argv);
void subject_finish(pid_t pid);
void subject_tap(struct probe *probe, struct point at);

/* Learns all pictures, once. */
void subject_learn(struct probe *probe, struct subject *subject);
/* One start, all walks with `taps` changes each, and the end. */
void subject_measure(struct probe *probe, struct subject *subject, int taps);
/* Left alone on its first page, with what else belongs to it. */
struct idle {
    double seconds, cpu_percent, wakeups_per_s;
    long pss_kb;
    int processes, threads;
};
struct idle subject_idle(char *const *const *programs, int count, int seconds);
