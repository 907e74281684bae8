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

enum { IPP_TURN_MS = 100 }; /* in which what was to strike in the middle of a slip has done so */

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

static const char *const troubles[] = {"media-empty", "cover-open", "media-jam", "off",
                                       "hang",        "mute",       "slow",      "media-low",
                                       "drop",        "drop-after", "abort"};

static void mend_files(const char *control)
{
    static const char *const forms[] = {"%s/mid-%s", "%s/%s"};
    char path[HOUSE_PATH * 2];

    for (size_t i = 0; i < ARRAY_LEN(troubles) * 2; i++) {
        assert_true(text_format(path, sizeof path, forms[i % 2], control, troubles[i / 2]));
        (void)unlink(path); /* there is none, mostly */
    }
}

/* It is told by words what it is rid of, as it does not watch its files. */
static void mend_ipp(struct day *day)
{
    char path[HOUSE_PATH * 2];

    for (size_t i = 0; i < ARRAY_LEN(troubles); i++) {
        assert_true(text_format(path, sizeof path, "%s/ipp/control/mid-%s", day->house.directory,
                                troubles[i]));
        (void)unlink(path);
    }
    house_pause(IPP_TURN_MS);
    for (size_t i = 0; i < ARRAY_LEN(troubles); i++) {
        assert_true(
            text_format(path, sizeof path, "%s/ipp/control/%s", day->house.directory, troubles[i]));
        if (access(path, F_OK) == 0)
            fault_tell_ipp(&day->house, troubles[i], "off");
    }
}

void mend_printer(struct day *day)
{
    if (day->kind == DAY_IPP) {
        mend_ipp(day);
        return;
    }
    mend_files(day->house.control);
    if (day->kind == DAY_TWO)
        mend_files(day->house.second.control);
}

static void write_fault(const char *control, const char *name)
{
    char path[HOUSE_PATH * 2];

    assert_true(text_format(path, sizeof path, "%s/%s", control, name));
    FILE *file = fopen(path, "we");
    assert_non_null(file);
    (void)fputs("1", file); /* seconds, of one that is slow */
    (void)fclose(file);
}

static void raise_at_printer(struct day *day, const char *name)
{
    int which = day->kind == DAY_TWO ? draw_below(day, 3) : 0; /* the first, the second, both */

    if (day->kind == DAY_IPP)
        fault_tell_ipp(&day->house, name, "on");
    else if (which != 1)
        write_fault(day->house.control, name);
    if (which != 0)
        write_fault(day->house.second.control, name);
}

/* What a print process leaves behind, wherever it died. */
static void look_behind(struct day *day)
{
    char spool[HOUSE_PATH];
    char path[HOUSE_PATH];

    assert_true(text_format(spool, sizeof spool, "%s/printer/spool", day->house.directory));
    assert_true(text_format(path, sizeof path, "%s/anjungan.db", day->house.state));
    paper_check_committed(spool, path, day->sums);
}

