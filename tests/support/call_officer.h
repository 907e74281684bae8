/* One officer of a day of calling, and what all processes of that day share. */
#pragma once
#include "desk/calling.h"
#include "support/call_day.h"
#include "support/hall.h"
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

enum { DAY_TICKETS = 10000 };

/* A command as the screen knows it. Pointers of the act would not outlive the process. */
struct officer_command {
    struct uuid id;
    enum ticket_act kind;
    struct uuid ticket;
    char to_group[16];
    char to_counter[COUNTER_TEXT];
    bool is_with_nobody; /* the counter was free */
    struct uuid answer;
};

enum { OFFICER_ANSWERED = 4 };

/* What an officer has been told. */
struct officer_told {
    long steps; /* commands that were answered, also by a refusal */
    long calls, acts, refused;
    struct officer_command answered[OFFICER_ANSWERED]; /* the last ones that were carried out */
};

struct officer_memory {
    char counter[COUNTER_TEXT];
    uint64_t random;
    struct officer_command wanted; /* made before the tap … */
    atomic_long wanted_step;       /* … and not answered while this is told.steps + 1 */
    struct officer_told told[2];   /* one is written while the other holds */
    atomic_int holds;
    long repeats, different, broken;
};

struct day {
    int tickets;
    uint64_t random;
    struct uuid requests[DAY_TICKETS];
    atomic_long issued;
    atomic_long now_ms; /* since the day began */
    atomic_uint home;   /* a bit for each officer who does nothing more unless somebody waits */
    struct officer_memory officers[DAY_COUNTERS];
};

const struct officer_told *officer_told(const struct officer_memory *officer);
uint64_t day_random(uint64_t *random);
void day_pause_us(int64_t us);
/* Time goes on, for all processes. */
void day_tick(struct day *day, struct desk *desk);

/* Works until the day is over. */
void officer_work(struct day *day, struct desk *desk, int no);
