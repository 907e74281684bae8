/* An ESC/POS printer at the other end of a TCP connection or a device file. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum escpos_ack {
    ESCPOS_ACK_PROCESS, /* GS ( H, answered when all before it was printed */
    ESCPOS_ACK_SENSOR,  /* GS r 1, the same for printers without it (?ack=gsr) */
    ESCPOS_ACK_NONE     /* nothing: done means sent, and counts no page (?ack=none) */
};

enum escpos_flow {
    ESCPOS_FLOW_RTSCTS, /* by wire; the printer's DTR goes to our CTS */
    ESCPOS_FLOW_XONXOFF,
    ESCPOS_FLOW_NONE /* only for a printer that is faster than the line */
};

struct escpos_address {
    char path[256]; /* "/dev/…", or "" for TCP */
    char host[256];
    int port;
    enum escpos_ack ack;
    bool has_status; /* false (?status=off): answers nothing, so it is never asked */
    int baud;        /* of a serial line, always 8 bits without parity */
    enum escpos_flow flow;
};

/* The speeds of serial lines that an address may name. */
extern const int escpos_bauds[];
extern const size_t escpos_baud_count;

/* anjungan-escpos://HOST[:PORT]/[?ack=process|gsr|none][&status=on|off] or
 * anjungan-escpos:/dev/NAME[?…], where a serial line takes &baud=… and &flow=rtscts|xonxoff|none too
 * (9600 and rtscts unless named). ERR_INVALID names what is wrong. */
MUST_USE bool escpos_parse_uri(const char *uri, struct escpos_address *out, struct err *err);
bool escpos_is_uri(const char *uri);
/* The same address as text, with the options that are not what an address has without them; what is
 * read from it is equal, and equal addresses give equal text. False when it is too long. */
bool escpos_format_uri(const struct escpos_address *address, char *out, size_t size);

/* The right to talk to a printer, held by one process on this machine at a time and let go by the
 * kernel when that process ends. ERR_BUSY: somebody else has it. */
MUST_USE bool escpos_lock(const struct escpos_address *address, int *out_fd, struct err *err);

/* Waits until `fd` is ready for `events`, `stop_fd` (-1: none) is readable or the time is over.
 * Returns the revents of `fd`, 0 when there are none. */
short escpos_wait(int fd, short events, int stop_fd, int timeout_ms);

/* Makes a serial line raw and sets speed and flow. True for what is no serial line. */
MUST_USE bool escpos_serial_open(const struct escpos_address *address, int fd, struct err *err);

/* A non-blocking descriptor. ERR_OFFLINE: nothing answered within `timeout_ms`. */
MUST_USE bool escpos_connect(const struct escpos_address *address, int timeout_ms, int stop_fd,
                             int *out_fd, struct err *err);

/* Reads what is there. ERR_OFFLINE when the other side is gone; `*out_len` may be 0. A printer's
 * device file that says "readable" and has nothing is given a little time. */
MUST_USE bool escpos_receive(const struct escpos_address *address, int fd, uint8_t *bytes,
                             size_t size, size_t *out_len, struct err *err);

/* True when all that was written has left this machine: what a device file or a socket still holds
 * would be lost with it. */
bool escpos_is_drained(int fd);

/* Throws away what has come unasked, or late: an answer says nothing of which question it is for.
 * Ends after `quiet_ms` of silence, and at the machine's `end_ms` at the latest. ERR_OFFLINE. */
MUST_USE bool escpos_flush_answers(const struct escpos_address *address, int fd, int stop_fd,
                                   int quiet_ms, int64_t end_ms, struct err *err);

/* Asks DLE EOT 1 to 4 and gathers the states. Silence and nonsense are ESCPOS_OFFLINE. Takes
 * `timeout_ms` at most. ERR_OFFLINE: the connection is gone. */
MUST_USE bool escpos_ask_state(const struct escpos_address *address, int fd, int stop_fd,
                               int timeout_ms, unsigned *out_state, struct err *err);
void escpos_close(int *fd); /* for AUTO; accepts -1 */
