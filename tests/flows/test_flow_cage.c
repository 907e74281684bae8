/* The kiosk in cage: what the panel shows, upright and turned, is what X11 shows to the pixel, and fingers arrive
 * where they touch. cage runs on its X11 backend, where pixels and fingers are real, and on its headless one. */
#include "platform/rotation.h"
#include "support/lobby.h"
#include "support/picture.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum {
    NOBODY = 65534, /* cage refuses root */
    PATIENCE = 60 * 1000,
    POLL_MS = 100,
    HOLD_MS = 60,
    GLASS_WIDTH = 1024, /* cage's own size on X11 */
    GLASS_HEIGHT = 768,
    HEADLESS_WIDTH = 1280, /* and without any display */
    HEADLESS_HEIGHT = 720,
};

static const char *const cage[] = {"cage", "--", NULL};
/* A panel that hangs upside down, so that cage has to compose. It hands a picture that fits through to the glass as
 * it is, and cage 0.1.4 then gives whoever asks for a screenshot what it had composed before: black. */
static const char *const composing_cage[] = {"cage", "-r", "-r", "--", NULL};

struct glass {
    struct lobby lobby;
    char picture[LOBBY_PATH];
};

static void open_glass(struct glass *glass, int width, int height, const char *backend)
{
    char runtime[LOBBY_PATH];

    lobby_open(&glass->lobby, width, height);
    assert_true(text_format(glass->picture, LOBBY_PATH, "%s/picture.png", glass->lobby.directory));
    assert_true(text_format(runtime, sizeof runtime, "%s/run", glass->lobby.directory));
    assert_int_equal(mkdir(runtime, 0700), 0);
    if (geteuid() == 0) {
        glass->lobby.account = NOBODY;
        assert_int_equal(chown(runtime, NOBODY, NOBODY), 0);
    }
    assert_int_equal(setenv("XDG_RUNTIME_DIR", runtime, 1), 0);
    assert_int_equal(setenv("WLR_BACKENDS", backend, 1), 0);
    assert_int_equal(setenv("WLR_LIBINPUT_NO_DEVICES", "1", 1), 0);
    assert_int_equal(setenv("WLR_RENDERER", "pixman", 1), 0);
    assert_int_equal(setenv("WLR_XWAYLAND", "/bin/false", 1), 0);
}

/* An empty state, so that every start shows the same. */
static void start(struct glass *glass, const char *const *host, int rotation)
{
    struct lobby *lobby = &glass->lobby;
    char conf[128];

    (void)lobby_exec((const char *const[]){"rm", "-rf", lobby->state, NULL});
    assert_int_equal(mkdir(lobby->state, 0777), 0);
    assert_int_equal(chmod(lobby->state, 0777), 0);
    assert_true(text_format(conf, sizeof conf,
                            "[print]\nbackend = folder\n[panel]\nrotation = %d\n", rotation));
    lobby_configure(lobby, conf);
    lobby->host = host;
    lobby_start(lobby, NULL);
    (void)lobby_expect(lobby, "attract", PATIENCE);
}

static void stop(struct glass *glass)
{
    assert_int_equal(lobby_stop(&glass->lobby, SIGTERM), 0);
}

/* The upright picture is as wide as the glass is high, or the glass itself. */
static void touch(struct glass *glass, const char *widget, int rotation)
{
    enum rotation turn = rotation_of_degrees(rotation);
    bool is_sideways = rotation_is_sideways(turn);
    struct rect point = {0, 0, 1, 1};

    view_pause(500); /* a tap too soon after a new screen is an echo */
    lobby_find(&glass->lobby, widget, &point.x, &point.y);
    point = rotation_to_glass(turn, point, is_sideways ? GLASS_HEIGHT : GLASS_WIDTH,
                              is_sideways ? GLASS_WIDTH : GLASS_HEIGHT);
    view_tap(glass->lobby.view, point.x, point.y, HOLD_MS);
    view_rest(glass->lobby.view);
}

/* The picture once it has come to rest. */
static uint64_t still_sum(struct glass *glass)
{
    uint64_t last = view_sum(glass->lobby.view);

    for (int same = 0; same < 5;) {
        uint64_t now;

        view_pause(POLL_MS);
        now = view_sum(glass->lobby.view);
        same = now == last ? same + 1 : 0;
        last = now;
    }
    assert_true(view_colours(glass->lobby.view, 8) == 8);
    return last;
}

