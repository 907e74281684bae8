/* Whoever stands behind the port may be anybody: the backend ends in bounded time, in bounded memory,
 * and believes no proof that was not asked for. The other end is a child process here. */
#include "base/clock.h"
#include "base/text.h"
#include "printing/backend/answer.h"
#include "printing/backend/deliver.h"
#include <arpa/inet.h>
#include <fcntl.h>
#include <malloc.h>
#include <netinet/in.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* Short, so that the tests are; an answer may take as long as a busy machine needs to let the printer speak, and
 * `SLACK_MS` is for such a one too. */
static const struct escpos_limits limits = {
    .answer_ms = 300,
    .look_ms = 10,
    .ready_ms = 700,
    .stall_ms = 500,
    .fault_ms = 1500,
    .nonsense = 4000,
};

enum { SLACK_MS = 20000, SLIP_BYTES = 3 << 20, MEMORY_SLACK_KB = 4096 };

enum manner {
    NOTHING,        /* takes all, says nothing */
    CLOSES_AT_ONCE, /* accepts and hangs up */
    DRIPS,          /* a byte of nonsense now and then, and never an answer */
    FLOODS,         /* nonsense as fast as it goes */
    FLOODS_STATUS,  /* "ready", without end, whether it was asked or not */
    FLOODS_FAULT,   /* "no paper", without end, once the slip is under way */
    FLAPS,          /* a fault and its end, without end */
    FLOODS_PROOF,   /* the right process answer among a hundred, before it was asked */
    FLOODS_SENSOR,  /* answers of GS r, before and after */
    WRONG_PROOF,    /* answers GS ( H with another id */
    CUT_PROOF,      /* begins the right answer and never ends it */
    NEVER_READS     /* ready, then takes not one byte more than the kernel does */
};

static bool is_ready_first(enum manner manner)
{
    return manner >= FLOODS_STATUS;
}

static void say(int fd, const void *bytes, size_t len)
{
    (void)!send(fd, bytes, len, MSG_NOSIGNAL | MSG_DONTWAIT);
}

/* What it says unasked, once each turn. */
static void babble(enum manner manner, int fd, int turn, bool has_slip)
{
    unsigned char bytes[4096];

    switch (manner) {
    case DRIPS:
        say(fd, "\x81", turn % 8 == 0);
        return;
    case FLOODS:
        memset(bytes, 0x99, sizeof bytes);
        say(fd, bytes, sizeof bytes);
        return;
    case FLOODS_STATUS:
        memset(bytes, 0x12, sizeof bytes);
        say(fd, bytes, sizeof bytes);
        return;
    case FLOODS_FAULT:
        for (size_t i = 0; has_slip && i < sizeof bytes; i += 4)
            memcpy(bytes + i, "\x18\x00\x0c\x00", 4);
        say(fd, bytes, has_slip ? sizeof bytes : 0);
        return;
    case FLAPS:
        for (size_t i = 0; has_slip && i < sizeof bytes; i += 8)
            memcpy(bytes + i, "\x18\x00\x0c\x00\x10\x00\x00\x00", 8);
        say(fd, bytes, has_slip ? sizeof bytes : 0);
        return;
    case FLOODS_PROOF:
        for (int i = 0; has_slip && i < 100; i++) {
            char proof[8];
            (void)snprintf(proof, sizeof proof, "\x37\x22%04d", i);
            say(fd, proof, 7);
        }
        return;
    case FLOODS_SENSOR:
        memset(bytes, 0, sizeof bytes);
        say(fd, bytes, has_slip ? sizeof bytes : 0);
        return;
    case NOTHING:
    case CLOSES_AT_ONCE:
    case WRONG_PROOF:
    case CUT_PROOF:
    case NEVER_READS:
        return;
    }
}

/* Answers what it understands of one packet; the slips here hold no command. */
static void answer(enum manner manner, int fd, const unsigned char *bytes, size_t len)
{
    for (size_t i = 0; is_ready_first(manner) && i + 2 < len; i++) {
        if (bytes[i] == 0x10 && bytes[i + 1] == 0x04 && manner != FLOODS_STATUS)
            say(fd, "\x12", 1);
        if (bytes[i] != 0x1d || bytes[i + 1] != '(' || bytes[i + 2] != 'H' || i + 11 > len)
            continue;
        if (manner == WRONG_PROOF)
            say(fd,
                "\x37\x22"
                "0043",
                7);
        if (manner == CUT_PROOF) {
            say(fd, "\x37\x22", 2);
            say(fd, bytes + i + 7, 4);
        }
    }
}

