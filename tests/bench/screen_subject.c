/* Programs on the glass. */
#include "bench/screen_subject.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { IDLE_MOST = 4 };

void subject_stop(const struct subject *subject, const char *why)
{
    fprintf(stderr, "bench_screen: %s: %s\n", subject->name, why);
    exit(1);
}

static void stop_at(const struct subject *subject, const struct walk *walk, const char *why)
{
    char line[120];

    snprintf(line, sizeof line, "%s: %s", walk->name, why);
    subject_stop(subject, line);
}

pid_t subject_launch(char *const *argv)
{
    pid_t pid = fork();

    if (pid == 0) {
        int null = open("/dev/null", O_RDWR);

        (void)setsid();
        dup2(null, 0);
        dup2(null, 1);
        dup2(null, 2);
        execvp(argv[0], argv);
        _exit(127);
    }
    return pid;
}

void subject_finish(pid_t pid)
{
    kill(-pid, SIGTERM); /* all of them: strace waits for what it traces */
    waitpid(pid, NULL, 0);
    for (int tries = 0; cost_of_session(pid).processes > 0 && tries < 100; tries++)
        sleep_ms(20); /* a browser's children end after it */
    kill(-pid, SIGKILL);
}

void subject_tap(struct probe *probe, struct point at)
{
    probe_press(probe, at.x, at.y);
    sleep_ms(60);
    probe_release(probe);
    sleep_ms(500); /* past the guard against double taps */
}

static void enter(struct probe *probe, const struct walk *walk)
{
    for (int i = 0; i < walk->steps; i++)
        subject_tap(probe, walk->enter[i]);
}

static uint64_t look_at(struct probe *probe, const struct watch *watch)
{
    return watch->width > 0 ? probe_area(probe, watch->x, watch->y - 4, watch->width, 8) : 0;
}

/* Milliseconds until both are as they were learnt, or -1. */
static double wait_look(struct probe *probe, const struct walk *walk, int target, int64_t from,
                        int limit_ms)
{
    while (now_ns() - from < (int64_t)limit_ms * 1000000)
        if (look_at(probe, &walk->watch) == walk->watched[target])
            return probe_wait_strip(probe, &walk->look[target], from, limit_ms);
    return -1;
}

static void learn_look(struct probe *probe, const struct subject *subject, struct walk *walk,
                       int which)
{
    if (!probe_settle(probe, &walk->look[which], 400, SUBJECT_LIMIT_MS))
        subject_stop(subject, "a page never stood still");
    walk->watched[which] = look_at(probe, &walk->watch);
}

static void learn_walk(struct probe *probe, struct subject *subject, struct walk *walk)
{
    enter(probe, walk);
    learn_look(probe, subject, walk, 0);
    subject_tap(probe, walk->forth);
    learn_look(probe, subject, walk, 1);
    if (strip_equal(&walk->look[0], &walk->look[1]) && walk->watched[0] == walk->watched[1])
        stop_at(subject, walk, "both ends of the walk look the same");
    subject_tap(probe, walk->back);
}

void subject_learn(struct probe *probe, struct subject *subject)
{
    pid_t pid = subject_launch(subject->argv);

    sleep_ms(1500); /* the slowest has not begun to draw before */
    if (!probe_settle(probe, &subject->first, 1000, SUBJECT_LIMIT_MS))
        subject_stop(subject, "the first page never stood still");
    for (int i = 0; i < SUBJECT_WALKS; i++)
        learn_walk(probe, subject, &subject->walks[i]);
    subject_finish(pid);
}

static void measure_change(struct probe *probe, struct subject *subject, struct walk *walk,
                           int target)
{
    struct point at = target ? walk->forth : walk->back;
    uint64_t before = probe_spot(probe, at.x, at.y);
    int64_t from = now_ns();
    double ms;

    probe_press(probe, at.x, at.y);
    ms = probe_wait_spot(probe, at.x, at.y, before, from, 1000);
    if (ms < 0)
        stop_at(subject, walk, "no pressed look");
    walk->took.press_ms[walk->took.taps] = ms;
    sleep_ms(100);
    from = now_ns();
    probe_release(probe);
    ms = wait_look(probe, walk, target, from, 2000);
    if (ms < 0)
        stop_at(subject, walk,
                target ? "the far end did not come" : "the near end did not come back");
    walk->took.change_ms[walk->took.taps++] = ms;
    sleep_ms(420); /* past the guard against double taps */
}

void subject_measure(struct probe *probe, struct subject *subject, int taps)
{
    int64_t from = now_ns();
    pid_t pid = subject_launch(subject->argv);
    double ms = probe_wait_strip(probe, &subject->first, from, SUBJECT_LIMIT_MS);

    if (ms < 0)
        subject_stop(subject, "the first page did not come");
    subject->start_ms[subject->rounds] = ms;
    sleep_ms(2000);
    subject->settled = cost_of_session(pid);
    subject->still_cpu_ms[subject->rounds] = subject->settled.cpu_ms;
    for (int i = 0; i < SUBJECT_WALKS; i++) {
        struct walk *walk = &subject->walks[i];
        struct cost before;

        enter(probe, walk);
        before = cost_of_session(pid);
        for (int change = 0; change < taps; change++)
            measure_change(probe, subject, walk, change % 2 ? 0 : 1);
        walk->took.cpu_ms[subject->rounds] = (cost_of_session(pid).cpu_ms - before.cpu_ms) / taps;
    }
    subject->walked = cost_of_session(pid);
    subject->rounds++;
    subject_finish(pid);
}

struct idle subject_idle(char *const *const *programs, int count, int seconds)
{
    struct idle idle = {.seconds = seconds};
    struct cost before[IDLE_MOST], after;
    pid_t pids[IDLE_MOST];

    for (int i = 0; i < count; i++)
        pids[i] = subject_launch(programs[i]);
    sleep_ms(4000);
    for (int i = 0; i < count; i++)
        before[i] = cost_of_session(pids[i]);
    sleep_ms(seconds * 1000);
    for (int i = 0; i < count; i++) {
        after = cost_of_session(pids[i]);
        idle.cpu_percent += (after.cpu_ms - before[i].cpu_ms) / (seconds * 10.0);
        idle.wakeups_per_s += (double)(after.wakeups - before[i].wakeups) / seconds;
        idle.pss_kb += after.pss_kb;
        idle.processes += after.processes;
        idle.threads += after.threads;
    }
    for (int i = count; i-- > 0;)
        subject_finish(pids[i]);
    return idle;
}
