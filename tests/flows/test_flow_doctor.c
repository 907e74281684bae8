/* The doctor beside real parts: cupsd, backend, virtual printer, anjungan-print. Good is 0; each fault is its
 * line and 1; nothing it does takes ten seconds, and nothing of root's stays behind. */
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/slips.h"
#include "support/patience.h"
#include "support/print_faults.h"
#include <dirent.h>
#include <fcntl.h>
#include <pwd.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { ANSWER_MS = 10000, LONG_MS = 2000, SETTLE_MS = 60000 };

static char text_of[HOUSE_OUTPUT]; /* of the last command; too large for a frame beside others */

static int close_house(void **state)
{
    const struct print_house *house = *state;

    (void)umount2(house->state, MNT_DETACH); /* where a test failed before it could do so itself */
    house_close(*state);
    free(*state);
    return 0;
}

/* anjungan-ctl with the time of now set by --now, so that nobody has to keep this machine's clock right.
 * Gives the exit code; what it said is in text_of. */
static int ctl_at(struct print_house *house, const char *now, const char *verb, const char *word,
                  const char *option)
{
    char config[HOUSE_PATH];
    char *arguments[] = {(char *)(uintptr_t)BINARY_DIR "/bin/anjungan-ctl",
                         (char *)(uintptr_t) "--state",
                         house->state,
                         (char *)(uintptr_t) "--config",
                         config,
                         (char *)(uintptr_t) "--now",
                         (char *)(uintptr_t)now,
                         (char *)(uintptr_t)verb,
                         (char *)(uintptr_t)word,
                         (char *)(uintptr_t)option,
                         NULL};

    assert_true(text_format(config, sizeof config, "%s/anjungan.conf", house->directory));
    int64_t from = house_now_ms();
    int code = house_run(arguments, text_of);
    int64_t took = house_now_ms() - from;
    if (took >= patience_ms(ANSWER_MS))
        fail_msg("%s took %lld ms", verb, (long long)took);
    if (took >= LONG_MS)
        print_message("%s took %lld ms\n", verb, (long long)took);
    return code;
}

static int ctl(struct print_house *house, const char *verb, const char *word, const char *option)
{
    char now[HOUSE_TIME];

    house_time(house, now);
    return ctl_at(house, now, verb, word, option);
}

/* Asks until it says this; what it speaks of needs its moment to be there. */
static void expect_of(struct print_house *house, const char *verb, int code, const char *words)
{
    int64_t from = house_now_ms();

    for (;;) {
        int given = ctl(house, verb, NULL, NULL);
        if (given == code && strstr(text_of, words))
            return;
        if (house_now_ms() - from > SETTLE_MS)
            fail_msg("%d, wanted %d, \"%s\":\n%s", given, code, words, text_of);
        house_pause(100);
    }
}

static void expect(struct print_house *house, int code, const char *words)
{
    expect_of(house, "doctor", code, words);
}

static int open_house(void **state)
{
    struct print_house *house = calloc(1, sizeof *house);

    assert_non_null(house);
    house_open(house, 80);
    house_start_print(house, NULL, NULL);
    expect_of(house, "backup", 0, "anjungan-"); /* as every night */
    *state = house;
    return 0;
}

static void write_config(struct print_house *house, const char *more)
{
    char config[HOUSE_PATH], content[1024];

    assert_true(text_format(config, sizeof config, "%s/anjungan.conf", house->directory));
    assert_true(text_format(content, sizeof content,
                            "[office]\ncatalog = %s\n[print]\nqueue = %s\n%s", house->catalog,
                            house->queue, more));
    assert_true(file_replace(config, content, strlen(content), false, NULL));
}

