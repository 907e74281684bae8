/* A kiosk's desk, the loop to the office, and an office in memory at the other end of a line. */
#pragma once
#include "support/fake_identity.h"
#include "support/hall.h"
#include "support/office_line.h"
#include "sync/sync.h"

struct sync_rig {
    struct hall hall;
    struct fake_office *office;
    struct office_line line;
    struct identity identity;
    struct sync *sync;
    uint64_t chance; /* state of the seeded dice */
};
void sync_rig_open(struct sync_rig *rig, uint64_t seed);
void sync_rig_close(struct sync_rig *rig);
void sync_rig_restart(struct sync_rig *rig); /* the process dies and starts again */
uint32_t sync_rig_dice(struct sync_rig *rig);
/* Steps as the program does, and moves the clock to the next step when there is nothing to do, until
 * nothing waits or `ms` have passed. Gives the milliseconds that passed. */
int64_t sync_rig_drain(struct sync_rig *rig, int64_t ms);
/* The same for `ms` whatever waits. */
void sync_rig_run(struct sync_rig *rig, int64_t ms);
int64_t sync_rig_unsent(struct sync_rig *rig);
/* Every record of the kiosk's database is at the office exactly once, byte for byte, and no other is. */
void sync_rig_check(struct sync_rig *rig);
