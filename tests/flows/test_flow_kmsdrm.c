/* The installed kiosk on a panel of its own: a Debian 12 in QEMU whose systemd starts the product's unit, which draws
 * by KMSDRM. What the panel shows, there and in cage, is what X11 shows here, but for the clock; and at rest it sleeps. */
#include "base/err.h"
#include "support/lobby.h"
#include "support/picture.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define PROGRAM SOURCE_DIR "/tests/support/guest"
#define MACHINE BINARY_DIR "/guest"
#define SHOWN MACHINE "/shown.ppm"

enum {
    WIDTH = 1080,
    HEIGHT = 1920,
    X_TAB = 23, /* keys of X */
    X_RETURN = 36,
    PATIENCE_MS = 120 * 1000,
    STILL_MS = 2000,
    /* Time and date stand above; a picture of another screen shares less than three quarters. */
    LIKE = 990,
};

static pid_t machine;

static int guest(const char *verb, const char *words)
{
    return lobby_exec((const char *const[]){PROGRAM, verb, MACHINE, words, NULL});
}

static bool is_possible(void)
{
    if (geteuid() != 0) {
        puts("SKIP: only root can build a machine");
        return false;
    }
    if (lobby_exec((const char *const[]){"qemu-system-x86_64", "--version", NULL}) != 0
        || lobby_exec((const char *const[]){"mmdebstrap", "--version", NULL}) != 0) {
        puts("SKIP: qemu-system-x86 or mmdebstrap is missing");
        return false;
    }
    return lobby_is_possible();
}

static int boot(void **state)
{
    (void)state;
    assert_int_equal(setenv("BINARY_DIR", BINARY_DIR, 1), 0);
    assert_int_equal(guest("build", SOURCE_DIR "/tests/support/guest-kiosk"), 0);
    machine = fork();
    assert_true(machine >= 0);
    if (machine == 0) {
        char size[32];

        (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
        assert_true(text_format(size, sizeof size, "%dx%d", WIDTH, HEIGHT));
        execl(PROGRAM, PROGRAM, "boot", MACHINE, size, (char *)NULL);
        _exit(127);
    }
    return guest("shell", "systemctl is-system-running --wait");
}

static int turn_off(void **state)
{
    (void)state;
    (void)kill(machine, SIGKILL);
    return waitpid(machine, NULL, 0) == machine ? 0 : -1;
}

static void press(struct lobby *lobby, int key)
{
    view_key(lobby->view, key, true);
    view_key(lobby->view, key, false);
    view_sync(lobby->view);
    view_pause(STILL_MS);
}

static void save(struct lobby *lobby, const char *path)
{
    struct err err = {0};

    view_pause(STILL_MS);
    if (!view_save(lobby->view, path, &err))
        fail_msg("%s", err.text);
}

/* How both screens look on this machine's X server. */
static void take_models(int rotation)
{
    struct lobby lobby;
    char conf[128];

    lobby_open(&lobby, WIDTH, HEIGHT);
    assert_true(text_format(conf, sizeof conf,
                            "[print]\nbackend = folder\nfolder = %s\n[panel]\nrotation = %d\n",
                            lobby.state, rotation));
    lobby_configure(&lobby, conf);
    lobby_start_print(&lobby);
    lobby_start(&lobby, NULL);
    (void)lobby_expect(&lobby, "attract", PATIENCE_MS);
    save(&lobby, MACHINE "/attract.png");
    press(&lobby, X_TAB);
    press(&lobby, X_RETURN);
    (void)lobby_expect(&lobby, "home", PATIENCE_MS);
    save(&lobby, MACHINE "/home.png");
    assert_int_equal(lobby_stop(&lobby, SIGTERM), 0);
    lobby_stop_print(&lobby);
    lobby_close(&lobby);
}

static void expect_picture(const char *path)
{
    int64_t until = view_now_ms() + PATIENCE_MS;
    struct picture model;
    int likeness;

    picture_read(&model, path);
    do {
        struct picture shown;

        view_pause(STILL_MS);
        assert_int_equal(guest("picture", SHOWN), 0);
        picture_read(&shown, SHOWN);
        likeness = picture_likeness(&shown, &model);
        picture_clear(&shown);
    } while (likeness < LIKE && view_now_ms() < until);
    picture_clear(&model);
    if (likeness < LIKE)
        fail_msg("%s: %d of 1000 pixels are as in %s", SHOWN, likeness, path);
}

static void expect_both_screens(int rotation)
{
    take_models(rotation);
    expect_picture(MACHINE "/attract.png");
    assert_int_equal(guest("key", "tab"), 0);
    view_pause(STILL_MS);
    assert_int_equal(guest("key", "ret"), 0);
    expect_picture(MACHINE "/home.png");
}

static void first_screen_and_home_are_shown_upright(void **state)
{
    (void)state;
    expect_both_screens(0);
}

static void at_rest_it_sleeps(void **state)
{
    static const char rest[] =
        "sleep 15; line=$(rest.sh 'kmsdrm, emulated' 30 $(pidof anjungan)); echo \"$line\"\n"
        "w=${line##*wakeups_per_s??}\n"
        "awk \"BEGIN { exit !(${w%%,*} <= 1) }\"";

    (void)state;
    assert_int_equal(guest("shell", rest), 0);
}

/* cage draws with pixman, as there is no graphics card, and gets the panel from seatd. */
static void in_cage_it_shows_the_same(void **state)
{
    static const char start[] =
        "systemctl stop anjungan; mkdir -m 700 /run/cage; chown anjungan: /run/cage\n"
        "(setpriv --reuid anjungan --regid anjungan --groups video,render,input env "
        "XDG_RUNTIME_DIR=/run/cage "
        "LIBSEAT_BACKEND=seatd WLR_RENDERER=pixman WLR_XWAYLAND=/bin/false SDL_VIDEODRIVER=wayland "
        "cage -- /usr/bin/anjungan >/run/cage/log 2>&1 &)";
    static const char stop[] = "cat /run/cage/log; kill $(pidof anjungan)\n"
                               "while pidof cage >/dev/null; do sleep 1; done";

    (void)state;
    assert_int_equal(guest("shell", start), 0);
    expect_picture(MACHINE "/attract.png");
    assert_int_equal(guest("shell", stop), 0);
}

static void on_a_turned_panel_they_are_turned(void **state)
{
    static const char turn[] = "printf '[panel]\\nrotation = 90\\n' >>/etc/anjungan/anjungan.conf\n"
                               "systemctl restart anjungan";

    (void)state;
    assert_int_equal(guest("shell", turn), 0);
    expect_both_screens(90);
}

static void nothing_went_wrong_on_the_way(void **state)
{
    static const char complaints[] =
        "journalctl -q -o cat -p warning -u anjungan -u anjungan-print\n"
        "test -z \"$(journalctl -q -p warning -u anjungan -u anjungan-print)\"";

    (void)state;
    assert_int_equal(guest("shell", complaints), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(at_rest_it_sleeps),
        cmocka_unit_test(first_screen_and_home_are_shown_upright),
        cmocka_unit_test(in_cage_it_shows_the_same),
        cmocka_unit_test(on_a_turned_panel_they_are_turned),
        cmocka_unit_test(nothing_went_wrong_on_the_way),
    };

    if (!is_possible())
        return 77;
    return cmocka_run_group_tests(tests, boot, turn_off);
}
