/* Many processes at one database: taking numbers together, and being killed while they do. */
#pragma once
#include "support/hall.h"
#include <stddef.h>
#include <stdint.h>

struct crowd_result {
    long told;       /* tickets that some process was given */
    long duplicates; /* told numbers or ids that were told twice */
    long lost;       /* told, but not in the database */
    long refused;    /* calls that failed */
    double seconds;
    double *latency_us; /* of each told ticket, ascending; the caller frees it */
};

/* `processes` times `each` tickets for alternating services. Leaves the hall. */
void crowd_issue(struct hall *hall, int processes, int each, struct crowd_result *out);

/* Processes that all ask with the same requests, at once: how many requests got two answers. */
long crowd_race(struct hall *hall, int processes, int requests);

struct kill_result {
    int kills;
    long told;    /* tickets whose issuing had returned when the process died */
    long missing; /* of those, not in the database */
    long broken;  /* 1 when the next process could not open or issue */
};
/* Kills a process that issues without pause, `rounds` times, at moments drawn from `seed`. */
void crowd_kill(struct hall *hall, int rounds, uint64_t seed, struct kill_result *out);
