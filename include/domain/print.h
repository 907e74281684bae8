/* What is printed and what became of it: one job per slip and copy. */
#pragma once
#include "base/id.h"
#include <stdbool.h>
#include <stdint.h>

enum slip_kind {
    SLIP_TICKET,
    SLIP_REQUIREMENTS,
    SLIP_STEPS,
    SLIP_RECEIPT,   /* Tanda Terima Berkas */
    SLIP_REPORT,    /* the day report */
    SLIP_COMPLAINT, /* the receipt of a complaint */
    SLIP_THANKS,    /* after a survey; leaves no trail, see desk/thanks.h */
    SLIP_TEST       /* a test page */
};
const char *slip_kind_name(enum slip_kind kind);

/* queued → sending → printing → printed | failed | uncertain | cancelled.
 * sending: nothing has reached the printer for certain. printing: bytes may be on their way.
 * failed: certainly not on paper, for the trouble that it names; without one a person said so.
 * uncertain: a person has to look. cancelled: kept off the paper before its first byte. */
enum print_state {
    PRINT_QUEUED,
    PRINT_SENDING,
    PRINT_PRINTING,
    PRINT_PRINTED,
    PRINT_FAILED,
    PRINT_UNCERTAIN,
    PRINT_CANCELLED
};
const char *print_state_name(enum print_state state);
bool print_state_is_final(enum print_state state);

/* Why nothing comes out, worst first; stored by name. */
enum printer_trouble {
    TROUBLE_NONE,
    TROUBLE_NO_PRINTER,
    TROUBLE_OFFLINE,
    TROUBLE_COVER_OPEN,
    TROUBLE_JAM,
    TROUBLE_PAPER_OUT,
    TROUBLE_STOPPED,
    TROUBLE_REFUSED,
    TROUBLE_UNKNOWN,
};
const char *printer_trouble_name(enum printer_trouble trouble);
enum printer_trouble
printer_trouble_from_name(const char *name); /* TROUBLE_UNKNOWN for a strange one */

struct print_job {
    int64_t id;
    struct uuid uuid; /* the CUPS job's name, by which it is found again */
    enum slip_kind kind;
    struct uuid ticket; /* of tickets only, else nil */
    char subject[32];   /* a receipt's file number, a complaint's, a report's day
                       * ("2026-11-23"), a test's device, else "" */
    char service_id[64];
    int copy;         /* 0 = first, n = SALINAN n */
    int only_printer; /* 0 = the first that is ready; else this one alone: a test page of it */
    char lang[8];
    enum print_state state;
    enum printer_trouble trouble; /* while waiting, and why it failed */
    bool is_wanted;               /* false: stale, keep it off the paper */
    char printer[64];             /* queue it went to, "" before */
    int cups_job;                 /* 0 before Create-Job, and once it is over */
    int64_t created_at_ms;
    int64_t changed_at_ms;
};

/* A kiosk has one printer, or two: slips go to the first in order that is ready. */
enum { PRINTERS_MOST = 2 };

/* Where a printer's slips come out, as visitors see it; named in the configuration. */
enum paper_place { PLACE_BELOW, PLACE_LEFT, PLACE_RIGHT, PLACE_OFFICER };
const char *paper_place_name(enum paper_place place);
enum paper_place paper_place_from_name(const char *name); /* PLACE_BELOW for a strange one */

/* A printer that looks for what to print: slips for it alone, and if it is in charge the others too, with
 * those for a printer that is no longer there. */
struct print_turn {
    int printer; /* 1 = the first */
    bool takes_any;
    int printer_count;
};

/* A printer as last seen by the print process. */
struct printer_status {
    int no;        /* 1 = the first; 0 where nothing is known */
    bool is_known; /* false: the print process has not reported (or not for long) */
    enum printer_trouble trouble;
    bool is_paper_low;
    bool is_confirming; /* what it calls printed is: anjungan-escpos, and IPP by its own word */
    char queue[64];
    enum paper_place place;
    int64_t seen_at_ms;
};
