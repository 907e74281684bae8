/* Looking at a program from outside: taps by XTest, pixels by XGetImage, costs from /proc. */
#include "bench/x11_probe.h"
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct probe {
    Display *display;
    Window root;
    int width, height;
};

struct probe *probe_open(void)
{
    struct probe *probe = calloc(1, sizeof *probe);
    Display *display = XOpenDisplay(NULL);

    if (!probe || !display) {
        fprintf(stderr, "bench: no X display\n");
        abort();
    }
    probe->display = display;
    probe->root = DefaultRootWindow(display);
    probe->width = DisplayWidth(display, DefaultScreen(display));
    probe->height = DisplayHeight(display, DefaultScreen(display));
    return probe;
}

void probe_close(struct probe *probe)
{
    XCloseDisplay(probe->display);
    free(probe);
}

void probe_press(struct probe *probe, int x, int y)
{
    XTestFakeMotionEvent(probe->display, -1, x, y, CurrentTime);
    XTestFakeButtonEvent(probe->display, 1, True, CurrentTime);
    XFlush(probe->display);
}

void probe_release(struct probe *probe)
{
    XTestFakeButtonEvent(probe->display, 1, False, CurrentTime);
    XFlush(probe->display);
}

void probe_grab(struct probe *probe, struct strip *out)
{
    int top = probe->height / 16; /* below the bar with the clock */

    out->height = probe->height - top < STRIP_MAX_HEIGHT ? probe->height - top : STRIP_MAX_HEIGHT;
    for (int column = 0; column < STRIP_COLUMNS; column++) {
        int x = probe->width * (2 * column + 1) / (2 * STRIP_COLUMNS);
        XImage *image = XGetImage(probe->display, probe->root, x, top, 1, (unsigned)out->height,
                                  AllPlanes, ZPixmap);

        for (int y = 0; y < out->height; y++)
            out->pixels[column][y] = (uint32_t)XGetPixel(image, 0, y) & 0xffffff;
        XDestroyImage(image);
    }
}

bool strip_equal(const struct strip *a, const struct strip *b)
{
    if (a->height != b->height)
        return false;
    for (int column = 0; column < STRIP_COLUMNS; column++)
        if (memcmp(a->pixels[column], b->pixels[column], (size_t)a->height * 4) != 0)
            return false;
    return true;
}

uint64_t probe_spot(struct probe *probe, int x, int y)
{
    return probe_area(probe, x - 4, y - 4, 8, 8);
}

uint64_t probe_area(struct probe *probe, int x, int y, int width, int height)
{
    uint64_t sum = 1469598103934665603ULL;
    XImage *image = XGetImage(probe->display, probe->root, x, y, (unsigned)width, (unsigned)height,
                              AllPlanes, ZPixmap);

    for (int dy = 0; dy < height; dy++)
        for (int dx = 0; dx < width; dx++)
            sum = (sum ^ (XGetPixel(image, dx, dy) & 0xffffff)) * 1099511628211ULL;
    XDestroyImage(image);
    return sum;
}

bool probe_settle(struct probe *probe, struct strip *out, int still_ms, int limit_ms)
{
    struct strip next;
    int64_t start = now_ns();
    int64_t since = start;

    probe_grab(probe, out);
    while (now_ns() - start < (int64_t)limit_ms * 1000000) {
        sleep_ms(10);
        probe_grab(probe, &next);
        if (!strip_equal(out, &next)) {
            *out = next;
            since = now_ns();
        } else if (now_ns() - since > (int64_t)still_ms * 1000000) {
            return true;
        }
    }
    return false;
}

double probe_wait_strip(struct probe *probe, const struct strip *want, int64_t from_ns,
                        int limit_ms)
{
    struct strip now;

    while (now_ns() - from_ns < (int64_t)limit_ms * 1000000) {
        probe_grab(probe, &now);
        if (strip_equal(&now, want))
            return (double)(now_ns() - from_ns) / 1e6;
    }
    return -1;
}

