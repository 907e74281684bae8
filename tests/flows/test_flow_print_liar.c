/* Somebody else sits on cupsd's socket, and lies: the slip stays where it is, the visitor hears that
 * there is no printer, anjungan-print lives on, and with the real cupsd the slip comes out once. */
#include "base/text.h"
#include "desk/slips.h"
#include "support/patience.h"
#include "support/print_house.h"
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { TRIES = 3, CREATE_JOB = 0x05, REQUEST = 65536, ANSWER = 1024 };

struct liar {
    const char *name;
    /* The answer's attributes to one operation; how many bytes. */
    size_t (*answer)(int operation, char out[ANSWER]);
    bool has_no_end; /* sends it again and again */
    int drip_ms;     /* between two bytes */
};

static size_t add(char *out, const void *bytes, size_t len)
{
    memcpy(out, bytes, len);
    return len;
}

static size_t answer_nothing(int operation, char out[ANSWER])
{
    (void)operation;
    (void)out;
    return 0;
}

/* A raw queue that takes everything, and a number of a job that cannot be. */
static size_t answer_raw(int operation, const char number[4], char out[ANSWER])
{
    static const char queue[] = "\x04\x23\x00\x0dprinter-state\x00\x04\x00\x00\x00\x03"
                                "\x41\x00\x16printer-make-and-model\x00\x11Local Raw Printer"
                                "\x45\x00\x0a"
                                "device-uri\x00\x13socket://127.0.0.1/";
    static const char job[] = "\x02\x21\x00\x06job-id\x00\x04";

    if (operation != CREATE_JOB)
        return add(out, queue, sizeof queue - 1);
    size_t len = add(out, job, sizeof job - 1);
    return len + add(out + len, number, 4);
}

static size_t answer_job_zero(int operation, char out[ANSWER])
{
    return answer_raw(operation, "\x00\x00\x00\x00", out);
}

static size_t answer_job_negative(int operation, char out[ANSWER])
{
    return answer_raw(operation, "\xff\xff\xff\xff", out);
}

static const struct liar liars[] = {
    {"yes to everything", answer_nothing, false, 0},
    {"jobs without a number", answer_job_zero, false, 0},
    {"jobs with a negative number", answer_job_negative, false, 0},
    {"answers without an end", answer_job_zero, true, 0},
    {"a byte now and then", answer_job_zero, false, 300},
};

static bool say(int fd, const char *bytes, size_t len, int drip_ms)
{
    for (size_t at = 0; at < len;) {
        ssize_t put = send(fd, bytes + at, drip_ms ? 1 : len - at, MSG_NOSIGNAL);

        if (put <= 0)
            return false;
        at += (size_t)put;
        if (drip_ms)
            (void)poll(NULL, 0, drip_ms);
    }
    return true;
}

/* The operation's number stands behind the header; -1 where there is none. */
static int listen_to(int fd)
{
    static char request[REQUEST];
    struct pollfd wait = {.fd = fd, .events = POLLIN};
    size_t len = 0;
    ssize_t got = 1;

    while (len < sizeof request - 1 && got > 0 && poll(&wait, 1, 30) > 0) {
        got = read(fd, request + len, sizeof request - 1 - len);
        len += got > 0 ? (size_t)got : 0;
    }
    request[len] = '\0';
    const char *body = strstr(request, "\r\n\r\n");
    return body && body + 8 <= request + len ? body[6] << 8 | body[7] : -1;
}

static void answer_one(int fd, const struct liar *liar)
{
    char attributes[ANSWER], head[ANSWER];
    int operation = listen_to(fd);
    size_t len = liar->answer(operation, attributes);

    attributes[len++] = '\x03';
    if (!text_format(
            head, sizeof head,
            "HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nConnection: close\r\n\r\n"))
        return;
    if (!say(fd, head, strlen(head), liar->drip_ms)
        || !say(fd, "\x02\x00\x00\x00\x00\x00\x00\x01", 8, liar->drip_ms))
        return;
    if (liar->has_no_end)
        len--; /* the end */
    while (say(fd, attributes, len, liar->drip_ms) && liar->has_no_end)
        continue;
}

/* Sits at `path`, counts who came. */
static pid_t start_liar(const struct liar *liar, const char *path, atomic_int *asked)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    (void)unlink(path);
    assert_true(text_copy(address.sun_path, sizeof address.sun_path, path));
    assert_int_equal(bind(listener, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(listen(listener, 16), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child != 0) {
        close(listener);
        return child;
    }
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (;;) {
        int fd = accept(listener, NULL, NULL);

        if (fd < 0)
            _exit(1);
        (void)atomic_fetch_add(asked, 1);
        answer_one(fd, liar);
        close(fd);
    }
}

static void a_liar_on_the_socket_of_cupsd_costs_no_slip(void **state)
{
    struct print_house house;
    struct ticket ticket;
    struct print_job job;
    char path[HOUSE_PATH];
    atomic_int *asked =
        mmap(NULL, sizeof *asked, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    (void)state;
    assert_true(asked != MAP_FAILED);
    house_open(&house, 80);
    assert_true(text_format(path, sizeof path, "%s/front", house.directory));
    pid_t liar = start_liar(&liars[0], path, asked);
    house_start_print(&house, path, NULL);
    house_issue(&house, &ticket, &job);
    for (size_t i = 0; i < ARRAY_LEN(liars); i++) {
        if (i > 0)
            liar = start_liar(&liars[i], path, asked);
        atomic_store(asked, 0);
        for (int64_t from = house_now_ms(); atomic_load(asked) < TRIES; house_pause(10))
            assert_true(house_now_ms() - from < patience_ms(20000));
        house_wait_job(&house, &job, PRINT_QUEUED, TROUBLE_NO_PRINTER, 8000);
        print_message("%s: asked %d times\n", liars[i].name, atomic_load(asked));
        assert_int_equal(waitpid(house.print, NULL, WNOHANG), 0);
        assert_int_equal(kill(liar, SIGKILL), 0);
        assert_int_equal(waitpid(liar, NULL, 0), liar);
    }
    assert_int_equal(unlink(path), 0);
    assert_int_equal(symlink(house.server, path), 0);
    house_wait_job(&house, &job, PRINT_PRINTED, TROUBLE_NONE, 15000);
    house_pause(500);
    assert_int_equal(house_count(house.paper, ".bin", NULL), 1);
    assert_int_equal(munmap(asked, sizeof *asked), 0);
    house_close(&house);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_liar_on_the_socket_of_cupsd_costs_no_slip),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
