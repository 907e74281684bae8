/* anjungan-virtual-printer: an ESC/POS network printer without the printer.
 *
 *   anjungan-virtual-printer --control DIR --paper DIR --port-file FILE [--port N]
 *
 * Serves one connection at a time on IPv4 loopback, as the real ones do, and answers DLE EOT, GS r,
 * GS ( H, GS a and DLE DC4 8. Each slip appears in the paper directory as TIME-NUMBER.png and, last and in one
 * rename, TIME-NUMBER.bin: that file means "it came out". Files in the control directory are faults:
 *
 *   media-empty cover-open media-jam   stops printing until the file is gone
 *   media-low                          says so, and goes on
 *   off                                no power: no connection, the buffer is lost
 *   hang                               takes connections, reads, prints and answers nothing
 *   mute                               answers nothing
 *   slow                               holds seconds for each slip
 *   drop, drop-after                   once: hangs up in the middle of, or right after a slip
 *   mid-NAME                           once: becomes the fault NAME in the middle of a slip */
#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "support/escpos_decode.h"
#include "support/escpos_frame.h"
#include "support/png_write.h"
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    BUFFER_MAX = 65536, /* the printer's own; when it is full, the sender waits */
    RECEIPT_MAX = 16 << 20,
    MIDDLE = 200, /* bytes of a slip */
    PATH_LEN = 1024
};

struct machine {
    const char *control;
    const char *paper;
    int port;
    int holder;   /* keeps the port while the printer is switched off */
    int listener; /* -1: switched off */
    int client;   /* -1: nobody is connected */
    int watch;
    int stop;
    struct text receipt;
    uint8_t *buffer;
    size_t held;
    bool is_ended; /* the sender has gone; what is in the buffer is still printed */
    bool reports;  /* GS a is on */
    uint8_t reported[4];
    uint8_t tail[10]; /* the last bytes, for real-time requests cut in two */
    int64_t busy_until_ms;
    bool has_waited; /* for the slip that is about to be cut */
    int number;
};

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* --- faults ---------------------------------------------------------------------------------- */

static bool has_flag(const struct machine *machine, const char *name)
{
    char path[PATH_LEN];

    return text_format(path, sizeof path, "%s/%s", machine->control, name)
           && access(path, F_OK) == 0;
}

/* True once: the flag is gone afterwards. */
static bool take_flag(const struct machine *machine, const char *name)
{
    char path[PATH_LEN];

    return text_format(path, sizeof path, "%s/%s", machine->control, name) && unlink(path) == 0;
}

/* Faults that wait for the middle of a slip begin; false when one of them takes the power away. */
static bool reach_middle(const struct machine *machine)
{
    static const char *const names[] = {"media-empty", "cover-open", "media-jam", "off", "hang"};
    char waiting[PATH_LEN];
    char fault[PATH_LEN];

    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        if (text_format(waiting, sizeof waiting, "%s/mid-%s", machine->control, names[i])
            && text_format(fault, sizeof fault, "%s/%s", machine->control, names[i]))
            (void)rename(waiting, fault); /* there is none, mostly */
    }
    return !has_flag(machine, "off") && !take_flag(machine, "drop");
}

static int64_t slow_ms(const struct machine *machine)
{
    char path[PATH_LEN];
    AUTO_FREE char *content = NULL;
    size_t len = 0;

    if (!text_format(path, sizeof path, "%s/slow", machine->control)
        || !file_read(path, 64, &content, &len, NULL))
        return 0;
    return (int64_t)(strtod(content, NULL) * 1000);
}

static bool is_faulty(const struct machine *machine)
{
    return has_flag(machine, "media-empty") || has_flag(machine, "cover-open")
           || has_flag(machine, "media-jam");
}

static uint8_t realtime_answer(const struct machine *machine, int n)
{
    bool is_empty = has_flag(machine, "media-empty");
    int answer = 0x12;

    if (n == 1 && is_faulty(machine))
        answer |= 0x08;
    if (n == 2) {
        answer |= has_flag(machine, "cover-open") ? 0x04 : 0;
        answer |= is_empty ? 0x20 : 0;
        answer |= has_flag(machine, "media-jam") ? 0x40 : 0;
    }
    if (n == 3 && has_flag(machine, "media-jam"))
        answer |= 0x08;
    if (n == 4) {
        answer |= is_empty ? 0x60 : 0;
        answer |= has_flag(machine, "media-low") ? 0x0c : 0;
    }
    return (uint8_t)answer;
}

