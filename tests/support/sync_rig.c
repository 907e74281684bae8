/* The loop over a fake clock. */
#include "support/sync_rig.h"
#include "desk/office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

uint32_t sync_rig_dice(struct sync_rig *rig)
{
    rig->chance = rig->chance * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(rig->chance >> 32);
}

static uint32_t dice(void *context)
{
    return sync_rig_dice(context);
}

static void start(struct sync_rig *rig)
{
    const struct sync_options options = {.desk = rig->hall.desk,
                                         .transport = &rig->line.transport,
                                         .clock = rig->hall.clock,
                                         .office_id = "pekanbaru",
                                         .identity = &rig->identity,
                                         .chance = dice,
                                         .chance_context = rig};

    rig->sync = sync_new(&options);
}

void sync_rig_open(struct sync_rig *rig, uint64_t seed)
{
    *rig = (struct sync_rig){.chance = seed * 2654435761u + 1};
    hall_open(&rig->hall);
    rig->office = fake_office_new(clock_now_ms(rig->hall.clock));
    office_line_open(&rig->line, rig->office, rig->hall.clock);
    start(rig);
}

void sync_rig_restart(struct sync_rig *rig)
{
    sync_free(rig->sync);
    hall_leave(&rig->hall);
    hall_enter(&rig->hall);
    start(rig);
}

void sync_rig_close(struct sync_rig *rig)
{
    sync_free(rig->sync);
    office_line_close(&rig->line);
    fake_office_free(rig->office);
    hall_close(&rig->hall);
}

int64_t sync_rig_unsent(struct sync_rig *rig)
{
    struct office_view view;
    struct err err = {0};

    if (!desk_view_office(rig->hall.desk, &view, &err))
        fail_msg("%s", err.text);
    return view.unsent;
}

/* One turn; the office's clock runs along. */
static void turn(struct sync_rig *rig, int64_t until_ms)
{
    int64_t now = clock_mono_ms(rig->hall.clock);
    int64_t next = sync_step(rig->sync);

    if (next > until_ms)
        next = until_ms;
    if (next > now) {
        clock_fake_advance(rig->hall.clock, next - now);
        rig->office->now_ms += next - now;
    }
}

int64_t sync_rig_drain(struct sync_rig *rig, int64_t ms)
{
    int64_t start_ms = clock_mono_ms(rig->hall.clock);

    while (sync_rig_unsent(rig) > 0 && clock_mono_ms(rig->hall.clock) < start_ms + ms)
        turn(rig, start_ms + ms);
    return clock_mono_ms(rig->hall.clock) - start_ms;
}

void sync_rig_run(struct sync_rig *rig, int64_t ms)
{
    int64_t until_ms = clock_mono_ms(rig->hall.clock) + ms;

    while (clock_mono_ms(rig->hall.clock) < until_ms)
        turn(rig, until_ms);
}

/* Ids in hexadecimal digits, in order, one a line. */
static int64_t count_wrong(const struct sync_rig *rig)
{
    static char ids[FAKE_RECORDS * 40];
    int64_t wrong = 0;

    hall_text(&rig->hall,
              "SELECT group_concat(h, '') FROM (SELECT DISTINCT hex(id) AS h FROM outbox)", ids,
              sizeof ids);
    for (const char *at = ids; *at != '\0'; at += 32) {
        char digits[33];
        struct uuid id;

        memcpy(digits, at, 32);
        digits[32] = '\0';
        assert_true(id_parse_hex(id.bytes, sizeof id.bytes, digits));
        wrong += fake_office_has(rig->office, &id) != 1;
    }
    return wrong;
}

void sync_rig_check(struct sync_rig *rig)
{
    assert_int_equal(sync_rig_unsent(rig), 0);
    assert_int_equal(count_wrong(rig), 0);
    assert_int_equal(fake_office_total(rig->office),
                     hall_number(&rig->hall, "SELECT count(DISTINCT id) FROM outbox"));
}
