/* Sends a slip to an ESC/POS printer and finds out whether it came out. */
#include "printing/backend/deliver.h"
#include "base/clock.h"
#include "base/text.h"
#include "printing/backend/answer.h"
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

const struct escpos_limits escpos_default_limits = {
    .answer_ms = 1000,
    .look_ms = 250,
    .ready_ms = 3600 * 1000, /* the kiosk cancels long before; this ends a forgotten test page */
    .stall_ms = 30 * 1000,   /* more than the slowest printer takes for its longest slip */
    .fault_ms = 1800 * 1000, /* a roll is changed in minutes; after half an hour a person decides */
    .nonsense = 65536,
};

enum {
    CONNECT_MS = 1500,
    RESEND_QUESTION_MS = 500,
    ACK_NONE_MS = 500,
    CLEARED_MS = 200, /* from the request to empty the buffers to its answer */
    RECEIVE_MAX = 256,
    CHANGE_COST = 16, /* bytes of nonsense that a fault's beginning or end counts for */
    SENSE_SHARE = 16  /* so many bytes that do mean something are as bad as one that does not */
};

static const struct {
    unsigned state;
    const char *reason;
    const char *message;
} notices[] = {
    {ESCPOS_OFFLINE, "offline-report", "The printer does not answer."},
    {ESCPOS_COVER_OPEN, "cover-open-error", "The cover is open."},
    {ESCPOS_JAM, "media-jam-error", "Paper jam or cutter fault."},
    {ESCPOS_PAPER_OUT, "media-empty-error", "Out of paper."},
    {ESCPOS_PAPER_LOW, "media-low-report", "Paper is low."},
};

void escpos_notice_show(struct escpos_notice *notice, unsigned state)
{
    const char *message = "The printer is ready.";

    if (notice->is_known && state == notice->shown)
        return;
    for (size_t i = ARRAY_LEN(notices); i-- > 0;) {
        if (!notice->is_known || ((state ^ notice->shown) & notices[i].state))
            dprintf(notice->fd, "STATE: %c%s\n", state & notices[i].state ? '+' : '-',
                    notices[i].reason);
        if (state & notices[i].state)
            message = notices[i].message;
    }
    dprintf(notice->fd, "INFO: %s\n", message);
    notice->shown = state;
    notice->is_known = true;
}

static bool is_told_to_stop(int stop_fd, int timeout_ms)
{
    return escpos_wait(stop_fd, POLLIN, -1, timeout_ms) != 0;
}

/* One look; connects when needed. False: not reachable, `*fd` is closed. */
static bool look(const struct escpos_address *address, const struct escpos_limits *limits,
                 int stop_fd, int *fd, unsigned *state)
{
    *state = ESCPOS_OFFLINE;
    if (*fd < 0 && !escpos_connect(address, CONNECT_MS, stop_fd, fd, NULL))
        return false;
    if (!address->has_status) {
        *state = 0;
        return true;
    }
    if (!escpos_ask_state(address, *fd, stop_fd, limits->answer_ms, state, NULL)) {
        escpos_close(fd);
        return false;
    }
    return true;
}

enum delivery escpos_wait_ready(const struct escpos_address *address,
                                const struct escpos_limits *limits, int stop_fd,
                                struct escpos_notice *notice, int *out_fd)
{
    int64_t end = clock_machine_mono_ms() + limits->ready_ms;
    AUTO(escpos_close) int fd = -1;

    while (!is_told_to_stop(stop_fd, 0)) {
        unsigned state = 0;
        bool is_there = look(address, limits, stop_fd, &fd, &state);
        escpos_notice_show(notice, state);
        if (is_there && !(state & ESCPOS_FAULTS)) {
            *out_fd = fd;
            fd = -1;
            return DELIVERY_DONE;
        }
        /* A silent printer may be serving another connection: do not hold on to this one. */
        if (state & ESCPOS_OFFLINE)
            escpos_close(&fd);
        if (clock_machine_mono_ms() >= end)
            return DELIVERY_UNPROVEN;
        if (is_told_to_stop(stop_fd, limits->look_ms))
            break;
    }
    return DELIVERY_STOPPED;
}

/* --- sending --------------------------------------------------------------------------------- */

/* Bytes in the order in which they go out: reports on, the slip, the request for proof. */
struct part {
    const uint8_t *bytes;
    size_t len;
};

