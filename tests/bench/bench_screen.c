/* What the screen costs, seen from outside the process, beside a bare SDL2 program in one run.
 *
 *   bench_screen ANJUNGAN ANJUNGAN_PRINT BARE FONT_DIR STATE_DIR OFFICE ROUNDS
 *
 * STATE_DIR holds anjungan.conf and is used up.
 *
 * Needs an X display of its own (bench_screen.sh starts one). Prints one JSON object. */
#include "base/file.h"
#include "base/json.h"
#include "bench/x11_probe.h"
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TAPS = 60, IDLE_SECONDS = 20, MAX_ROUNDS = 10, LIMIT_MS = 8000 };

struct point {
    int x, y;
};

/* A program with two pages; a tap at `forth` on page 0 leads to page 1, `back` leads back. */
struct subject {
    const char *name;
    char *const *argv;
    struct point enter; /* a tap that leads from the first page to page 0; x < 0: none */
    struct point forth, back;
    struct strip first, page[2];
};

struct figures {
    double start_ms[MAX_ROUNDS];
    double still_cpu_ms[MAX_ROUNDS];
    double change_cpu_ms[MAX_ROUNDS];
    double press_ms[MAX_ROUNDS * TAPS];
    double change_ms[MAX_ROUNDS * TAPS];
    int rounds, taps;
    struct cost settled;
};

static void stop(const char *what)
{
    fprintf(stderr, "bench_screen: %s\n", what);
    exit(1);
}

static pid_t launch(char *const *argv)
{
    pid_t pid = fork();

    if (pid == 0) {
        int null = open("/dev/null", O_WRONLY);

        dup2(null, 1);
        dup2(null, 2);
        execv(argv[0], argv);
        _exit(127);
    }
    return pid;
}

static void finish(pid_t pid)
{
    kill(pid, SIGTERM);
    waitpid(pid, NULL, 0);
}

static void tap(struct probe *probe, struct point at)
{
    probe_press(probe, at.x, at.y);
    sleep_ms(60);
    probe_release(probe);
}

/* Learns the pictures of the pages, once. */
static void learn(struct probe *probe, struct subject *subject)
{
    pid_t pid = launch(subject->argv);

    sleep_ms(500);
    if (!probe_settle(probe, &subject->first, 400, LIMIT_MS))
        stop("the first page never stood still");
    if (subject->enter.x >= 0) {
        tap(probe, subject->enter);
        sleep_ms(600);
    }
    if (!probe_settle(probe, &subject->page[0], 400, LIMIT_MS))
        stop("page 0 never stood still");
    tap(probe, subject->forth);
    sleep_ms(600);
    if (!probe_settle(probe, &subject->page[1], 400, LIMIT_MS))
        stop("page 1 never stood still");
    if (strip_equal(&subject->page[0], &subject->page[1]))
        stop("the tap did not change the page");
    finish(pid);
}

static void measure_change(struct probe *probe, const struct subject *subject, int target,
                           struct figures *out)
{
    struct point at = target ? subject->forth : subject->back;
    uint64_t before = probe_spot(probe, at.x, at.y);
    int64_t from = now_ns();
    double ms;

    probe_press(probe, at.x, at.y);
    ms = probe_wait_spot(probe, at.x, at.y, before, from, 1000);
    if (ms < 0)
        stop("no pressed look");
    out->press_ms[out->taps] = ms;
    sleep_ms(150);
    from = now_ns();
    probe_release(probe);
    ms = probe_wait_strip(probe, &subject->page[target], from, 2000);
    if (ms < 0)
        stop("the page did not come");
    out->change_ms[out->taps++] = ms;
    sleep_ms(450); /* past the double-tap guard */
}

static void measure_round(struct probe *probe, const struct subject *subject, struct figures *out)
{
    int64_t from = now_ns();
    pid_t pid = launch(subject->argv);
    double ms = probe_wait_strip(probe, &subject->first, from, LIMIT_MS);
    struct cost before, after;

    if (ms < 0)
        stop("the first page did not come");
    out->start_ms[out->rounds] = ms;
    sleep_ms(700);
    out->settled = cost_of(pid);
    out->still_cpu_ms[out->rounds] = out->settled.cpu_ms;
    if (subject->enter.x >= 0) {
        tap(probe, subject->enter);
        sleep_ms(600);
    }
    before = cost_of(pid);
    for (int i = 0; i < TAPS; i++)
        measure_change(probe, subject, i % 2 ? 0 : 1, out);
    after = cost_of(pid);
    out->change_cpu_ms[out->rounds++] = (after.cpu_ms - before.cpu_ms) / TAPS;
    finish(pid);
}

static void print_spread(struct json_out *out, const char *key, double *values, int n)
{
    struct spread spread = spread_of(values, n);
    struct text *text = out->text;

    json_out_object(out, key);
    json_out_int(out, "n", spread.n);
    text_addf(text, ",\"min\":%.2f,\"p50\":%.2f,\"p99\":%.2f,\"max\":%.2f", spread.min, spread.p50,
              spread.p99, spread.max);
    json_out_close_object(out);
}

static void print_figures(struct json_out *out, const char *name, struct figures *figures)
{
    json_out_object(out, name);
    print_spread(out, "start_to_first_page_ms", figures->start_ms, figures->rounds);
    print_spread(out, "cpu_until_still_ms", figures->still_cpu_ms, figures->rounds);
    print_spread(out, "cpu_per_page_change_ms", figures->change_cpu_ms, figures->rounds);
    print_spread(out, "press_to_pixel_ms", figures->press_ms, figures->taps);
    print_spread(out, "tap_to_page_ms", figures->change_ms, figures->taps);
    json_out_int(out, "threads", figures->settled.threads);
    json_out_int(out, "pss_kb", figures->settled.pss_kb);
    json_out_int(out, "uss_kb", figures->settled.uss_kb);
    json_out_close_object(out);
}

