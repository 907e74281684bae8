/* `anjungan-setup kiosk`: makes a machine one of an office's kiosks: its settings, cupsd's, its printer, its office,
 * and which of its units run. Says what it does, a line each; a second run changes nothing. */
#pragma once
#include "base/attr.h"
#include "base/conf.h"
#include "base/err.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct kiosk_setup {
    const char *config_path; /* the file that is written, "/etc/anjungan/anjungan.conf" */
    const struct conf_option *options;
    size_t option_count;
    const char *asset_dir; /* holds catalog/ and cups/ */
    const char *cups_dir;  /* "/etc/cups"; NULL: cupsd is left alone */
    FILE *in;              /* where a person answers */
    FILE *out;
    FILE *complaints;
    bool has_person; /* asked for what no word says; else what is there stays */
    bool has_systemd;
    bool is_enrolled;
    void *context;
    /* Carries out the words of `anjungan-setup printer`; 0: done. */
    int (*set_up_printer)(void *context, int count, char **words);
};

/* For --help, whole lines. */
extern const char kiosk_setup_help[];

/* Carries out the words behind "kiosk". Returns the exit code: 0 done (or all was right), 1 something could not be
 * done (said; the rest was), 2 the words are wrong (nothing was done). */
MUST_USE int kiosk_setup(const struct kiosk_setup *setup, int count, char **words);
