/* What the verbs that look after the machine ask of it and cannot reach from their floor: CUPS and the
 * identity. The program wires it, tests play it. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include "domain/print.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct admin_printer {
    struct printer_status status;
    char device[256]; /* its address, "" where cupsd did not tell */
    bool is_printing;
};

struct admin_identity {
    char url[256]; /* the office's */
    struct uuid kiosk;
    int64_t end_ms; /* of the certificate */
};

/* What anjungan-setup lock put. */
struct admin_lock {
    bool is_put;      /* its files are there */
    bool is_in_force; /* systemd has read them */
    bool has_usb;     /* usbguard runs */
};

struct admin_machine {
    const void *context;
    size_t printer_count; /* in the order in which they are used; 0: pages go into `folder` */
    const char *folder;
    /* Printer `no`, from 0, asked now. False: cupsd does not answer; `out->status.queue` is set even so. */
    bool (*ask_printer)(const void *context, size_t no, struct admin_printer *out, struct err *err);
    /* ERR_NOT_FOUND: not enrolled. */
    bool (*read_identity)(const void *context, struct admin_identity *out, struct err *err);
    void (*read_lock)(const void *context, struct admin_lock *out);
    const char *config_path;
    const char *config_fault;            /* "" = it was read; else the defaults serve */
    bool is_clock_set;                   /* by --now: nobody keeps it right */
    int panel_width_mm, panel_height_mm; /* of the visible picture; 0: nobody looks at it */
};
