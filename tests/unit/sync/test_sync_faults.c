/* Random lines and random offices: whatever they do, in the end everything is there exactly once. */
#include "desk/office.h"
#include "support/sync_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SEEDS = 3, TURNS = 40, HOUR_MS = 3600 * 1000 };

struct weather {
    struct sync_rig *rig;
    uint32_t bad_of_100;
    bool is_dead; /* nothing goes through */
};

static struct line_order random_order(void *context)
{
    static const int statuses[] = {408, 413, 425, 429, 500, 502, 503, 504};
    struct weather *weather = context;

    if (weather->is_dead)
        return (struct line_order){LINE_LOSE_REQUEST, 0, 0};
    if (sync_rig_dice(weather->rig) % 100 >= weather->bad_of_100)
        return (struct line_order){LINE_FINE, 0, 0};
    return (struct line_order){
        .fault = (enum line_fault)(sync_rig_dice(weather->rig) % LINE_FAULTS),
        .status = statuses[sync_rig_dice(weather->rig) % ARRAY_LEN(statuses)],
        .retry_after_s = sync_rig_dice(weather->rig) % 3 == 0 ? 20 : 0};
}

/* Numbers are given, time passes, the process dies, the office is restored from a backup. */
static void live(struct sync_rig *rig, struct fake_office **backup)
{
    uint32_t what = sync_rig_dice(rig) % 12;

    for (uint32_t i = 0; i < sync_rig_dice(rig) % 8; i++)
        (void)hall_issue(&rig->hall, "izin-a", false);
    sync_rig_run(rig, sync_rig_dice(rig) % (120 * 1000));
    if (what == 0) {
        sync_rig_restart(rig);
    } else if (what == 1 && !*backup) {
        *backup = fake_office_copy(rig->office);
    } else if (what == 2 && *backup) {
        (*backup)->now_ms = rig->office->now_ms;
        fake_office_free(rig->office);
        rig->office = rig->line.office = *backup;
        *backup = NULL;
    }
}

static void try_seed(uint64_t seed)
{
    struct sync_rig rig;
    struct weather weather = {.rig = &rig};
    struct fake_office *backup = NULL;

    sync_rig_open(&rig, seed);
    weather.bad_of_100 = 20 + sync_rig_dice(&rig) % 70;
    if (sync_rig_dice(&rig) % 2 == 0) /* for good */
        rig.line.lines_most = 1 + sync_rig_dice(&rig) % 50;
    rig.line.plan = random_order;
    rig.line.plan_context = &weather;
    for (int i = 0; i < TURNS; i++)
        live(&rig, &backup);
    weather.is_dead = sync_rig_dice(&rig) % 2 == 0;
    if (weather.is_dead)
        sync_rig_run(&rig, 5 * HOUR_MS);
    weather.is_dead = false;
    weather.bad_of_100 = 0;
    int64_t took_ms = sync_rig_drain(&rig, HOUR_MS);
    sync_rig_run(&rig, 2 * 300 * 1000); /* a restored office is noticed with the next answer */
    (void)hall_issue(&rig.hall, "izin-a", false);
    took_ms += sync_rig_drain(&rig, HOUR_MS);
    fake_office_free(backup);
    if (took_ms > 2 * 300 * 1000)
        fail_msg("seed %llu: still busy after %lld s", (unsigned long long)seed,
                 (long long)(took_ms / 1000));
    sync_rig_check(&rig);
    sync_rig_close(&rig);
}

struct range {
    uint64_t from, to;
};

static void whatever_fails_all_arrives_exactly_once(void **state)
{
    const struct range *seeds = *state;

    for (uint64_t seed = seeds->from; seed <= seeds->to; seed++) {
        print_message("seed %llu\n", (unsigned long long)seed);
        try_seed(seed);
    }
}

/* test_sync_faults [COUNT [FIRST]] */
int main(int argc, char **argv)
{
    uint64_t count = argc > 1 ? strtoull(argv[1], NULL, 10) : SEEDS;
    uint64_t first = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    struct range seeds = {first, first + count - 1};
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(whatever_fails_all_arrives_exactly_once, &seeds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