static int sensor_answer(const struct machine *machine)
{
    return (has_flag(machine, "media-low") ? 0x03 : 0)
           | (has_flag(machine, "media-empty") ? 0x0c : 0);
}

static void say(struct machine *machine, const void *bytes, size_t len)
{
    if (machine->client < 0 || has_flag(machine, "mute"))
        return;
    /* A peer that is gone is noticed by reading. */
    (void)!send(machine->client, bytes, len, MSG_NOSIGNAL | MSG_DONTWAIT);
}

/* The unasked report, when it is on and something has changed. */
static void report(struct machine *machine)
{
    uint8_t now[4] = {0x10, 0, 0, 0};

    if (!machine->reports)
        return;
    now[0] = (uint8_t)(0x10 | (is_faulty(machine) ? 0x08 : 0)
                       | (has_flag(machine, "cover-open") ? 0x20 : 0));
    now[1] = has_flag(machine, "media-jam") ? 0x08 : 0;
    now[2] = (uint8_t)sensor_answer(machine);
    if (memcmp(now, machine->reported, sizeof now) == 0)
        return;
    memcpy(machine->reported, now, sizeof now);
    say(machine, now, sizeof now);
}

/* --- paper ----------------------------------------------------------------------------------- */

static void write_picture(const struct machine *machine, const char *path)
{
    struct escpos_slip slip;
    char why[128];

    if (!escpos_decode((const uint8_t *)machine->receipt.data, machine->receipt.len, &slip, why)) {
        (void)fprintf(stderr, "slip %d has no picture: %s\n", machine->number, why);
        return;
    }
    if (!png_write(path, slip.bits, slip.width, slip.height, slip.feed_dots))
        (void)fprintf(stderr, "%s: not written\n", path);
    escpos_slip_clear(&slip);
}

static void put_out(struct machine *machine)
{
    char stamp[32] = "";
    char name[PATH_LEN];
    char hidden[PATH_LEN];
    struct err err = {0};
    time_t now = time(NULL);
    struct tm utc;

    machine->number++;
    if (gmtime_r(&now, &utc))
        (void)strftime(stamp, sizeof stamp, "%Y%m%dT%H%M%SZ", &utc);
    if (text_format(hidden, sizeof hidden, "%s/.%d.png", machine->paper, machine->number)
        && text_format(name, sizeof name, "%s/%s-%04d.png", machine->paper, stamp,
                       machine->number)) {
        write_picture(machine, hidden);
        (void)rename(hidden, name);
    }
    if (!text_format(name, sizeof name, "%s/%s-%04d.bin", machine->paper, stamp, machine->number)
        || !file_replace(name, machine->receipt.data, machine->receipt.len, false, &err))
        (void)fprintf(stderr, "slip %d is lost: %s\n", machine->number, err.text);
    text_clear(&machine->receipt);
    text_init(&machine->receipt, RECEIPT_MAX);
}

/* The number of the last slip of an earlier life. */
static int last_number(const char *paper)
{
    DIR *dir = opendir(paper);
    int last = 0;

    if (!dir)
        return 0;
    for (const struct dirent *file = readdir(dir); file; file = readdir(dir)) {
        const char *dash = strrchr(file->d_name, '-');
        int number = dash ? (int)strtol(dash + 1, NULL, 10) : 0;
        last = number > last ? number : last;
    }
    closedir(dir);
    return last;
}

/* --- the connection -------------------------------------------------------------------------- */

static void end_call(struct machine *machine)
{
    if (machine->client >= 0)
        close(machine->client);
    machine->client = -1;
    machine->is_ended = true;
    machine->reports = false;
}

static void forget_buffer(struct machine *machine)
{
    machine->held = 0;
    machine->is_ended = false;
    machine->busy_until_ms = 0;
    text_clear(&machine->receipt);
    text_init(&machine->receipt, RECEIPT_MAX);
}

static void hang_up(struct machine *machine)
{
    end_call(machine);
    forget_buffer(machine);
}

/* A socket at the machine's port, which becomes its port where it had none. */
static bool take_port(struct machine *machine, int *out_fd, struct err *err)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)machine->port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof address;
    int on = 1;

    *out_fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (*out_fd < 0 || setsockopt(*out_fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0
        || bind(*out_fd, (struct sockaddr *)&address, sizeof address) != 0
        || getsockname(*out_fd, (struct sockaddr *)&address, &len) != 0)
        return err_set(err, ERR_IO, "port %d: %s", machine->port, strerror(errno));
    machine->port = ntohs(address.sin_port);
    return true;
}

