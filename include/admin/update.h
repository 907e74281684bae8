/* `anjungan-setup update`: a newer version of the packages, tried before it serves, and taken back by itself.
 *
 *   fetch      from a signed repository, by APT: nothing is touched yet
 *   stop       the kiosk's units; a checked copy of the database; the installed packages packed again
 *   install    the newer packages
 *   rehearse   on the copy: the database opens, a slip comes out of a virtual printer, the screen serves
 *   start      the real screen alone; its first frame in service is the verdict, then the rest starts
 *
 * What fails before the start leaves the database untouched; what fails at the start has shown no frame, so nobody was
 * told anything, and the copy is put back as it is. Both put the old packages back. A version that failed is not tried
 * again; one that was interrupted (by a power cut) is taken back at the next start and tried three times.
 *
 * Each step is on disk before it begins. The program that began judges to the end: it keeps a copy of itself, so that
 * a newer one that cannot judge does not have to. */
#pragma once
#include "base/attr.h"
#include <stdbool.h>
#include <stdio.h>

#define UPDATE_FOLDER "/var/lib/anjungan-update"

struct update {
    const char *folder;      /* where all of this is kept; made when missing */
    const char *state_dir;   /* of the database */
    const char *config_path; /* which the rehearsal follows but for its printer */
    const char *source;      /* the repository: an address for APT, "" = none is set */
    const char *key;         /* the keyring it is signed for */
    const char *program;     /* this one */
    int patience_ms;         /* for a slip and for a first frame, each */
    int steady_ms;           /* for which a rehearsing screen has to go on */
    FILE *out;
    FILE *complaints;
};

/* For --help, whole lines. */
extern const char update_help[];

/* The words behind "update". Returns the exit code: 0 there was nothing newer, or it serves; 1 not done, or taken
 * back (said); 2 the words are wrong. */
MUST_USE int update_verb(const struct update *update, int count, char **words);
