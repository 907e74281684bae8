/* Starts a whole office day's processes, watches them, and takes them down. */
#include "bench/whole_hall.h"
#include "base/mem.h"
#include "base/text.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PATIENCE_MS = 60000, WORD_MS = 5000 };

static const char *const staff[] = {"--role", "staff", NULL};
static const char *const display[] = {"--role", "display", NULL};

/* The same office: one state directory, one configuration, one clock. */
static void join(struct lobby *other, const struct lobby *lobby)
{
    assert_true(text_copy(other->state, sizeof other->state, lobby->state));
    assert_true(text_copy(other->config, sizeof other->config, lobby->config));
    other->now = lobby->now;
}

static void add_officer(const struct lobby *lobby)
{
    AUTO_FREE char *command = mem_format("echo 246813 | '%s/anjungan-ctl' --state '%s' --config "
                                         "'%s' staff add P-07 'Siti Rahmawati' "
                                         "--role supervisor --pin-stdin >/dev/null",
                                         lobby->bin, lobby->state, lobby->config);

    assert_int_equal(lobby_exec((const char *const[]){"sh", "-c", command, NULL}), 0);
}

static void sign_in(struct lobby *desk)
{
    lobby_expect(desk, "staff-names", PATIENCE_MS);
    lobby_tap(desk, "officer-P-07");
    lobby_expect(desk, "staff-pin", PATIENCE_MS);
    for (const char *digit = "246813"; *digit; digit++) {
        char key[16];

        assert_true(text_format(key, sizeof key, "key-%c", *digit));
        lobby_tap(desk, key);
    }
    lobby_tap(desk, "key-ok");
    lobby_expect(desk, "staff-counter|staff-desk", PATIENCE_MS);
    (void)lobby_tap_if(desk, "counter-1");
    lobby_expect(desk, "staff-desk", PATIENCE_MS);
}

static void watch(struct whole_hall *hall, const char *name, pid_t pid, bool is_family)
{
    assert_true(pid > 0 && hall->part_count < HALL_PARTS);
    hall->parts[hall->part_count++] = (struct hall_part){name, pid, is_family};
}

static void watch_office(struct whole_hall *hall, const char *name, const char *fact)
{
    char pid[32];

    office_rig_value(&hall->office, fact, pid, sizeof pid);
    watch(hall, name, (pid_t)strtol(pid, NULL, 10), true);
}

void whole_hall_open(struct whole_hall *hall, const char *preload)
{
    static const char *const options[] = {"--ingest", "1", NULL};
    char config[256];

    *hall = (struct whole_hall){0};
    office_rig_start(&hall->office, options);
    house_open(&hall->house, 80);
    lobby_open(&hall->lobby, 1080, 1920);
    lobby_open(&hall->desk, 1920, 1080);
    lobby_open(&hall->board, 1920, 1080);
    hall->lobby.now = preload ? NULL : LOBBY_NOW;
    assert_true(text_format(config, sizeof config,
                            "[print]\nqueue = %s\n[time]\nidle_percent = 50\n", hall->house.queue));
    lobby_configure(&hall->lobby, config);
    join(&hall->desk, &hall->lobby);
    join(&hall->board, &hall->lobby);
    office_rig_enrol(&hall->office, hall->lobby.state, hall->lobby.config);
    if (preload)
        assert_int_equal(setenv("LD_PRELOAD", preload, 1), 0);
    add_officer(&hall->lobby);
    lobby_start(&hall->lobby, NULL);
    lobby_start(&hall->desk, staff);
    lobby_start(&hall->board, display);
    lobby_start_print(&hall->lobby);
    hall->sync = office_rig_start_sync(&hall->office, hall->lobby.state, hall->lobby.config);
    lobby_expect(&hall->board, "board", PATIENCE_MS);
    lobby_expect(&hall->lobby, "attract", PATIENCE_MS);
    sign_in(&hall->desk);
    watch(hall, "lobby", hall->lobby.kiosk, false);
    watch(hall, "desk", hall->desk.kiosk, false);
    watch(hall, "board", hall->board.kiosk, false);
    watch(hall, "print", hall->lobby.print, false);
    watch(hall, "sync", hall->sync, false);
    watch_office(hall, "office_ingest", "PID_ingest_1");
    watch_office(hall, "office_web", "PID_web");
    watch_office(hall, "office_project", "PID_project");
}

/* Taps it as soon as it can be; false where that does not come. */
static bool tap_soon(struct lobby *desk, const char *widget)
{
    for (int64_t from = view_now_ms(); view_now_ms() - from < WORD_MS; view_pause(20)) {
        if (lobby_tap_if(desk, widget))
            return true;
    }
    return false;
}

void whole_hall_serve_next(struct whole_hall *hall)
{
    struct lobby *desk = &hall->desk;
    AUTO_JSON struct json *tree = lobby_tree(desk);

    if (text_equal(json_string(json_get(tree, "screen")), "staff-names"))
        sign_in(desk);
    if (!lobby_tap_if(desk, "call-next"))
        return;
    if (tap_soon(desk, "start"))
        (void)tap_soon(desk, "finish");
}

void whole_hall_expect_numbers(const struct whole_hall *hall, size_t count)
{
    AUTO_FREE char *wanted = mem_format("%zu|%zu", count, count);

    office_rig_wait(&hall->office, "SELECT count(*), count(DISTINCT number) FROM office.ticket",
                    wanted, 3 * (int64_t)PATIENCE_MS);
}

void whole_hall_close(struct whole_hall *hall)
{
    office_rig_end(hall->sync, SIGTERM);
    lobby_stop_print(&hall->lobby);
    assert_int_equal(lobby_stop(&hall->board, SIGTERM), 0);
    assert_int_equal(lobby_stop(&hall->desk, SIGTERM), 0);
    assert_int_equal(lobby_stop(&hall->lobby, SIGTERM), 0);
    assert_int_equal(unsetenv("LD_PRELOAD"), 0);
    lobby_close(&hall->board);
    lobby_close(&hall->desk);
    lobby_close(&hall->lobby);
    house_close(&hall->house);
    office_rig_stop(&hall->office);
}