static void kill_print(struct day *day)
{
    (void)house_stop_print(&day->house, SIGKILL);
    look_behind(day);
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

enum {
    EVERY = DAY_OURS | DAY_TWO | DAY_STOCK | DAY_FILTER | DAY_IPP,
    ESCPOS = EVERY & ~DAY_IPP,
    CONFIRMED = DAY_OURS | DAY_TWO
};

static void kill_filter(struct print_house *house)
{
    fault_tell_filter(house, "kill");
}

static void kill_filter_half_way(struct print_house *house)
{
    fault_tell_filter(house, "half");
}

static void crash_filter(struct print_house *house)
{
    fault_tell_filter(house, "crash");
}

static void fail_filter(struct print_house *house)
{
    fault_tell_filter(house, "fail");
}

static void hang_filter(struct print_house *house)
{
    fault_tell_filter(house, "hang");
}

static void calm_filter(struct print_house *house)
{
    fault_tell_filter(house, "");
}

/* Refused where it has no slip just then. */
static void cancel_at_ipp(struct print_house *house)
{
    char path[HOUSE_PATH];
    char *cancel[] = {(char *)(uintptr_t)SOURCE_DIR "/tests/support/ipp-printer",
                      (char *)(uintptr_t) "cancel", path, NULL};

    assert_true(text_format(path, sizeof path, "%s/ipp", house->directory));
    (void)house_run(cancel, NULL);
}

static const struct fault faults[] = {
    {"mid-off", AT_PRINTER, NULL, NULL, EVERY}, /* the worst for a stock backend */
    {"media-empty", AT_PRINTER, NULL, NULL, EVERY},
    {"mid-media-empty", AT_PRINTER, NULL, NULL, EVERY},
    {"media-low", AT_PRINTER, NULL, NULL, EVERY},
    {"cover-open", AT_PRINTER, NULL, NULL, EVERY},
    {"mid-cover-open", AT_PRINTER, NULL, NULL, EVERY},
    {"media-jam", AT_PRINTER, NULL, NULL, EVERY},
    {"mid-media-jam", AT_PRINTER, NULL, NULL, EVERY},
    {"off", AT_PRINTER, NULL, NULL, EVERY},
    {"hang", AT_PRINTER, NULL, NULL, EVERY},
    {"mid-hang", AT_PRINTER, NULL, NULL, EVERY},
    {"mute", AT_PRINTER, NULL, NULL, ESCPOS},
    {"slow", AT_PRINTER, NULL, NULL, EVERY},
    {"drop", AT_PRINTER, NULL, NULL, ESCPOS},
    {"drop-after", AT_PRINTER, NULL, NULL, ESCPOS},
    {"abort", AT_PRINTER, NULL, NULL, DAY_IPP},
    {"cancelled at the printer", AT_HOUSE, cancel_at_ipp, NULL, DAY_IPP},
    {"filter killed", AT_HOUSE, kill_filter, calm_filter, DAY_FILTER},
    {"filter killed half way", AT_HOUSE, kill_filter_half_way, calm_filter, DAY_FILTER},
    {"filter crashed", AT_HOUSE, crash_filter, calm_filter, DAY_FILTER},
    {"filter failed", AT_HOUSE, fail_filter, calm_filter, DAY_FILTER},
    {"filter hung", AT_HOUSE, hang_filter, calm_filter, DAY_FILTER},
    {"backend killed", AT_HOUSE, fault_kill_any_backend, NULL, CONFIRMED},
    {"queue paused", AT_HOUSE, fault_pause, fault_resume, CONFIRMED},
    {"queue rejecting", AT_HOUSE, fault_reject, fault_accept, CONFIRMED},
    {"queue removed", AT_HOUSE, fault_remove_queue, fault_make_queue, CONFIRMED},
    {"cupsd stopped", AT_HOUSE, fault_stop_cupsd, fault_start_cupsd, EVERY},
    {"cupsd killed", AT_HOUSE, fault_kill_cupsd, fault_start_cupsd, EVERY},
    {"cupsd restarted", AT_HOUSE, fault_restart_cupsd, NULL, EVERY},
    {"cupsd hung", AT_HOUSE, fault_hang_cupsd, fault_wake_cupsd, EVERY},
    {"print killed", AT_PRINT, NULL, NULL, EVERY},
    {"create", AT_STEP, NULL, NULL, EVERY},
    {"created", AT_STEP, NULL, NULL, EVERY},
    {"committed", AT_STEP, NULL, NULL, EVERY},
    {"half", AT_STEP, NULL, NULL, EVERY},
    {"sent", AT_STEP, NULL, NULL, EVERY},
    {"answered", AT_STEP, NULL, NULL, EVERY},
    {"database locked", AT_DATABASE, NULL, NULL, EVERY},
    {"power cut", AT_POWER, fault_cut_power, NULL, EVERY},
    {"power cut, jobs lost", AT_POWER, fault_cut_power_losing_jobs, NULL, EVERY},
};

void raise_fault(struct day *day, const struct fault *fault)
{
    switch (fault->how) {
    case AT_PRINTER:
        raise_at_printer(day, fault->name);
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
        look_behind(day);
    if (fault->how == AT_POWER)
        house_start_cupsd(&day->house);
    if (fault->how == AT_STEP || fault->how == AT_PRINT || fault->how == AT_POWER)
        start_print(day);
}

const struct fault *draw_fault(struct day *day)
{
    const struct fault *fault = &faults[draw_below(day, (int)ARRAY_LEN(faults))];

    return fault->kinds & (int)day->kind ? fault : &faults[0];
}
