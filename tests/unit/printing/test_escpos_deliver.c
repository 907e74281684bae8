/* The backend against printers that behave, misbehave and lie; the other end is a child process here. */
#include "base/clock.h"
#include "base/text.h"
#include "printing/backend/answer.h"
#include "printing/backend/deliver.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <signal.h>
#include <unistd.h>

#include <cmocka.h>

/* Short, so that the tests are; an answer may take as long as a busy machine needs to let the printer speak. */
static const struct escpos_limits limits = {
    .answer_ms = 400,
    .look_ms = 20,
    .ready_ms = 900,
    .stall_ms = 500,
    .fault_ms = 1500,
    .nonsense = 20000,
};

/* How the printer at the other end behaves. */
enum manner {
    HONEST,         /* ready, prints, confirms */
    SILENT,         /* takes everything, answers nothing */
    ANSWERS_STATUS, /* always ready, never confirms */
    WRONG_NUMBER,   /* confirms another slip */
    NOISE,          /* endless nonsense */
    HANGS_UP,       /* closes in the middle */
    PAPER_OUT,      /* says that it has no paper, for ever */
    REFILLED,       /* out of paper for the first looks, then honest */
    FLAPPING        /* reports a fault and its end, for ever */
};

struct fake {
    enum manner manner;
    int listener;
    int port;
    int looks;
    size_t received;
    pid_t pid;
};

static void answer_question(struct fake *fake, int fd, int n)
{
    bool is_out = fake->manner == PAPER_OUT || (fake->manner == REFILLED && fake->looks++ < 8);
    unsigned char answer = 0x12;

    if (fake->manner == SILENT || fake->manner == NOISE)
        return;
    if (is_out && n == 2)
        answer |= 0x20;
    (void)!send(fd, &answer, 1, MSG_NOSIGNAL);
}

static void answer_process(const struct fake *fake, int fd, const unsigned char *number)
{
    unsigned char answer[7] = {0x37, 0x22, 0, 0, 0, 0, 0};

    memcpy(answer + 2, fake->manner == WRONG_NUMBER ? (const unsigned char *)"9999" : number, 4);
    if (fake->manner == HONEST || fake->manner == REFILLED || fake->manner == WRONG_NUMBER)
        (void)!send(fd, answer, sizeof answer, MSG_NOSIGNAL);
}

/* Slips here hold no byte of a command, so commands can be searched for. */
static void obey(struct fake *fake, int fd, const unsigned char *bytes, size_t len)
{
    for (size_t i = 0; i + 2 < len; i++) {
        if (bytes[i] == 0x10 && bytes[i + 1] == 0x04)
            answer_question(fake, fd, bytes[i + 2]);
        if (bytes[i] == 0x1d && bytes[i + 1] == '(' && bytes[i + 2] == 'H' && i + 11 <= len)
            answer_process(fake, fd, bytes + i + 7);
    }
}

