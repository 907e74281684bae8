/* A hall and an office in memory. */
#include "support/outbox_world.h"
#include "base/mem.h"
#include "desk/office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

void world_open(struct world *world)
{
    *world = (struct world){.has_pruned = false, .office_ms = HALL_NOW_MS};
    hall_open(&world->hall);
    world->office = fake_office_new(HALL_NOW_MS);
    outbox_batch_init(&world->batch);
}

void world_close(struct world *world)
{
    if (!world->has_pruned)
        hall_check(&world->hall);
    outbox_batch_clear(&world->batch);
    fake_office_free(world->office);
    hall_close(&world->hall);
}

size_t world_next(struct world *world, size_t most)
{
    struct err err = {0};

    if (!desk_outbox_next(world->hall.desk, most, &world->batch, &err))
        fail_msg("%s", err.text);
    return world->batch.count;
}

enum outbox_finding world_settle(struct world *world, const struct push_reply *reply)
{
    enum outbox_finding finding = OUTBOX_FINE;
    struct err err = {0};

    if (!desk_outbox_settle(world->hall.desk, &world->batch.stream, &world->batch, reply, &finding,
                            &err))
        fail_msg("%s", err.text);
    return finding;
}

void world_drain(struct world *world)
{
    for (int rounds = 0; world_next(world, PUSH_LINES) > 0; rounds++) {
        struct push_reply reply;

        assert_true(rounds < 500);
        fake_office_post(world->office, &world->batch, &reply);
        (void)world_settle(world, &reply);
    }
}

/* GET of every stream, as at start. */
enum outbox_finding world_ask(struct world *world)
{
    struct uuid streams[OUTBOX_STREAMS];
    size_t count = 0;
    enum outbox_finding worst = OUTBOX_FINE;
    struct err err = {0};

    assert_true(desk_outbox_streams(world->hall.desk, 0, streams, &count, NULL));
    for (size_t i = 0; i < count; i++) {
        enum outbox_finding finding = OUTBOX_FINE;
        struct push_reply reply;

        fake_office_get(world->office, &streams[i], &reply);
        if (!desk_outbox_settle(world->hall.desk, &streams[i], NULL, &reply, &finding, &err))
            fail_msg("%s", err.text);
        worst = finding > worst ? finding : worst;
    }
    return worst;
}

void world_heal(struct world *world)
{
    for (int i = 0; i < 40 && (world_ask(world) != OUTBOX_FINE || world_next(world, 1) > 0); i++)
        world_drain(world);
    assert_int_equal(world_next(world, 1), 0);
}

int64_t world_waiting(const struct world *world)
{
    struct office_view view;

    assert_true(desk_view_office(world->hall.desk, &view, NULL));
    assert_int_equal(view.unsent,
                     hall_number(&world->hall, "SELECT count(*) FROM outbox WHERE acked_at = 0"));
    return view.unsent;
}

/* Every record that was not set aside is at the office once; returns how many there are. */
void world_check(const struct world *world)
{
    enum { IDS_BYTES = 256 * 1024 };
    AUTO_FREE char *ids = mem_zalloc(1, IDS_BYTES);
    const char *at = ids;

    hall_text(&world->hall,
              "SELECT group_concat(DISTINCT hex(id)) FROM outbox WHERE id NOT IN (SELECT id FROM "
              "set_aside)",
              ids, IDS_BYTES);
    for (; *at != '\0'; at += strspn(at, ",")) {
        struct uuid id;

        for (size_t i = 0; i < sizeof id.bytes; i++) {
            char pair[3] = {at[2 * i], at[2 * i + 1], '\0'};
            id.bytes[i] = (uint8_t)strtol(pair, NULL, 16);
        }
        at += 2 * sizeof id.bytes;
        assert_int_equal(fake_office_has(world->office, &id), 1);
    }
}