static void each_fault_is_a_line_and_mending_it_ends_it(void **state)
{
    struct print_house *house = *state;

    expect(house, 0, "confirms each slip");
    assert_null(strstr(text_of, "BAD"));
    expect_of(house, "printers", 0, "ready since "); /* anjungan-print notes it */
    house_fault(house, "media-empty", true);
    expect(house, 1, "out of paper");
    assert_non_null(strstr(text_of, "Put in a new roll"));
    house_fault(house, "media-empty", false);
    house_fault(house, "cover-open", true);
    expect(house, 1, "its cover is open");
    house_fault(house, "cover-open", false);
    house_fault(house, "hang", true);
    expect(house, 1, "the printer does not answer");
    house_fault(house, "hang", false);
    expect(house, 0, "confirms each slip");
    write_config(house, "colour = red\n");
    expect(house, 1, "BAD  config: ");
    assert_non_null(strstr(text_of, "colour"));
    write_config(house, "");
    assert_int_equal(ctl_at(house, "2020-01-01T00:00:00+00:00", "doctor", NULL, NULL), 1);
    assert_non_null(strstr(text_of, "BAD  clock: it says 2020-01-01"));
    (void)house_stop_print(house, SIGKILL); /* it may not have come as far as to end in order */
    expect(house, 1, "BAD  services: print does not run. systemctl status anjungan-print");
}

static void a_cupsd_that_is_away_or_hangs_is_told_in_time(void **state)
{
    struct print_house *house = *state;

    house_signal_cupsd(house, SIGSTOP);
    expect(house, 1, "BAD  printer: cupsd does not answer");
    if (!strstr(text_of, "ok   database: sound"))
        print_message("%s", text_of); /* anjungan-print was just opening it */
    expect(house, 1, "ok   database: sound");
    assert_non_null(strstr(text_of, "BAD  printer: cupsd does not answer"));
    assert_int_equal(ctl(house, "printers", NULL, NULL), 1);
    house_signal_cupsd(house, SIGCONT);
    fault_stop_cupsd(house);
    expect(house, 1, "BAD  printer: cupsd does not answer");
    house_start_cupsd(house);
    write_config(house, "");
    expect(house, 0, "confirms each slip");
}

/* A question in the middle of a slip must not cost it. */
static void a_running_slip_is_not_disturbed(void **state)
{
    struct print_house *house = *state;
    struct ticket ticket;
    struct print_job job;

    for (int i = 1; i <= 5; i++) {
        house_issue(house, &ticket, &job);
        for (int asked = 0; asked < 5; asked++)
            assert_int_equal(ctl(house, "printers", NULL, NULL), 0);
        house_wait_job(house, &job, PRINT_PRINTED, TROUBLE_NONE, SETTLE_MS);
        assert_int_equal(house_count(house->paper, ".bin", NULL), i);
    }
}

static void an_uncertain_slip_is_retried_as_a_copy_by_its_number(void **state)
{
    struct print_house *house = *state;
    struct ticket ticket;
    struct print_job job;
    struct err err = {0};

    (void)house_stop_print(house, SIGKILL); /* it may not have come as far as to end in order */
    house_issue(house, &ticket, &job);
    assert_true(
        desk_move_job(house->desk, job.id, PRINT_UNCERTAIN, TROUBLE_UNKNOWN, NULL, 0, &err));
    assert_int_equal(ctl(house, "print", "list", NULL), 0);
    assert_non_null(strstr(text_of, ticket.number));
    assert_int_equal(ctl(house, "print", "retry", ticket.number), 0);
    assert_non_null(strstr(text_of, "marked SALINAN 1"));
    house_start_print(house, NULL, NULL);
    assert_true(desk_ticket_job(house->desk, &ticket.id, &job, &err));
    assert_int_equal(job.copy, 1);
    house_wait_job(house, &job, PRINT_PRINTED, TROUBLE_NONE, SETTLE_MS);
    assert_int_equal(house_count(house->paper, ".bin", NULL), 1);
    assert_int_equal(ctl(house, "print", "cancel", ticket.number), 1);
}

enum { NEARLY = 256 << 10 };

static int fill_up(const char *path)
{
    static char block[65536];
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    int blocks = 0;

    assert_true(fd >= 0);
    while (write(fd, block, sizeof block) == (ssize_t)sizeof block)
        blocks++;
    assert_int_equal(close(fd), 0);
    return blocks;
}

