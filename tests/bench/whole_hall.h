/* Everything that runs in an office on a working day, as real processes: lobby, officer's desk and board, each on a
 * display of its own, printing with a private cupsd and a virtual printer, synchronising with a whole office server.
 * Everything asserts; what was started dies with the bench. */
#pragma once
#include "support/lobby.h"
#include "support/office.h"
#include "support/print_house.h"

enum { HALL_PARTS = 16 };

struct hall_part { /* a process of ours that is watched */
    const char *name;
    pid_t pid;
    bool is_family; /* with its children */
};

struct whole_hall {
    struct lobby lobby, desk, board;
    struct print_house house; /* its own desk stays unused */
    struct office_rig office;
    pid_t sync;
    struct hall_part parts[HALL_PARTS];
    size_t part_count;
};

/* All of it serves when this returns, and the officer has signed in. `preload`: a library for the kiosk's programs,
 * which moves their clock; NULL: they start at LOBBY_NOW. */
void whole_hall_open(struct whole_hall *hall, const char *preload);
/* The officer serves whoever waits longest; nobody: nothing is done. */
void whole_hall_serve_next(struct whole_hall *hall);
/* Waits until the office has so many numbers, each once. */
void whole_hall_expect_numbers(const struct whole_hall *hall, size_t count);
/* Every process ends well when it is asked to, without a finding. */
void whole_hall_close(struct whole_hall *hall);
