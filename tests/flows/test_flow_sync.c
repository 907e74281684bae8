/* anjungan-sync between a real kiosk's database and a real office. */
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "support/office.h"

#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { PATH_TEXT = 128, SOON_MS = 60 * 1000 };
static const char config_text[] = "[office]\nid = pekanbaru\n";

struct kiosk {
    char state[PATH_TEXT];
    char config[PATH_TEXT];
    pid_t sync;
};

static struct office_rig rig;
static struct kiosk kiosk;

static int start_office(void **state)
{
    const char *const options[] = {"--ingest", "1", "--without", "web,project,relay", NULL};

    (void)state;
    office_rig_start(&rig, options);
    assert_true(text_format(kiosk.state, sizeof kiosk.state, "%s/kiosk", rig.directory));
    assert_true(text_format(kiosk.config, sizeof kiosk.config, "%s/kiosk.conf", rig.directory));
    assert_int_equal(mkdir(kiosk.state, 0770), 0);
    assert_true(file_replace(kiosk.config, config_text, strlen(config_text), false, NULL));
    return 0;
}

static int stop_office(void **state)
{
    (void)state;
    if (kiosk.sync > 0) /* or it writes where the rig's directory is removed */
        office_rig_end(kiosk.sync, SIGKILL);
    office_rig_stop(&rig);
    return 0;
}

static void issue(int count)
{
    const char *const words[] = {"anjungan-ctl", "--state", kiosk.state, "--config",
                                 kiosk.config,   "ticket",  "issue",     "--service",
                                 "berkas",       "--json",  NULL};
    char said[OFFICE_SAID];

    for (int i = 0; i < count; i++) {
        if (office_rig_run(words, said, sizeof said) != 0)
            fail_msg("%s", said);
    }
}

/* Tickets that the office has are that many, each once. */
static int64_t wait_for_tickets(const char *count)
{
    return office_rig_wait(&rig, "SELECT count(*) FROM office.event WHERE kind = 'ticket.issued'",
                           count, 3 * SOON_MS);
}

static void start_sync(void)
{
    kiosk.sync = office_rig_start_sync(&rig, kiosk.state, kiosk.config);
}

static void end_sync(int signal)
{
    assert_true(kiosk.sync > 0);
    office_rig_end(kiosk.sync, signal);
    kiosk.sync = 0;
}

static void nap(int ms)
{
    const struct timespec pause = {ms / 1000, (ms % 1000) * 1000000L};

    (void)nanosleep(&pause, NULL);
}

static bool has_logged(const char *words)
{
    AUTO_FREE char *path = mem_format("%s/log/sync.log", rig.directory);
    AUTO_FREE char *log = NULL;
    size_t len = 0;

    return file_read(path, 1 << 20, &log, &len, NULL) && strstr(log, words);
}

static void wait_for_log(const char *words)
{
    for (int waited_ms = 0; !has_logged(words); waited_ms += 50) {
        if (waited_ms > SOON_MS)
            fail_msg("anjungan-sync does not say \"%s\"", words);
        nap(50);
    }
}

static void a_kiosk_that_is_enrolled_meanwhile_begins_by_itself(void **state)
{
    (void)state;
    issue(3);
    start_sync();
    wait_for_log("not enrolled");
    office_rig_enrol(&rig, kiosk.state, kiosk.config);
    (void)wait_for_tickets("3");
}

static void a_number_is_at_the_office_in_a_moment(void **state)
{
    (void)state;
    issue(1);
    print_message("%lld ms\n", (long long)wait_for_tickets("4"));
}

static void nothing_is_lost_or_doubled_when_the_office_dies(void **state)
{
    static const char *const parts[] = {"nginx", "postgres"};
    char total[16];

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        office_rig_kill(&rig, parts[i]);
        issue(2);
        office_rig_up(&rig, parts[i]);
        assert_true(text_format(total, sizeof total, "%zu", 6 + 2 * i));
        (void)wait_for_tickets(total);
    }
    (void)office_rig_wait(&rig,
                          "SELECT count(*) = max(seq) AND count(*) = count(DISTINCT id) FROM "
                          "office.event GROUP BY stream_id ORDER BY 1 LIMIT 1",
                          "t", SOON_MS);
}