static void serve(enum manner manner, int fd)
{
    static unsigned char bytes[1 << 16];
    struct pollfd wait = {.fd = fd, .events = POLLIN};
    size_t total = 0;

    for (int turn = 0;; turn++) {
        babble(manner, fd, turn, total > 100);
        if (manner == NEVER_READS && total > 0) {
            (void)poll(NULL, 0, 10);
            continue;
        }
        if (poll(&wait, 1, 2) <= 0)
            continue;
        ssize_t got = recv(fd, bytes, sizeof bytes, 0);
        if (got <= 0)
            return;
        total += (size_t)got;
        answer(manner, fd, bytes, (size_t)got);
    }
}

static _Noreturn void run(enum manner manner, int listener)
{
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0)
            _exit(0);
        if (manner != CLOSES_AT_ONCE)
            serve(manner, fd);
        close(fd);
    }
}

struct trial {
    enum delivery ready;
    enum delivery result;
    unsigned shown;
    int64_t ms;
    int64_t told; /* bytes that cupsd had to read */
};

static int64_t drain_pipe(int fd)
{
    char bytes[65536];
    int64_t total = 0;

    for (ssize_t got = read(fd, bytes, sizeof bytes); got > 0; got = read(fd, bytes, sizeof bytes))
        total += got;
    return total;
}

static void open_listener(int *listener, char uri[64])
{
    struct sockaddr_in name = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof name;
    int small = 4096;

    *listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(*listener >= 0);
    assert_int_equal(setsockopt(*listener, SOL_SOCKET, SO_RCVBUF, &small, sizeof small), 0);
    assert_int_equal(bind(*listener, (struct sockaddr *)&name, sizeof name), 0);
    assert_int_equal(listen(*listener, 4), 0);
    assert_int_equal(getsockname(*listener, (struct sockaddr *)&name, &len), 0);
    assert_true(text_format(uri, 64, "anjungan-escpos://127.0.0.1:%d/", ntohs(name.sin_port)));
}

/* One slip to a printer of this manner. */
static struct trial try_slip(enum manner manner, enum escpos_ack ack)
{
    static uint8_t slip[SLIP_BYTES];
    struct escpos_address address;
    struct trial trial = {.result = DELIVERY_UNPROVEN};
    char uri[64];
    int listener = -1;
    int fd = -1;
    int ends[2];
    int stop_fd = eventfd(0, EFD_NONBLOCK);

    memset(slip, 'x', sizeof slip);
    open_listener(&listener, uri);
    assert_int_equal(pipe(ends), 0);
    assert_true(fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0);
    assert_true(fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        run(manner, listener);
    close(listener);
    assert_true(escpos_parse_uri(uri, &address, NULL));
    address.ack = ack;
    struct escpos_notice notice = {.fd = ends[1]};
    int64_t from = clock_machine_mono_ms();
    trial.ready = escpos_wait_ready(&address, &limits, stop_fd, &notice, &fd);
    if (trial.ready == DELIVERY_DONE)
        trial.result =
            escpos_deliver(&address, &limits, fd, stop_fd, slip, sizeof slip, 42, &notice);
    trial.ms = clock_machine_mono_ms() - from;
    trial.shown = notice.shown;
    trial.told = drain_pipe(ends[0]);
    (void)kill(child, SIGKILL);
    (void)waitpid(child, NULL, 0);
    escpos_close(&fd);
    escpos_close(&stop_fd);
    close(ends[0]);
    close(ends[1]);
    return trial;
}

static void assert_bounded(const struct trial *trial)
{
    assert_true(trial->ms < limits.ready_ms + limits.fault_ms + SLACK_MS);
    assert_true(trial->told < 32768);
}

static void nothing_is_sent_to_who_does_not_say_ready(void **state)
{
    static const enum manner manners[] = {NOTHING, CLOSES_AT_ONCE, DRIPS, FLOODS};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(manners); i++) {
        struct trial trial = try_slip(manners[i], ESCPOS_ACK_PROCESS);
        assert_int_equal(trial.ready, DELIVERY_UNPROVEN);
        assert_int_equal(trial.shown, ESCPOS_OFFLINE);
        assert_bounded(&trial);
    }
}

