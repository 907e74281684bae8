/* A cupsd and an IPP printer that mean harm: whatever they answer, a word with them ends within seconds,
 * takes little memory, and ends in an error that says what was wrong. */
#include "base/text.h"
#include "printing/cups_client.h"
#include "printing/cups_job.h"
#include "printing/cups_queue.h"
#include "support/patience.h"
#include <arpa/inet.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum {
    CALL_MS = 6000, /* 4 s for a call, 5 s with a document */
    GROWTH_KB = 48 * 1024,
    DOCUMENT = 8 << 20,
};

/* --- what the other side does ------------------------------------------------------------------ */

static bool say(int fd, const void *bytes, size_t len)
{
    for (const char *at = bytes; len > 0;) {
        ssize_t put = send(fd, at, len, MSG_NOSIGNAL);
        if (put <= 0)
            return false;
        at += put;
        len -= (size_t)put;
    }
    return true;
}

static bool say_text(int fd, const char *text)
{
    return say(fd, text, strlen(text));
}

/* Takes what comes until nothing has come for a while. */
static void listen_to(int fd)
{
    struct pollfd wait = {.fd = fd, .events = POLLIN};
    char bytes[65536];

    while (poll(&wait, 1, 30) > 0 && read(fd, bytes, sizeof bytes) > 0)
        continue;
}

#define OK_HEAD "HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\n"
#define IPP_HEAD "\x02\x00\x00\x00\x00\x00\x00\x01"

static void hangs_up(int fd)
{
    listen_to(fd);
}

static void babbles(int fd)
{
    listen_to(fd);
    for (int i = 0; i < 100 && say_text(fd, "\x10\x04\x01 what? \n\xff\xfe"); i++)
        continue;
}

static void is_silent(int fd)
{
    for (;;)
        listen_to(fd);
}

/* A byte every now and then: never a silence of 3 s. */
static void drips(int fd)
{
    static const char answer[] = OK_HEAD "Content-Length: 64\r\n\r\n" IPP_HEAD;

    listen_to(fd);
    for (size_t i = 0; i < sizeof answer - 1 && say(fd, answer + i, 1); i++)
        (void)poll(NULL, 0, 500);
}

static void drips_a_body(int fd)
{
    listen_to(fd);
    if (say(fd, OK_HEAD "Content-Length: 100000\r\n\r\n" IPP_HEAD,
            sizeof OK_HEAD "Content-Length: 100000\r\n\r\n" IPP_HEAD - 1))
        while (say(fd, "\x01", 1))
            (void)poll(NULL, 0, 200);
}

static void sends_headers_for_ever(int fd)
{
    listen_to(fd);
    (void)say_text(fd, OK_HEAD);
    while (say_text(fd, "X-More: of the same, and of the same again and again and again\r\n"
                        "Set-Cookie: a=b\r\nContent-Language: id\r\n"))
        continue;
}

static void sends_one_header_for_ever(int fd)
{
    char many[4096];

    memset(many, 'x', sizeof many);
    listen_to(fd);
    (void)say_text(fd, OK_HEAD "X-More: ");
    while (say(fd, many, sizeof many))
        continue;
}

static void says_continue_for_ever(int fd)
{
    listen_to(fd);
    while (say_text(fd, "HTTP/1.1 100 Continue\r\n\r\n"))
        continue;
}

static void sends_chunks_for_ever(int fd)
{
    static const char chunk[0x10000] = {0};

    listen_to(fd);
    (void)say(fd, OK_HEAD "Transfer-Encoding: chunked\r\n\r\n8\r\n" IPP_HEAD "\r\n",
              sizeof OK_HEAD "Transfer-Encoding: chunked\r\n\r\n8\r\n" IPP_HEAD "\r\n" - 1);
    while (say_text(fd, "10000\r\n") && say(fd, chunk, sizeof chunk) && say_text(fd, "\r\n"))
        continue;
}

static void promises_too_much(int fd)
{
    char many[0x10000];

    memset(many, 'D', sizeof many);
    listen_to(fd);
    (void)say_text(fd, OK_HEAD "Content-Length: 9223372036854775807\r\n\r\n");
    while (say(fd, many, sizeof many))
        continue;
}

static void promises_less_than_nothing(int fd)
{
    listen_to(fd);
    (void)say_text(fd, OK_HEAD "Content-Length: -5\r\n\r\n");
    listen_to(fd);
}

static void breaks_off(int fd)
{
    listen_to(fd);
    (void)say(fd, OK_HEAD "Content-Length: 200\r\n\r\n" IPP_HEAD "\x01\x47\x00",
              sizeof OK_HEAD "Content-Length: 200\r\n\r\n" IPP_HEAD "\x01\x47\x00" - 1);
}