static void a_process_that_is_killed_goes_on_in_the_next(void **state)
{
    (void)state;
    end_sync(SIGKILL);
    issue(2);
    start_sync();
    (void)wait_for_tickets("10");
}

static void a_revoked_kiosk_says_so_and_waits(void **state)
{
    (void)state;
    office_rig_sql(&rig, "UPDATE office.kiosk SET revoked_at = now()", NULL, 0);
    issue(1);
    wait_for_log("refuses this kiosk");
    office_rig_sql(&rig, "UPDATE office.kiosk SET revoked_at = NULL", NULL, 0);
    (void)wait_for_tickets("11");
}

/* What systemd would hear. */
static int open_notify(char *path, size_t size)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

    assert_true(text_format(path, size, "%s/notify", rig.directory));
    assert_true(text_copy(address.sun_path, sizeof address.sun_path, path));
    assert_true(fd >= 0);
    assert_int_equal(bind(fd, (const struct sockaddr *)&address, sizeof address), 0);
    return fd;
}

/* Pings until there are that many, or so many seconds are over. */
static int count_pings(int fd, int enough, int ms)
{
    struct timespec start, now;
    int count = 0;

    (void)clock_gettime(CLOCK_MONOTONIC, &start);
    for (;;) {
        struct pollfd ready = {.fd = fd, .events = POLLIN};
        char said[256] = "";

        (void)clock_gettime(CLOCK_MONOTONIC, &now);
        int64_t left =
            ms - (now.tv_sec - start.tv_sec) * 1000 - (now.tv_nsec - start.tv_nsec) / 1000000;
        if (left <= 0 || count >= enough)
            return count;
        if (poll(&ready, 1, (int)left) > 0 && recv(fd, said, sizeof said - 1, 0) > 0)
            count += strstr(said, "WATCHDOG=1") != NULL;
    }
}

static void tell_rig(const char *part, const char *signal)
{
    const char *const words[] = {
        SOURCE_DIR "/tests/support/office-rig", "kill", rig.directory, part, signal, NULL};

    assert_int_equal(office_rig_run(words, NULL, 0), 0);
}

static void the_watchdog_is_fed_while_an_answer_does_not_come(void **state)
{
    char path[PATH_TEXT];
    int fd = open_notify(path, sizeof path);
    int status = -1;

    (void)state;
    end_sync(SIGTERM);
    assert_int_equal(setenv("NOTIFY_SOCKET", path, 1), 0);
    assert_int_equal(setenv("WATCHDOG_USEC", "1000000", 1), 0);
    start_sync();
    assert_int_equal(unsetenv("NOTIFY_SOCKET") + unsetenv("WATCHDOG_USEC"), 0);
    assert_int_equal(count_pings(fd, 2, SOON_MS), 2);
    tell_rig("ingest-1", "STOP");
    issue(1);
    nap(500); /* the request is on its way */
    /* A ping each half second, and a request that is given up only after 30 s. */
    assert_int_equal(count_pings(fd, 4, 15 * 1000), 4);
    assert_int_equal(kill(kiosk.sync, SIGTERM), 0); /* nor does it hold up the end */
    for (int waited_ms = 0; waitpid(kiosk.sync, &status, WNOHANG) == 0; waited_ms += 50) {
        assert_true(waited_ms < 15 * 1000);
        nap(50);
    }
    kiosk.sync = 0;
    assert_int_equal(status, 0);
    tell_rig("ingest-1", "CONT");
    start_sync();
    (void)wait_for_tickets("12");
    close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_kiosk_that_is_enrolled_meanwhile_begins_by_itself),
        cmocka_unit_test(a_number_is_at_the_office_in_a_moment),
        cmocka_unit_test(nothing_is_lost_or_doubled_when_the_office_dies),
        cmocka_unit_test(a_process_that_is_killed_goes_on_in_the_next),
        cmocka_unit_test(a_revoked_kiosk_says_so_and_waits),
        cmocka_unit_test(the_watchdog_is_fed_while_an_answer_does_not_come),
    };

    return cmocka_run_group_tests(tests, start_office, stop_office);
}
