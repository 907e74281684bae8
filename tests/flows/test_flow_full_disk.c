/* A full disk under the kiosk: no number that is not stored, a code on the screen, and service by
 * itself when there is room again. The disk is a small one in memory, which takes rights to mount. */
#include "base/file.h"
#include "base/mem.h"
#include "support/lobby.h"
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { WIDTH = 540, HEIGHT = 960, SECOND = 1000 };

static bool mount_disk(const char *path)
{
    return mount("tmpfs", path, "tmpfs", MS_NOSUID | MS_NODEV, "size=4m,mode=0777") == 0;
}

/* False, with the reason said, where nothing can be mounted. */
static bool may_mount(void)
{
    char path[] = "/tmp/anjungan-disk.XXXXXX";
    bool is_mounted;

    if (!mkdtemp(path))
        return false;
    is_mounted = mount_disk(path);
    if (is_mounted)
        (void)umount(path);
    else
        printf("SKIP: no disk can be mounted here (%s)\n", strerror(errno));
    (void)rmdir(path);
    return is_mounted;
}

static int open_small_disk(void **state)
{
    struct lobby *lobby = calloc(1, sizeof *lobby);

    assert_non_null(lobby);
    lobby_open(lobby, WIDTH, HEIGHT);
    assert_true(mount_disk(lobby->state));
    *state = lobby;
    return 0;
}

static int close_small_disk(void **state)
{
    struct lobby *lobby = *state;

    if (lobby->kiosk > 0)
        (void)lobby_stop(lobby, SIGKILL);
    (void)umount2(lobby->state, MNT_DETACH);
    lobby_close(lobby);
    free(lobby);
    return 0;
}

/* Takes all room that is left. */
static void fill(const struct lobby *lobby)
{
    static const char zeros[512] = {0};
    char path[LOBBY_PATH];

    assert_true(text_format(path, sizeof path, "%s/ballast", lobby->state));
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    while (write(fd, zeros, sizeof zeros) > 0)
        continue;
    assert_int_equal(errno, ENOSPC);
    close(fd);
}

static void make_room(const struct lobby *lobby)
{
    char path[LOBBY_PATH];

    assert_true(text_format(path, sizeof path, "%s/ballast", lobby->state));
    assert_int_equal(unlink(path), 0);
}

static void expect_code(struct lobby *lobby, const char *code, int64_t ms)
{
    char label[128];

    lobby_expect(lobby, "out-of-service", ms);
    lobby_label(lobby, "code", label, sizeof label);
    if (!strstr(label, code))
        fail_msg("the screen says %s, wanted %s", label, code);
}

static void disk_that_is_full_at_the_start_is_told_and_waited_for(void **state)
{
    struct lobby *lobby = *state;

    fill(lobby);
    lobby_start(lobby, NULL);
    expect_code(lobby, "K1-P05", 20 * SECOND);
    make_room(lobby);
    print_message("  in service again after %lld ms\n",
                  (long long)lobby_expect(lobby, "attract", 8 * SECOND));
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
}

/* Numbers are taken until the disk refuses one; the ones that were shown are the ones stored. */
static void disk_that_fills_up_shows_no_number_that_is_not_stored(void **state)
{
    enum { MOST = 12 };
    struct lobby *lobby = *state;
    AUTO_TEXT struct text numbers, shown;
    char number[16];
    size_t count = 0;

    text_init(&shown, 4096);
    lobby_start(lobby, NULL);
    lobby_start_print(lobby);
    lobby_take_number(lobby, "ticket", number);
    text_addf(&shown, "%s\n", number);
    lobby_finish(lobby);
    lobby_stop_print(lobby);
    fill(lobby);
    for (count = 1; count < MOST; count++) {
        lobby_expect(lobby, "attract|out-of-service", 10 * SECOND);
        if (!lobby_has(lobby, "start-id"))
            break;
        lobby_tap(lobby, "start-id");
        lobby_expect(lobby, "home|out-of-service", 5 * SECOND);
        if (lobby_has(lobby, "code"))
            break;
        lobby_tap(lobby, "take-1");
        lobby_expect(lobby, "confirm", 5 * SECOND);
        lobby_tap(lobby, "take-general");
        lobby_expect(lobby, "problem|out-of-service", 12 * SECOND);
        if (lobby_has(lobby, "code"))
            break;
        lobby_label(lobby, "number", number, sizeof number);
        text_addf(&shown, "%s\n", number);
        lobby_tap(lobby, "kept");
    }
    print_message("  %zu numbers until the disk refused\n", count);
    assert_true(count < MOST);
    expect_code(lobby, "K1-P05", 5 * SECOND);
    make_room(lobby);
    print_message("  in service again after %lld ms\n",
                  (long long)lobby_expect(lobby, "attract", 8 * SECOND));
    (void)lobby_numbers(lobby, &numbers);
    assert_string_equal(numbers.data, shown.data);
    lobby_start_print(lobby);
    lobby_take_number(lobby, "ticket", number);
    lobby_stop_print(lobby);
    text_clear(&numbers);
    text_addf(&shown, "%s\n", number);
    (void)lobby_numbers(lobby, &numbers);
    assert_string_equal(numbers.data, shown.data);
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
}

#define DISK(test) cmocka_unit_test_setup_teardown(test, open_small_disk, close_small_disk)

int main(void)
{
    const struct CMUnitTest tests[] = {
        DISK(disk_that_is_full_at_the_start_is_told_and_waited_for),
        DISK(disk_that_fills_up_shows_no_number_that_is_not_stored),
    };

    if (!lobby_is_possible() || !may_mount())
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
