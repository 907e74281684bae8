/* Published catalogues: taken when everything about them is right, and in use from the next opening or
 * refresh on. */
#include "desk/office.h"
#include "base/mem.h"
#include "desk/devices.h"
#include "support/hall.h"
#include "support/published.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct world {
    struct hall hall;
    struct publisher publisher;
};

static int open_world(void **state)
{
    struct world *world = calloc(1, sizeof *world);

    hall_prepare(&world->hall);
    publisher_open(&world->publisher, world->hall.directory);
    (void)text_copy(world->hall.publisher, sizeof world->hall.publisher, world->publisher.public);
    hall_enter(&world->hall);
    *state = world;
    return 0;
}

static int close_world(void **state)
{
    struct world *world = *state;

    hall_check(&world->hall);
    hall_close(&world->hall);
    free(world);
    return 0;
}

/* "Izin A" becomes `title`. */
static bool take(struct world *world, const char *name, int64_t version, const char *title,
                 const char *etag, struct err *err)
{
    AUTO_TEXT struct text bytes;

    publisher_sign(&world->publisher, world->hall.catalog, name, version, "Izin A", title, &bytes);
    return desk_take_catalog(world->hall.desk, bytes.data, bytes.len, etag, err);
}

static void taken(struct world *world, int64_t version, const char *title)
{
    struct err err = {0};

    if (!take(world, "pekanbaru", version, title, "\"tag\"", &err))
        fail_msg("%s", err.text);
}

static const char *title(const struct world *world)
{
    return catalog_service(desk_catalog(world->hall.desk), "izin-a")->name.id;
}

static void assert_refused(struct world *world, bool is_taken, const struct err *err,
                           const char *why)
{
    bool has_changed = true;

    assert_false(is_taken);
    assert_int_equal(err->code, ERR_INVALID);
    if (!strstr(err->text, why))
        fail_msg("\"%s\" does not say \"%s\"", err->text, why);
    assert_true(desk_refresh_catalog(world->hall.desk, &has_changed, NULL));
    assert_false(has_changed);
    assert_int_equal(
        hall_number(&world->hall, "SELECT count(*) FROM journal WHERE kind = 'catalogue.refused'"),
        1);
}

static void a_published_catalogue_is_shown_after_a_refresh(void **state)
{
    struct world *world = *state;
    struct hall *hall = &world->hall;
    char tag[80];
    bool has_changed = false;

    assert_int_equal(desk_catalog_version(hall->desk), 0);
    taken(world, 7, "Izin Baru");
    assert_string_equal(title(world), "Izin A"); /* whoever is at the screen keeps it */
    assert_true(desk_catalog_waits(hall->desk));
    assert_true(desk_refresh_catalog(hall->desk, &has_changed, NULL));
    assert_true(has_changed);
    assert_string_equal(title(world), "Izin Baru");
    assert_int_equal(desk_catalog_version(hall->desk), 7);
    assert_false(desk_catalog_waits(hall->desk));
    assert_true(desk_refresh_catalog(hall->desk, &has_changed, NULL));
    assert_false(has_changed);
    assert_true(desk_catalog_tag(hall->desk, tag, NULL));
    assert_string_equal(tag, "\"tag\"");
    hall_leave(hall);
    hall_enter(hall);
    assert_string_equal(title(world), "Izin Baru");
    hall_issue(hall, "izin-a", false);
}

static void the_slots_take_turns(void **state)
{
    struct world *world = *state;
    struct hall *hall = &world->hall;
    bool has_changed = false;

    for (int64_t version = 1; version <= 5; version++) {
        AUTO_FREE char *name = mem_format("Izin %lld", (long long)version);
        taken(world, version, name);
        assert_true(desk_refresh_catalog(hall->desk, &has_changed, NULL));
        assert_true(has_changed);
        assert_string_equal(title(world), name);
    }
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM catalogue_slot"), 2);
    assert_int_equal(hall_number(hall, "SELECT min(version) FROM catalogue_slot"), 4);
}

static void a_version_that_does_not_grow_is_refused(void **state)
{
    struct world *world = *state;
    struct err err = {0};

    taken(world, 3, "Izin Baru");
    assert_true(desk_refresh_catalog(world->hall.desk, &(bool){false}, NULL));
    assert_refused(world, take(world, "pekanbaru", 3, "Lain", "\"b\"", &err), &err,
                   "does not follow");
    assert_false(take(world, "pekanbaru", 2, "Lain", "\"b\"", &err));
    assert_string_equal(title(world), "Izin Baru");
}

static void a_foreign_signature_is_refused(void **state)
{
    struct world *world = *state;
    struct publisher stranger;
    AUTO_TEXT struct text bytes;
    struct err err = {0};

    assert_true(text_format(stranger.secret, sizeof stranger.secret, "%s/stranger.secret",
                            world->hall.directory));
    assert_true(text_format(stranger.public, sizeof stranger.public, "%s/stranger.pub",
                            world->hall.directory));
    assert_true(sign_make_keys(stranger.secret, stranger.public, NULL));
    publisher_sign(&stranger, world->hall.catalog, "pekanbaru", 9, NULL, NULL, &bytes);
    assert_refused(world, desk_take_catalog(world->hall.desk, bytes.data, bytes.len, "\"x\"", &err),
                   &err, "");
}

