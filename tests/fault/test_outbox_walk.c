/* Walks of chance between a kiosk and its office: answers that are lost or half understood, an office
 * restored from a backup, a disk that goes back, somebody else with the same key, records that are
 * refused, weeks that pass. Whatever happens, every record that the kiosk still has is at the office once in the
 * end, and none that waits is ever deleted.
 *
 * test_outbox_walk [--seeds N] [--first SEED]: a seed that fails is printed and can be run alone. */
#include "base/mem.h"
#include "desk/office.h"
#include "support/outbox_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { STEPS = 300 };

struct campaign {
    uint64_t first, seeds;
};

static uint32_t chance(uint64_t *seed, uint32_t bound)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*seed >> 33) % bound;
}

/* Keeps a copy of the database, or goes back to the one that was kept. */
static void go_back(struct world *world, bool is_keeping)
{
    struct hall *hall = &world->hall;
    AUTO_FREE char *save = mem_format("VACUUM INTO '%s/kept.db'", hall->directory);
    AUTO_FREE char *kept = mem_format("%s/kept.db", hall->directory);
    AUTO_FREE char *path = mem_format("%s/anjungan.db", hall->directory);

    if (is_keeping) {
        (void)unlink(kept);
        hall_sql(hall, save);
    } else if (access(kept, F_OK) == 0) {
        hall_leave(hall);
        assert_int_equal(rename(kept, path), 0);
        hall_enter(hall);
    }
}

/* Eight days of the office's time pass, after which what it has had for so long is deleted, and nothing else. */
static void grow_old(struct world *world)
{
    const int64_t days_8_ms = INT64_C(8) * 24 * 3600 * 1000;
    int64_t waiting = world_waiting(world);
    int64_t mono_ms = clock_mono_ms(world->hall.clock);
    int64_t count = 0;

    world->office_ms += days_8_ms;
    assert_true(desk_note_office_time(world->hall.desk, world->office_ms, mono_ms, mono_ms, NULL));
    world->has_pruned = true;
    do {
        assert_true(desk_outbox_prune(world->hall.desk, &count, NULL));
    } while (count > 0);
    assert_int_equal(world_waiting(world), waiting);
}

/* One thing that happens between kiosk and office. */
static void happen(struct world *world, struct fake_office **backup, uint64_t *seed)
{
    struct push_reply reply;
    size_t count = 0;

    switch (chance(seed, 15)) {
    case 0:
    case 1:
    case 2:
        hall_issue(&world->hall, "izin-a", chance(seed, 4) == 0);
        break;
    case 3: /* the answer is lost */
        if (world_next(world, 1 + chance(seed, 9)) > 0)
            fake_office_post(world->office, &world->batch, &reply);
        break;
    case 4: /* half of it is not understood */
        if (world_next(world, 1 + chance(seed, 9)) == 0)
            break;
        fake_office_post(world->office, &world->batch, &reply);
        for (size_t i = 0; i < reply.ack_count; i++) {
            if (chance(seed, 2) == 0)
                reply.acks[i].ack = PUSH_UNKNOWN;
        }
        (void)world_settle(world, &reply);
        break;
    case 5:
        if (chance(seed, 4) == 0) {
            fake_office_free(*backup);
            *backup = fake_office_copy(world->office);
        }
        break;
    case 6: /* the office is restored from it, or fails over to a server that lacks the last ones */
        if (chance(seed, 6) > 0)
            break;
        fake_office_free(world->office);
        world->office = fake_office_copy(*backup);
        if (chance(seed, 2) == 0)
            world->office->incarnation = uuid_v4();
        break;
    case 7: /* somebody with this machine's key wrote there */
        if (chance(seed, 2) == 0 && world_next(world, 1) > 0) {
            int64_t seq = world->batch.seqs[0];
            fake_office_get(world->office, &world->batch.stream, &reply);
            if (reply.contiguous == seq - 1 && reply.gap_count == 0)
                fake_office_plant(world->office, &world->batch.stream, seq, "{\"a\":1}");
        }
        break;
    case 8:
        if (chance(seed, 10) == 0 && world_next(world, 1) > 0)
            assert_true(desk_outbox_set_aside(world->hall.desk, &world->batch.stream,
                                              world->batch.seqs[0], "chance", "office", NULL));
        break;
    case 9:
        (void)world_ask(world);
        break;
    case 10: /* the machine's disk goes back to where it was */
        if (chance(seed, 8) == 0)
            go_back(world, chance(seed, 2) == 0);
        break;
    case 11:
        if (chance(seed, 12) == 0)
            grow_old(world);
        break;
    default:
        count = world_next(world, 1 + chance(seed, 9));
        if (count > 0) {
            fake_office_post(world->office, &world->batch, &reply);
            (void)world_settle(world, &reply);
        }
        break;
    }
}

static void walk(uint64_t first)
{
    struct world world;
    uint64_t seed = first;
    struct fake_office *backup;

    world_open(&world);
    backup = fake_office_copy(world.office);
    for (int i = 0; i < STEPS; i++)
        happen(&world, &backup, &seed);
    hall_issue(&world.hall, "izin-a", false); /* life goes on */
    world_heal(&world);
    world_check(&world);
    fake_office_free(backup);
    world_close(&world);
}

static void whatever_happens_every_record_arrives_once(void **state)
{
    const struct campaign *campaign = *state;

    for (uint64_t i = 0; i < campaign->seeds; i++) {
        (void)fprintf(stderr, "--seeds 1 --first %llu\n",
                      (unsigned long long)(campaign->first + i));
        walk(campaign->first + i);
    }
}

int main(int argc, char **argv)
{
    struct campaign campaign = {.first = 1, .seeds = 6};
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(whatever_happens_every_record_arrives_once, &campaign)};

    for (int i = 1; i + 1 < argc; i += 2) {
        uint64_t *option = strcmp(argv[i], "--seeds") == 0 ? &campaign.seeds : &campaign.first;
        *option = strtoull(argv[i + 1], NULL, 10);
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