static void a_disk_that_is_nearly_full_is_told(void **state)
{
    struct print_house *house = *state;
    char ballast[HOUSE_PATH];

    (void)house_stop_print(house, SIGKILL); /* it may not have come as far as to end in order */
    if (mount("tmpfs", house->state, "tmpfs", 0, "size=8m,mode=2770") != 0) {
        print_message("SKIP: no tmpfs can be mounted here\n");
        skip();
    }
    assert_true(text_format(ballast, sizeof ballast, "%s/ballast", house->state));
    expect(house, 1, "look database: there is no ");
    assert_int_not_equal(ctl(house, "ticket", "list", NULL), 2); /* makes the database */
    assert_true(fill_up(ballast) > NEARLY / 65536);
    expect(house, 1, "BAD  database: it cannot be read"); /* nobody may even note that he reads */
    struct stat info;
    assert_int_equal(stat(ballast, &info), 0);
    assert_int_equal(truncate(ballast, info.st_size - NEARLY), 0);
    expect(house, 1, "BAD  disk: ");
    assert_non_null(strstr(text_of, "Make room now"));
    if (!strstr(text_of, "ok   database: sound"))
        fail_msg("%s", text_of);
    assert_int_equal(unlink(ballast), 0);
    int code = ctl(house, "doctor", NULL, NULL);
    assert_int_equal(code, 1); /* nothing prints here */
    assert_null(strstr(text_of, "disk: Make"));
    assert_int_equal(umount2(house->state, MNT_DETACH), 0);
}

/* Hands the tree of the state directory to a user. */
static void give_away(const char *path, uid_t uid, gid_t gid)
{
    DIR *dir = opendir(path);

    assert_int_equal(lchown(path, uid, gid), 0);
    if (!dir)
        return;
    for (const struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
        AUTO_FREE char *below = mem_format("%s/%s", path, entry->d_name);

        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            give_away(below, uid, gid);
    }
    (void)closedir(dir);
}

static int count_of_root(const char *path)
{
    struct stat info;
    int count = lstat(path, &info) == 0 && info.st_uid == 0;
    DIR *dir = opendir(path);

    if (!dir)
        return count;
    for (const struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
        AUTO_FREE char *below = mem_format("%s/%s", path, entry->d_name);

        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            count += count_of_root(below);
    }
    (void)closedir(dir);
    return count;
}

static void root_leaves_nothing_of_its_own_behind(void **state)
{
    static const char *const verbs[][2] = {{"doctor", NULL},
                                           {"printers", NULL},
                                           {"print", "list"},
                                           {"print", "test"},
                                           {"sync", "status"}};
    struct print_house *house = *state;
    const struct passwd *nobody = getpwnam("nobody");

    if (geteuid() != 0 || !nobody) {
        print_message("SKIP: needs root\n");
        skip();
    }
    (void)house_stop_print(house, SIGKILL); /* it may not have come as far as to end in order */
    assert_int_equal(chmod(house->catalog, 0644), 0);
    give_away(house->state, nobody->pw_uid, nobody->pw_gid);
    for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
        int code = ctl(house, verbs[i][0], verbs[i][1], NULL);
        if (code != (i == 0))
            fail_msg("%s: %d\n%s", verbs[i][0], code, text_of);
        assert_int_equal(count_of_root(house->state), 0);
    }
    /* Whom the state directory is closed to is told that, and no more of it. */
    assert_int_equal(chmod(house->state, 0700), 0);
    assert_int_equal(setresuid(1, 1, 0), 0);
    int code = ctl(house, "doctor", NULL, NULL);
    assert_int_equal(setresuid(0, 0, 0), 0);
    assert_int_equal(code, 1);
    assert_non_null(strstr(text_of, "BAD  user: this one may not look into "));
    assert_null(strstr(text_of, "database: "));
    assert_null(strstr(text_of, "services: "));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_fault_is_a_line_and_mending_it_ends_it, open_house,
                                        close_house),
        cmocka_unit_test_setup_teardown(a_cupsd_that_is_away_or_hangs_is_told_in_time, open_house,
                                        close_house),
        cmocka_unit_test_setup_teardown(a_running_slip_is_not_disturbed, open_house, close_house),
        cmocka_unit_test_setup_teardown(an_uncertain_slip_is_retried_as_a_copy_by_its_number,
                                        open_house, close_house),
        cmocka_unit_test_setup_teardown(a_disk_that_is_nearly_full_is_told, open_house,
                                        close_house),
        cmocka_unit_test_setup_teardown(root_leaves_nothing_of_its_own_behind, open_house,
                                        close_house),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
