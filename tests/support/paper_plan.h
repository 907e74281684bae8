/* The plan of a day of slips: what is drawn from a seed, and the faults of everything around the paper. */
#pragma once
#include "domain/queue.h"
#include "support/paper_check.h"
#include "support/print_faults.h"
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

enum { DAY_SLIPS = 100, BURST_MOST = 3 };

/* What stands behind the kiosk's queue on a day. */
enum day_kind {
    DAY_OURS = 1,   /* an ESC/POS printer, anjungan-escpos */
    DAY_TWO = 2,    /* two of them */
    DAY_STOCK = 4,  /* the same printer, cupsd's own socket backend, whose word is worth nothing */
    DAY_FILTER = 8, /* before that backend a filter */
    DAY_IPP = 16    /* an IPP printer, which takes PDF */
};

struct options {
    long slips, seed;
    const char *program;
    const char *keep; /* a directory, or NULL */
    bool says_plan;
    enum day_kind kind; /* 0: each day's by its seed */
};

struct visitor {
    struct ticket ticket;
    char key[PAPER_KEY];
    int64_t job;
    bool is_out_of_turn; /* asked for again, or out by a person's word: nobody followed it */
};

struct day {
    struct print_house house;
    char paper[2][HOUSE_PATH]; /* where the slips of each printer lie; "": there is none */
    struct paper_tray trays[2];
    enum day_kind kind;
    const char *queue; /* NULL: the house's own, behind anjungan-escpos */
    const struct options *options;
    uint64_t state; /* of the plan */
    struct visitor visitors[DAY_SLIPS + BURST_MOST];
    int count;
    int faults;
    struct paper_sums *sums;
    sqlite3 *locker;
};

int draw_below(struct day *day, int limit);
void start_print(struct day *day);

enum day_kind day_kind_of(uint64_t seed);
const char *day_kind_name(enum day_kind kind);
enum day_kind day_kind_named(const char *name); /* 0: none */
/* Brings up its printers, cupsd and desk; false where this machine cannot have them. */
bool open_day(struct day *day);
void close_day(struct day *day);

enum how { AT_PRINTER, AT_HOUSE, AT_STEP, AT_PRINT, AT_DATABASE, AT_POWER };

/* Where it strikes, and the functions for those that need some. */
struct fault {
    const char *name;
    enum how how;
    fault_step *raise, *mend;
    int kinds; /* of days */
};

const struct fault *draw_fault(struct day *day);
void raise_fault(struct day *day, const struct fault *fault);
void mend_fault(struct day *day, const struct fault *fault);
/* Whatever of a fault is still in the printer, one that waits for the middle of a slip too. */
void mend_printer(struct day *day);
