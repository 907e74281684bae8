/* A printer on a serial line, which is a pseudo terminal here, and behind a USB printer's device file,
 * whose driver is played by wrapped system calls as linux/drivers/usb/class/usblp.c behaves. */
#include "base/clock.h"
#include "base/text.h"
#include "printing/backend/answer.h"
#include "printing/backend/deliver.h"
#include "printing/backend/probe.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <cmocka.h>

static const struct escpos_limits limits = {
    .answer_ms = 200,
    .look_ms = 20,
    .ready_ms = 600,
    .stall_ms = 500,
    .fault_ms = 3000,
    .nonsense = 4000,
};

enum { SLIP_BYTES = 40000, USB_PIECE = 8192, FAR = 1 << 30 };

/* What stands for /dev/usb/lp0. */
static struct {
    int fd;        /* what stands for the device; -1: none */
    bool is_empty; /* readable always, and read gives nothing: an empty packet came */
    int left;      /* bytes until it is unplugged */
    int busy;      /* polls until the last piece is out */
    int naps;      /* reads that gave nothing */
    int absent;    /* opens that fail before it is there again */
} usb = {.fd = -1};

/* --- the printer ----------------------------------------------------------------------------- */

struct machine {
    int fd;
    bool is_confirming;
    int ends_after; /* bytes, then it is unplugged */
};

/* Obeys in the child; nothing in a slip looks like a command. */
static _Noreturn void play(const struct machine *machine)
{
    unsigned char held[SLIP_BYTES + 4096];
    size_t len = 0;
    size_t at = 0;

    while (len < sizeof held && (int)len < machine->ends_after) {
        ssize_t got =
            read(machine->fd, held + len, sizeof held - len < 512 ? sizeof held - len : 512);
        if (got <= 0)
            _exit(0);
        len += (size_t)got;
        for (; at + 2 < len; at++) {
            if (held[at] == 0x10 && held[at + 1] == 0x04)
                (void)!write(machine->fd, "\x12", 1);
            if (held[at] != 0x1d || held[at + 1] != '(' || held[at + 2] != 'H')
                continue;
            if (at + 11 > len)
                break;
            unsigned char proof[7] = {0x37, 0x22};
            memcpy(proof + 2, held + at + 7, 4);
            if (machine->is_confirming)
                (void)!write(machine->fd, proof, sizeof proof);
        }
    }
    _exit(0);
}

static pid_t start(struct machine machine, int other)
{
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        close(other);
        usb.fd = -1; /* the printer's side knows nothing of the driver */
        play(&machine);
    }
    return child;
}

static void stop(pid_t child)
{
    (void)kill(child, SIGKILL);
    (void)waitpid(child, NULL, 0);
}

/* --- usblp, as the kernel plays it ----------------------------------------------------------- */

int __wrap_open(const char *path, int flags, ...);
int __real_open(const char *path, int flags, ...);
ssize_t __wrap_read(int fd, void *bytes, size_t size);
ssize_t __real_read(int fd, void *bytes, size_t size);
ssize_t __wrap_write(int fd, const void *bytes, size_t len);
ssize_t __real_write(int fd, const void *bytes, size_t len);
int __wrap_poll(struct pollfd *fds, nfds_t count, int timeout_ms);
int __real_poll(struct pollfd *fds, nfds_t count, int timeout_ms);

int __wrap_open(const char *path, int flags, ...)
{
    if (!text_equal(path, "/dev/usb/lp0"))
        return __real_open(path, flags, 0600);
    if (usb.absent > 0) {
        usb.absent--;
        errno = ENOENT;
        return -1;
    }
    return fcntl(usb.fd, F_DUPFD_CLOEXEC, usb.fd);
}

static bool is_usb(int fd)
{
    return usb.fd >= 0 && fd > usb.fd; /* the copy that `open` gave; nothing is opened after it */
}

ssize_t __wrap_read(int fd, void *bytes, size_t size)
{
    if (!is_usb(fd))
        return __real_read(fd, bytes, size);
    if (usb.left <= 0) {
        errno = ENODEV;
        return -1;
    }
    ssize_t got = __real_read(fd, bytes, size);
    if (got < 0 && errno == EAGAIN && usb.is_empty) {
        usb.naps++;
        return 0;
    }
    return got;
}

