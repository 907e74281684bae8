/* A day of faults, drawn from its seed. */
#include "support/sync_world.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/office.h"
#include "desk/ticket.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define DAY_MS (24 * HALL_HOUR_MS)
enum { DRAIN_STEPS = 600 };

/* splitmix64 */
uint64_t world_roll(struct world *world, uint64_t below)
{
    uint64_t z = world->die += 0x9e3779b97f4a7c15;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return (z ^ (z >> 31)) % below;
}

void world_start(struct world *world, struct world_kiosk *kiosk)
{
    const struct sync_options options = {.desk = kiosk->hall.desk,
                                         .transport = &kiosk->transport,
                                         .clock = kiosk->hall.clock,
                                         .office_id = "pekanbaru"};

    (void)world;
    kiosk->sync = sync_new(&options);
}

void world_crash(struct world_kiosk *kiosk)
{
    sync_free(kiosk->sync);
    kiosk->sync = NULL;
    hall_leave(&kiosk->hall);
    hall_enter(&kiosk->hall);
}

void world_open(struct world *world, uint64_t seed)
{
    struct world_kiosk *kiosk = &world->kiosks[0];

    *world = (struct world){.die = seed, .kiosk = uuid_v4(), .kiosk_count = 1};
    hall_open(&kiosk->hall);
    world->clock = clock_fake_new(HALL_NOW_MS);
    world->model = office_model_new(kiosk->hall.clock, world->clock);
    office_model_transport(world->model, &world->kiosk, &kiosk->transport);
    world_start(world, kiosk);
}