/* The middle of a widget of the open screen, from the UI tree file; waits for it to appear. */
static struct point widget(const char *tree, const char *screen, const char *name)
{
    for (int tries = 0; tries < 200; tries++) {
        struct json *root = NULL;
        char *bytes = NULL;
        size_t len = 0;
        struct point at = {-1, -1};

        if (file_read(tree, 1 << 20, &bytes, &len, NULL)
            && json_parse(&root, bytes, len, NULL, NULL)
            && text_equal(json_string(json_get(root, "screen")), screen)) {
            const struct json *widgets = json_get(root, "widgets");

            for (size_t i = 0; i < json_len(widgets); i++) {
                const struct json *one = json_at(widgets, i);
                const struct json *rect = json_get(one, "rect");

                if (!text_equal(json_string(json_get(one, "name")), name))
                    continue;
                at.x = (int)(json_int(json_at(rect, 0)) + json_int(json_at(rect, 2)) / 2);
                at.y = (int)(json_int(json_at(rect, 1)) + json_int(json_at(rect, 3)) / 2);
            }
        }
        json_free(root);
        free(bytes);
        if (at.x >= 0)
            return at;
        sleep_ms(25);
    }
    fprintf(stderr, "bench_screen: no widget %s on %s\n", name, screen);
    exit(1);
}

static void find_points(struct probe *probe, struct subject *kiosk, char *tree)
{
    char *argv[16];
    int argc = 0;
    pid_t pid;

    while (kiosk->argv[argc]) {
        argv[argc] = kiosk->argv[argc];
        argc++;
    }
    argv[argc++] = "--ui-tree";
    argv[argc++] = tree;
    argv[argc] = NULL;
    pid = launch(argv);
    kiosk->enter = widget(tree, "attract", "start-id");
    tap(probe, kiosk->enter);
    kiosk->forth = widget(tree, "home", "service-1");
    sleep_ms(500);
    tap(probe, kiosk->forth);
    kiosk->back = widget(tree, "requirements", "nav-back");
    finish(pid);
}

/* Screen and print process together, left alone on the first page. */
static void measure_idle(struct json_out *out, char *const *screen, char *const *print)
{
    pid_t pids[2] = {launch(print), launch(screen)};
    struct cost before[2], after[2];
    double cpu = 0;
    long wakeups = 0;
    long pss = 0;

    sleep_ms(3000);
    for (int i = 0; i < 2; i++)
        before[i] = cost_of(pids[i]);
    sleep_ms(IDLE_SECONDS * 1000);
    for (int i = 0; i < 2; i++) {
        after[i] = cost_of(pids[i]);
        cpu += after[i].cpu_ms - before[i].cpu_ms;
        wakeups += after[i].wakeups - before[i].wakeups;
        pss += after[i].pss_kb;
    }
    json_out_object(out, "idle_screen_and_print");
    json_out_int(out, "seconds", IDLE_SECONDS);
    text_addf(out->text, ",\"cpu_percent\":%.4f,\"wakeups_per_s\":%.3f,\"pss_kb\":%ld",
              cpu / (IDLE_SECONDS * 10.0), (double)wakeups / IDLE_SECONDS, pss);
    text_addf(out->text, ",\"screen_wakeups\":%ld,\"print_wakeups\":%ld",
              after[1].wakeups - before[1].wakeups, after[0].wakeups - before[0].wakeups);
    json_out_close_object(out);
    finish(pids[1]);
    finish(pids[0]);
}

int main(int argc, char **argv)
{
    static struct subject kiosk, bare;
    static struct figures kiosk_figures, bare_figures;
    struct text text;
    struct json_out out;
    struct probe *probe;
    char tree[512];
    char config[512];
    int rounds;

    if (argc != 8)
        stop("usage: ANJUNGAN PRINT BARE FONT_DIR STATE_DIR OFFICE ROUNDS");
    rounds = (int)strtol(argv[7], NULL, 10);
    if (rounds < 1 || rounds > MAX_ROUNDS)
        stop("1 to 10 rounds");
    snprintf(tree, sizeof tree, "%s/tree.json", argv[5]);
    snprintf(config, sizeof config, "%s/anjungan.conf", argv[5]);
    char *const kiosk_argv[] = {argv[1],    "--state", argv[5],    "--config",  config,
                                "--office", argv[6],   "--window", "1080x1920", NULL};
    char *const print_argv[] = {argv[2], "--state",  argv[5], "--config",
                                config,  "--office", argv[6], NULL};
    char *const bare_argv[] = {argv[3], argv[4], NULL};

    probe = probe_open();
    kiosk = (struct subject){.name = "anjungan", .argv = kiosk_argv};
    bare = (struct subject){.name = "bare",
                            .argv = bare_argv,
                            .enter = {-1, -1},
                            .forth = {540, 1664},
                            .back = {540, 1664}};
    find_points(probe, &kiosk, tree);
    learn(probe, &kiosk);
    learn(probe, &bare);
    for (int round = 0; round < rounds; round++) { /* alternating: both see the same machine */
        measure_round(probe, &bare, &bare_figures);
        measure_round(probe, &kiosk, &kiosk_figures);
    }
    text_init(&text, 1 << 16);
    json_out_init(&out, &text);
    json_out_object(&out, NULL);
    json_out_string(&out, "bench", "screen");
    print_figures(&out, "anjungan", &kiosk_figures);
    print_figures(&out, "bare_sdl2", &bare_figures);
    measure_idle(&out, kiosk_argv, print_argv);
    json_out_close_object(&out);
    puts(text.data);
    text_clear(&text);
    probe_close(probe);
    return 0;
}