ssize_t __wrap_write(int fd, const void *bytes, size_t len)
{
    if (!is_usb(fd))
        return __real_write(fd, bytes, len);
    if (usb.left <= 0) {
        errno = ENODEV;
        return -1;
    }
    if (usb.busy > 0) { /* the piece before is still under way */
        errno = EAGAIN;
        return -1;
    }
    ssize_t put = __real_write(fd, bytes, len < USB_PIECE ? len : USB_PIECE);
    usb.left -= put > 0 ? (int)put : 0;
    usb.busy = 1;
    return put;
}

int __wrap_poll(struct pollfd *fds, nfds_t count, int timeout_ms)
{
    if (count == 0 || !is_usb(fds[0].fd))
        return __real_poll(fds, count, timeout_ms);
    bool is_gone = usb.left <= 0;
    bool is_busy = usb.busy > 0;
    if (!is_gone && is_busy && fds[0].events & POLLOUT) { /* not writable until the piece is out */
        usb.busy--;
        fds[0].revents = 0;
        return __real_poll(NULL, 0, timeout_ms < 0 || timeout_ms > 1 ? 1 : timeout_ms);
    }
    if (!is_gone && !(usb.is_empty && fds[0].events & POLLIN))
        return __real_poll(fds, count, timeout_ms);
    (void)__real_poll(fds, count, 0);
    if (is_gone)
        fds[0].revents = POLLERR | POLLHUP;
    else
        fds[0].revents = (short)(fds[0].revents | POLLIN);
    return 1;
}

/* --- one slip -------------------------------------------------------------------------------- */

struct trial {
    enum delivery ready;
    enum delivery result;
    int64_t ms;
};

static struct trial try_slip(const char *uri, const struct escpos_limits *with)
{
    static uint8_t slip[SLIP_BYTES];
    struct escpos_address address;
    struct trial trial = {.result = DELIVERY_UNPROVEN};
    int notice_fd = eventfd(0, EFD_NONBLOCK);
    int stop_fd = eventfd(0, EFD_NONBLOCK);
    int fd = -1;
    struct err err = {0};

    struct escpos_notice notice = {.fd = notice_fd};
    memset(slip, 'x', sizeof slip);
    if (!escpos_parse_uri(uri, &address, &err))
        fail_msg("%s", err.text);
    if (usb.fd >= 0) { /* above all others, so that the wrapped calls know its copies */
        int high = fcntl(usb.fd, F_DUPFD_CLOEXEC, 200);
        assert_true(high >= 200);
        close(usb.fd);
        usb.fd = high;
    }
    int64_t from = clock_machine_mono_ms();
    trial.ready = escpos_wait_ready(&address, with, stop_fd, &notice, &fd);
    if (trial.ready == DELIVERY_DONE)
        trial.result = escpos_deliver(&address, with, fd, stop_fd, slip, sizeof slip, 42, &notice);
    trial.ms = clock_machine_mono_ms() - from;
    escpos_close(&fd);
    escpos_close(&stop_fd);
    escpos_close(&notice_fd);
    return trial;
}

/* --- serial ---------------------------------------------------------------------------------- */

static int open_line(char uri[128], const char *options)
{
    int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    struct termios raw;

    assert_true(master >= 0);
    assert_int_equal(grantpt(master), 0);
    assert_int_equal(unlockpt(master), 0);
    assert_int_equal(tcgetattr(master, &raw), 0);
    assert_true(text_format(uri, 128, "anjungan-escpos:%s%s", ptsname(master), options));
    return master;
}

