/* Inside `anjungan-setup printer`: what was asked for, and what came of it. */
#pragma once
#include "printing/backend/device.h"
#include "printing/backend/models.h"
#include "printing/backend/probe.h"
#include "printing/setup.h"

enum { SETUP_DONE = 0, SETUP_FAILED = 1, SETUP_USAGE = 2 };

/* The words, as they were given; NULL or 0: not. */
struct setup_words {
    const char *device;
    const char *name;
    const char *model;
    int roll_mm;
    bool is_second; /* the printer that takes over: the default queue stays as it is */
    bool lists;
    bool lists_models;
    bool tests;
    bool consents; /* --yes */
    bool is_json;
};

/* What is going to be set up. */
struct setup_plan {
    char uri[512];
    const char *name;
    int roll_mm;
    bool is_second;
    char model[128]; /* for people */
    bool is_ipp;
    bool is_named;       /* by a name that somebody has to look up */
    enum escpos_ack ack; /* of an ESC/POS printer */
    bool has_status;
};

/* Finds the device that is meant and examines it. A code other than SETUP_DONE: everything was said. */
MUST_USE int setup_examine(const struct printer_setup *setup, const struct setup_words *words,
                           struct setup_plan *out);

/* True where both addresses reach, or may reach, one printer: options do not count, and
 * /dev/anjungan/printer is either of two on USB. */
bool setup_is_same_printer(const char *a, const char *b);

/* Lists what was found, and the queues there are. */
MUST_USE int setup_list(const struct printer_setup *setup, bool is_json);

/* Shows the table of models. */
MUST_USE int setup_list_models(const struct printer_setup *setup);

/* What became of the test page. */
enum setup_page {
    SETUP_PAGE_NONE, /* it did not come out, which was said; or none was wanted */
    SETUP_PAGE_PRINTED,
    SETUP_PAGE_SENT /* whether it came out a person must look */
};

/* Sends the test page through the queue and waits for what becomes of it. */
MUST_USE int setup_print_test(const struct printer_setup *setup, const struct setup_plan *plan,
                              enum setup_page *out);

/* "anjungan-setup: text" on the complaints; returns `code`. */
int setup_fail(const struct printer_setup *setup, int code, const char *format, ...)
    PRINTF_LIKE(3, 4);