static void nests_without_end(int fd)
{
    static const char level[] = "\x4a\x00\x00\x00\x01\x61\x34\x00\x00\x00\x00";

    listen_to(fd);
    (void)say(fd, OK_HEAD "Connection: close\r\n\r\n" IPP_HEAD "\x04\x34\x00\x01\x62\x00\x00",
              sizeof OK_HEAD "Connection: close\r\n\r\n" IPP_HEAD "\x04\x34\x00\x01\x62\x00\x00"
                  - 1);
    for (int i = 0; i < 100000 && say(fd, level, sizeof level - 1); i++)
        continue;
}

static void wants_a_password(int fd)
{
    listen_to(fd);
    (void)say_text(fd, "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: PeerCred, Basic "
                       "realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
}

static void wants_other_words(int fd)
{
    listen_to(fd);
    (void)say_text(fd, "HTTP/1.1 426 Upgrade Required\r\nConnection: Upgrade\r\nUpgrade: "
                       "TLS/1.2,HTTP/1.1\r\nContent-Length: 0\r\n\r\n");
    listen_to(fd);
}

static void is_broken_inside(int fd)
{
    listen_to(fd);
    (void)say_text(fd, "HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n");
}

static void reads_nothing(int fd)
{
    char byte;

    if (say_text(fd, "HTTP/1.1 100 Continue\r\n\r\n"))
        while (read(fd, &byte, 1) > 0)
            (void)poll(NULL, 0, 200);
}

/* --- what we ask ------------------------------------------------------------------------------- */

static bool ask_queue(const char *device, struct err *err)
{
    static struct cups_queue queue;

    (void)device;
    return cups_queue_read(&queue, "tiket", true, err);
}

static bool ask_default(const char *device, struct err *err)
{
    char name[64];

    (void)device;
    return cups_default_queue(name, sizeof name, err);
}

static bool find_job(const char *device, struct err *err)
{
    struct cups_job job;

    (void)device;
    return cups_job_find(&job, "tiket", "slip", err);
}

static bool send_document(const char *device, struct err *err)
{
    static char document[DOCUMENT];

    (void)device;
    return cups_send("tiket", 7, "application/vnd.cups-raw", document, sizeof document, err);
}

static bool ask_device(const char *device, struct err *err)
{
    struct cups_reasons reasons;

    return cups_ask_ipp_device(device, &reasons, err);
}

static bool ask_device_by_tls(const char *device, struct err *err)
{
    struct cups_reasons reasons;
    char uri[64];

    return text_format(uri, sizeof uri, "ipps%s", strchr(device, ':'))
           && cups_ask_ipp_device(uri, &reasons, err);
}

static bool ask_device_for_job(const char *device, struct err *err)
{
    struct cups_job job;

    return cups_job_ask_device(&job, device, "slip", err);
}

/* --- both together ----------------------------------------------------------------------------- */

#define ROW(behave, ask) #behave " / " #ask, behave, ask

static const struct row {
    const char *name;
    void (*behave)(int fd);
    bool (*ask)(const char *device, struct err *err);
    const char *says; /* a part of the error's text */
} rows[] = {
    {ROW(hangs_up, ask_queue), "tiket"},
    {ROW(babbles, ask_queue), "tiket"},
    {ROW(is_silent, ask_queue), "tiket"},
    {ROW(drips, ask_queue), "tiket"},
    {ROW(drips_a_body, ask_queue), "breaks off"},
    {ROW(sends_headers_for_ever, ask_queue), "tiket"},
    {ROW(sends_one_header_for_ever, ask_queue), "tiket"},
    {ROW(says_continue_for_ever, ask_queue), "tiket"},
    {ROW(sends_chunks_for_ever, ask_queue), "over"},
    {ROW(promises_too_much, ask_queue), "over"},
    {ROW(promises_less_than_nothing, ask_queue), "tiket"},
    {ROW(breaks_off, ask_queue), "breaks off"},
    {ROW(nests_without_end, ask_queue), "nested"},
    {ROW(wants_a_password, ask_queue), "password"},
    {ROW(wants_other_words, ask_queue), "tiket"},
    {ROW(is_broken_inside, ask_queue), "500"},
    {ROW(drips, ask_default), "cupsd"},
    {ROW(promises_too_much, ask_default), "cupsd"},
    {ROW(nests_without_end, find_job), "cupsd"},
    {ROW(sends_headers_for_ever, find_job), "cupsd"},
    {ROW(is_silent, send_document), "cupsd"},
    {ROW(drips, send_document), "cupsd"},
    {ROW(reads_nothing, send_document), "cupsd"},
    {ROW(hangs_up, send_document), "cupsd"},
    {ROW(is_broken_inside, send_document), "500"},
    {ROW(says_continue_for_ever, send_document), "cupsd"},
    {ROW(sends_chunks_for_ever, send_document), "cupsd"},
    {ROW(babbles, ask_device), "127.0.0.1"},
    {ROW(is_silent, ask_device), "127.0.0.1"},
    {ROW(drips_a_body, ask_device), "127.0.0.1"},
    {ROW(sends_headers_for_ever, ask_device), "127.0.0.1"},
    {ROW(promises_too_much, ask_device), "127.0.0.1"},
    {ROW(nests_without_end, ask_device), "127.0.0.1"},
    {ROW(wants_a_password, ask_device), "127.0.0.1"},
    {ROW(wants_other_words, ask_device), "127.0.0.1"},
    {ROW(is_silent, ask_device_by_tls), "127.0.0.1"},
    {ROW(drips, ask_device_by_tls), "127.0.0.1"},
    {ROW(babbles, ask_device_by_tls), "127.0.0.1"},
    {ROW(sends_chunks_for_ever, ask_device_for_job), "127.0.0.1"},
    {ROW(drips, ask_device_for_job), "127.0.0.1"},
};

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static long memory_kb(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

static int listen_at(const char *path, char uri[64])
{
    struct sockaddr_un local = {.sun_family = AF_UNIX};
    struct sockaddr_in network = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof network;
    int fd = socket(path ? AF_UNIX : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    assert_true(fd >= 0);
    if (path) {
        assert_true(text_copy(local.sun_path, sizeof local.sun_path, path));
        assert_int_equal(bind(fd, (struct sockaddr *)&local, sizeof local), 0);
    } else {
        assert_int_equal(bind(fd, (struct sockaddr *)&network, len), 0);
        assert_int_equal(getsockname(fd, (struct sockaddr *)&network, &len), 0);
        assert_true(text_format(uri, 64, "ipp://127.0.0.1:%d/ipp/print", ntohs(network.sin_port)));
    }
    assert_int_equal(listen(fd, 16), 0);
    return fd;
}

/* Serves for ever, in a process of its own. */
static pid_t serve(int listener, void (*behave)(int fd))
{
    pid_t child = fork();

    assert_true(child >= 0);
    if (child != 0)
        return child;
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (;;) {
        int fd = accept(listener, NULL, NULL);

        if (fd < 0)
            _exit(1);
        behave(fd);
        close(fd);
    }
}

static void check(const struct row *row, const char *uri)
{
    struct err err = {0};

    cups_client_open();
    long before_kb = memory_kb();
    int64_t from = now_ms();
    bool is_fooled = row->ask(uri, &err);
    int64_t took_ms = now_ms() - from;
    long grown_kb = memory_kb() - before_kb;
    bool is_wrong = is_fooled || err.code != ERR_OFFLINE || !strstr(err.text, row->says)
                    || took_ms > patience_ms(CALL_MS) || grown_kb > GROWTH_KB;
    printf("%s%s: %lld ms, %ld KB more: %s\n", is_wrong ? "WRONG: " : "", row->name,
           (long long)took_ms, grown_kb, is_fooled ? "believed" : err.text);
    fflush(stdout);
    _exit(is_wrong);
}

/* Asks in a process of its own, so that its memory can be told, and a crash too. */
static pid_t ask(const struct row *row, const char *path, const char *uri)
{
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
        (void)setenv("CUPS_SERVER", path, 1);
        (void)unsetenv("LPDEST");
        (void)unsetenv("PRINTER");
        check(row, uri);
    }
    return child;
}

static void whatever_is_answered_a_word_ends_soon_and_small(void **state)
{
    char directory[] = "/tmp/anjungan-hostile.XXXXXX", path[64];
    pid_t servers[ARRAY_LEN(rows)], askers[ARRAY_LEN(rows)];
    int wrong = 0;

    (void)state;
    assert_non_null(mkdtemp(directory));
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        bool is_device = rows[i].ask == ask_device || rows[i].ask == ask_device_by_tls
                         || rows[i].ask == ask_device_for_job;
        char uri[64] = "";

        assert_true(text_format(path, sizeof path, "%s/%zu", directory, i));
        int listener = listen_at(is_device ? NULL : path, uri);
        servers[i] = serve(listener, rows[i].behave);
        close(listener);
        askers[i] = ask(&rows[i], path, uri);
    }
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        int status = -1;

        assert_int_equal(waitpid(askers[i], &status, 0), askers[i]);
        if (!WIFEXITED(status))
            print_message("%s: ended by signal %d\n", rows[i].name, WTERMSIG(status));
        wrong += status != 0;
        kill(servers[i], SIGKILL);
        (void)waitpid(servers[i], NULL, 0);
        assert_true(text_format(path, sizeof path, "%s/%zu", directory, i));
        (void)unlink(path);
    }
    assert_int_equal(rmdir(directory), 0);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_is_answered_a_word_ends_soon_and_small),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