/* The other side's settings, which a pseudo terminal shares. */
static void assert_line(int master, speed_t speed, tcflag_t cflag, tcflag_t iflag)
{
    struct termios line;

    assert_int_equal(tcgetattr(master, &line), 0);
    assert_int_equal(cfgetospeed(&line), speed);
    assert_int_equal(line.c_cflag & (tcflag_t)(CRTSCTS | HUPCL | CSTOPB | PARENB), cflag);
    assert_int_equal(line.c_cflag & (tcflag_t)(CSIZE | CREAD | CLOCAL), CS8 | CREAD | CLOCAL);
    assert_int_equal(line.c_iflag & (tcflag_t)(IXON | IXOFF | ICRNL | ISTRIP), iflag);
    assert_int_equal(line.c_lflag & (tcflag_t)(ECHO | ICANON | ISIG), 0);
    assert_int_equal(line.c_oflag & (tcflag_t)OPOST, 0);
}

static void serial_line_is_raw_at_its_speed(void **state)
{
    static const struct {
        const char *options;
        speed_t speed;
        tcflag_t cflag;
        tcflag_t iflag;
    } cases[] = {
        {"", B9600, CRTSCTS, 0},
        {"?baud=38400&flow=none", B38400, 0, 0},
        {"?flow=xonxoff&baud=115200", B115200, 0, IXON},
        {"?ack=gsr&baud=19200&flow=rtscts", B19200, CRTSCTS, 0},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct escpos_address address;
        char uri[128];
        int fd = -1;
        int master = open_line(uri, cases[i].options);

        assert_true(escpos_parse_uri(uri, &address, NULL));
        assert_true(escpos_connect(&address, 100, -1, &fd, NULL));
        assert_line(master, cases[i].speed, cases[i].cflag, cases[i].iflag);
        escpos_close(&fd);
        close(master);
    }
}

static void slip_goes_over_a_serial_line_and_is_confirmed(void **state)
{
    char uri[128];
    int master = open_line(uri, "?baud=115200&flow=none");
    pid_t child = start((struct machine){master, true, FAR}, -1);
    struct trial trial = try_slip(uri, &limits);

    (void)state;
    assert_int_equal(trial.ready, DELIVERY_DONE);
    assert_int_equal(trial.result, DELIVERY_DONE);
    stop(child);
    close(master);
}

static void printer_on_a_serial_line_tells_what_it_answers(void **state)
{
    struct escpos_address address;
    struct escpos_probe probe;
    char uri[128];
    int master = open_line(uri, "?flow=none");
    pid_t child = start((struct machine){master, true, FAR}, -1);

    (void)state;
    assert_true(escpos_parse_uri(uri, &address, NULL));
    assert_true(escpos_probe(&address, true, 300, &probe, NULL));
    assert_int_equal(probe.state, 0);
    assert_true(probe.answers_process);
    assert_false(probe.answers_sensor);
    stop(child);
    close(master);
}

static void unplugged_serial_line_is_told(void **state)
{
    char uri[128];
    int master = open_line(uri, "?flow=none");
    pid_t child = start((struct machine){master, true, 9000}, -1);

    (void)state;
    close(master); /* the child has the only end */
    struct trial trial = try_slip(uri, &limits);
    assert_int_equal(trial.ready, DELIVERY_DONE);
    assert_int_equal(trial.result, DELIVERY_GONE);
    stop(child);
}

static void silent_serial_line_takes_no_slip(void **state)
{
    char uri[128];
    int master = open_line(uri, "");
    struct trial trial = try_slip(uri, &limits);

    (void)state;
    assert_int_equal(trial.ready, DELIVERY_UNPROVEN);
    assert_true(trial.ms < 5000);
    close(master);
}

static void wrong_speed_or_flow_is_refused(void **state)
{
    static const char *const wrong[] = {"?baud=9601", "?baud=", "?baud=-1", "?flow=dtr",
                                        "?baud=99999999999999999999999999"};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        struct escpos_address address;
        struct err err = {0};
        char uri[128];
        assert_true(text_format(uri, sizeof uri, "anjungan-escpos:/dev/ttyS0%s", wrong[i]));
        assert_false(escpos_parse_uri(uri, &address, &err));
        assert_int_equal(err.code, ERR_INVALID);
    }
}

/* --- USB ------------------------------------------------------------------------------------- */

