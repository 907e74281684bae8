/* A queue as cupsd describes it. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "printing/cups_client.h"
#include "printing/cups_media.h"
#include "printing/cups_reasons.h"
#include <stdbool.h>
#include <stddef.h>

enum cups_device {
    DEVICE_ESCPOS, /* ours: waits, confirms, and may be asked directly */
    DEVICE_IPP,    /* takes PDF; may be asked directly */
    DEVICE_RAW,    /* takes bytes as they are, tells nothing */
    DEVICE_DRIVER  /* takes PDF through filters, tells little */
};

struct cups_queue {
    char name[64];
    char device_uri[1024];
    enum cups_device device;
    bool is_stopped;   /* paused, or accepting nothing, or holding what it accepts … */
    bool is_rejecting; /* … which the last two never are but by a person's will */
    bool is_printing;
    struct cups_reasons reasons; /* of an idle queue they may be those of its last job */
    struct cups_page pages[MEDIA_MAX];
    size_t page_count;
};

/* Reads the queue. ERR_NOT_FOUND, ERR_OFFLINE; ERR_INVALID: its device has an address that is too
 * long. `with_pages`: also the media that it lists. */
MUST_USE bool cups_queue_read(struct cups_queue *out, const char *name, bool with_pages,
                              struct err *err);

/* The same from an answer. What is absent, of another kind or impossible counts as not said. */
MUST_USE bool cups_queue_take(struct cups_queue *out, const char *name, ipp_t *answer,
                              struct err *err);

/* What the IPP printer itself says, which cupsd never asks while it is idle. ERR_OFFLINE. */
MUST_USE bool cups_ask_ipp_device(const char *uri, struct cups_reasons *out, struct err *err);

/* The same from an answer. One that has stopped for a reason that nobody knows has TROUBLE_UNKNOWN. */
void cups_device_take(struct cups_reasons *out, ipp_t *answer);
