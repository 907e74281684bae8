/* What the screen costs, seen from outside the process, beside a bare SDL2 program and a browser in
 * kiosk mode on an equal page, in one run.
 *
 *   bench_screen BIN_DIR FONT_DIR PAGE WORK_DIR ROUNDS TAPS WIDTH HEIGHT [CHROMIUM]
 *
 * WORK_DIR holds anjungan.conf and is used up. Needs an X display of its own of that size
 * (bench_screen.sh starts one). Prints a line of JSON for each program, one with the ratios and their
 * goals, and the table. Exits with 1 where a count misses its goal; times are told, not judged. */
#include "bench/figures.h"
#include "bench/screen_points.h"
#include "bench/screen_subject.h"
#include "bench/screen_table.h"
#include "bench/screen_waits.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARGUMENTS = 32, PATH = 512, IDLE_SECONDS = 20 };

struct run {
    char anjungan[PATH], print[PATH], sync[PATH], bare[PATH], config[PATH], tree[PATH], trace[PATH];
    char profile[PATH + 32], size[32], window[64], page[PATH + 16];
    char width[16], height[16];
    char *kiosk_argv[ARGUMENTS], *print_argv[ARGUMENTS], *sync_argv[ARGUMENTS];
    char *bare_argv[ARGUMENTS], *browser_argv[ARGUMENTS];
    int rounds, taps;
};

static void fill_paths(struct run *run, char **argv)
{
    snprintf(run->anjungan, PATH, "%s/anjungan", argv[1]);
    snprintf(run->print, PATH, "%s/anjungan-print", argv[1]);
    snprintf(run->sync, PATH, "%s/anjungan-sync", argv[1]);
    snprintf(run->bare, PATH, "%s/bare_sdl", argv[1]);
    snprintf(run->config, PATH, "%s/anjungan.conf", argv[4]);
    snprintf(run->tree, PATH, "%s/tree.json", argv[4]);
    snprintf(run->trace, PATH, "%s/trace", argv[4]);
    snprintf(run->profile, sizeof run->profile, "--user-data-dir=%s/browser", argv[4]);
    snprintf(run->size, sizeof run->size, "%sx%s", argv[7], argv[8]);
    snprintf(run->window, sizeof run->window, "--window-size=%s,%s", argv[7], argv[8]);
    snprintf(run->page, sizeof run->page, "file://%s", argv[3]);
    run->rounds = (int)strtol(argv[5], NULL, 10);
    run->taps = (int)strtol(argv[6], NULL, 10);
}

static void put(char **argv, char *const *words)
{
    int count = 0;

    while (argv[count])
        count++;
    for (int i = 0; words[i]; i++)
        argv[count++] = words[i];
}

static void fill_programs(struct run *run, char **argv)
{
    char *kiosk[] = {run->anjungan, "--state",   argv[4],    "--config", run->config,
                     "--office",    "pekanbaru", "--window", run->size,  NULL};
    char *helper[] = {"--state", argv[4], "--config", run->config, "--office", "pekanbaru", NULL};
    char *bare[] = {run->bare, argv[2], argv[7], argv[8], NULL};
    char *browser[] = {
        argv[9],
        "--kiosk",
        "--no-sandbox", /* the bench may run as root; without it there is one process less */
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-features=Translate",
        "--disable-component-update",
        "--disable-background-networking",
        "--disable-gpu",
        "--password-store=basic",
        "--window-position=0,0",
        run->window,
        run->profile,
        run->page,
        NULL};

    put(run->kiosk_argv, kiosk);
    run->print_argv[0] = run->print;
    put(run->print_argv, helper);
    run->sync_argv[0] = run->sync;
    put(run->sync_argv, helper);
    put(run->bare_argv, bare);
    if (argv[9])
        put(run->browser_argv, browser);
}

/* The same taps on both: equal_page.html has its things where bare_sdl.c has them. */
static void point_bare(struct subject *subject, int width, int height)
{
    bool is_wide = width > height;
    int key = (width - 2 * 64 - 9 * 8) / 10;
    int keys_y = is_wide ? 580 : 1040;
    int key_h = is_wide ? 72 : 112;
    int bar_y = is_wide ? 980 : 1664;
    struct point left = {width / 4 + 16, bar_y};
    struct point right = {width * 3 / 4 - 16, bar_y};
    struct point e = {64 + 2 * (key + 8) + key / 2, keys_y + key_h + 8 + key_h / 2};
    struct point erase = {64 + 9 * (key + 8) + key / 2, keys_y + 3 * (key_h + 8) + key_h / 2};

    subject->walks[0] = (struct walk){.name = "requirements", .forth = left, .back = left};
    subject->walks[1] = (struct walk){.name = "search", .forth = right, .back = right};
    subject->walks[2] = (struct walk){.name = "key",
                                      .enter = {right, e},
                                      .steps = 2,
                                      .forth = e,
                                      .back = erase,
                                      .watch = {64, is_wide ? 192 : 332, width - 128}};
}

/* The process that prints stands beside, so that no screen begins to tell of its absence in the midst. */
static void measure(struct run *run, struct subject *subjects, int count)
{
    struct probe *probe = probe_open();
    pid_t print = subject_launch(run->print_argv);

    points_find(probe, &subjects[0], run->tree);
    for (int i = 0; i < count; i++)
        subject_learn(probe, &subjects[i]);
    for (int round = 0; round < run->rounds; round++) /* in turns: all see the same machine */
        for (int i = 0; i < count; i++)
            subject_measure(probe, &subjects[i], run->taps);
    subject_finish(print);
    probe_close(probe);
}

int main(int argc, char **argv)
{
    static struct run run;
    static struct subject subjects[] = {
        {.name = "anjungan"}, {.name = "bare_sdl2"}, {.name = "chromium"}};
    struct idle idle[3];
    struct waits waits;
    int count;

    if (argc != 9 && argc != 10) {
        fprintf(stderr,
                "usage: bench_screen BIN_DIR FONT_DIR PAGE WORK_DIR ROUNDS TAPS WIDTH HEIGHT "
                "[CHROMIUM]\n");
        return 2;
    }
    count = argc == 10 ? 3 : 2;
    fill_paths(&run, argv);
    fill_programs(&run, argv);
    if (run.rounds < 1 || run.rounds > SUBJECT_ROUNDS || run.taps < 2 || run.taps > SUBJECT_TAPS)
        subject_stop(&subjects[0], "1 to 10 rounds of 2 to 60 taps");
    subjects[0].argv = run.kiosk_argv;
    subjects[1].argv = run.bare_argv;
    subjects[2].argv = run.browser_argv;
    for (int i = 1; i < count; i++)
        point_bare(&subjects[i], (int)strtol(argv[7], NULL, 10), (int)strtol(argv[8], NULL, 10));
    /* First: on an X server that had a browser, the kiosk is woken by what that left behind. */
    char *const *const kiosk[] = {run.print_argv, run.sync_argv, run.kiosk_argv};
    idle[0] = subject_idle(kiosk, 3, IDLE_SECONDS);
    measure(&run, subjects, count);

    for (int i = 1; i < count; i++) {
        char *const *const one[] = {subjects[i].argv};

        idle[i] = subject_idle(one, 1, IDLE_SECONDS);
    }
    waits = waits_count(&subjects[0], run.tree, run.trace);
    return table_print(run.size, subjects, idle, count, &waits) ? 0 : 1;
}
