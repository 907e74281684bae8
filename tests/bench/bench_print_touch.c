/* From the finger's lift on the real screen to paper: the kiosk on a display of its own, the real
 * anjungan-print, a private cupsd and the virtual ESC/POS printer. Goal: the last byte of the document
 * at CUPS within 50 ms of the lift (p99). A visitor goes through the visit for each of SLIPS (200)
 * slips, which takes four seconds. What cupsd got is seen on the line to it (cups_tap.h). */
#include "base/text.h"
#include "bench/cups_tap.h"
#include "bench/figures.h"
#include "support/lobby.h"
#include "support/print_house.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum {
    WIDTH = 1080,
    HEIGHT = 1920,
    SLIPS_MOST = 2000,
    GOAL_LAST_BYTE_US = 50000,
    PATIENCE_MS = 15000,
    HOLD_MS = 60,
    ECHO_MS = 450, /* the kiosk takes a second tap within 400 ms for an echo */
};

struct rig {
    struct lobby lobby;
    struct print_house house; /* its own desk and office stay unused */
    struct cups_tap *tap;
};

enum stage { STAGE_CREATE, STAGE_LAST_BYTE, STAGE_PAPER, STAGE_SAID, STAGES };
static const char *const stage_names[] = {"lift_to_create", "lift_to_last_byte", "lift_to_paper",
                                          "lift_to_word_on_screen"};

static void rig_open(struct rig *rig)
{
    char path[HOUSE_PATH], config[256];

    lobby_open(&rig->lobby, WIDTH, HEIGHT);
    house_open(&rig->house, 80);
    assert_true(text_format(path, sizeof path, "%s/tap", rig->house.directory));
    rig->tap = tap_open(path, rig->house.server, rig->house.paper);
    assert_int_equal(setenv("CUPS_SERVER", path, 1), 0);
    assert_true(text_format(config, sizeof config, "[print]\nqueue = %s\n", rig->house.queue));
    lobby_configure(&rig->lobby, config);
    lobby_start(&rig->lobby, NULL);
    lobby_start_print(&rig->lobby);
}

static void rig_close(struct rig *rig)
{
    lobby_stop_print(&rig->lobby);
    assert_int_equal(lobby_stop(&rig->lobby, SIGTERM), 0);
    tap_close(rig->tap);
    lobby_close(&rig->lobby);
    house_close(&rig->house);
}

/* Touches the button that prints; gives the time of the lift. */
static double touch_print(struct lobby *lobby)
{
    int x = 0, y = 0;

    view_pause(ECHO_MS);
    lobby_find(lobby, "take-general", &x, &y);
    view_move(lobby->view, x, y);
    view_button(lobby->view, 1, true);
    view_sync(lobby->view);
    view_pause(HOLD_MS);
    double lift_us = figure_now_us();
    view_button(lobby->view, 1, false);
    view_sync(lobby->view);
    lobby->quiet_from = view_now_ms() + ECHO_MS;
    return lift_us;
}

static void visit(struct rig *rig, double stages[STAGES])
{
    struct lobby *lobby = &rig->lobby;
    struct tap_request create, send;

    lobby_expect(lobby, "attract", PATIENCE_MS);
    lobby_tap(lobby, "start-id");
    lobby_expect(lobby, "home", PATIENCE_MS);
    lobby_tap(lobby, "take-1");
    lobby_expect(lobby, "confirm", PATIENCE_MS);
    tap_clear(rig->tap);
    double lift_us = touch_print(lobby);
    lobby_expect(lobby, "ticket", PATIENCE_MS);
    double said_us = figure_now_us();
    assert_true(tap_first(rig->tap, TAP_CREATE_JOB, &create)
                && tap_first(rig->tap, TAP_SEND_DOCUMENT, &send));
    assert_true(tap_slip_us(rig->tap) > 0);
    stages[STAGE_CREATE] = create.begin_us - lift_us;
    stages[STAGE_LAST_BYTE] = send.last_us - lift_us;
    stages[STAGE_PAPER] = tap_slip_us(rig->tap) - lift_us;
    stages[STAGE_SAID] = said_us - lift_us;
    lobby_finish(lobby);
}

int main(void)
{
    static double all[STAGES][SLIPS_MOST];
    double stages[STAGES];
    const char *asked = getenv("SLIPS");
    size_t slips = asked ? strtoul(asked, NULL, 10) : 200;
    static struct rig rig;

    if (!lobby_is_possible())
        return 77;
    slips = slips < 1 || slips > SLIPS_MOST ? SLIPS_MOST : slips;
    rig_open(&rig);
    visit(&rig, stages); /* cold caches are the first visitor's alone */
    for (size_t i = 0; i < slips; i++) {
        visit(&rig, stages);
        for (int stage = 0; stage < STAGES; stage++)
            all[stage][i] = stages[stage];
    }
    rig_close(&rig);
    figure_begin("print_touch");
    figure_number("n", (double)slips);
    for (int stage = 0; stage < STAGES; stage++) {
        figure_sort(all[stage], slips);
        figure_spread(stage_names[stage], all[stage], slips);
    }
    figure_number("goal_last_byte_us_p99", GOAL_LAST_BYTE_US);
    figure_text("goal_met",
                figure_at(all[STAGE_LAST_BYTE], slips, 0.99) <= GOAL_LAST_BYTE_US ? "yes" : "no");
    figure_end();
    return 0;
}
