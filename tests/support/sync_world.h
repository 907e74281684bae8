/* A kiosk, its way to the office and the office, all in one process, and a seeded day in which everything
 * goes wrong: a fault for each request, crashes, disks set back and cloned, an office restored, clocks that jump.
 * Afterwards everything heals, and what must hold then is counted. */
#pragma once
#include "support/hall.h"
#include "support/office_model.h"
#include "sync/sync.h"

enum { WORLD_KIOSKS = 2, WORLD_WORDS = 200 };

/* One disk with the programs that run on it. */
struct world_kiosk {
    struct hall hall;
    struct transport transport;
    struct sync *sync; /* NULL: not running */
};
struct world {
    uint64_t die;
    struct uuid kiosk; /* both disks are of one identity */
    struct world_kiosk kiosks[WORLD_KIOSKS];
    size_t kiosk_count;
    struct office_model *model;
    struct clock *clock;    /* the office's, which is right; the kiosks' jump */
    struct model_mark mark; /* as the office may be restored */
    bool has_mark;
    char fault[WORLD_WORDS]; /* the first thing that must not be; "": none */
    long faults;
};

void world_open(struct world *world, uint64_t seed);
void world_close(struct world *world);
uint64_t world_roll(struct world *world, uint64_t below);
/* Starts and ends the sync process of a kiosk; ending forgets all that is not on disk. */
void world_start(struct world *world, struct world_kiosk *kiosk);
void world_crash(struct world_kiosk *kiosk);
/* A second machine with a copy of the first one's disk, once. */
void world_clone(struct world *world);
/* Steps until nothing waits. Gives the fake milliseconds that it took; -1: it never ended. */
int64_t world_drain(struct world *world, struct world_kiosk *kiosk);
/* A step of the day: one of everything that may happen. */
void world_step(struct world *world);
/* Ends all faults, drains all kiosks and checks. */
void world_heal(struct world *world);
/* Counts what must not be, after world_heal; the first goes to `fault`. */
void world_check(struct world *world);
