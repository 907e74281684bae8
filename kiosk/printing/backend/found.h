/* Ticket printers that can be found on this machine: those on USB and serial lines. Network printers for
 * ESC/POS do not announce themselves; somebody has to know their address. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

enum { FOUND_MOST = 16 };

struct found_printer {
    char uri[320];
    char model[128]; /* maker and model as the device says, "" when it does not; one line */
    char id[512];    /* IEEE 1284 device id, likewise */
    bool is_serial;  /* something on a serial line: nobody knows whether it is a printer */
    bool is_stable;  /* the name stays the same whatever is plugged in beside it */
};

/* Looks below `dev` and `sys` ("/dev", "/sys"), in an order that stays. USB printers come by the names of
 * config/udev where those are: the one printer as /dev/anjungan/printer, several by their ports. */
size_t escpos_find(const char *dev, const char *sys, struct found_printer out[FOUND_MOST]);

/* "EPSON TM-T82" of "MFG:EPSON;MDL:TM-T82;…"; any bytes are allowed. */
void escpos_read_device_id(const char *id, char *out, size_t size);
