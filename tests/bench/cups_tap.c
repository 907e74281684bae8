/* One thread passes bytes on in both directions and looks at the first ones of each request. */
#include "bench/cups_tap.h"
#include "base/mem.h"
#include "base/text.h"
#include "bench/figures.h"
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

enum { PAIRS = 8, HEAD = 2048, CHUNK = 65536, FIXED = 3 };

struct pair {
    int client, server; /* -1: free */
    int request;        /* its newest one in `requests` */
    char head[HEAD];    /* the beginning of that, until its operation is known */
    size_t head_len;
};

struct cups_tap {
    char server[108];
    int listener, watch, stop[2];
    pthread_t thread;
    pthread_mutex_t lock; /* over what follows */
    struct tap_request requests[TAP_REQUESTS];
    size_t count;
    double slip_us;
    struct pair pairs[PAIRS]; /* the thread's own */
};

static struct sockaddr_un address_of(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};

    if (!text_copy(address.sun_path, sizeof address.sun_path, path))
        abort();
    return address;
}

static void begin_request(struct cups_tap *tap, struct pair *pair)
{
    pair->head_len = 0;
    pair->request = -1;
    if (tap->count == TAP_REQUESTS)
        return;
    pair->request = (int)tap->count++;
    tap->requests[pair->request] = (struct tap_request){.begin_us = figure_now_us()};
}

/* The operation stands in the third and fourth byte behind the header (and behind a chunk's size). */
static void read_operation(struct cups_tap *tap, struct pair *pair, const char *bytes, size_t len)
{
    size_t room = HEAD - 1 - pair->head_len;
    size_t take = len < room ? len : room;

    if (pair->request < 0 || tap->requests[pair->request].operation || take == 0)
        return;
    memcpy(pair->head + pair->head_len, bytes, take);
    pair->head_len += take;
    pair->head[pair->head_len] = '\0';
    const char *body = strstr(pair->head, "\r\n\r\n");
    if (!body)
        return;
    body += 4;
    if (strstr(pair->head, "chunked")) {
        body = strstr(body, "\r\n");
        if (!body)
            return;
        body += 2;
    }
    if (body + 4 <= pair->head + pair->head_len)
        tap->requests[pair->request].operation = (uint8_t)body[2] << 8 | (uint8_t)body[3];
}

static bool pass(int from, int to, char *bytes, size_t *out_len)
{
    ssize_t got = read(from, bytes, CHUNK);

    *out_len = got > 0 ? (size_t)got : 0;
    for (size_t put = 0; put < *out_len;) {
        ssize_t part = write(to, bytes + put, *out_len - put);
        if (part <= 0)
            return false;
        put += (size_t)part;
    }
    return got > 0;
}

static void end_pair(struct pair *pair)
{
    close(pair->client);
    close(pair->server);
    pair->client = pair->server = -1;
}

static void forward_request(struct cups_tap *tap, struct pair *pair)
{
    static char bytes[CHUNK];
    double came_us = figure_now_us();
    size_t len = 0;

    bool goes_on = pass(pair->client, pair->server, bytes, &len);
    pthread_mutex_lock(&tap->lock);
    if (len >= 5 && memcmp(bytes, "POST ", 5) == 0) {
        begin_request(tap, pair);
        if (pair->request >= 0)
            tap->requests[pair->request].begin_us = came_us;
    }
    read_operation(tap, pair, bytes, len);
    if (len > 0 && pair->request >= 0) {
        tap->requests[pair->request].last_us = figure_now_us();
        tap->requests[pair->request].bytes += len;
    }
    pthread_mutex_unlock(&tap->lock);
    if (!goes_on)
        end_pair(pair);
}

static void forward_answer(struct cups_tap *tap, struct pair *pair)
{
    static char bytes[CHUNK];
    size_t len = 0;

    bool goes_on = pass(pair->server, pair->client, bytes, &len);
    pthread_mutex_lock(&tap->lock);
    if (len > 0 && pair->request >= 0)
        tap->requests[pair->request].reply_us = figure_now_us();
    pthread_mutex_unlock(&tap->lock);
    if (!goes_on)
        end_pair(pair);
}

static void take_connection(struct cups_tap *tap)
{
    struct sockaddr_un address = address_of(tap->server);
    int client = accept4(tap->listener, NULL, NULL, SOCK_CLOEXEC);
    int server = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    for (size_t i = 0; i < PAIRS; i++) {
        if (tap->pairs[i].client >= 0)
            continue;
        if (connect(server, (struct sockaddr *)&address, sizeof address) != 0)
            break;
        tap->pairs[i] = (struct pair){.client = client, .server = server, .request = -1};
        return;
    }
    close(client);
    close(server);
}