double probe_wait_spot(struct probe *probe, int x, int y, uint64_t old, int64_t from_ns,
                       int limit_ms)
{
    while (now_ns() - from_ns < (int64_t)limit_ms * 1000000)
        if (probe_spot(probe, x, y) != old)
            return (double)(now_ns() - from_ns) / 1e6;
    return -1;
}

int64_t now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

void sleep_ms(int ms)
{
    struct timespec pause = {ms / 1000, (long)(ms % 1000) * 1000000};

    nanosleep(&pause, NULL);
}

static long number_after(const char *path, const char *label)
{
    char line[256];
    long value = 0;
    FILE *file = fopen(path, "r");

    if (!file)
        return 0;
    while (fgets(line, sizeof line, file))
        if (strncmp(line, label, strlen(label)) == 0)
            value += strtol(line + strlen(label), NULL, 10);
    fclose(file);
    return value;
}

struct cost cost_of(pid_t pid)
{
    struct cost cost = {.processes = 1};
    char path[320];
    struct dirent *entry;
    DIR *tasks;

    snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
    tasks = opendir(path);
    while (tasks && (entry = readdir(tasks))) {
        int64_t run_ns = 0;
        FILE *file;

        if (entry->d_name[0] == '.')
            continue;
        cost.threads++;
        snprintf(path, sizeof path, "/proc/%d/task/%.20s/schedstat", (int)pid, entry->d_name);
        file = fopen(path, "r");
        if (file) {
            if (fscanf(file, "%" SCNd64, &run_ns) == 1)
                cost.cpu_ms += (double)run_ns / 1e6;
            fclose(file);
        }
        snprintf(path, sizeof path, "/proc/%d/task/%.20s/status", (int)pid, entry->d_name);
        cost.wakeups += number_after(path, "voluntary_ctxt_switches:");
    }
    if (tasks)
        closedir(tasks);
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)pid);
    cost.pss_kb = number_after(path, "Pss:");
    cost.uss_kb = number_after(path, "Private_Clean:") + number_after(path, "Private_Dirty:");
    return cost;
}

static long session_of(const char *process)
{
    char path[64];
    char words[512];
    long session = -1;

    snprintf(path, sizeof path, "/proc/%.20s/stat", process);
    FILE *file = fopen(path, "r");
    if (!file)
        return -1; /* it has ended */
    if (fgets(words, sizeof words, file)) {
        const char *after = strrchr(words, ')'); /* its name may hold anything */

        if (!after || sscanf(after + 1, " %*c %*d %*d %ld", &session) != 1)
            session = -1;
    }
    fclose(file);
    return session;
}

struct cost cost_of_session(pid_t leader)
{
    struct cost sum = {0};
    struct dirent *entry;
    DIR *folder = opendir("/proc");

    while (folder && (entry = readdir(folder))) {
        if (entry->d_name[0] < '1' || entry->d_name[0] > '9'
            || session_of(entry->d_name) != (long)leader)
            continue;
        struct cost one = cost_of((pid_t)strtol(entry->d_name, NULL, 10));
        sum.cpu_ms += one.cpu_ms;
        sum.wakeups += one.wakeups;
        sum.processes += one.processes;
        sum.threads += one.threads;
        sum.pss_kb += one.pss_kb;
        sum.uss_kb += one.uss_kb;
    }
    if (folder)
        closedir(folder);
    return sum;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

struct spread spread_of(double *values, int n)
{
    struct spread spread = {.n = n};

    if (n == 0)
        return spread;
    qsort(values, (size_t)n, sizeof *values, by_value);
    spread.min = values[0];
    spread.p50 = values[n / 2];
    spread.p99 = values[(n * 99) / 100 < n ? (n * 99) / 100 : n - 1];
    spread.max = values[n - 1];
    return spread;
}
