/* A whole day of calling: visitors take numbers, eight counters call them, every process is a process
 * of its own and may be killed at any moment; screens repeat commands, out of fear or by a double
 * tap. What a screen knows survives its process in shared memory, as a person at it would know. */
#pragma once
#include <stdint.h>
#include <stdio.h>

enum { DAY_COUNTERS = 8 };

struct day_plan {
    int tickets;
    int kills;     /* at most so many */
    uint64_t seed; /* not 0 */
};

struct day_result {
    long calls;   /* commands that called somebody, as told to the officers */
    long acts;    /* commands that were carried out */
    long repeats; /* of commands that had been answered */
    long refused; /* a colleague was faster, nobody waits, … */
    long kills;

    /* What must not be. */
    long broken;       /* processes that ended otherwise, calls that failed */
    long different;    /* repeated commands with another answer */
    long twice;        /* called again without having been skipped or sent on */
    long untold;       /* calls on record that no officer was told of, or the other way round */
    long without_fate; /* neither done, skipped nor void when the day is over */
    long missing;      /* numbers that were asked for and are not there, or are doubled */
};

/* Asserts that the day can begin at all, and that the database is sound when it is over. */
void call_day(const struct day_plan *plan, struct day_result *out);
/* How many of the things that must not be were there. */
long call_day_faults(const struct day_result *result);
void call_day_print(const struct day_result *result, const char *name, int days, double seconds,
                    FILE *file);