static bool listen_on(struct machine *machine, struct err *err)
{
    return take_port(machine, &machine->listener, err)
           && (listen(machine->listener, 4) == 0
               || err_set(err, ERR_IO, "port %d: %s", machine->port, strerror(errno)));
}

static void obey_power(struct machine *machine)
{
    struct err err = {0};
    bool is_off = has_flag(machine, "off");

    if (is_off && machine->listener >= 0) {
        close(machine->listener);
        machine->listener = -1;
        hang_up(machine);
    } else if (!is_off && machine->listener < 0 && !listen_on(machine, &err)) {
        (void)fprintf(stderr, "%s\n", err.text);
    }
}

/* Real-time requests are answered as they arrive, in the middle of a picture too, as printers do. Gives
 * how many of the bytes, and with them all that was held, a request to empty the buffers ends. */
static size_t answer_realtime(struct machine *machine, const uint8_t *bytes, size_t len)
{
    static const uint8_t clear[] = {0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8};
    static const uint8_t cleared[] = {0x37, 0x25, 0};
    enum { LAST = sizeof machine->tail - 1 };
    size_t gone = 0;

    for (size_t i = 0; i < len; i++) {
        memmove(machine->tail, machine->tail + 1, LAST);
        machine->tail[LAST] = bytes[i];
        if (machine->tail[LAST - 2] == 0x10 && machine->tail[LAST - 1] == 0x04 && bytes[i] >= 1
            && bytes[i] <= 4) {
            uint8_t answer = realtime_answer(machine, bytes[i]);
            say(machine, &answer, 1);
        }
        if (memcmp(machine->tail, clear, sizeof clear) == 0) {
            say(machine, cleared, sizeof cleared);
            gone = i + 1;
        }
    }
    return gone;
}

static void receive(struct machine *machine)
{
    uint8_t *room = machine->buffer + machine->held;
    ssize_t got = recv(machine->client, room, BUFFER_MAX - machine->held, MSG_DONTWAIT);

    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
        end_call(machine);
    if (got <= 0)
        return;
    size_t gone = answer_realtime(machine, room, (size_t)got);
    if (gone > 0) {
        forget_buffer(machine);
        memmove(machine->buffer, room + gone, (size_t)got - gone);
        machine->held = 0;
    }
    machine->held += (size_t)got - gone;
}

/* Does one command. False: the printer hung up. */
static bool obey(struct machine *machine, const uint8_t *command, size_t len)
{
    if (command[0] == 0x10) /* answered already */
        return true;
    if (len >= 3 && command[0] == 0x1d && command[1] == 'r') {
        uint8_t answer = (uint8_t)sensor_answer(machine);
        say(machine, &answer, 1);
        return true;
    }
    if (len >= 3 && command[0] == 0x1d && command[1] == 'a') {
        machine->reports = command[2] != 0;
        memset(machine->reported, 0, sizeof machine->reported);
        report(machine);
        return true;
    }
    if (len >= 11 && memcmp(command, "\x1d(H", 3) == 0 && memcmp(command + 5, "00", 2) == 0) {
        uint8_t answer[7] = {0x37, 0x22};
        memcpy(answer + 2, command + 7, 4);
        say(machine, answer, sizeof answer);
        return true;
    }
    text_add_bytes(&machine->receipt, command, len);
    if (machine->receipt.len > MIDDLE && !reach_middle(machine))
        return false;
    if (len >= 2 && command[0] == 0x1d && command[1] == 'V') {
        put_out(machine);
        if (take_flag(machine, "drop-after"))
            return false;
    }
    return true;
}

static bool is_stopped(const struct machine *machine)
{
    return now_ms() < machine->busy_until_ms || is_faulty(machine) || has_flag(machine, "hang");
}

/* A slow printer takes its time before it cuts. */
static bool takes_time(struct machine *machine, const uint8_t *command, size_t len)
{
    int64_t ms = len >= 2 && command[0] == 0x1d && command[1] == 'V' ? slow_ms(machine) : 0;

    machine->has_waited = ms > 0 && !machine->has_waited;
    if (machine->has_waited)
        machine->busy_until_ms = now_ms() + ms;
    return machine->has_waited;
}