static void every_changed_byte_is_refused(void **state)
{
    struct world *world = *state;
    AUTO_TEXT struct text bytes;

    publisher_sign(&world->publisher, world->hall.catalog, "pekanbaru", 9, NULL, NULL, &bytes);
    for (size_t i = 0; i < bytes.len; i += 1 + bytes.len / 60) {
        bytes.data[i] ^= 4;
        assert_false(desk_take_catalog(world->hall.desk, bytes.data, bytes.len, "\"x\"", NULL));
        bytes.data[i] ^= 4;
        assert_false(desk_take_catalog(world->hall.desk, bytes.data, i, "\"x\"", NULL));
    }
    assert_int_equal(hall_number(&world->hall, "SELECT count(*) FROM catalogue_slot"), 0);
    assert_true(desk_take_catalog(world->hall.desk, bytes.data, bytes.len, "\"x\"", NULL));
}

static void another_offices_catalogue_is_refused(void **state)
{
    struct world *world = *state;
    struct err err = {0};

    assert_refused(world, take(world, "bombana", 9, "Izin Baru", "\"b\"", &err), &err, "bombana");
}

static void a_catalogue_that_the_check_calls_wrong_is_refused(void **state)
{
    struct world *world = *state;
    AUTO_TEXT struct text bytes;
    struct err err = {0};
    char tag[80];

    publisher_sign(&world->publisher, world->hall.catalog, "pekanbaru", 9, "\"requirements\"",
                   "\"requirementz\"", &bytes);
    assert_refused(world, desk_take_catalog(world->hall.desk, bytes.data, bytes.len, "\"w\"", &err),
                   &err, "requirementz");
    /* Its tag is known, so that it is not fetched again, and it is noted once. */
    assert_true(desk_catalog_tag(world->hall.desk, tag, NULL));
    assert_string_equal(tag, "\"w\"");
    assert_false(desk_take_catalog(world->hall.desk, bytes.data, bytes.len, "\"w\"", NULL));
    assert_int_equal(
        hall_number(&world->hall, "SELECT count(*) FROM journal WHERE kind = 'catalogue.refused'"),
        1);
}

static void without_a_key_nothing_is_taken(void **state)
{
    struct world *world = *state;
    struct err err = {0};

    world->hall.publisher[0] = '\0';
    hall_leave(&world->hall);
    hall_enter(&world->hall);
    assert_refused(world, take(world, "pekanbaru", 1, "Izin Baru", "\"b\"", &err), &err,
                   "publisher");
}

static void a_slot_that_was_damaged_leaves_the_file_in_use(void **state)
{
    struct world *world = *state;

    taken(world, 3, "Izin Baru");
    hall_sql(&world->hall, "UPDATE catalogue_slot SET catalogue = x'7b7d'");
    hall_leave(&world->hall);
    hall_enter(&world->hall);
    assert_string_equal(title(world), "Izin A");
    assert_false(desk_catalog_waits(world->hall.desk)); /* not tried again and again */
    taken(world, 4, "Izin Lebih Baru");
    assert_true(desk_catalog_waits(world->hall.desk));
    assert_true(desk_refresh_catalog(world->hall.desk, &(bool){false}, NULL));
    assert_string_equal(title(world), "Izin Lebih Baru");
}

static void the_heartbeat_tells_what_was_taken_and_how_the_machine_is(void **state)
{
    struct world *world = *state;
    struct heartbeat heartbeat;

    taken(world, 3, "Izin Baru");
    hall_issue(&world->hall, "izin-b", false);
    assert_true(desk_announce(world->hall.desk, "lobby", NULL));
    assert_true(desk_heartbeat(world->hall.desk, &heartbeat, NULL));
    assert_int_equal(heartbeat.catalogue, 3);
    assert_string_equal(heartbeat.device, "K1");
    assert_string_equal(heartbeat.office, "pekanbaru");
    assert_string_equal(heartbeat.version, ANJUNGAN_VERSION);
    assert_string_equal(heartbeat.printer, "unknown");
    assert_string_equal(heartbeat.paper, "");
    assert_int_equal(heartbeat.unsent,
                     hall_number(&world->hall, "SELECT count(*) FROM outbox WHERE acked_at = 0"));
    assert_int_equal(heartbeat.head_seq,
                     hall_number(&world->hall, "SELECT head_seq FROM stream WHERE name = 'main'"));
    assert_true(heartbeat.disk_free > 0 && heartbeat.disk_free <= heartbeat.disk_size);
    assert_false(heartbeat.has_offset);
    assert_int_equal(heartbeat.clock_ms, HALL_NOW_MS);
    assert_int_equal(heartbeat.role_count, 1);
    assert_string_equal(heartbeat.roles[0].role, "lobby");
    assert_true(heartbeat.roles[0].runs);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, open_world, close_world)
    const struct CMUnitTest tests[] = {
        CASE(a_published_catalogue_is_shown_after_a_refresh),
        CASE(the_slots_take_turns),
        CASE(a_version_that_does_not_grow_is_refused),
        CASE(a_foreign_signature_is_refused),
        CASE(every_changed_byte_is_refused),
        CASE(another_offices_catalogue_is_refused),
        CASE(a_catalogue_that_the_check_calls_wrong_is_refused),
        CASE(without_a_key_nothing_is_taken),
        CASE(a_slot_that_was_damaged_leaves_the_file_in_use),
        CASE(the_heartbeat_tells_what_was_taken_and_how_the_machine_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
