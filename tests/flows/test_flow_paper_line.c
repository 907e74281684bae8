/* The line to an IPP printer is cut in the middle of a slip. */
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "support/print_stand.h"
#include "support/print_witness.h"
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

struct line {
    pid_t proxy;
    char control[HOUSE_PATH];
    int port;
};

/* Puts a proxy that fails on command between cupsd and the printer. */
static void start_line(struct stand *stand, struct line *line)
{
    char path[HOUSE_PATH], target[64], uri[64], said[128] = "";
    AUTO_FREE char *port = NULL;
    size_t len = 0;
    int ends[2];

    assert_true(text_format(line->control, HOUSE_PATH, "%s/line", stand->house.directory));
    assert_true(text_format(path, sizeof path, "%s/ipp/port", stand->house.directory));
    assert_true(file_read(path, 16, &port, &len, NULL));
    assert_true(
        text_format(target, sizeof target, "127.0.0.1:%.*s", (int)strcspn(port, "\n"), port));
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    line->proxy = fork();
    assert_true(line->proxy >= 0);
    if (line->proxy == 0) {
        (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
        (void)dup2(ends[1], STDOUT_FILENO);
        execl(BINARY_DIR "/bin/anjungan-fault-proxy", "anjungan-fault-proxy", line->control,
              "127.0.0.1:0", target, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    assert_true(read(ends[0], said, sizeof said - 1) > 0);
    close(ends[0]);
    assert_non_null(strrchr(said, ':'));
    line->port = (int)strtol(strrchr(said, ':') + 1, NULL, 10);
    assert_true(text_format(uri, sizeof uri, "ipp://localhost:%d/ipp/print", line->port));
    char *device[] = {(char *)(uintptr_t) "/usr/sbin/lpadmin",
                      (char *)(uintptr_t) "-p",
                      (char *)(uintptr_t) "roll",
                      (char *)(uintptr_t) "-v",
                      uri,
                      NULL};
    assert_int_equal(house_run(device, NULL), 0);
}

static void tell_line(const struct line *line, const char *text)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char said[256] = "";
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    assert_true(fd >= 0);
    assert_true(text_copy(address.sun_path, sizeof address.sun_path, line->control));
    assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof address), 0);
    assert_true(send(fd, text, strlen(text), MSG_NOSIGNAL) > 0);
    assert_true(recv(fd, said, sizeof said - 1, 0) > 0);
    assert_memory_equal(said, "ok", 2);
    close(fd);
}

/* What is long enough to be a slip is cut, however often it is tried. cupsd calls it completed. */
static void line_cut_in_the_middle_of_a_slip_leaves_it_to_a_person(void **state)
{
    enum { CONNECTIONS = 100 };
    struct stand *stand = *state;
    struct line line;
    struct ticket ticket;
    struct print_job job;

    if (!stand_take_ipp(stand))
        skip();
    start_line(stand, &line);
    stand_start_print(stand);
    house_wait_staff(&stand->house, TROUBLE_NONE, STAND_MENDED_MS);
    for (int i = 0; i < CONNECTIONS; i++)
        tell_line(&line, "plan cut-up:3000\n"); /* questions are shorter */
    house_issue(&stand->house, &ticket, &job);
    house_wait_job(&stand->house, &job, PRINT_UNCERTAIN, TROUBLE_NONE, STAND_MENDED_MS);
    tell_line(&line, "clear\n");
    house_wait_staff(&stand->house, TROUBLE_NONE, STAND_MENDED_MS);
    assert_int_equal(stand_count(stand), 0);
    stand_print_next(stand);
    assert_int_equal(kill(line.proxy, SIGKILL), 0);
    assert_int_equal(waitpid(line.proxy, NULL, 0), line.proxy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(line_cut_in_the_middle_of_a_slip_leaves_it_to_a_person,
                                        stand_open, stand_close),
    };

    return cmocka_run_group_tests_name("paper line", tests, NULL, NULL);
}