struct sending {
    const struct escpos_address *address;
    const struct escpos_limits *limits;
    struct escpos_notice *notice;
    int fd;
    struct part parts[3];
    size_t part; /* the one that is going out */
    size_t sent; /* of it */
    char process[5];
    struct escpos_reader reader;
    int nonsense;
    int64_t received;  /* bytes, of whatever sense */
    bool is_talkative; /* answers GS r unasked: its answers prove nothing */
    bool is_proven;
    bool is_gone;
    bool is_faulty;
    int64_t began_at_ms;
    int64_t alive_at_ms;    /* last byte taken, or end of a fault; answers alone prove nothing */
    int64_t question_at_ms; /* last DLE EOT after the slip */
};

/* Automatic status back for online state, errors and paper: it tells of a fault even while the
 * printer's buffer is full and takes no question. */
static const uint8_t reports_on[] = {0x1d, 'a', 0x0e};
static const uint8_t reports_off[] = {0x1d, 'a', 0x00};

static size_t make_request(enum escpos_ack ack, const char process[5], uint8_t out[16])
{
    size_t len = 0;

    if (ack == ESCPOS_ACK_PROCESS) {
        static const uint8_t process_id[] = {0x1d, '(', 'H', 6, 0, '0', '0'};
        memcpy(out, process_id, sizeof process_id);
        memcpy(out + sizeof process_id, process, 4);
        len = sizeof process_id + 4;
    } else if (ack == ESCPOS_ACK_SENSOR) {
        static const uint8_t sensor[] = {0x1d, 'r', 1};
        memcpy(out, sensor, sizeof sensor);
        len = sizeof sensor;
    }
    if (len > 0) {
        memcpy(out + len, reports_off, sizeof reports_off);
        len += sizeof reports_off;
    }
    return len;
}

static bool is_all_sent(const struct sending *sending)
{
    return sending->part == ARRAY_LEN(sending->parts);
}

static void skip_empty_parts(struct sending *sending)
{
    while (!is_all_sent(sending) && sending->sent == sending->parts[sending->part].len) {
        sending->part++;
        sending->sent = 0;
    }
}

static void write_some(struct sending *sending)
{
    const struct part *part = &sending->parts[sending->part];
    ssize_t put = write(sending->fd, part->bytes + sending->sent, part->len - sending->sent);

    if (put < 0 && errno != EAGAIN && errno != EINTR)
        sending->is_gone = true;
    if (put <= 0)
        return;
    sending->sent += (size_t)put;
    sending->alive_at_ms = clock_machine_mono_ms();
    skip_empty_parts(sending);
}

static void take_state(struct sending *sending, unsigned state)
{
    bool was_faulty = sending->is_faulty;

    escpos_notice_show(sending->notice, state);
    sending->is_faulty = (state & ESCPOS_FAULTS) != 0;
    if (was_faulty != sending->is_faulty)
        sending->nonsense +=
            CHANGE_COST; /* cupsd is told each time, so it must not go on for ever */
    if (was_faulty && !sending->is_faulty)
        sending->alive_at_ms = clock_machine_mono_ms();
}

static void take_byte(struct sending *sending, uint8_t byte)
{
    unsigned low = sending->notice->shown & (unsigned)ESCPOS_PAPER_LOW;

    switch (escpos_read(&sending->reader, byte)) {
    case ESCPOS_REALTIME: /* only DLE EOT 2 is asked here: cover, paper, error */
        if (!is_all_sent(sending))
            return; /* a picture may hold the bytes of a question that nobody asked */
        take_state(sending, escpos_realtime_state(2, byte)
                                | (byte & 0x40 ? (unsigned)ESCPOS_JAM : 0U) | low);
        return;
    case ESCPOS_STATE:
        take_state(sending, sending->reader.state);
        return;
    case ESCPOS_PROCESS:
        if (sending->address->ack == ESCPOS_ACK_PROCESS && is_all_sent(sending)
            && text_equal(sending->reader.process, sending->process))
            sending->is_proven = true;
        return;
    case ESCPOS_SENSOR:
        if (!is_all_sent(sending))
            sending->is_talkative = true;
        if (sending->address->ack == ESCPOS_ACK_SENSOR && !sending->is_talkative)
            sending->is_proven = true;
        else
            sending->nonsense++;
        return;
    case ESCPOS_NOTHING:
        sending->nonsense++;
        return;
    }
}

/* How many bytes came: a USB printer with nothing to say answers with an empty packet. */
static size_t read_some(struct sending *sending)
{
    uint8_t bytes[RECEIVE_MAX];
    size_t len = 0;

    if (!escpos_receive(sending->address, sending->fd, bytes, sizeof bytes, &len, NULL))
        sending->is_gone = true;
    sending->received += (int64_t)len;
    for (size_t i = 0; i < len && !sending->is_proven; i++)
        take_byte(sending, bytes[i]);
    return len;
}