static void endless_words_prove_nothing(void **state)
{
    static const enum manner manners[] = {FLOODS_STATUS, FLOODS_FAULT, FLAPS, FLOODS_PROOF};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(manners); i++) {
        struct trial trial = try_slip(manners[i], ESCPOS_ACK_PROCESS);
        assert_int_not_equal(trial.result, DELIVERY_DONE);
        assert_bounded(&trial);
    }
}

static void sensor_answers_before_the_question_spoil_the_later_one(void **state)
{
    (void)state;
    struct trial trial = try_slip(FLOODS_SENSOR, ESCPOS_ACK_SENSOR);
    assert_int_equal(trial.ready, DELIVERY_DONE);
    assert_int_equal(trial.result, DELIVERY_UNPROVEN);
    assert_bounded(&trial);
}

static void another_or_half_an_answer_is_no_proof(void **state)
{
    static const enum manner manners[] = {WRONG_PROOF, CUT_PROOF};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(manners); i++) {
        struct trial trial = try_slip(manners[i], ESCPOS_ACK_PROCESS);
        assert_int_equal(trial.ready, DELIVERY_DONE);
        assert_int_equal(trial.result, DELIVERY_UNPROVEN);
        assert_bounded(&trial);
    }
}

static void who_takes_no_bytes_is_given_up(void **state)
{
    static const enum escpos_ack acks[] = {ESCPOS_ACK_PROCESS, ESCPOS_ACK_NONE};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(acks); i++) {
        struct trial trial = try_slip(NEVER_READS, acks[i]);
        assert_int_equal(trial.ready, DELIVERY_DONE);
        assert_int_equal(trial.result, DELIVERY_UNPROVEN);
        assert_bounded(&trial);
    }
}

/* Each look at a printer, as an idle kiosk makes them, keeps to its time. */
static void a_look_at_a_stranger_keeps_to_its_time(void **state)
{
    static const enum manner manners[] = {NOTHING, DRIPS, FLOODS, FLOODS_STATUS};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(manners); i++) {
        struct escpos_address address;
        char uri[64];
        int listener = -1;
        int fd = -1;
        unsigned seen = 0;

        open_listener(&listener, uri);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0)
            run(manners[i], listener);
        close(listener);
        assert_true(escpos_parse_uri(uri, &address, NULL));
        assert_true(escpos_connect(&address, 1000, -1, &fd, NULL));
        int64_t from = clock_machine_mono_ms();
        bool is_there = escpos_ask_state(&address, fd, -1, 400, &seen, NULL);
        assert_true(clock_machine_mono_ms() - from < 400 + SLACK_MS / 2);
        assert_true(is_there);
        assert_int_equal(seen, manners[i] == FLOODS_STATUS ? 0 : ESCPOS_OFFLINE);
        escpos_close(&fd);
        (void)kill(child, SIGKILL);
        (void)waitpid(child, NULL, 0);
    }
}

static void a_flood_costs_no_memory(void **state)
{
    struct rusage before;
    struct rusage after;

    (void)state;
    (void)try_slip(FLOODS_STATUS, ESCPOS_ACK_PROCESS); /* what is needed once */
    assert_int_equal(getrusage(RUSAGE_SELF, &before), 0);
    size_t held = mallinfo2().uordblks;
    (void)try_slip(FLOODS_STATUS, ESCPOS_ACK_PROCESS);
    (void)try_slip(FLAPS, ESCPOS_ACK_PROCESS);
    assert_int_equal(getrusage(RUSAGE_SELF, &after), 0);
    assert_true(mallinfo2().uordblks <= held + 1024);
#ifndef __SANITIZE_ADDRESS__ /* which has memory of its own for what is touched */
    assert_true(after.ru_maxrss - before.ru_maxrss < MEMORY_SLACK_KB);
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_sent_to_who_does_not_say_ready),
        cmocka_unit_test(endless_words_prove_nothing),
        cmocka_unit_test(sensor_answers_before_the_question_spoil_the_later_one),
        cmocka_unit_test(another_or_half_an_answer_is_no_proof),
        cmocka_unit_test(who_takes_no_bytes_is_given_up),
        cmocka_unit_test(a_look_at_a_stranger_keeps_to_its_time),
        cmocka_unit_test(a_flood_costs_no_memory),
    };

    (void)signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
