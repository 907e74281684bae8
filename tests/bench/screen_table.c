/* The table. */
#include "bench/screen_table.h"
#include "bench/figures.h"

#include <stdio.h>
#include <string.h>

enum { KIOSK, BARE, BROWSER, PROGRAMS };

/* Its order statistics, in the run's order no more. */
struct summary {
    struct spread start, still, press[SUBJECT_WALKS], change[SUBJECT_WALKS], cpu[SUBJECT_WALKS];
};

static void summarize(struct subject *subject, struct summary *out)
{
    out->start = spread_of(subject->start_ms, subject->rounds);
    out->still = spread_of(subject->still_cpu_ms, subject->rounds);
    for (int i = 0; i < SUBJECT_WALKS; i++) {
        struct walk *walk = &subject->walks[i];

        out->press[i] = spread_of(walk->took.press_ms, walk->took.taps);
        out->change[i] = spread_of(walk->took.change_ms, walk->took.taps);
        out->cpu[i] = spread_of(walk->took.cpu_ms, subject->rounds);
    }
}

static void put_spread(const char *what, const char *walk, const struct spread *spread)
{
    char key[80];
    const struct {
        const char *name;
        double value;
    } parts[] = {
        {"min", spread->min}, {"p50", spread->p50}, {"p99", spread->p99}, {"n", spread->n}};

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        snprintf(key, sizeof key, "%s%s%s_%s", walk, walk[0] ? "_" : "", what, parts[i].name);
        figure_number(key, parts[i].value);
    }
}

static void put_program(const char *view, const struct subject *subject, const struct summary *sum,
                        const struct idle *idle)
{
    figure_begin("screen");
    figure_text("view", view);
    figure_text("program", subject->name);
    put_spread("start_ms", "", &sum->start);
    put_spread("cpu_until_still_ms", "", &sum->still);
    for (int i = 0; i < SUBJECT_WALKS; i++) {
        put_spread("press_ms", subject->walks[i].name, &sum->press[i]);
        put_spread("change_ms", subject->walks[i].name, &sum->change[i]);
        put_spread("cpu_ms", subject->walks[i].name, &sum->cpu[i]);
    }
    figure_number("processes", subject->settled.processes);
    figure_number("threads", subject->settled.threads);
    figure_number("pss_kb", (double)subject->settled.pss_kb);
    figure_number("uss_kb", (double)subject->settled.uss_kb);
    figure_number("walked_pss_kb", (double)subject->walked.pss_kb);
    figure_number("walked_uss_kb", (double)subject->walked.uss_kb);
    figure_number("idle_seconds", idle->seconds);
    figure_number("idle_processes", idle->processes);
    figure_number("idle_pss_kb", (double)idle->pss_kb);
    figure_number("idle_cpu_percent", idle->cpu_percent);
    figure_number("idle_wakeups_per_s", idle->wakeups_per_s);
    figure_end();
}

/* --- goals --------------------------------------------------------------------------------------- */

struct goals {
    bool is_met; /* of those that are counted */
};

/* `is_count`: it repeats on any machine, so that missing it fails. */
static void goal(struct goals *goals, const char *what, double value, double most, double ambitious,
                 bool is_count)
{
    const char *verdict = value <= ambitious ? "ambitious goal met"
                          : value <= most    ? "met"
                                             : "MISSED";

    printf("| %s | %.3g | ≤ %.3g (%.3g) | %s |\n", what, value, most, ambitious, verdict);
    if (is_count && value > most)
        goals->is_met = false;
}

static double ratio(double a, double b)
{
    return b > 0 ? a / b : 0;
}

static void put_times(struct goals *goals, const struct summary *sum, int count,
                      const struct subject *kiosk)
{
    const struct summary *ours = &sum[KIOSK], *bare = &sum[BARE];
    char what[120];

    goal(goals, "start / bare", ratio(ours->start.p50, bare->start.p50), 1.5, 1.2, false);
    if (count > BROWSER) /* ten times faster: a tenth of its time */
        goal(goals, "start / Chromium", ratio(ours->start.p50, sum[BROWSER].start.p50), 0.1,
             1.0 / 15, false);
    goal(goals, "CPU until still / bare", ratio(ours->still.p50, bare->still.p50), 2, 2, false);
    for (int i = 0; i < SUBJECT_WALKS; i++) {
        const char *walk = kiosk->walks[i].name;

        snprintf(what, sizeof what, "%s: lift to picture p50 / bare", walk);
        goal(goals, what, ratio(ours->change[i].p50, bare->change[i].p50), 1.2, 0.7, false);
        snprintf(what, sizeof what, "%s: lift to picture p99 / bare", walk);
        goal(goals, what, ratio(ours->change[i].p99, bare->change[i].p99), 1.5, 1.5, false);
        snprintf(what, sizeof what, "%s: press to pixel p50 / bare", walk);
        goal(goals, what, ratio(ours->press[i].p50, bare->press[i].p50), 1.5, 1.5, false);
        snprintf(what, sizeof what, "%s: CPU of a change / bare", walk);
        goal(goals, what, ratio(ours->cpu[i].p50, bare->cpu[i].p50), 1.2, 0.5, false);
    }
}

static void put_counts(struct goals *goals, const struct subject *kiosk, const struct idle *idle,
                       const struct waits *waits)
{
    goal(goals, "screen, PSS in MB after all pages", (double)kiosk->walked.pss_kb / 1024, 32, 24,
         true);
    goal(goals, "screen + print + sync, PSS in MB", (double)idle->pss_kb / 1024, 48, 48, true);
    goal(goals, "threads: one draws, one sleeps on the wake file", kiosk->settled.threads, 2, 2,
         true);
    goal(goals, "idle CPU %, all of the kiosk", idle->cpu_percent, 0.05, 0.05, true);
    goal(goals, "idle wake-ups/s, all of the kiosk", idle->wakeups_per_s, 0.5, 0.1, true);
    if (!waits->is_known) {
        puts("| waits on the touch path | not known: no strace | 0 | |");
        return;
    }
    goal(goals, "syncs in all page changes", waits->syncs, 0, 0, true);
    goal(goals, "connects and sends in all page changes", waits->connects, 0, 0, true);
    goal(goals, "syncs of a ticket: its one commit", waits->ticket_syncs, 1, 1, true);
    goal(goals, "connects and sends of a ticket", waits->ticket_connects, 0, 0, true);
}

bool table_print(const char *view, struct subject *subjects, const struct idle *idle, int count,
                 const struct waits *waits)
{
    struct goals goals = {.is_met = true};
    struct summary sum[PROGRAMS] = {0};

    for (int i = 0; i < count; i++) {
        summarize(&subjects[i], &sum[i]);
        put_program(view, &subjects[i], &sum[i], &idle[i]);
    }
    figure_begin("screen_waits");
    figure_text("view", view);
    figure_text("tracer", waits->is_known ? "strace" : "none");
    figure_number("changes", waits->changes);
    figure_number("syncs", waits->syncs);
    figure_number("connects", waits->connects);
    figure_number("ticket_syncs", waits->ticket_syncs);
    figure_number("ticket_connects", waits->ticket_connects);
    figure_end();
    printf("| %s | is | goal (ambitious) | |\n|---|---|---|---|\n", view);
    put_times(&goals, sum, count, &subjects[KIOSK]);
    put_counts(&goals, &subjects[KIOSK], &idle[KIOSK], waits);
    return goals.is_met;
}
