/* Every step of the way to the office fails: an answer is settled whole or not at all, a catalogue is
 * switched to whole or not at all, and afterwards every record still arrives once. */
#include "base/mem.h"
#include "base/sign.h"
#include "desk/complaints.h"
#include "desk/office.h"
#include "support/complaint_hall.h"
#include "support/fault_vfs.h"
#include "support/outbox_world.h"
#include "support/published.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { STEPS_MAX = 2000, STATE_BYTES = 8 * 1024 };

struct scene {
    struct world world;
    struct publisher publisher;
    struct push_reply reply;
    int64_t version;
};

static int open_scene(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    struct hall *hall = &scene->world.hall;

    fault_vfs_disarm();
    world_open(&scene->world);
    publisher_open(&scene->publisher, hall->directory);
    (void)text_copy(hall->publisher, sizeof hall->publisher, scene->publisher.public);
    hall_leave(hall);
    hall_enter(hall);
    *state = scene;
    return 0;
}

static int close_scene(void **state)
{
    struct scene *scene = *state;

    fault_vfs_disarm();
    world_heal(&scene->world);
    world_check(&scene->world);
    world_close(&scene->world);
    free(scene);
    return 0;
}

/* All that an act may change. */
static void look(const struct scene *scene, char out[STATE_BYTES])
{
    static const char sql[] =
        "SELECT (SELECT group_concat(hex(id) || waiting || ' ' || done_seq || ' ' || head_seq || "
        "(closed_at > 0) || is_leaving) FROM stream) || (SELECT count(*) FROM journal) || ' ' || "
        "(SELECT count(*) || ' ' || sum(acked_at > 0) FROM outbox) || (SELECT count(*) FROM "
        "set_aside) || (SELECT contact || answered_at || ' ' || mono_ms || catalogue_tag || "
        "catalogue_slot FROM office) || coalesce((SELECT "
        "group_concat(slot || version || hex(sha)) FROM catalogue_slot), '')";

    hall_text(&scene->world.hall, sql, out, STATE_BYTES);
}

struct act {
    const char *name;
    void (*prepare)(struct scene *scene);
    bool (*run)(struct scene *scene, struct err *err);
};

static void next_of_main(struct world *world, size_t most)
{
    for (int i = 0; i < 4; i++) {
        if (world_next(world, most) > 0 && strcmp(world->batch.name, "main") == 0)
            return;
    }
    fail_msg("nothing waits in the main stream");
}

static void prepare_push(struct scene *scene)
{
    hall_issue(&scene->world.hall, "izin-a", false);
    next_of_main(&scene->world, 3);
    fake_office_post(scene->world.office, &scene->world.batch, &scene->reply);
}

static void prepare_conflict(struct scene *scene)
{
    hall_issue(&scene->world.hall, "izin-a", false);
    world_heal(&scene->world);
    hall_issue(&scene->world.hall, "izin-b", false);
    next_of_main(&scene->world, 3);
    fake_office_plant(scene->world.office, &scene->world.batch.stream, scene->world.batch.seqs[0],
                      "{\"strange\":1}");
    fake_office_post(scene->world.office, &scene->world.batch, &scene->reply);
    assert_int_equal(scene->reply.acks[0].ack, PUSH_CONFLICT);
}

/* The office starts with nothing and takes one new record. */
static void prepare_loss(struct scene *scene)
{
    hall_issue(&scene->world.hall, "izin-a", false);
    world_heal(&scene->world);
    fake_office_free(scene->world.office);
    scene->world.office = fake_office_new(HALL_NOW_MS);
    hall_issue(&scene->world.hall, "izin-a", false);
    next_of_main(&scene->world, 1);
    fake_office_post(scene->world.office, &scene->world.batch, &scene->reply);
}

static bool settle(struct scene *scene, struct err *err)
{
    enum outbox_finding finding;

    return desk_outbox_settle(scene->world.hall.desk, &scene->world.batch.stream,
                              &scene->world.batch, &scene->reply, &finding, err);
}

static bool set_aside(struct scene *scene, struct err *err)
{
    return desk_outbox_set_aside(scene->world.hall.desk, &scene->world.batch.stream,
                                 scene->world.batch.seqs[0], "400", "office", err);
}

static void prepare_record(struct scene *scene)
{
    hall_issue(&scene->world.hall, "izin-a", false);
    next_of_main(&scene->world, 1);
}

static void prepare_nothing(struct scene *scene)
{
    scene->version++;
    clock_fake_advance(scene->world.hall.clock, 11 * 60000);
}

static bool take_catalog(struct scene *scene, struct err *err)
{
    AUTO_TEXT struct text bytes;
    AUTO_FREE char *tag = mem_format("\"%d\"", (int)scene->version);

    publisher_sign(&scene->publisher, scene->world.hall.catalog, "pekanbaru", scene->version,
                   "Izin A", tag[1] % 2 ? "Izin Ganjil" : "Izin Genap", &bytes);
    return desk_take_catalog(scene->world.hall.desk, bytes.data, bytes.len, tag, err);
}

static bool note_contact(struct scene *scene, struct err *err)
{
    return desk_note_contact(scene->world.hall.desk,
                             scene->version % 2 ? OFFICE_AWAY : OFFICE_REACHED, err);
}

static bool note_time(struct scene *scene, struct err *err)
{
    int64_t mono_ms = clock_mono_ms(scene->world.hall.clock);

    return desk_note_office_time(scene->world.hall.desk, clock_now_ms(scene->world.hall.clock),
                                 mono_ms, mono_ms, err);
}