static void work(struct machine *machine)
{
    size_t done = 0;

    report(machine);
    while (done < machine->held && !is_stopped(machine)) {
        size_t len = escpos_command_length(machine->buffer + done, machine->held - done);
        if (len == 0 || takes_time(machine, machine->buffer + done, len))
            break;
        if (!obey(machine, machine->buffer + done, len)) {
            hang_up(machine);
            return;
        }
        done += len;
    }
    memmove(machine->buffer, machine->buffer + done, machine->held - done);
    machine->held -= done;
    if (is_stopped(machine))
        return;
    if (machine->is_ended) {
        forget_buffer(machine); /* half a command: nothing will complete it */
    } else if (machine->held == BUFFER_MAX) {
        (void)fputs("a command larger than the buffer: hanging up\n", stderr);
        hang_up(machine);
    }
}

static void take_call(struct machine *machine)
{
    int on = 1;

    machine->client = accept4(machine->listener, NULL, NULL, SOCK_CLOEXEC);
    /* Answers are single bytes: none waits for the acknowledgement of the one before. */
    (void)setsockopt(machine->client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    machine->is_ended = false;
    memset(machine->tail, 0, sizeof machine->tail);
}

static int wait_ms(const struct machine *machine)
{
    int64_t left = machine->busy_until_ms - now_ms();

    return machine->held > 0 && left > 0 ? (int)left + 1 : -1;
}

static void serve(struct machine *machine)
{
    char events[4096];

    for (;;) {
        bool reads = machine->client >= 0 && machine->held < BUFFER_MAX && !machine->is_ended
                     && !has_flag(machine, "hang");
        struct pollfd fds[] = {
            {.fd = machine->stop, .events = POLLIN},
            {.fd = machine->watch, .events = POLLIN},
            {.fd = machine->client < 0 ? machine->listener : -1, .events = POLLIN},
            {.fd = reads ? machine->client : -1, .events = POLLIN},
        };
        if (poll(fds, ARRAY_LEN(fds), wait_ms(machine)) < 0 && errno != EINTR)
            return;
        if (fds[0].revents)
            return;
        if (fds[1].revents && read(machine->watch, events, sizeof events) > 0)
            obey_power(machine);
        if (fds[2].revents)
            take_call(machine);
        if (fds[3].revents && machine->client >= 0)
            receive(machine);
        work(machine);
    }
}

/* --- start ----------------------------------------------------------------------------------- */

static bool open_machine(struct machine *machine, const char *port_file, struct err *err)
{
    char port[16];
    sigset_t set;

    if (!file_make_dir(machine->control, err) || !file_make_dir(machine->paper, err))
        return false;
    machine->buffer = mem_zalloc(BUFFER_MAX, 1);
    text_init(&machine->receipt, RECEIPT_MAX);
    machine->number = last_number(machine->paper);
    machine->watch = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (machine->watch < 0
        || inotify_add_watch(machine->watch, machine->control,
                             IN_CREATE | IN_DELETE | IN_MOVED_TO | IN_MOVED_FROM | IN_CLOSE_WRITE)
               < 0)
        return err_set(err, ERR_IO, "%s: %s", machine->control, strerror(errno));
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigprocmask(SIG_BLOCK, &set, NULL);
    machine->stop = signalfd(-1, &set, SFD_CLOEXEC);
    if (machine->stop < 0)
        return err_set(err, ERR_IO, "signalfd: %s", strerror(errno));
    if (!take_port(machine, &machine->holder, err) || !listen_on(machine, err))
        return false;
    obey_power(machine);
    (void)text_format(port, sizeof port, "%d\n", machine->port);
    return file_replace(port_file, port, strlen(port), false, err);
}

int main(int argc, char **argv)
{
    struct machine machine = {.holder = -1, .listener = -1, .client = -1};
    const char *port = "0";
    const char *port_file = NULL;
    const struct {
        const char *name;
        const char **slot;
    } options[] = {{"--control", &machine.control},
                   {"--paper", &machine.paper},
                   {"--port-file", &port_file},
                   {"--port", &port}};
    struct err err = {0};

    for (int i = 1; i + 1 < argc; i += 2) {
        for (size_t k = 0; k < ARRAY_LEN(options); k++) {
            if (text_equal(argv[i], options[k].name))
                *options[k].slot = argv[i + 1];
        }
    }
    if (argc % 2 == 0 || !machine.control || !machine.paper || !port_file) {
        (void)fputs("usage: anjungan-virtual-printer --control DIR --paper DIR --port-file FILE "
                    "[--port N]\n",
                    stderr);
        return 2;
    }
    machine.port = (int)strtol(port, NULL, 10);
    if (!open_machine(&machine, port_file, &err)) {
        (void)fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    serve(&machine);
    hang_up(&machine);
    text_clear(&machine.receipt);
    free(machine.buffer);
    return 0;
}
