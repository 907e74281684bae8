/* Draws faults from a seed, raises and mends them. */
#include "support/paper_plan.h"
#include "base/text.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

/* Splitmix64: the plan is the same on every machine. */
static uint64_t draw(struct day *day)
{
    uint64_t z = day->state += 0x9e3779b97f4a7c15u;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

int draw_below(struct day *day, int limit)
{
    return (int)(draw(day) % (uint64_t)limit);
}

void start_print(struct day *day)
{
    house_start_print(&day->house, NULL, day->queue);
}

void mend_printer(struct day *day)
{
    static const char *const names[] = {"media-empty", "cover-open", "media-jam", "off",
                                        "hang",        "mute",       "slow",      "media-low",
                                        "drop",        "drop-after"};
    static const char *const forms[] = {"%s/%s", "%s/mid-%s"};
    char path[HOUSE_PATH * 2];

    for (size_t i = 0; i < ARRAY_LEN(names) * 2; i++) {
        assert_true(text_format(path, sizeof path, forms[i % 2], day->house.control, names[i / 2]));
        (void)unlink(path); /* there is none, mostly */
    }
}

static void kill_print(struct day *day)
{
    (void)house_stop_print(&day->house, SIGKILL);
}

/* The print process dies by itself at a step of the next slip that it hands over; where there is none, it
 * does so when the fault ends. */
static void die_at(struct day *day, const char *step)
{
    kill_print(day);
    assert_int_equal(setenv("DIE_AT", step, 1), 0);
    assert_int_equal(setenv("LD_PRELOAD", BINARY_DIR "/lib/libanjungan-die-at.so", 1), 0);
    start_print(day);
    (void)unsetenv("DIE_AT");
    (void)unsetenv("LD_PRELOAD");
}

static void lock_database(struct day *day)
{
    char path[HOUSE_PATH];

    assert_true(text_format(path, sizeof path, "%s/anjungan.db", day->house.state));
    assert_int_equal(sqlite3_open(path, &day->locker), SQLITE_OK);
    (void)sqlite3_busy_timeout(day->locker, 1000);
    (void)sqlite3_exec(day->locker, "BEGIN IMMEDIATE", NULL, NULL, NULL);
}

static void unlock_database(struct day *day)
{
    (void)sqlite3_exec(day->locker, "COMMIT", NULL, NULL, NULL);
    sqlite3_close(day->locker);
    day->locker = NULL;
}

static const struct fault faults[] = {
    {"mid-off", AT_PRINTER, NULL, NULL, false}, /* the worst for a stock backend */
    {"media-empty", AT_PRINTER, NULL, NULL, false},
    {"mid-media-empty", AT_PRINTER, NULL, NULL, false},
    {"media-low", AT_PRINTER, NULL, NULL, false},
    {"cover-open", AT_PRINTER, NULL, NULL, false},
    {"mid-cover-open", AT_PRINTER, NULL, NULL, false},
    {"media-jam", AT_PRINTER, NULL, NULL, false},
    {"mid-media-jam", AT_PRINTER, NULL, NULL, false},
    {"off", AT_PRINTER, NULL, NULL, false},
    {"hang", AT_PRINTER, NULL, NULL, false},
    {"mid-hang", AT_PRINTER, NULL, NULL, false},
    {"mute", AT_PRINTER, NULL, NULL, false},
    {"slow", AT_PRINTER, NULL, NULL, false},
    {"drop", AT_PRINTER, NULL, NULL, false},
    {"drop-after", AT_PRINTER, NULL, NULL, false},
    {"backend killed", AT_HOUSE, fault_kill_any_backend, NULL, true},
    {"queue paused", AT_HOUSE, fault_pause, fault_resume, true},
    {"queue rejecting", AT_HOUSE, fault_reject, fault_accept, true},
    {"queue removed", AT_HOUSE, fault_remove_queue, fault_make_queue, true},
    {"cupsd stopped", AT_HOUSE, fault_stop_cupsd, fault_start_cupsd, false},
    {"cupsd killed", AT_HOUSE, fault_kill_cupsd, fault_start_cupsd, false},
    {"cupsd restarted", AT_HOUSE, fault_restart_cupsd, NULL, false},
    {"cupsd hung", AT_HOUSE, fault_hang_cupsd, fault_wake_cupsd, false},
    {"print killed", AT_PRINT, NULL, NULL, false},
    {"create", AT_STEP, NULL, NULL, false},
    {"created", AT_STEP, NULL, NULL, false},
    {"committed", AT_STEP, NULL, NULL, false},
    {"half", AT_STEP, NULL, NULL, false},
    {"sent", AT_STEP, NULL, NULL, false},
    {"answered", AT_STEP, NULL, NULL, false},
    {"database locked", AT_DATABASE, NULL, NULL, false},
    {"power cut", AT_POWER, fault_cut_power, NULL, false},
    {"power cut, jobs lost", AT_POWER, fault_cut_power_losing_jobs, NULL, false},
};

void raise_fault(struct day *day, const struct fault *fault)
{
    char path[HOUSE_PATH * 2];

    switch (fault->how) {
    case AT_PRINTER:
        assert_true(text_format(path, sizeof path, "%s/%s", day->house.control, fault->name));
        FILE *file = fopen(path, "we");
        assert_non_null(file);
        (void)fputs("1", file); /* seconds, of one that is slow */
        (void)fclose(file);
        return;
    case AT_STEP:
        die_at(day, fault->name);
        return;
    case AT_PRINT:
        kill_print(day);
        return;
    case AT_DATABASE:
        lock_database(day);
        return;
    case AT_HOUSE:
    case AT_POWER:
        fault->raise(&day->house);
        return;
    }
}

void mend_fault(struct day *day, const struct fault *fault)
{
    if (fault->how == AT_PRINTER)
        mend_printer(day);
    if (fault->how == AT_STEP)
        kill_print(day);
    if (fault->how == AT_DATABASE)
        unlock_database(day);
    if (fault->mend)
        fault->mend(&day->house);
    if (fault->how == AT_POWER)
        house_start_cupsd(&day->house);
    if (fault->how == AT_STEP || fault->how == AT_PRINT || fault->how == AT_POWER)
        start_print(day);
}

const struct fault *draw_fault(struct day *day)
{
    const struct fault *fault = &faults[draw_below(day, (int)ARRAY_LEN(faults))];

    return fault->is_ours && day->queue ? &faults[0] : fault;
}