static const struct act acts[] = {
    {"settling acks", prepare_push, settle},
    {"settling a conflict", prepare_conflict, settle},
    {"settling a loss", prepare_loss, settle},
    {"setting aside", prepare_record, set_aside},
    {"taking a catalogue", prepare_nothing, take_catalog},
    {"noting the contact", prepare_nothing, note_contact},
    {"noting the time", prepare_nothing, note_time},
};

static void fail_every_step(struct scene *scene, const struct act *act, int code)
{
    AUTO_FREE char *before = mem_zalloc(1, STATE_BYTES);
    AUTO_FREE char *after = mem_zalloc(1, STATE_BYTES);
    bool struck = true;
    long nth = 1;

    for (; struck && nth < STEPS_MAX; nth++) {
        struct err err = {0};

        act->prepare(scene);
        look(scene, before);
        fault_vfs_arm(nth, code, true);
        bool is_done = act->run(scene, &err);
        struck = fault_vfs_has_struck();
        fault_vfs_disarm();
        look(scene, after);
        if (is_done == (strcmp(before, after) == 0))
            fail_msg("%s, step %ld: done %d, %s\n%s\n%s", act->name, nth, is_done, err.text, before,
                     after);
        if (!is_done && !act->run(scene, &err))
            fail_msg("%s, step %ld, once more: %s", act->name, nth, err.text);
    }
    assert_in_range(nth, 3, STEPS_MAX - 1);
    world_heal(&scene->world);
    world_check(&scene->world);
}

static void every_act_is_whole_or_did_not_happen(void **state)
{
    for (size_t i = 0; i < ARRAY_LEN(acts); i++)
        fail_every_step(*state, &acts[i], SQLITE_IOERR);
}

static void a_full_disk_takes_an_act_whole_or_not_at_all(void **state)
{
    for (size_t i = 0; i < ARRAY_LEN(acts); i++)
        fail_every_step(*state, &acts[i], SQLITE_FULL);
}

/* Deletes in several transactions: whatever is left is whole, and the next call goes on. */
static void a_failing_prune_loses_nothing_that_waits(void **state)
{
    struct scene *scene = *state;
    struct world *world = &scene->world;
    struct desk *desk = world->hall.desk;
    bool struck = true;
    long nth = 1;

    world->has_pruned = true;
    for (; struck && nth < STEPS_MAX; nth++) {
        int64_t count = 0;

        hall_issue(&world->hall, "izin-a", false);
        int64_t mono_ms = clock_mono_ms(world->hall.clock);
        assert_true(
            desk_note_office_time(desk, clock_now_ms(world->hall.clock), mono_ms, mono_ms, NULL));
        world_heal(world);
        clock_fake_advance(world->hall.clock, OUTBOX_KEEP_MS + 1000);
        hall_issue(&world->hall, "izin-a", false);
        int64_t unsent = world_waiting(world);
        fault_vfs_arm(nth, SQLITE_IOERR, true);
        (void)!desk_outbox_prune(desk, &count, NULL);
        struck = fault_vfs_has_struck();
        fault_vfs_disarm();
        assert_int_equal(world_waiting(world), unsent);
        assert_int_equal(hall_number(&world->hall,
                                     "SELECT count(*) FROM (SELECT stream FROM outbox GROUP BY "
                                     "stream HAVING count(*) <> max(seq) - min(seq) + 1)"),
                         0);
        assert_true(desk_outbox_prune(desk, &count, NULL));
        assert_int_equal(
            hall_number(&world->hall, "SELECT count(*) FROM outbox WHERE acked_at > 0"), 0);
    }
    assert_in_range(nth, 3, STEPS_MAX - 1);
}

/* Letters go out in several transactions: each complaint's at least once. */
static void failing_letters_are_all_written_in_the_end(void **state)
{
    enum { COMPLAINTS = 25 };
    struct scene *scene = *state;
    struct hall *hall = &scene->world.hall;
    bool struck = true;
    long nth = 1;

    for (int i = 0; i < COMPLAINTS; i++)
        complaint_filed(hall);
    for (; struck && nth < STEPS_MAX; nth++) {
        uint8_t key[BOX_PUBLIC];

        id_random_key(key);
        key[BOX_PUBLIC - 1] &= 0x3f; /* as public keys are */
        int64_t before = hall_number(hall, "SELECT coalesce(max(seq), 0) FROM outbox WHERE kind = "
                                           "'complaint.words'");
        fault_vfs_arm(nth, SQLITE_IOERR, true);
        bool is_done = desk_note_office_key(hall->desk, key, NULL);
        struck = fault_vfs_has_struck();
        fault_vfs_disarm();
        if (!is_done)
            assert_true(desk_note_office_key(hall->desk, key, NULL));
        AUTO_FREE char *sql = mem_format(
            "SELECT count(DISTINCT json_extract(CAST(rec AS TEXT), '$.data.number')) || ' ' || "
            "count(*) FROM outbox WHERE kind = 'complaint.words' AND seq > %lld",
            (long long)before);
        char counts[32];
        hall_text(hall, sql, counts, sizeof counts);
        assert_string_equal(counts, "25 25"); /* and in fact once: each step is a transaction */
    }
    assert_in_range(nth, 5, STEPS_MAX - 1);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, open_scene, close_scene)
    const struct CMUnitTest tests[] = {
        CASE(every_act_is_whole_or_did_not_happen),
        CASE(a_full_disk_takes_an_act_whole_or_not_at_all),
        CASE(a_failing_prune_loses_nothing_that_waits),
        CASE(failing_letters_are_all_written_in_the_end),
    };

    fault_vfs_install();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
