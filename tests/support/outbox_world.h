/* A hall and an office in memory, with the way between them. */
#pragma once
#include "desk/outbox.h"
#include "support/fake_office.h"
#include "support/hall.h"
#include <stdbool.h>

struct world {
    struct hall hall;
    struct fake_office *office;
    struct outbox_batch batch; /* the last one */
    bool has_pruned;           /* tickets whose events are gone */
    int64_t office_ms;         /* the office's time, which the kiosk may be told */
};
void world_open(struct world *world);
void world_close(struct world *world); /* checks the hall */

/* Takes the next batch; returns how many records it has. */
size_t world_next(struct world *world, size_t most);
enum outbox_finding world_settle(struct world *world, const struct push_reply *reply);
/* Pushes until nothing waits. */
void world_drain(struct world *world);
/* GET of every stream, as at start; the worst finding. */
enum outbox_finding world_ask(struct world *world);
/* Asks and drains until both sides agree; asserts that they come to it. */
void world_heal(struct world *world);
/* What waits, by two ways of counting. */
int64_t world_waiting(const struct world *world);
/* Every record that is still in the outbox and was not set aside is at the office once. */
void world_check(const struct world *world);
