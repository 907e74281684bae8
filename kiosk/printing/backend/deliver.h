/* One slip's way through the backend: wait until the printer is ready, send, wait for the proof. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "printing/backend/device.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the printer suffers from, as told to cupsd ("STATE: +media-empty-error"). */
struct escpos_notice {
    int fd; /* the backend's stderr */
    unsigned shown;
    bool is_known;
};
void escpos_notice_show(struct escpos_notice *notice, unsigned state);

/* Set by the caller before sending; the time-outs exist so that nothing waits for ever. */
struct escpos_limits {
    int answer_ms; /* for DLE EOT before the first byte */
    int look_ms;   /* between two looks at a printer that is not ready */
    int ready_ms;  /* to become ready, in all */
    int stall_ms;  /* from the last byte taken, or the end of a fault, to the proof */
    int fault_ms;  /* for sending and proof in all, faults included */
    int nonsense;  /* bytes that are no answer, in all */
};
extern const struct escpos_limits escpos_default_limits;

enum delivery {
    DELIVERY_DONE,     /* the printer says that all is printed (or took it, without confirmation) */
    DELIVERY_STOPPED,  /* told to stop */
    DELIVERY_GONE,     /* the connection was lost */
    DELIVERY_UNPROVEN, /* all the time is over and no proof has come */
};

/* Waits on a connection until the printer is ready, connecting as often as needed. Nothing of the
 * slip is sent. DELIVERY_DONE: `*out_fd` is open and ready. DELIVERY_UNPROVEN: not within ready_ms. */
enum delivery escpos_wait_ready(const struct escpos_address *address,
                                const struct escpos_limits *limits, int stop_fd,
                                struct escpos_notice *notice, int *out_fd);

/* Sends the slip and waits for the proof. `number` tells this slip's answer from another's. */
enum delivery escpos_deliver(const struct escpos_address *address,
                             const struct escpos_limits *limits, int fd, int stop_fd,
                             const uint8_t *bytes, size_t len, int number,
                             struct escpos_notice *notice);