/* Asks for the reason of the silence once all is sent, one question at a time. */
static void ask_why(struct sending *sending)
{
    static const uint8_t question[] = {0x10, 0x04, 2};
    int64_t now = clock_machine_mono_ms();

    if (!sending->address->has_status || now - sending->question_at_ms < RESEND_QUESTION_MS)
        return;
    sending->question_at_ms = now;
    if (write(sending->fd, question, sizeof question) < 0 && errno != EAGAIN && errno != EINTR)
        sending->is_gone = true;
}

static bool is_time_over(const struct sending *sending)
{
    int64_t now = clock_machine_mono_ms();

    return sending->nonsense > sending->limits->nonsense
           || sending->received > (int64_t)sending->limits->nonsense * SENSE_SHARE
           || now - sending->began_at_ms > sending->limits->fault_ms
           || (!sending->is_faulty && now - sending->alive_at_ms > sending->limits->stall_ms);
}

/* A printer that stands still with a slip that nobody waits for would put it out after the refill:
 * DLE DC4 8 empties its buffers, where the model knows it. One that prints is left alone, because half
 * a slip helps nobody; so is one whose slip nobody cancelled: cupsd itself is gone. */
static void take_back(struct sending *sending)
{
    static const uint8_t clear[] = {0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8};
    uint8_t bytes[RECEIVE_MAX];
    size_t len = 0;

    if (!sending->is_faulty || getppid() == 1
        || write(sending->fd, clear, sizeof clear) != (ssize_t)sizeof clear)
        return;
    /* Closed with answers unread, a connection may drop what it still had to send. */
    while (escpos_wait(sending->fd, POLLIN, -1, CLEARED_MS)
           && escpos_receive(sending->address, sending->fd, bytes, sizeof bytes, &len, NULL)
           && len > 0 && sending->nonsense++ < RECEIVE_MAX)
        continue;
}

static enum delivery run(struct sending *sending, int stop_fd)
{
    while (!is_time_over(sending)) {
        bool is_quiet = is_all_sent(sending);
        short events = (short)(POLLIN | (is_quiet ? 0 : POLLOUT));
        short ready = escpos_wait(sending->fd, events, stop_fd, RESEND_QUESTION_MS / 2);

        if (is_told_to_stop(stop_fd, 0)) {
            take_back(sending);
            return DELIVERY_STOPPED;
        }
        /* Heard before more is sent: an answer that was there before its question proves nothing. */
        size_t heard = ready & (POLLIN | POLLHUP | POLLERR) ? read_some(sending) : 0;
        if (heard == 0 && ready & POLLOUT && !is_quiet)
            write_some(sending);
        if (sending->is_proven)
            return DELIVERY_DONE;
        if (sending->is_gone || (sending->address->path[0] && ready & (POLLHUP | POLLERR)))
            return DELIVERY_GONE;
        if (is_quiet && sending->address->ack == ESCPOS_ACK_NONE && escpos_is_drained(sending->fd))
            return is_told_to_stop(stop_fd, ACK_NONE_MS) ? DELIVERY_STOPPED : DELIVERY_DONE;
        if (is_quiet && sending->address->ack != ESCPOS_ACK_NONE)
            ask_why(sending);
    }
    return DELIVERY_UNPROVEN;
}

enum delivery escpos_deliver(const struct escpos_address *address,
                             const struct escpos_limits *limits, int fd, int stop_fd,
                             const uint8_t *bytes, size_t len, int number,
                             struct escpos_notice *notice)
{
    uint8_t request[16];
    struct sending sending = {.address = address, .limits = limits, .notice = notice, .fd = fd};
    bool is_talking = address->has_status && address->ack != ESCPOS_ACK_NONE;

    (void)text_format(sending.process, sizeof sending.process, "%04d",
                      (int)((unsigned)number % 10000));
    sending.parts[0] = (struct part){reports_on, is_talking ? sizeof reports_on : 0};
    sending.parts[1] = (struct part){bytes, len};
    sending.parts[2] = (struct part){request, make_request(address->ack, sending.process, request)};
    sending.began_at_ms = clock_machine_mono_ms();
    sending.alive_at_ms = sending.began_at_ms;
    sending.question_at_ms = sending.began_at_ms;
    skip_empty_parts(&sending);
    return run(&sending, stop_fd);
}
