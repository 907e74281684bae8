/* Waits of the screen's process. */
#include "bench/screen_waits.h"
#include "bench/screen_points.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ARGUMENTS = 32, CHANGES = 6 };

static long size_of(const char *path)
{
    struct stat facts;

    return stat(path, &facts) == 0 ? (long)facts.st_size : 0;
}

/* Calls in the lines after `from`; a call that is resumed has its second line without the bracket. */
static void count_calls(const char *trace, long from, int *syncs, int *connects)
{
    FILE *file = fopen(trace, "r");
    char line[1024];

    *syncs = *connects = 0;
    if (!file || fseek(file, from, SEEK_SET) != 0)
        return;
    while (fgets(line, sizeof line, file)) {
        *syncs += strstr(line, "sync(") != NULL || strstr(line, "sync_file_range(") != NULL;
        *connects += strstr(line, "connect(") != NULL || strstr(line, "sendto(") != NULL;
    }
    fclose(file);
}

/* The second number of a start: the first one also begins the write-ahead log. */
static void take_numbers(struct probe *probe, const struct subject *kiosk, char *tree, char *trace,
                         struct waits *out)
{
    for (int i = 0; i < 2; i++) {
        struct point print;
        long before;

        subject_tap(probe, points_widget(kiosk, tree, "home", "take-1"));
        print = points_widget(kiosk, tree, "confirm", "take-general");
        sleep_ms(1500); /* what is done while nobody touches is over */
        before = size_of(trace);
        subject_tap(probe, print);
        count_calls(trace, before, &out->ticket_syncs, &out->ticket_connects);
        (void)points_widget(kiosk, tree, "problem", "nav-home"); /* nothing prints here */
        if (i == 0)
            subject_tap(probe, points_widget(kiosk, tree, "problem", "nav-home"));
    }
}

struct waits waits_count(const struct subject *kiosk, char *tree, char *trace)
{
    char *const strace[] = {
        "strace",
        "-f",
        "-qq",
        "-o",
        trace,
        "-e",
        "trace=fsync,fdatasync,sync_file_range,msync,sync,syncfs,connect,sendto",
        NULL};
    struct waits waits = {0};
    char *argv[ARGUMENTS];
    struct probe *probe;
    long before;
    pid_t pid;

    (void)unlink(tree); /* it has the last screen of another start */
    points_arguments(argv, strace, kiosk->argv, tree);
    pid = subject_launch(argv);
    sleep_ms(3000);
    if (size_of(trace) == 0 && access(tree, R_OK) != 0) { /* no strace on this machine */
        subject_finish(pid);
        return waits;
    }
    probe = probe_open();
    (void)points_widget(kiosk, tree, "attract", "start-id");
    before = size_of(trace);
    for (int i = 0; i < SUBJECT_WALKS; i++) {
        const struct walk *walk = &kiosk->walks[i];

        for (int step = 0; step < walk->steps; step++)
            subject_tap(probe, walk->enter[step]);
        for (int change = 0; change < CHANGES; change++)
            subject_tap(probe, change % 2 ? walk->back : walk->forth);
        waits.changes += CHANGES;
    }
    count_calls(trace, before, &waits.syncs, &waits.connects);
    waits.is_known = true;
    subject_tap(probe, kiosk->walks[1].back); /* home, from the keys */
    take_numbers(probe, kiosk, tree, trace, &waits);
    probe_close(probe);
    subject_finish(pid);
    return waits;
}