static void run(const char *program, const char *option, const char *from, const char *to)
{
    int status = 1;
    pid_t child = fork();

    if (child == 0) {
        execlp(program, program, option, from, to, (char *)NULL);
        _exit(1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

void world_close(struct world *world)
{
    for (size_t i = 0; i < world->kiosk_count; i++) {
        struct world_kiosk *kiosk = &world->kiosks[i];
        sync_free(kiosk->sync);
        hall_leave(&kiosk->hall);
        run("rm", "-rf", kiosk->hall.directory, NULL);
    }
    clock_free(world->kiosks[0].hall.clock);
    clock_free(world->clock);
    office_model_free(world->model);
}

static struct world_kiosk *any_kiosk(struct world *world)
{
    return &world->kiosks[world_roll(world, world->kiosk_count)];
}

static void strike(struct world *world)
{
    struct model_fault fault = {.kind = (enum model_fault_kind)world_roll(world, MODEL_FAULTS)};
    static const size_t statuses[] = {500, 503, 429, 413, 502};

    fault.amount = fault.kind == MODEL_STATUS ? statuses[world_roll(world, 5)]
                                              : (size_t)world_roll(world, 700);
    office_model_strike(world->model, fault);
}

static void advance(struct world *world, int64_t ms)
{
    clock_fake_advance(world->clock, ms);
    clock_fake_advance(world->kiosks[0].hall.clock, ms);
}

static void step_sync(struct world *world, struct world_kiosk *kiosk)
{
    struct clock *clock = kiosk->hall.clock;

    if (!kiosk->sync)
        world_start(world, kiosk);
    int64_t next_ms = sync_step(kiosk->sync);
    int64_t wait_ms = next_ms - clock_mono_ms(clock);
    if (wait_ms > 0)
        advance(world, wait_ms < HALL_HOUR_MS ? wait_ms : HALL_HOUR_MS);
}

/* The disk as it is now, for later; a clone of it goes on beside, or it comes back itself. */
static void set_back(struct world *world)
{
    struct world_kiosk *kiosk = &world->kiosks[0];
    char copy[96];

    assert_true(text_format(copy, sizeof copy, "%s.old", kiosk->hall.directory));
    if (access(copy, F_OK) != 0) {
        world_crash(kiosk);
        run("cp", "-r", kiosk->hall.directory, copy);
        return;
    }
    sync_free(kiosk->sync);
    kiosk->sync = NULL;
    hall_leave(&kiosk->hall);
    run("rm", "-rf", kiosk->hall.directory, NULL);
    run("mv", "-T", copy, kiosk->hall.directory);
    hall_enter(&kiosk->hall);
}

void world_clone(struct world *world)
{
    struct world_kiosk *kiosk = &world->kiosks[0];
    struct world_kiosk *clone = &world->kiosks[1];

    if (world->kiosk_count == WORLD_KIOSKS)
        return;
    world_crash(kiosk);
    *clone = (struct world_kiosk){.hall = kiosk->hall};
    assert_true(text_format(clone->hall.directory, sizeof clone->hall.directory, "%s.c",
                            kiosk->hall.directory));
    run("cp", "-r", kiosk->hall.directory, clone->hall.directory);
    clone->hall.desk = NULL;
    hall_enter(&clone->hall);
    office_model_transport(world->model, &world->kiosk, &clone->transport);
    world->kiosk_count = WORLD_KIOSKS;
}

static void restore_office(struct world *world)
{
    if (world->has_mark && world_roll(world, 2) == 0)
        office_model_restore(world->model, world->mark, world_roll(world, 2) == 0);
    world->mark = office_model_mark(world->model);
    world->has_mark = true;
}

static void jump(struct world *world)
{
    static const int64_t jumps[] = {-DAY_MS * 40 * 365, DAY_MS * 20 * 365, -3 * DAY_MS,
                                    HALL_HOUR_MS, -HALL_HOUR_MS};
    struct clock *clock = world->kiosks[0].hall.clock;

    if (world_roll(world, 3) == 0)
        clock_fake_reboot(clock);
    /* From the right time, so that the wrong ones do not add up. */
    clock_fake_set_wall(clock, clock_now_ms(world->clock)
                                   + (world_roll(world, 2) ? jumps[world_roll(world, 5)] : 0));
}

void world_step(struct world *world)
{
    uint64_t turn = world_roll(world, 100);
    struct world_kiosk *kiosk = any_kiosk(world);

    if (turn < 35) {
        struct uuid request = uuid_v4();
        struct ticket ticket;
        struct err err = {0};
        if (!hall_try(&kiosk->hall, &request, &ticket, &err))
            fail_msg("a visitor got no number: %s", err.text);
    } else if (turn < 80) {
        if (world_roll(world, 2) == 0)
            strike(world);
        step_sync(world, kiosk);
    } else if (turn < 84) {
        world_crash(kiosk);
    } else if (turn < 87) {
        office_model_away(world->model, world_roll(world, 2) == 0);
    } else if (turn < 90) {
        restore_office(world);
    } else if (turn < 93) {
        set_back(world);
    } else if (turn < 94) {
        world_clone(world);
    } else if (turn < 97) {
        jump(world);
    } else {
        advance(world, 600 * 1000);
    }
}

int64_t world_drain(struct world *world, struct world_kiosk *kiosk)
{
    int64_t begin_ms = clock_mono_ms(kiosk->hall.clock);
    struct office_view view = {.unsent = 1};
    struct err err = {0};

    for (int i = 0; i < DRAIN_STEPS; i++) {
        /* One step more after the last: an office that was restored is found by asking it. */
        if (i > 20 && view.unsent == 0)
            return clock_mono_ms(kiosk->hall.clock) - begin_ms;
        step_sync(world, kiosk);
        if (!desk_view_office(kiosk->hall.desk, &view, &err))
            fail_msg("%s", err.text);
    }
    return -1;
}

void world_heal(struct world *world)
{
    office_model_away(world->model, false);
    office_model_strike(world->model, (struct model_fault){0});
    clock_fake_set_wall(world->kiosks[0].hall.clock, clock_now_ms(world->clock));
    /* Of two disks with one past, each learns of what the other sent when it asks the next time. */
    size_t before = SIZE_MAX;
    for (int round = 0; round < 6 && before != office_model_size(world->model); round++) {
        before = office_model_size(world->model);
        for (size_t i = 0; i < world->kiosk_count; i++) {
            world_crash(&world->kiosks[i]); /* at its start it asks how far the office is */
            if (world_drain(world, &world->kiosks[i]) < 0 && world->faults++ == 0)
                (void)text_format(world->fault, WORLD_WORDS, "kiosk %zu: I8: never delivers all",
                                  i);
        }
    }
}