static void take_slip(struct cups_tap *tap)
{
    _Alignas(struct inotify_event) char bytes[4096];
    ssize_t got = read(tap->watch, bytes, sizeof bytes);

    pthread_mutex_lock(&tap->lock);
    for (ssize_t at = 0; at < got;) {
        const struct inotify_event *event = (const struct inotify_event *)(bytes + at);
        const char *dot = event->len > 0 ? strrchr(event->name, '.') : NULL;

        if (tap->slip_us == 0 && event->name[0] != '.' && dot && !text_equal(dot, ".png"))
            tap->slip_us = figure_now_us();
        at += (ssize_t)(sizeof *event + event->len);
    }
    pthread_mutex_unlock(&tap->lock);
}

static void *serve(void *context)
{
    struct cups_tap *tap = context;

    for (;;) {
        struct pollfd fds[FIXED + 2 * PAIRS] = {{.fd = tap->stop[0], .events = POLLIN},
                                                {.fd = tap->listener, .events = POLLIN},
                                                {.fd = tap->watch, .events = POLLIN}};
        for (size_t i = 0; i < PAIRS; i++) {
            fds[FIXED + 2 * i] = (struct pollfd){.fd = tap->pairs[i].client, .events = POLLIN};
            fds[FIXED + 2 * i + 1] = (struct pollfd){.fd = tap->pairs[i].server, .events = POLLIN};
        }
        if (poll(fds, ARRAY_LEN(fds), -1) < 0)
            continue;
        if (fds[0].revents)
            return NULL;
        if (fds[2].revents)
            take_slip(tap);
        for (size_t i = 0; i < PAIRS; i++) {
            if (fds[FIXED + 2 * i].revents)
                forward_request(tap, &tap->pairs[i]);
            if (fds[FIXED + 2 * i + 1].revents && tap->pairs[i].client >= 0)
                forward_answer(tap, &tap->pairs[i]);
        }
        if (fds[1].revents)
            take_connection(tap);
    }
}

struct cups_tap *tap_open(const char *path, const char *server, const char *paper)
{
    struct cups_tap *tap = mem_zalloc(1, sizeof *tap);
    struct sockaddr_un address = address_of(path);

    assert_true(text_copy(tap->server, sizeof tap->server, server));
    for (size_t i = 0; i < PAIRS; i++)
        tap->pairs[i].client = tap->pairs[i].server = -1;
    assert_int_equal(pipe2(tap->stop, O_CLOEXEC), 0);
    tap->watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    assert_true(inotify_add_watch(tap->watch, paper, IN_MOVED_TO) >= 0);
    tap->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(tap->listener, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(listen(tap->listener, 16), 0);
    assert_int_equal(pthread_mutex_init(&tap->lock, NULL), 0);
    assert_int_equal(pthread_create(&tap->thread, NULL, serve, tap), 0);
    return tap;
}

void tap_close(struct cups_tap *tap)
{
    close(tap->stop[1]);
    assert_int_equal(pthread_join(tap->thread, NULL), 0);
    for (size_t i = 0; i < PAIRS; i++) {
        if (tap->pairs[i].client >= 0)
            end_pair(&tap->pairs[i]);
    }
    close(tap->stop[0]);
    close(tap->watch);
    close(tap->listener);
    pthread_mutex_destroy(&tap->lock);
    free(tap);
}

void tap_clear(struct cups_tap *tap)
{
    pthread_mutex_lock(&tap->lock);
    tap->count = 0;
    tap->slip_us = 0;
    for (size_t i = 0; i < PAIRS; i++)
        tap->pairs[i].request = -1;
    pthread_mutex_unlock(&tap->lock);
}

bool tap_first(struct cups_tap *tap, int operation, struct tap_request *out)
{
    bool is_found = false;

    pthread_mutex_lock(&tap->lock);
    for (size_t i = 0; i < tap->count && !is_found; i++) {
        is_found = operation == 0 || tap->requests[i].operation == operation;
        *out = tap->requests[i];
    }
    pthread_mutex_unlock(&tap->lock);
    return is_found;
}

double tap_slip_us(struct cups_tap *tap)
{
    pthread_mutex_lock(&tap->lock);
    double at_us = tap->slip_us;
    pthread_mutex_unlock(&tap->lock);
    return at_us;
}

size_t tap_count(struct cups_tap *tap)
{
    pthread_mutex_lock(&tap->lock);
    size_t count = tap->count;
    pthread_mutex_unlock(&tap->lock);
    return count;
}
