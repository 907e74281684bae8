/* Reaches an ESC/POS printer and asks it how it is. Everything from outside is bounded here. */
#include "printing/backend/device.h"
#include "base/clock.h"
#include "base/text.h"
#include "printing/backend/answer.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netdb.h>
#include <poll.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { NONSENSE_MAX = 4096, TOGETHER_MS = 50, EMPTY_READ_MS = 10 };

bool escpos_lock(const struct escpos_address *address, int *out_fd, struct err *err)
{
    /* A name in the abstract socket space: no file, no owner, no rights to arrange between the
     * users of cupsd's backends and of the print process, and nothing stays behind in a crash. */
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    char text[sizeof name.sun_path - 1];
    AUTO(escpos_close) int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

    if (fd < 0)
        return err_set(err, ERR_IO, "lock: %s", strerror(errno));
    if (address->path[0])
        (void)text_format(text, sizeof text, "anjungan-escpos %s", address->path);
    else /* cut names only make two printers share a lock */
        (void)text_format(text, sizeof text, "anjungan-escpos %d %s", address->port, address->host);
    memcpy(name.sun_path + 1, text, strlen(text));
    socklen_t len = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + strlen(text));
    if (bind(fd, (const struct sockaddr *)&name, len) != 0) {
        if (errno == EADDRINUSE)
            return err_set(err, ERR_BUSY, "another process talks to the printer");
        return err_set(err, ERR_IO, "lock: %s", strerror(errno));
    }
    *out_fd = fd;
    fd = -1;
    return true;
}

void escpos_close(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

short escpos_wait(int fd, short events, int stop_fd, int timeout_ms)
{
    struct pollfd fds[2] = {{.fd = fd, .events = events}, {.fd = stop_fd, .events = POLLIN}};

    if (poll(fds, 2, timeout_ms) <= 0)
        return 0;
    return fds[0].revents;
}

static bool connect_one(const struct addrinfo *to, int timeout_ms, int stop_fd, int *out_fd)
{
    AUTO(escpos_close)
    int fd = socket(to->ai_family, to->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, to->ai_protocol);
    int fault = 0;
    socklen_t len = sizeof fault;

    if (fd < 0)
        return false;
    if (connect(fd, to->ai_addr, to->ai_addrlen) != 0) {
        if (errno != EINPROGRESS || !(escpos_wait(fd, POLLOUT, stop_fd, timeout_ms) & POLLOUT)
            || getsockopt(fd, SOL_SOCKET, SO_ERROR, &fault, &len) != 0 || fault != 0)
            return false;
    }
    *out_fd = fd;
    fd = -1;
    return true;
}

static bool connect_tcp(const struct escpos_address *address, int timeout_ms, int stop_fd,
                        int *out_fd, struct err *err)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV};
    struct addrinfo *list = NULL;
    char service[16];
    bool is_connected = false;

    (void)text_format(service, sizeof service, "%d", address->port);
    int fault = getaddrinfo(address->host, service, &hints, &list);
    if (fault != 0)
        return err_set(err, ERR_OFFLINE, "%s: %s", address->host, gai_strerror(fault));
    for (const struct addrinfo *to = list; to && !is_connected; to = to->ai_next)
        is_connected = connect_one(to, timeout_ms, stop_fd, out_fd);
    freeaddrinfo(list);
    return is_connected
           || err_set(err, ERR_OFFLINE, "%s port %d does not answer", address->host, address->port);
}