static void expect_sum(struct glass *glass, const char *screen, uint64_t wanted)
{
    int64_t until = view_now_ms() + PATIENCE;
    struct err err = {0};

    while (view_sum(glass->lobby.view) != wanted && view_now_ms() < until)
        view_pause(POLL_MS);
    if (view_sum(glass->lobby.view) == wanted)
        return;
    if (!view_save(glass->lobby.view, BINARY_DIR "/cage.png", &err))
        fail_msg("%s", err.text);
    fail_msg("%s: not the picture that X11 shows: " BINARY_DIR "/cage.png", screen);
}

static void cage_shows_what_x11_shows(int rotation)
{
    struct glass glass;
    uint64_t attract, home;

    open_glass(&glass, GLASS_WIDTH, GLASS_HEIGHT, "x11");
    start(&glass, NULL, rotation);
    attract = still_sum(&glass);
    touch(&glass, "start-id", rotation);
    (void)lobby_expect(&glass.lobby, "home", PATIENCE);
    home = still_sum(&glass);
    stop(&glass);
    start(&glass, cage, rotation);
    expect_sum(&glass, "attract", attract);
    touch(&glass, "start-id", rotation);
    (void)lobby_expect(&glass.lobby, "home", PATIENCE);
    expect_sum(&glass, "home", home);
    stop(&glass);
    lobby_close(&glass.lobby);
}

static void upright_picture_and_finger_are_those_of_x11(void **state)
{
    (void)state;
    cage_shows_what_x11_shows(0);
}

static void turned_picture_and_finger_are_those_of_x11(void **state)
{
    (void)state;
    cage_shows_what_x11_shows(90);
    cage_shows_what_x11_shows(270);
}

/* --- without any display ------------------------------------------------------------------------ */

static void take_picture(const struct glass *glass)
{
    const char *const grim[] = {"grim", glass->picture, NULL};

    assert_int_equal(setenv("WAYLAND_DISPLAY", "wayland-0", 1), 0);
    assert_int_equal(lobby_exec(grim), 0);
    assert_int_equal(unsetenv("WAYLAND_DISPLAY"), 0);
}

static void headless_cage_shows_what_x11_shows(int rotation)
{
    struct glass glass;
    struct picture wanted;
    int64_t until = view_now_ms() + 2 * PATIENCE;
    int likeness = 0;
    struct err err = {0};

    open_glass(&glass, HEADLESS_WIDTH, HEADLESS_HEIGHT, "headless");
    start(&glass, NULL, rotation);
    (void)still_sum(&glass);
    if (!view_save(glass.lobby.view, glass.picture, &err))
        fail_msg("%s", err.text);
    picture_read(&wanted, glass.picture);
    stop(&glass);
    start(&glass, composing_cage, rotation);
    while (likeness < 1000 && view_now_ms() < until) {
        struct picture shown;

        take_picture(&glass);
        picture_read(&shown, glass.picture);
        likeness = picture_likeness(&shown, &wanted);
        picture_clear(&shown);
    }
    assert_int_equal(likeness, 1000);
    picture_clear(&wanted);
    stop(&glass);
    lobby_close(&glass.lobby);
}

static void headless_picture_is_that_of_x11(void **state)
{
    (void)state;
    headless_cage_shows_what_x11_shows(0);
    headless_cage_shows_what_x11_shows(90);
}

static bool is_possible(void)
{
    const char *const find_cage[] = {"cage", "-v", NULL};
    const char *bin = getenv("BIN");
    char program[LOBBY_PATH * 2];

    if (!lobby_is_possible())
        return false;
    if (lobby_exec(find_cage) != 0) {
        puts("SKIP: cage is missing");
        return false;
    }
    assert_true(
        text_format(program, sizeof program, "%s/anjungan", bin && *bin ? bin : BINARY_DIR "/bin"));
    const char *const probe[] = {"setpriv",        "--reuid", "65534", "--regid", "65534",
                                 "--clear-groups", "test",    "-x",    program,   NULL};
    if (geteuid() == 0 && lobby_exec(probe) != 0) {
        printf("SKIP: cage refuses root, and the account nobody may not run %s\n", program);
        return false;
    }
    return true;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(upright_picture_and_finger_are_those_of_x11),
        cmocka_unit_test(turned_picture_and_finger_are_those_of_x11),
        cmocka_unit_test(headless_picture_is_that_of_x11),
    };

    if (!is_possible())
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