static void make_noise(const struct fake *fake, int fd)
{
    static const unsigned char report_fault[] = {0x18, 0, 0x0c, 0};
    static const unsigned char report_fine[] = {0x10, 0, 0, 0};
    unsigned char noise[256];

    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (unsigned char)(0x80 | i);
    if (fake->manner == NOISE)
        (void)!send(fd, noise, sizeof noise, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (fake->manner == FLAPPING) {
        (void)!send(fd, report_fault, sizeof report_fault, MSG_NOSIGNAL | MSG_DONTWAIT);
        (void)!send(fd, report_fine, sizeof report_fine, MSG_NOSIGNAL | MSG_DONTWAIT);
    }
}

static void serve(struct fake *fake, int fd)
{
    unsigned char bytes[65536];
    struct pollfd wait = {.fd = fd, .events = POLLIN};
    size_t total = 0;

    for (;;) {
        make_noise(fake, fd);
        if (poll(&wait, 1, 2) <= 0)
            continue;
        ssize_t got = recv(fd, bytes, sizeof bytes, 0);
        if (got <= 0)
            return;
        total += (size_t)got;
        obey(fake, fd, bytes, (size_t)got);
        if (fake->manner == HANGS_UP && total > 100)
            return;
    }
}

static void run_fake(struct fake *fake)
{
    for (;;) {
        int fd = accept(fake->listener, NULL, NULL);
        if (fd < 0)
            _exit(0);
        serve(fake, fd);
        close(fd);
    }
}

static void start(struct fake *fake, enum manner manner, struct escpos_address *address)
{
    struct sockaddr_in name = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof name;
    char uri[64];

    *fake = (struct fake){.manner = manner, .listener = socket(AF_INET, SOCK_STREAM, 0)};
    assert_int_equal(bind(fake->listener, (struct sockaddr *)&name, sizeof name), 0);
    assert_int_equal(listen(fake->listener, 4), 0);
    assert_int_equal(getsockname(fake->listener, (struct sockaddr *)&name, &len), 0);
    fake->port = ntohs(name.sin_port);
    fake->pid = fork();
    assert_true(fake->pid >= 0);
    if (fake->pid == 0)
        run_fake(fake);
    assert_true(text_format(uri, sizeof uri, "anjungan-escpos://127.0.0.1:%d/", fake->port));
    assert_true(escpos_parse_uri(uri, address, NULL));
}

static void stop(struct fake *fake)
{
    (void)kill(fake->pid, SIGKILL);
    (void)waitpid(fake->pid, NULL, 0);
    close(fake->listener);
}

/* The whole way of one slip; the fd for notices is thrown away. */
static enum delivery run_slip(enum manner manner, enum escpos_ack ack, enum delivery *ready,
                              unsigned *shown)
{
    struct fake fake;
    struct escpos_address address;
    struct escpos_notice notice = {.fd = eventfd(0, EFD_NONBLOCK)};
    uint8_t slip[5000];
    int stop_fd = eventfd(0, EFD_NONBLOCK);
    int fd = -1;
    enum delivery result = DELIVERY_UNPROVEN;

    memset(slip, 'x', sizeof slip);
    start(&fake, manner, &address);
    address.ack = ack;
    *ready = escpos_wait_ready(&address, &limits, stop_fd, &notice, &fd);
    if (*ready == DELIVERY_DONE)
        result = escpos_deliver(&address, &limits, fd, stop_fd, slip, sizeof slip, 42, &notice);
    *shown = notice.shown;
    escpos_close(&fd);
    escpos_close(&stop_fd);
    escpos_close(&notice.fd);
    stop(&fake);
    return result;
}

static void honest_printer_confirms(void **state)
{
    enum delivery ready;
    unsigned shown;

    (void)state;
    assert_int_equal(run_slip(HONEST, ESCPOS_ACK_PROCESS, &ready, &shown), DELIVERY_DONE);
    assert_int_equal(ready, DELIVERY_DONE);
    assert_int_equal(shown, 0);
}

static void refilled_printer_gets_the_slip_then(void **state)
{
    enum delivery ready;
    unsigned shown;

    (void)state;
    assert_int_equal(run_slip(REFILLED, ESCPOS_ACK_PROCESS, &ready, &shown), DELIVERY_DONE);
}

static void nothing_is_sent_without_readiness(void **state)
{
    static const enum manner manners[] = {SILENT, NOISE, PAPER_OUT};
    enum delivery ready;
    unsigned shown;

    (void)state;
    for (size_t i = 0; i < sizeof manners / sizeof *manners; i++) {
        (void)run_slip(manners[i], ESCPOS_ACK_PROCESS, &ready, &shown);
        assert_int_equal(ready, DELIVERY_UNPROVEN);
        assert_int_equal(shown, manners[i] == PAPER_OUT ? ESCPOS_PAPER_OUT : ESCPOS_OFFLINE);
    }
}

static void missing_or_wrong_proof_is_no_proof(void **state)
{
    static const enum manner manners[] = {ANSWERS_STATUS, WRONG_NUMBER, FLAPPING};
    enum delivery ready;
    unsigned shown;

    (void)state;
    for (size_t i = 0; i < sizeof manners / sizeof *manners; i++) {
        int64_t from = clock_machine_mono_ms();
        assert_int_equal(run_slip(manners[i], ESCPOS_ACK_PROCESS, &ready, &shown),
                         DELIVERY_UNPROVEN);
        assert_int_equal(ready, DELIVERY_DONE);
        assert_true(clock_machine_mono_ms() - from < limits.fault_ms + 10000);
    }
}

static void lost_connection_is_told(void **state)
{
    enum delivery ready;
    unsigned shown;

    (void)state;
    assert_int_equal(run_slip(HANGS_UP, ESCPOS_ACK_PROCESS, &ready, &shown), DELIVERY_GONE);
    assert_int_equal(ready, DELIVERY_DONE);
}

static void without_confirmation_done_means_sent(void **state)
{
    enum delivery ready;
    unsigned shown;

    (void)state;
    assert_int_equal(run_slip(ANSWERS_STATUS, ESCPOS_ACK_NONE, &ready, &shown), DELIVERY_DONE);
}

static void printer_that_is_not_there_is_waited_for(void **state)
{
    struct escpos_address address;
    struct escpos_notice notice = {.fd = eventfd(0, EFD_NONBLOCK)};
    int stop_fd = eventfd(0, EFD_NONBLOCK);
    int fd = -1;

    (void)state;
    assert_true(escpos_parse_uri("anjungan-escpos://127.0.0.1:1/", &address, NULL));
    assert_int_equal(escpos_wait_ready(&address, &limits, stop_fd, &notice, &fd),
                     DELIVERY_UNPROVEN);
    assert_int_equal(notice.shown, ESCPOS_OFFLINE);
    assert_int_equal(fd, -1);
    escpos_close(&stop_fd);
    escpos_close(&notice.fd);
}

static void being_told_to_stop_ends_at_once(void **state)
{
    struct fake fake;
    struct escpos_address address;
    struct escpos_notice notice = {.fd = eventfd(0, EFD_NONBLOCK)};
    int stop_fd = eventfd(1, EFD_NONBLOCK);
    int fd = -1;
    uint8_t slip[10] = "x";

    (void)state;
    start(&fake, HONEST, &address);
    assert_int_equal(escpos_wait_ready(&address, &limits, stop_fd, &notice, &fd), DELIVERY_STOPPED);
    assert_true(escpos_connect(&address, 500, -1, &fd, NULL));
    assert_int_equal(escpos_deliver(&address, &limits, fd, stop_fd, slip, sizeof slip, 1, &notice),
                     DELIVERY_STOPPED);
    escpos_close(&fd);
    escpos_close(&stop_fd);
    escpos_close(&notice.fd);
    stop(&fake);
}

/* A slip that is told to stop while the printer stands still is taken out of its buffers; one that prints is
 * left to end: half a slip helps nobody. */
static void only_a_printer_that_stands_still_is_emptied(void **state)
{
    static const unsigned char clear[] = {0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8};
    static const struct {
        unsigned char report[4]; /* unasked: paper out, cover open, all well */
        bool is_emptied;
    } cases[] = {{{0x18, 0, 0x0c, 0}, true}, {{0x38, 0, 0, 0}, true}, {{0x10, 0, 0, 0}, false}};
    const struct escpos_address address = {.ack = ESCPOS_ACK_PROCESS, .has_status = true};
    const struct itimerspec soon = {.it_value.tv_nsec = 50 * 1000 * 1000};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct escpos_notice notice = {.fd = eventfd(0, EFD_NONBLOCK)};
        int ends[2], stop_fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
        uint8_t slip[10] = "x", received[512];

        assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0);
        assert_int_equal(send(ends[1], cases[i].report, 4, 0), 4);
        assert_int_equal(timerfd_settime(stop_fd, 0, &soon, NULL), 0);
        assert_int_equal(
            escpos_deliver(&address, &limits, ends[0], stop_fd, slip, sizeof slip, 1, &notice),
            DELIVERY_STOPPED);
        ssize_t len = recv(ends[1], received, sizeof received, 0);
        assert_true(len > (ssize_t)sizeof clear);
        assert_int_equal(memcmp(received + len - sizeof clear, clear, sizeof clear) == 0,
                         cases[i].is_emptied);
        escpos_close(&ends[0]);
        escpos_close(&ends[1]);
        escpos_close(&stop_fd);
        escpos_close(&notice.fd);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(honest_printer_confirms),
        cmocka_unit_test(refilled_printer_gets_the_slip_then),
        cmocka_unit_test(nothing_is_sent_without_readiness),
        cmocka_unit_test(missing_or_wrong_proof_is_no_proof),
        cmocka_unit_test(lost_connection_is_told),
        cmocka_unit_test(without_confirmation_done_means_sent),
        cmocka_unit_test(printer_that_is_not_there_is_waited_for),
        cmocka_unit_test(only_a_printer_that_stands_still_is_emptied),
        cmocka_unit_test(being_told_to_stop_ends_at_once),
    };

    (void)signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