bool escpos_connect(const struct escpos_address *address, int timeout_ms, int stop_fd, int *out_fd,
                    struct err *err)
{
    if (!address->path[0])
        return connect_tcp(address, timeout_ms, stop_fd, out_fd, err);
    int fd = open(address->path, O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return err_set(err, ERR_OFFLINE, "%s: %s", address->path, strerror(errno));
    if (!escpos_serial_open(address, fd, err)) {
        escpos_close(&fd);
        return false;
    }
    *out_fd = fd;
    return true;
}

bool escpos_receive(const struct escpos_address *address, int fd, uint8_t *bytes, size_t size,
                    size_t *out_len, struct err *err)
{
    ssize_t got = read(fd, bytes, size);

    *out_len = got > 0 ? (size_t)got : 0;
    if (got > 0 || (got < 0 && (errno == EAGAIN || errno == EINTR)))
        return true;
    if (got == 0 && address->path[0]) {
        /* usblp is readable for each empty packet of the printer: without a rest this would spin. */
        (void)poll(NULL, 0, EMPTY_READ_MS);
        return true;
    }
    return err_set(err, ERR_OFFLINE, "the printer closed the connection");
}

bool escpos_is_drained(int fd)
{
    int held = 0;

    /* A socket and a serial line count their bytes; usblp is writable when the last ones are out. */
    if (ioctl(fd, TIOCOUTQ, &held) == 0 && held > 0)
        return false;
    return (escpos_wait(fd, POLLOUT, -1, 0) & POLLOUT) != 0;
}

static int left_ms(int64_t end_ms)
{
    int64_t left = end_ms - clock_machine_mono_ms();

    return left < 0 ? -1 : left > INT_MAX ? INT_MAX : (int)left;
}

/* Waits for something to read. False: not in time. ERR_OFFLINE in `*is_gone`. */
static bool wait_readable(const struct escpos_address *address, int fd, int stop_fd, int most_ms,
                          int64_t end_ms, bool *is_gone)
{
    int left = left_ms(end_ms);
    short ready = left < 0 ? 0 : escpos_wait(fd, POLLIN, stop_fd, left < most_ms ? left : most_ms);

    /* A socket that hung up still gives what it had; an unplugged device file has nothing. */
    *is_gone = address->path[0] && ready != 0 && !(ready & POLLIN);
    return ready != 0;
}

bool escpos_flush_answers(const struct escpos_address *address, int fd, int stop_fd, int quiet_ms,
                          int64_t end_ms, struct err *err)
{
    uint8_t bytes[256];
    size_t len = 0;
    bool is_gone = false;

    for (size_t seen = 0; seen < NONSENSE_MAX; seen += len) {
        if (!wait_readable(address, fd, stop_fd, quiet_ms, end_ms, &is_gone))
            return true;
        if (is_gone)
            return err_set(err, ERR_OFFLINE, "%s went away", address->path);
        if (!escpos_receive(address, fd, bytes, sizeof bytes, &len, err))
            return false;
        if (len == 0)
            return true;
    }
    return true;
}

/* Being woken once for all answers, not for each, is what keeps an idle kiosk asleep. A device file
 * knows nothing of it and wakes for each byte, and a printer whose second answer waits for our
 * acknowledgement of the first is not waited for in this way longer than TOGETHER_MS. */
static void wake_for(int fd, int bytes)
{
    (void)setsockopt(fd, SOL_SOCKET, SO_RCVLOWAT, &bytes, sizeof bytes);
}

/* Gathers answer bytes until `want` are there or the time is over. */
static bool gather(const struct escpos_address *address, int fd, int stop_fd, int64_t end_ms,
                   int want, uint8_t *answers, int *out_count, struct err *err)
{
    struct escpos_reader reader = {0};
    uint8_t bytes[64];
    size_t len = 0;
    bool is_gone = false;

    *out_count = 0;
    for (size_t seen = 0; *out_count < want && seen < NONSENSE_MAX; seen += len + 1) {
        if (!wait_readable(address, fd, stop_fd, INT_MAX, end_ms, &is_gone))
            break;
        if (is_gone)
            return err_set(err, ERR_OFFLINE, "%s went away", address->path);
        if (!escpos_receive(address, fd, bytes, sizeof bytes, &len, err))
            return false;
        for (size_t i = 0; i < len && *out_count < want; i++) {
            if (escpos_read(&reader, bytes[i]) == ESCPOS_REALTIME)
                answers[(*out_count)++] = bytes[i];
        }
    }
    return true;
}

/* Sends questions `from` to `to` at once and gathers one answer byte for each, in order. */
static bool ask_range(const struct escpos_address *address, int fd, int stop_fd, int64_t end_ms,
                      int from, int to, uint8_t *answers, int *out_count, struct err *err)
{
    uint8_t question[3 * ESCPOS_QUESTIONS];
    size_t len = 0;

    for (int n = from; n <= to; n++) {
        question[len++] = 0x10;
        question[len++] = 0x04;
        question[len++] = (uint8_t)n;
    }
    if (!escpos_flush_answers(address, fd, stop_fd, 0, end_ms, err))
        return false;
    int left = left_ms(end_ms);
    if (left < 0 || !(escpos_wait(fd, POLLOUT, stop_fd, left) & POLLOUT)
        || write(fd, question, len) != (ssize_t)len)
        return err_set(err, ERR_OFFLINE, "the printer takes no questions");
    wake_for(fd, to - from + 1);
    (void)escpos_wait(fd, POLLIN, stop_fd, left < TOGETHER_MS ? left : TOGETHER_MS);
    wake_for(fd, 1);
    return gather(address, fd, stop_fd, end_ms, to - from + 1, answers, out_count, err);
}

bool escpos_ask_state(const struct escpos_address *address, int fd, int stop_fd, int timeout_ms,
                      unsigned *out_state, struct err *err)
{
    uint8_t answers[ESCPOS_QUESTIONS];
    int count = 0;
    unsigned state = 0;
    int64_t from_ms = clock_machine_mono_ms();

    if (!ask_range(address, fd, stop_fd, from_ms + timeout_ms / 2, 1, ESCPOS_QUESTIONS, answers,
                   &count, err))
        return false;
    *out_state = ESCPOS_OFFLINE;
    if (count == 0)
        return true;
    if (count == ESCPOS_QUESTIONS) {
        for (int n = 1; n <= ESCPOS_QUESTIONS; n++)
            state |= escpos_realtime_state(n, answers[n - 1]);
    } else { /* a slow model, or one that leaves some out: only one by one is it known which */
        int share_ms = timeout_ms / 10;
        if (!escpos_flush_answers(address, fd, stop_fd, share_ms, from_ms + 6LL * share_ms, err))
            return false;
        for (int n = 1; n <= ESCPOS_QUESTIONS; n++) {
            if (!ask_range(address, fd, stop_fd, clock_machine_mono_ms() + share_ms, n, n, answers,
                           &count, err))
                return false;
            state |= count == 1 ? escpos_realtime_state(n, answers[0]) : 0U;
        }
    }
    *out_state = escpos_without_consequences(state);
    return true;
}
