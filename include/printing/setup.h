/* `anjungan-setup printer`: finds a ticket printer, asks it what it can confirm, makes its queue.
 *
 * Nothing is changed before everything is known to be right, and a second run changes nothing. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "paper/slip.h"
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct printer_setup {
    const char *dev; /* "/dev" and "/sys", where printers are looked for */
    const char *sys;
    const char *configured_queue; /* [print] queue, "" = the default one */
    int configured_roll_mm;       /* [print] roll */
    FILE *in;                     /* where a person answers */
    FILE *out;
    FILE *complaints;
    bool has_person; /* false: nobody can be asked, only --yes consents */
    /* Draws the test page. */
    void *context;
    bool (*draw_test)(void *context, enum slip_width width, struct slip **out, struct err *err);
};

/* For --help, whole lines. */
extern const char printer_setup_help[];

/* Carries out the words behind "printer". Returns the exit code: 0 done (or all was right), 1 it
 * could not be done, 2 the words are wrong. */
MUST_USE int printer_setup(const struct printer_setup *setup, int count, char **words);