static pid_t plug_in(bool is_confirming, bool is_empty, int left)
{
    int ends[2];

    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    assert_true(fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0);
    usb.fd = ends[0];
    usb.is_empty = is_empty;
    usb.left = left;
    usb.busy = 0;
    usb.naps = 0;
    pid_t child = start((struct machine){ends[1], is_confirming, FAR}, ends[0]);
    close(ends[1]);
    return child;
}

static void unplug(pid_t child)
{
    close(usb.fd);
    usb.fd = -1;
    stop(child);
}

static void slip_goes_over_usb_in_pieces_and_is_confirmed(void **state)
{
    pid_t child = plug_in(true, false, FAR);
    struct trial trial = try_slip("anjungan-escpos:/dev/usb/lp0", &limits);

    (void)state;
    assert_int_equal(trial.ready, DELIVERY_DONE);
    assert_int_equal(trial.result, DELIVERY_DONE);
    unplug(child);
}

static void empty_packets_neither_spin_nor_end_the_wait(void **state)
{
    pid_t child = plug_in(true, true, FAR);
    struct trial trial = try_slip("anjungan-escpos:/dev/usb/lp0", &limits);

    (void)state;
    assert_int_equal(trial.ready, DELIVERY_DONE);
    assert_int_equal(trial.result, DELIVERY_DONE);
    assert_true(usb.naps <= trial.ms / 8 + 1);
    unplug(child);
    child = plug_in(false, true, FAR); /* never confirms: waits its time, asleep */
    trial = try_slip("anjungan-escpos:/dev/usb/lp0", &limits);
    assert_int_equal(trial.result, DELIVERY_UNPROVEN);
    assert_true(usb.naps <= trial.ms / 8 + 1);
    unplug(child);
}

static void printer_unplugged_while_printing_is_told(void **state)
{
    pid_t child = plug_in(true, false, 12000);
    struct trial trial = try_slip("anjungan-escpos:/dev/usb/lp0", &limits);

    (void)state;
    assert_int_equal(trial.ready, DELIVERY_DONE);
    assert_int_equal(trial.result, DELIVERY_GONE);
    unplug(child);
}

static void printer_unplugged_before_is_offline(void **state)
{
    pid_t child = plug_in(true, false, 0);
    struct trial trial = try_slip("anjungan-escpos:/dev/usb/lp0", &limits);

    (void)state;
    assert_int_equal(trial.ready, DELIVERY_UNPROVEN);
    unplug(child);
}

static void printer_plugged_in_again_is_found(void **state)
{
    pid_t child = plug_in(true, false, FAR);

    (void)state;
    usb.absent = 5;
    struct trial trial = try_slip("anjungan-escpos:/dev/usb/lp0", &limits);
    assert_int_equal(usb.absent, 0);
    assert_int_equal(trial.result, DELIVERY_DONE);
    unplug(child);
}

static void without_confirmation_the_last_piece_is_waited_for(void **state)
{
    pid_t child = plug_in(false, false, FAR);
    struct trial trial = try_slip("anjungan-escpos:/dev/usb/lp0?ack=none", &limits);

    (void)state;
    assert_int_equal(trial.result, DELIVERY_DONE);
    unplug(child);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(serial_line_is_raw_at_its_speed),
        cmocka_unit_test(slip_goes_over_a_serial_line_and_is_confirmed),
        cmocka_unit_test(printer_on_a_serial_line_tells_what_it_answers),
        cmocka_unit_test(unplugged_serial_line_is_told),
        cmocka_unit_test(silent_serial_line_takes_no_slip),
        cmocka_unit_test(wrong_speed_or_flow_is_refused),
        cmocka_unit_test(slip_goes_over_usb_in_pieces_and_is_confirmed),
        cmocka_unit_test(empty_packets_neither_spin_nor_end_the_wait),
        cmocka_unit_test(printer_unplugged_while_printing_is_told),
        cmocka_unit_test(printer_unplugged_before_is_offline),
        cmocka_unit_test(printer_plugged_in_again_is_found),
        cmocka_unit_test(without_confirmation_the_last_piece_is_waited_for),
    };

    (void)signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
